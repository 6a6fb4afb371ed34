"""The text of a new bangfu.yaml: the packaged defaults, each key with a line that tells a clerk what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangfu.edit.phrase import inline, scalar, tree_of
from bangfu.model.province import City, Policy, RosterEntry
from bangfu.model.record import Record
from bangfu.read.configuration import defaults_text

_NOTES = {
    "public_secret": "--public 输出中企业代号的密钥：不公开、不改动，改了代号就与以前对不上",
    "recipients": "通报的主送机关",
    "campaign": "活动名称，写进通报的标题",
    "categories": "需求领域，以及各领域的问题类别；台账里的 category 取自这里",
    "channels": "问题反映和交办的渠道；台账里的 via 取自这里",
    "sections": "工作举措的栏目，也是通报第一部分的小标题",
    "limits": "时限，按自然日或工作日计：reply 首次答复，assign 核实后交办，resolve 办结，progress 多久须有新进展",
    "roster": "重点企业名录：省里要求结对帮扶的企业，每行一家",
    "policies": "要送到企业的政策；台账里的 policy 取自这里的 id",
    "scoring": "考评各项指标的权重",
    "bulletin": "通报的固定文字；文号里的 {year}、{n} 由程序填写",
}
_HEAD = """\
# 台账配置，全省一份。井号后面是说明，程序不读。改完运行 bangfu check 核对。
# 没有写出的键取默认值。

# 文件格式的版本，不用改
format: 1
# 省份名称
province: {province}
# 通报的发文机关
issuer: {issuer}
"""
_CITIES = """\
# 市州，按法定次序。slug 是台账文件名（ledgers/<slug>.yaml），prefix 是问题编号的字头，code 是行政区划代码（可不写）
cities:
"""
_EXAMPLES = {
    "roster": "  # - {name: 某某机械有限公司, city: 市州名称}\n",
    "policies": "  # - {id: ZC-2019-01, title: 政策名称, tags: [融资], tiers: [重点骨干], since: 2019-01-01}\n",
}


def configuration_text(
    province: str,
    issuer: str,
    cities: Sequence[City],
    *,
    demo: bool = False,
    public_secret: str | None = None,
    roster: Sequence[RosterEntry] = (),
    policies: Sequence[Policy] = (),
) -> str:
    """The bangfu.yaml of a new repository.

    Args:
        province: the province's name.
        issuer: who issues the bulletin.
        cities: the cities in the official order.
        demo: marks the data as invented.
        public_secret: the secret of `--public`; it is made anew for every repository.
        roster, policies: the entries of these lists; without any, an example stands there as a comment.
    """
    defaults = _defaults()
    text = _HEAD.format(province=scalar(province), issuer=scalar(issuer))
    if demo:
        text += "# 演示数据：本库所有企业、问题、数字都是虚构的\ndemo: true\n"
    if public_secret:
        text += f'# {_NOTES["public_secret"]}\npublic_secret: "{public_secret}"\n'
    text += _noted("recipients", defaults) + _noted("campaign", defaults)
    text += _CITIES + "".join(f"  - {_city(city)}\n" for city in cities)
    text += "".join(_noted(key, defaults) for key in ("categories", "channels", "sections", "limits"))
    text += _list("roster", roster) + _list("policies", policies)
    return text + _noted("scoring", defaults) + _noted("bulletin", defaults)


def _list(key: str, entries: Sequence[Record]) -> str:
    lines = "".join(f"  - {inline(tree_of(entry))}\n" for entry in entries)
    return f"# {_NOTES[key]}\n{key}:\n{lines or _EXAMPLES[key]}"


def _city(city: City) -> str:
    code = f', code: "{city.code}"' if city.code else ""
    return f"{{slug: {scalar(city.slug)}, name: {scalar(city.name)}, prefix: {scalar(city.prefix)}{code}}}"


def _noted(key: str, defaults: dict[str, str]) -> str:
    return f"# {_NOTES[key]}\n{defaults[key]}"


def _defaults() -> dict[str, str]:
    """The lines of each key of the packaged defaults."""
    chunks = re.split(r"^(?=[a-z])", defaults_text(), flags=re.MULTILINE)
    return {chunk.partition(":")[0]: chunk for chunk in chunks[1:]}
