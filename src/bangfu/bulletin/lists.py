"""The three lists (问题清单, 措施清单, 责任清单): the same issues three times over, with what is asked, done and owed.

No cell is empty: where there is nothing to say, the cell says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bangfu.bulletin.document import Block, Column, Paragraph, Part, Table, text
from bangfu.bulletin.wording import DEIDENTIFIED, day, delay, later_day, listing, numeral, tidy
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.event import Event, EventType, OutcomeState, Result
from bangfu.model.province import City, Limits

OPEN = frozenset({Status.REPORTED, Status.VERIFIED, Status.ASSIGNED, Status.RESOLVED})
"""What stands on a list by default: an issue leaves it when it is struck off (销号) or sent back (退回)."""

_MEASURES = (EventType.ASSIGN, EventType.PROGRESS, EventType.SUPERVISE, EventType.RESOLVE, EventType.REOPEN)
_PROGRESS = (EventType.PROGRESS, EventType.RESOLVE)
_STEPS = ("reported", "verified", "rejected", "assigned", "resolved", "closed")
_UNASSIGNED = "未交办"


class Kind(StrEnum):
    """The lists."""

    PROBLEMS = "问题清单"
    MEASURES = "措施清单"
    DUTIES = "责任清单"


@dataclass(frozen=True, slots=True)
class Entry:
    """An issue as the lists have it; `number` is its 序号, the same in all three; `limits` say how days are counted."""

    number: int
    case: Case
    state: State
    limits: Limits

    @property
    def events(self) -> Iterator[Event]:
        """Its events up to the day."""
        return (event for event in self.case.issue.events if event.date <= self.state.as_of)

    @property
    def last_progress(self) -> date | None:
        """The day of the latest 办理 or 办结: to be assigned or pressed is no progress."""
        return next((event.date for event in reversed([*self.events]) if event.type in _PROGRESS), None)

    @property
    def outcomes(self) -> tuple[Result, ...]:
        """The outcomes of the 办结 that holds."""
        if self.state.resolved is None:
            return ()
        return next(event for event in reversed([*self.events]) if event.type is EventType.RESOLVE).outcomes


@dataclass(frozen=True, slots=True)
class Lists:
    """The document.

    Attributes:
        title: a string a line.
        as_of: the day.
        basis: the day, and which issues and how many.
        parts: a list each.
        notes: what the lists leave out.
        marks: warnings that come first.
    """

    title: tuple[str, ...]
    as_of: date
    basis: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title on one line."""
        return "".join(self.title)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lists of which issues; no city means all."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    cities: tuple[City, ...] = ()
    statuses: frozenset[Status] = OPEN


def entries(book: Book, as_of: date, choice: Choice) -> tuple[Entry, ...]:
    """The issues chosen, city by city in the official order, in the order of the ledgers."""
    held = [
        (case, state)
        for city in _cities(book, choice)
        for case in city.cases
        if (state := replay(case.issue.events, as_of)).reported is not None and state.status in choice.statuses
    ]
    return tuple(Entry(number, case, state, book.province.limits) for number, (case, state) in enumerate(held, start=1))


def compose(book: Book, as_of: date, choice: Choice, *, errors: int = 0) -> Lists:
    """The lists as of a day; `errors` is how many errors the ledgers are printed in spite of."""
    found = entries(book, as_of, choice)
    several = len(choice.kinds) > 1
    return Lists(
        title=(book.province.campaign, listing(city.name for city in choice.cities) + listing(choice.kinds)),
        as_of=as_of,
        basis=f"截至{day(as_of)}，{_chosen(choice.statuses)}{len(found)}个",
        parts=tuple(
            Part(f"{numeral(number)}、{kind}" if several else kind.value, (_block(kind, found),))
            for number, kind in enumerate(choice.kinds, start=1)
        ),
        notes=tuple(_notes(book, as_of, choice)),
        marks=marks(book, errors),
    )


def marks(book: Book, errors: int) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    demo = "演示数据：本清单的企业和问题均为虚构" if book.province.demo else ""
    wrong = f"台账尚有{errors}处错误未改正，本清单不得作为正式依据" if errors else ""
    return tuple(filter(None, (demo, wrong, DEIDENTIFIED if book.public else "")))


def cells(kinds: Iterable[Kind], found: Sequence[Entry]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of one table with the columns of all `kinds`, each column once."""
    columns: dict[str, Callable[[Entry], str]] = {}
    for kind in kinds:
        columns |= _COLUMNS[kind]
    return list(columns), [[cell(entry) for cell in columns.values()] for entry in found]


def data(kind: Kind, entry: Entry) -> dict[str, Any]:
    """An entry of a list for json.dumps (docs/cli.md, machine output); what is not known is None."""
    issue, state = entry.case.issue, entry.state
    head = {"number": entry.number, "id": issue.id, "title": issue.title}
    rest: dict[str, Any]
    match kind:
        case Kind.PROBLEMS:
            rest = {
                "city": entry.case.city.name,
                "enterprise": _enterprise(entry),
                "category": issue.category,
                "reported": _iso(state.reported),
                "via": state.via,
                "status": state.status.value,
            }
        case Kind.MEASURES:
            rest = {
                "measures": [
                    {"date": event.date.isoformat(), "type": event.type.value, "note": event.note}
                    for event in entry.events
                    if event.type in _MEASURES
                ],
                "last_progress": _iso(entry.last_progress),
                "outcomes": [
                    {"kind": each.kind, "value": each.value.display(), "state": each.state.value}
                    for each in entry.outcomes
                ],
            }
        case Kind.DUTIES:
            rest = {
                "leader": entry.case.enterprise.leader if entry.case.enterprise else None,
                "department": state.department,
                "others": list(state.departments[1:]),
                "due": _iso(state.due),
                "overdue": state.overdue,
                "supervised": state.supervised,
            }
    return head | rest | {"file": issue.file, "line": issue.line}


def _cities(book: Book, choice: Choice) -> Iterator[CityBook]:
    return (city for city in book.cities if not choice.cities or city.city in choice.cities)


def _chosen(statuses: frozenset[Status]) -> str:
    if statuses == OPEN:
        return "未销号问题"
    if statuses.issuperset({*OPEN, Status.REJECTED, Status.CLOSED}):
        return "全部问题（含已退回、已销号）"
    return listing(status.value for status in Status if status in statuses) + "问题"


def _block(kind: Kind, found: Sequence[Entry]) -> Block:
    if not found:
        return Paragraph(text("没有这样的问题。"))
    headings, rows = cells([kind], found)
    return Table(
        tuple(Column(heading, heading not in _WORDS, heading == "编号") for heading in headings),
        tuple(tuple(text(cell) for cell in row) for row in rows),
        notes=(_REMARKS[kind],) if kind in _REMARKS else (),
        landscape=True,
    )


def _notes(book: Book, as_of: date, choice: Choice) -> Iterator[str]:
    """Which cities' silence is no sign that they have no issues."""
    cities = [*_cities(book, choice)]
    silent = [each.city.name for each in cities if each.ledger is None or each.ledger.is_empty()]
    if silent:
        yield f"{listing(silent)}未报送台账，不在清单内。"
    counted = [each.city.name for each in cities if _has_opening(each, as_of)]
    if counted:
        yield f"{listing(counted)}另有只报总数、没有逐件记录的问题，不在清单内。"


def _has_opening(city: CityBook, as_of: date) -> bool:
    return city.ledger is not None and any(
        opening.date <= as_of and any(getattr(opening, step) for step in _STEPS) for opening in city.ledger.opening
    )


def _enterprise(entry: Entry) -> str:
    return entry.case.enterprise.name if entry.case.enterprise else entry.case.issue.enterprise


def _measures(entry: Entry) -> str:
    """What was done about an issue, day by day."""
    status = entry.state.status
    told, since = [], None
    for event in entry.events:
        if event.type in _MEASURES or (event.type is EventType.REJECT and status is Status.REJECTED):
            told.append(later_day(event.date, since) + _told(event))
            since = event.date
    if not told:
        return "尚未核实、交办" if status is Status.REPORTED else "已核实，尚未交办"
    return "；".join(told)


def _told(event: Event) -> str:
    """A step without its day: 交办市自然资源局：一个月内供地."""
    match event.type:
        case EventType.ASSIGN:
            what = f"交办{listing(event.to)}"
        case EventType.PROGRESS if event.note is None:
            what = "办理（未记内容）"
        case EventType.REOPEN:
            what = "重新办理"
        case _:
            what = event.type.value
    number = f"（{event.number}）" if event.number else ""
    note = tidy(event.note).rstrip("。；，") if event.note else ""
    return f"{what}{number}{f'：{note}' if note else ''}"


def _last_progress(entry: Entry) -> str:
    if entry.last_progress:
        return entry.last_progress.isoformat()
    return _before_assigned(entry) or "尚无进展记录"


def _outcomes(entry: Entry) -> str:
    if entry.state.status is Status.REJECTED:
        return "已退回"
    if entry.state.resolved is None:
        return "未办结"
    said = [
        ("" if each.state is OutcomeState.REALISED else each.state.value) + each.kind + each.value.display()
        for each in entry.outcomes
    ]
    return listing(said) or "未填量化成效"


def _leader(entry: Entry) -> str:
    if entry.case.enterprise is None:
        return "企业未登记结对"
    return entry.case.enterprise.leader or "未登记联点领导"


def _before_assigned(entry: Entry) -> str:
    """Why an issue without a 交办 has no department and no due date; empty for one with it."""
    if entry.state.status is Status.REJECTED:
        return "已退回"
    if entry.state.departments:
        return ""
    return "现场办结" if entry.state.resolved else _UNASSIGNED


def _department(entry: Entry) -> str:
    return _before_assigned(entry) or str(entry.state.department)


def _others(entry: Entry) -> str:
    return _before_assigned(entry) or listing(entry.state.departments[1:]) or "无协办单位"


def _due(entry: Entry) -> str:
    return _before_assigned(entry) or (entry.state.due.isoformat() if entry.state.due else "未定时限")


def _overdue(entry: Entry) -> str:
    """Whether its time has run out: of what is being worked on, as of the day; of what is solved, when it was."""
    state = entry.state
    if reason := _before_assigned(entry):
        return reason
    if state.due is None:
        return "未定时限"
    if state.overdue:
        return delay(state.due, state.as_of, entry.limits)
    if state.resolved:
        return "逾期办结" if state.late else "按期办结"
    return "未逾期"


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


_HEAD: Mapping[str, Callable[[Entry], str]] = {
    "序号": lambda entry: str(entry.number),
    "编号": lambda entry: entry.case.issue.id,
}
_TITLE: Mapping[str, Callable[[Entry], str]] = {"问题": lambda entry: tidy(entry.case.issue.title)}
_COLUMNS: Mapping[Kind, Mapping[str, Callable[[Entry], str]]] = {
    Kind.PROBLEMS: {
        **_HEAD,
        "市州": lambda entry: entry.case.city.name,
        "企业": _enterprise,
        **_TITLE,
        "类别": lambda entry: entry.case.issue.category,
        "反映日期": lambda entry: str(_iso(entry.state.reported)),
        "渠道": lambda entry: entry.state.via or "未记渠道",
        "状态": lambda entry: entry.state.status.value,
    },
    Kind.MEASURES: {
        **_HEAD,
        **_TITLE,
        "办理措施": _measures,
        "最近进展日期": _last_progress,
        "成效": _outcomes,
    },
    Kind.DUTIES: {
        **_HEAD,
        **_TITLE,
        "联点领导": _leader,
        "责任单位": _department,
        "协办单位": _others,
        "办理时限": _due,
        "是否逾期": _overdue,
        "督办次数": lambda entry: str(entry.state.supervised),
    },
}
_WORDS = frozenset({"企业", "问题", "办理措施", "成效", "联点领导", "责任单位", "协办单位"})
_REMARKS: Mapping[Kind, str] = {
    Kind.MEASURES: "注：最近进展日期为最近一次办理或办结的日期，交办和督办不计；成效未注明计划、预计的，为已实现。",
    Kind.DUTIES: "注：办理时限为现行时限，延期或督办改定的，以改定的为准。",
}
