"""A small ledger and what is made of it by two sides, for stories of merges."""

from __future__ import annotations

from datetime import date

from bangfu.edit.reconcile import Merged, reconcile
from bangfu.model.province import City, Province

FILE = "ledgers/zhuzhou.yaml"
PROVINCE = Province(
    province="湖南省",
    issuer="省工信厅",
    recipients="各市州工信局",
    campaign="帮扶",
    cities=(City(slug="zhuzhou", name="株洲市", prefix="ZZ"), City(slug="changsha", name="长沙市", prefix="CS")),
    categories={"要素保障": ("融资", "用地", "用工")},
    channels=("走访", "电话"),
    sections=("要素保障",),
)

BASE = """\
# 株洲台账，手工维护
city: 株洲市
enterprises:
  - name: 甲公司   # 老企业
    leader: 市长
  - name: 乙公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 甲公司
    title: "用地未落实"   # 引号是有意的
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映, via: 走访}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}

  # 下一条
  - id: ZZ-190306-8N4P
    enterprise: 乙公司
    title: 融资难
    category: 融资
    events:
      - {date: 2019-03-06, type: 反映}
measures:
  - {date: 2019-05-20, section: 要素保障, text: 现场办公}
"""
ASSIGNED = "      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}\n"
RAISED = "      - {date: 2019-03-06, type: 反映}\n"
SECOND = """\
  # 下一条
  - id: ZZ-190306-8N4P
    enterprise: 乙公司
    title: 融资难
    category: 融资
    events:
      - {date: 2019-03-06, type: 反映}
"""
LAST = "measures:\n  - {date: 2019-05-20, section: 要素保障, text: 现场办公}\n"


def with_(text: str, *changes: tuple[str, str]) -> str:
    """`text` with each first text of `changes` replaced by the second; all must be there."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merge(ours: str | bytes, theirs: str | bytes, base: str | bytes | None = BASE) -> Merged:
    """The three-way merge of these texts, as of 30 June 2019."""
    before, mine, other = (one.encode() if isinstance(one, str) else one for one in (base, ours, theirs))
    assert mine is not None
    assert other is not None
    return reconcile(FILE, before, mine, other, PROVINCE, date(2019, 6, 30))


def clean(ours: str, theirs: str, base: str | None = BASE) -> str:
    """The text of a merge that leaves nothing to resolve."""
    merged = merge(ours, theirs, base)
    assert merged.clean, [str(conflict) for *_where, conflict in merged.plan.at_odds()] if merged.plan else merged.doubt
    return merged.data.decode()


def reasons(merged: Merged) -> list[tuple[str, str]]:
    """The key and the reason of each conflict."""
    assert merged.plan
    return [(conflict.key, str(conflict.reason)) for _section, _slot, conflict in merged.plan.at_odds()]


def marked(ours: str, base: str, theirs: str) -> str:
    """The three versions between conflict markers."""
    return f"<<<<<<< ours\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> theirs\n"
