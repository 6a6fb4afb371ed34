"""The due dates of issues as a calendar (RFC 5545), for the calendar of a telephone, of Outlook or of a mail service.

The same ledgers give the same bytes: nothing is taken from the clock. An entry keeps its UID, and its SEQUENCE grows
with the issue's events, so that a calendar which takes the file again puts the new day in place of the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bangfu.bulletin.wording import day, listing, tidy
from bangfu.i18n import _
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, Case
from bangfu.model.errors import BangfuError
from bangfu.model.province import City, Province

if TYPE_CHECKING:
    from icalendar import Event

_MORNING = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which due dates: of some cities, of some departments; none means all.

    `alarms` are days before the due date, in calendar days; it is told at nine in the morning.
    """

    cities: tuple[City, ...] = ()
    departments: tuple[str, ...] = ()
    alarms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A due date. One that is `off` has lost its meaning before the day came, and is taken out of the calendar."""

    case: Case
    state: State
    due: date
    events: int
    off: bool


def entries(book: Book, as_of: date, choice: Choice) -> list[Entry]:
    """The due dates in force as of a day, past ones included, by day; and those that are off and not yet past."""
    found = []
    for case in book.cases:
        if choice.cities and case.city not in choice.cities:
            continue
        state = replay(case.issue.events, as_of)
        if state.due is None:
            continue
        known = [event for event in case.issue.events if event.date <= as_of]
        asked = {*choice.departments}
        if asked and asked.isdisjoint(name for event in known for name in event.to):
            continue
        off = state.status is not Status.ASSIGNED or (bool(asked) and asked.isdisjoint(state.departments))
        if not off or state.due >= as_of:
            found.append(Entry(case, state, state.due, len(known), off))
    return sorted(found, key=lambda entry: (entry.due, entry.case.issue.id))


def to_calendar(book: Book, found: Iterable[Entry], choice: Choice, *, errors: int = 0) -> bytes:
    """The calendar of `entries`; `errors` is how many errors the ledgers are printed in spite of.

    Raises:
        BangfuError: the extra `bangfu[calendar]` is not installed.
    """
    if find_spec("icalendar") is None:
        raise BangfuError(
            _("ics needs the package {package}", package="icalendar"), _("install it: pip install 'bangfu[calendar]'")
        )
    from icalendar import Calendar

    province, marks = book.province, tuple(_marks(book, errors))
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//bangfu//bangfu//ZH")
    made.add("method", "PUBLISH")
    name = f"{tidy(province.campaign)}办理期限"
    if choice.departments:
        name += f"（{listing(choice.departments)}）"
    for key, words in (("name", name), ("x-wr-calname", name), *_told(marks)):
        made.add(key, words)
    for entry in found:
        made.add_component(_event(entry, province, choice.alarms, marks))
    return bytes(made.to_ical())


def _marks(book: Book, errors: int) -> Iterator[str]:
    """What a reader must know before anything else."""
    if book.province.demo:
        yield "演示数据，均为虚构"
    if errors:
        yield f"台账尚有{errors}处错误未改正，不得作为正式依据"


def _told(marks: Sequence[str]) -> Iterator[tuple[str, str]]:
    if marks:
        yield "description", "；".join(marks)
        yield "x-wr-caldesc", "；".join(marks)


def _event(entry: Entry, province: Province, alarms: Iterable[int], marks: Sequence[str]) -> Event:
    """An all-day event, which does not make anybody busy."""
    from icalendar import Alarm, Event

    issue, state = entry.case.issue, entry.state
    summary = _summary(entry)
    changed = datetime.combine(state.last or entry.due, time(), UTC)
    made = Event()
    made.add("uid", str(uuid5(NAMESPACE_URL, f"bangfu:{province.province}/{issue.id}")))
    made.add("sequence", entry.events)
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("dtstart", entry.due)
    made.add("summary", summary)
    made.add("description", "\n".join([*marks, *_description(entry)]))
    made.add("categories", [issue.category])
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if entry.off else "CONFIRMED")
    for days in () if entry.off else alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", _MORNING - timedelta(days=days))
        made.add_component(alarm)
    return made


def _summary(entry: Entry) -> str:
    case, state = entry.case, entry.state
    said = "到期" if not entry.off else "已办结" if state.resolved else "已取消"
    return f"【{said}】{tidy(case.issue.title)}（{case.city.short} {_enterprise(case)}）"


def _description(entry: Entry) -> Iterator[str]:
    case, state = entry.case, entry.state
    yield f"编号：{case.issue.id}"
    yield f"市州：{case.city.name}"
    yield f"企业：{_enterprise(case)}"
    yield f"类别：{case.issue.category}"
    yield f"状态：{state.status.value}"
    for name, words in (("责任单位", state.departments[:1]), ("协办单位", state.departments[1:])):
        if words:
            yield f"{name}：{listing(map(tidy, words))}"
    for name, dated in (("反映", state.reported), ("交办", state.assigned_on), ("办结", state.resolved)):
        if dated:
            yield f"{name}：{day(dated)}"


def _enterprise(case: Case) -> str:
    return tidy(case.enterprise.name if case.enterprise else case.issue.enterprise)
