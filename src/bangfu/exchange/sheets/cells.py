"""A cell of a foreign sheet as a value, or the reason why it is none. Nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from bangfu.exchange.sheets.columns import Column, Kind
from bangfu.exchange.sheets.grid import Cell
from bangfu.exchange.sheets.header import Taken, plain
from bangfu.i18n import Message, _
from bangfu.lifecycle.transitions import Status
from bangfu.model.enterprise import Kind as EnterpriseKind
from bangfu.model.enterprise import Stage
from bangfu.model.event import Result, Satisfaction
from bangfu.model.fields import SCALAR_LIMIT
from bangfu.model.nearest import nearest
from bangfu.model.province import Province
from bangfu.model.quantity import Quantity

Value = str | date | Result | Satisfaction | Status | EnterpriseKind | Stage | tuple[str, ...]

NOTHING = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "*", "…", "……"})
"""What people write where nothing is to be said."""
NOTHING_YET = NOTHING | {
    "无",
    "暂无",
    "未定",
    "待定",
    "空",
    "否",
    "未",
    "0",
    "未办结",
    "未完成",
    "未销号",
    "未评价",
    "未回访",
    "N/A",
}
"""The same in a column of days, choices or lists."""

_SATISFACTION = {
    Satisfaction.SATISFIED: "满意 非常满意 很满意 十分满意 是",
    Satisfaction.FAIR: "基本满意 较满意 比较满意",
    Satisfaction.DISSATISFIED: "不满意 很不满意 非常不满意 否",
}
_STATUS = {
    Status.REPORTED: "待核实 未核实",
    Status.VERIFIED: "待交办 未交办 已核实",
    Status.REJECTED: "已退回 退回",
    Status.ASSIGNED: "办理中 正在办理 在办 已交办 推进中 正在推进 处理中 进行中",
    Status.RESOLVED: "已办结 办结 已解决 解决 已完成 完成 是 √ ✓ ✔ ☑ 办毕 已办理",
    Status.CLOSED: "已销号 销号 已销账 销账",
}
_KINDS = {EnterpriseKind.PROSPECT: "拟入规企业 拟入规 拟入规工业企业", EnterpriseKind.PROJECT: "项目 重点项目 产业项目",
          EnterpriseKind.ENTERPRISE: "企业 工业企业 规上企业"}  # fmt: skip
_STAGES = {Stage.EARLY: "前期 前期工作", Stage.BUILDING: "在建 建设中", Stage.TRIAL: "试生产 试运行",
           Stage.DONE: "竣工达产 达产 竣工投产"}  # fmt: skip

_UNSAID = NOTHING | {"未办结", "未完成", "未解决", "未销号", "否", "×"}
"""Words that say which status it is not."""
STATUSES = frozenset(plain(word) for words in _STATUS.values() for word in words.split()) | _UNSAID
"""The words of a column of statuses."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_DAY = re.compile(r"([0-9]{4})(?:年|[./-])([0-9]{1,2})(?:月|[./-])([0-9]{1,2})[日号]?\.?(?:T[0-9]{1,2}:[0-9:.]+)?")
_TIME = re.compile(r"\s+([0-9]{1,2}:)")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})月([0-9]{1,2})[日号]")
_MONTH = re.compile(r"[0-9]{4}(?:年|[./-])[0-9]{1,2}月?")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_SERIALS = range(20_000, 80_000)
"""The days that a bare number may mean to Excel: 1954 to 2119."""
_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_AMOUNT = re.compile(r"(约?)([0-9]+(?:\.[0-9]+)?)(余?)([万亿]?)(余?)([^0-9]*)")
_SPLIT = re.compile(r"[、，,;；\n]+")


W = TypeVar("W", Satisfaction, Status, EnterpriseKind, Stage)


class UnreadError(Exception):
    """Why a cell has no value."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Setting:
    """What cells are read against.

    Attributes:
        today: no step of an issue can have happened later.
        year: of days without a year; None where nothing says it.
        unit: of amounts without a unit, as the sheet's title says it; empty where it does not.
        province: its categories and cities.
    """

    today: date
    year: int | None
    unit: str
    province: Province


def value_of(taken: Taken, cell: Cell, setting: Setting) -> Value | None:
    """The value of a cell; None where it says nothing.

    Raises:
        UnreadError: it says something that is no value of its column.
    """
    column = taken.column
    if column.kind is Kind.DAY:
        return day_of(cell, setting)
    if column.kind is Kind.QUANTITY:
        return _outcome(taken, cell, setting)
    text = text_of(cell, column)
    if text is None:
        return None
    if column.kind is Kind.LIST:
        names = tuple(dict.fromkeys(name for part in _SPLIT.split(text) if (name := " ".join(part.split()))))
        return None if plain(text) in NOTHING_YET else names or None
    if column.kind is Kind.CHOICE:
        return _choice(column, text, setting.province)
    if column.key == "city":
        city = setting.province.city(text)
        if city is None:
            known = [name for city in setting.province.cities for name in (city.name, city.short)]
            raise UnreadError(_suggested(_("is no city of the province"), text, known))
        return city.name
    return text


def text_of(cell: Cell, column: Column) -> str | None:
    """The text of a cell: NFC, without characters that cannot be seen; on one line, unless the column may have more."""
    if isinstance(cell, bool):
        cell = "是" if cell else "否"
    if isinstance(cell, float) and abs(cell) < 1e15:
        cell = format(cell, ".15g")
    if isinstance(cell, (int, float)) and abs(cell) >= 1e15:
        raise UnreadError(_("was kept as a number, which loses digits: format the cell as text and type it again"))
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", "" if cell is None else str(cell)))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if column.kind is Kind.BLOCK or column.kind is Kind.LIST:
        text = "\n".join(lines).strip()
    else:  # a line that was broken in a cell goes on: between Latin letters with a space
        text = re.sub(r"(?<=[!-~])\n+(?=[!-~])", " ", "\n".join(lines).strip()).replace("\n", "")
    if len(text) > SCALAR_LIMIT:
        raise UnreadError(_("is longer than 20,000 characters"))
    return None if plain(text) in NOTHING else text


def day_of(cell: Cell, setting: Setting) -> date | None:
    """A day: of a cell of days, a serial number of Excel's, or as people write it.

    Raises:
        UnreadError: it is no whole day, or has no year and nothing says which.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        raise UnreadError(_("is no day"))
    written = format(cell, ".15g") if isinstance(cell, float) else "" if cell is None else str(cell)
    text = plain(_TIME.sub(r"T\1", written))
    if text in NOTHING_YET:
        return None
    text = _HIDDEN.sub("", text).removesuffix("前").removesuffix("之")
    if match := _DAY.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*map(int, match.groups()))
    if match := _NO_YEAR.fullmatch(text):
        if setting.year is None:
            raise UnreadError(_("has no year; write it, or give --year"))
        return _day(setting.year, *map(int, match.groups()))
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    if _MONTH.fullmatch(text):
        raise UnreadError(_("is a month; the day is missing"))
    raise UnreadError(_("is no day; write it as 2019-07-05, 2019.7.5 or 2019年7月5日"))


def lacks_year(cell: Cell) -> bool:
    """Whether a cell has a day without its year."""
    return isinstance(cell, str) and bool(_NO_YEAR.fullmatch(plain(cell).removesuffix("前").removesuffix("之")))


def amount_of(cell: Cell, unit: str) -> Quantity | None:
    """A quantity as people write it: 4365万, 4,365万元, 4365.0 under a heading with （万元）.

    Args:
        cell: the cell.
        unit: what a bare number is counted in; empty where nothing says it.

    Raises:
        UnreadError: it is no quantity, or has no unit.
    """
    if isinstance(cell, (bool, date)):
        raise UnreadError(_("is no amount"))
    text = plain(format(cell, ".15g") if isinstance(cell, float) else "" if cell is None else str(cell))
    if text in NOTHING_YET:
        return None
    text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    if not (match := _AMOUNT.fullmatch(text)):
        raise UnreadError(_("is no amount; write a number and its unit, such as 4365万元"))
    about, number, more, scale, late, rest = match.groups()
    bound = "以上" if rest.endswith("以上") else ""
    rest = rest.removesuffix("以上")
    if not rest:
        base = unit.lstrip("万亿") if scale else unit
        if not base:
            raise UnreadError(_("has no unit; write it, such as 4365万元, or give it in the heading: （万元）"))
        rest = base
    digits = format(Decimal(number).normalize(), "f")
    try:
        return Quantity.parse(f"{about}{digits}{more}{scale}{late}{rest}{bound}")
    except ValueError:
        raise UnreadError(_("is no amount; write a number and its unit, such as 4365万元")) from None


def _outcome(taken: Taken, cell: Cell, setting: Setting) -> Result | None:
    amount = amount_of(cell, taken.unit or setting.unit)
    return Result(kind=taken.kind, value=amount) if amount else None


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise UnreadError(_("is a day that does not exist")) from None
    if not 1950 <= year <= 2119:
        raise UnreadError(_("has a year that cannot be meant"))
    return found


def _choice(column: Column, text: str, province: Province) -> Value | None:
    word = plain(text)
    if column.key == "category":
        categories = [name for members in province.categories.values() for name in members]
        found = next((name for name in categories if plain(name) == word), None)
        within = next((members for name, members in province.categories.items() if plain(name) == word), None)
        if found is None and within:
            raise UnreadError(_("is a field; its categories are {names}", names=tuple(within)))
        if found is None:
            known = _("is no category; the categories are {names}", names=tuple(categories))
            raise UnreadError(_suggested(_("is no category"), text, categories, known))
        return found
    if column.key == "status":
        return None if word in _UNSAID else _worded(_STATUS, word, _("is no status"))
    if word in NOTHING_YET - {"否"}:
        return None
    if column.key == "satisfaction":
        return _worded(_SATISFACTION, word, _("is no degree of satisfaction"))
    if column.key == "stage":
        return _worded(_STAGES, word, _("is no stage of a project"))
    return _worded(_KINDS, word, _("is none of 企业, 项目 and 拟入规企业"))


def _worded(words: Mapping[W, str], word: str, message: Message) -> W:
    for value, synonyms in words.items():
        if word in map(plain, synonyms.split()):
            return value
    raise UnreadError(_suggested(message, word, [value.value for value in words]))


def _suggested(message: Message, text: str, known: Iterable[str], otherwise: Message | None = None) -> Message:
    """The message with the known word that is nearest, as a question; where none is near, `otherwise` or it alone."""
    near = _nearest(text, tuple(known))
    if near:
        return _("{message}; did you mean “{name}”?", message=message, name=near)
    return otherwise or message


@lru_cache(1024)  # one slip may repeat in every row
def _nearest(text: str, known: tuple[str, ...]) -> str | None:
    return nearest(text, known)
