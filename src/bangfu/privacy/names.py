"""The forms in which free text writes an enterprise's name, and how two writings are taken for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

ENDING = (
    "(?:(?:企业)?集团)?(?:股份)?"
    "(?:有限责任公司|有限公司|总公司|公司|总厂|厂(?![区房长家里内])|集团|合作社|合伙企业|企业(?![家主]))"
)
"""The legal ending of a name, which free text leaves out or changes: 有限公司, 公司, 集团."""

LEAST = 3
"""A form of fewer letters is taken for a name only where its surroundings say so."""

_LEGAL = rf"(?:{ENDING}|股份|(?:建设)?项目)$"
_ODD = re.compile(r"[\s()\[\]〔〕【】]")
WIDE = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20}
"""Full-width forms and their plain letters, for str.translate."""
_TRADES = (
    "新材料|零部件|轨道交通|工程机械|生物医药|高新技术|"
    "机械|装备|制造|科技|技术|电子|信息|通信|软件|网络|智能|电器|电气|电力|电机|机车|车辆|汽车|轨道|交通|航空|航天|动力|"
    "能源|新能源|光伏|电池|材料|金属|钢铁|有色|冶金|矿业|矿山|化工|化学|塑料|橡胶|陶瓷|玻璃|水泥|建材|建筑|建设|工程|"
    "食品|饮料|粮油|农业|林业|畜牧|茶业|酒业|烟草|纺织|服装|服饰|鞋业|家具|木业|竹业|造纸|包装|印刷|文化|传媒|旅游|"
    "医药|医疗|制药|药业|生物|环保|环境|水务|物流|运输|仓储|贸易|商贸|商业|投资|置业|地产|实业|产业|工业|发展|开发|"
    "服务|设备|器械|仪器|仪表|设计|咨询|管理|控股|国际|中国|公共|公交|自来水|热力|燃气|供水|供电|水电|港口|机场|铁路"
)


class Folded(NamedTuple):
    """A text without spaces, brackets, full-width forms and case; `places` are the places of its letters."""

    text: str
    places: Sequence[int]


class Form(NamedTuple):
    """A writing of a name, folded. A `sure` one is the name wherever it stands; of another the surroundings decide."""

    text: str
    sure: bool


def fold(text: str) -> Folded:
    """`text` as names are compared: 示例（轨道）装备 and 示例 (轨道)装备 are one."""
    plain = text.translate(WIDE).casefold()
    if len(plain) == len(text) and not _ODD.search(plain) and unicodedata.is_normalized("NFKC", plain):
        return Folded(plain, range(len(text)))  # letter for letter, as most texts are
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in _folded(letter):
            letters.append(each)
            places.append(place)
    return Folded("".join(letters), places)


def forms(name: str, regions: Iterable[str]) -> Iterator[Form]:
    """The forms of an enterprise's name, or of an alias: all of it first, then what people make of it.

    Without its legal ending (株洲甲机械), without the region before it (甲机械), without the trade behind it (a brand
    alone). What is left of the name but words of trade (电力机车) is not sure: the words are everybody's.

    Args:
        regions: the names of its province, city and district, with 省, 市 or 区 and without.
    """
    whole = fold(name).text
    if not whole:
        return
    yield Form(whole, is_long(whole))
    stem = re.sub(_LEGAL, "", whole)
    known = sorted({fold(region).text for region in regions} - {""}, key=len, reverse=True)
    if stem not in ("", whole):
        yield Form(stem, is_long(stem))
    shorter = {core for region in known for core in _around(stem, region)}
    shorter |= {_brand(core) for core in (stem, *shorter)}
    for core in sorted(shorter - {stem, whole, *known}):
        common = _is_trade(core, known)
        if len(core) >= (LEAST if common else 2):
            yield Form(core, not common and is_long(core))


def _around(stem: str, region: str) -> Iterator[str]:
    """What stays of a stem without the region that stands in it: from it on, behind it, before and behind it."""
    before, found, behind = stem.partition(region)
    if found:
        behind = re.sub("^[省市州县区]", "", behind)
        yield from (found + behind, behind, before + behind)


def _brand(core: str) -> str:
    return re.sub(f"(?:{_TRADES})+$", "", core)


def is_long(text: str) -> bool:
    """Whether a form says enough to be taken for a name wherever it stands: figures alone never do."""
    return len(text) >= LEAST and not text.isdecimal()


def _is_trade(text: str, regions: Iterable[str]) -> bool:
    words = "|".join(map(re.escape, regions))
    return re.fullmatch(f"(?:{words}{'|' if words else ''}{_TRADES}|[省市州县区])+", text) is not None


@cache
def _folded(letter: str) -> str:
    return _ODD.sub("", unicodedata.normalize("NFKC", letter).casefold())
