"""`bangfu duplicates`: pairs of issues that may be one difficulty, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, aliases: [示例轨道]}
  - {name: 示例食品有限公司}
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 厂区需增容800千伏安
    category: 用电
    events:
      - {date: 2019-03-05, type: 反映, via: 企业服务专线}
      - {date: 2019-03-08, type: 交办, to: [市供电公司], due: 2019-07-08}
  - id: ZZ-190310-PW4C
    enterprise: 示例轨道
    title: 希望解决厂区用电增容800kVA
    category: 技改
    events:
      - {date: 2019-03-10, type: 反映, via: 走访}
  - id: ZZ-190312-NEAR
    enterprise: 示例轨道
    title: 厂区增容后计量装置未换
    category: 用电
    events:
      - {date: 2019-03-12, type: 反映}
  - id: ZZ-190311-AAAA
    enterprise: 示例食品有限公司
    title: 园区污水处理费偏高
    category: 费用减免
    events:
      - {date: 2019-03-11, type: 反映}
      - {date: 2019-03-12, type: 办结, note: 核减}
  - id: ZZ-190531-BBBB
    enterprise: 示例食品有限公司
    title: 园区污水处理收费过高
    category: 费用减免
    events:
      - {date: 2019-05-31, type: 反映}
"""
OPEN = """\
93%  示例轨道装备有限公司（株洲） · one says all that the other says
  ZZ-190305-7K3M  2019-03-05  企业服务专线  用电  办理中
      厂区需增容800千伏安
  ZZ-190310-PW4C  2019-03-10  走访  技改  待核实
      希望解决厂区用电增容800kVA
  both say: 厂区, 增容, kva
  only ZZ-190310-PW4C says: 用电
  if they are one: bangfu reject ZZ-190310-PW4C --into ZZ-190305-7K3M

"""
DONE = """\
100%  示例食品有限公司（株洲） · both say the same
  ZZ-190311-AAAA  2019-03-11  费用减免  已办结
      园区污水处理费偏高
  ZZ-190531-BBBB  2019-05-31  费用减免  待核实
      园区污水处理收费过高
  both say: 园区污水处理收费过高
  if they are one: bangfu reject ZZ-190531-BBBB --into ZZ-190311-AAAA

"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU})


def test_open_issues_side_by_side_and_why(root: Path, run_bangfu: Run) -> None:
    done = run_bangfu(root, "duplicates")
    assert (done.code, done.out, done.err) == (0, OPEN, "pairs: 1\n")


def test_in_chinese(root: Path, run_bangfu: Run) -> None:
    done = run_bangfu(root, "duplicates", lang="zh")
    assert "93%  示例轨道装备有限公司（株洲） · 一个说的，另一个都说到了\n" in done.out
    assert "  都说到：厂区、增容、kva\n  只有 ZZ-190310-PW4C 说到：用电\n" in done.out
    assert done.err == "共 1 对\n"


def test_what_is_finished_within_so_many_days(root: Path, run_bangfu: Run) -> None:
    assert run_bangfu(root, "duplicates", "--finished").out == DONE + OPEN
    assert run_bangfu(root, "duplicates", "--finished", "--days", "81").out == DONE + OPEN
    assert run_bangfu(root, "duplicates", "--finished", "--days", "80").out == OPEN
    refused = run_bangfu(root, "duplicates", "--days", "80")
    assert (refused.code, refused.out) == (2, "")
    assert "--days goes with --finished" in refused.err
    assert run_bangfu(root, "duplicates", "--finished", "--days", "-1").code == 2


def test_the_filters_of_list(root: Path, run_bangfu: Run) -> None:
    for given, count in (
        (("--city", "zz"), 2), (("--city", "cs"), 0), (("--enterprise", "示例轨道"), 1), (("--category", "技改"), 1),
        (("--category", "融资"), 0),
    ):  # fmt: skip
        assert run_bangfu(root, "duplicates", "--finished", *given).err == f"pairs: {count}\n", given
    assert run_bangfu(root, "duplicates", "--city", "汉").code == 2


def test_as_data(root: Path, run_bangfu: Run) -> None:
    document = json.loads(run_bangfu(root, "duplicates", "--json").out)
    assert (document["schema"], document["as_of"]) == (1, "2019-06-30")
    [pair] = document["pairs"]
    first, second = pair.pop("issues")
    assert pair == {
        "city": "株洲市", "enterprise": "示例轨道装备有限公司", "rule": "within", "score": 93,
        "shared": ["厂区", "增容", "kva"], "only": [[], ["用电"]],
        "reject": {"id": "ZZ-190310-PW4C", "into": "ZZ-190305-7K3M"},
    }  # fmt: skip
    assert (first["id"], first["via"], first["status"]) == ("ZZ-190305-7K3M", "企业服务专线", "办理中")
    assert (second["id"], second["via"], second["line"]) == ("ZZ-190310-PW4C", "走访", 13)


def test_what_was_joined_is_told_no_more(root: Path, run_bangfu: Run) -> None:
    before = (root / "ledgers/zhuzhou.yaml").read_text("utf-8")
    run_bangfu(root, "duplicates")
    assert (root / "ledgers/zhuzhou.yaml").read_text("utf-8") == before, "nothing is merged by itself"
    assert run_bangfu(root, "reject", "PW4C", "--into", "7K3M").code == 0
    done = run_bangfu(root, "duplicates")
    assert (done.code, done.out, done.err) == (0, "", "pairs: 0\n")


def test_less_alike_pairs_when_asked_for(repository: Make, run_bangfu: Run) -> None:
    text = ZHUZHOU.replace("园区污水处理费偏高", "一期厂房土地证未办")
    text = text.replace("园区污水处理收费过高", "二期厂房土地证未办")
    text = text.replace("      - {date: 2019-03-12, type: 办结, note: 核减}\n", "")
    root = repository({"ledgers/zhuzhou.yaml": text})
    given = ("duplicates", "--enterprise", "示例食品有限公司")
    assert run_bangfu(root, *given).out == ""
    done = run_bangfu(root, *given, "--near")
    assert done.out.startswith("85%  示例食品有限公司（株洲） · most is the same, each says something of its own\n")
    said = "  both say: 期厂房土地证\n  only ZZ-190311-AAAA says: 一\n  only ZZ-190531-BBBB says: 二\n"
    assert said in done.out


def test_what_cannot_be_read_is_said(root: Path, run_bangfu: Run) -> None:
    (root / "ledgers/changsha.yaml").write_text("city: 长沙市\nissues: 1\n", "utf-8")
    done = run_bangfu(root, "duplicates")
    assert (done.code, done.out) == (0, OPEN)
    assert "errors in ledgers/changsha.yaml: 1" in done.err


def test_a_terminal_is_safe_from_titles(repository: Make, run_bangfu: Run) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU.replace("via: 走访", 'via: "走访##[error]x"')})
    done = run_bangfu(root, "duplicates")
    assert "  走访#<U+0023>[error]x  " in done.out
    assert "##[error]" not in done.out
