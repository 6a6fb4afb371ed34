"""What a row's cells make of an issue: new text, a corrected step, or a step more. Nothing is guessed.

A step whose cells were empty is added (责任单位 and 交办日期 → 交办, 办结日期 and 办理结果 → 办结 …). Where the step
is there already, a new date or text corrects it; only a new 责任单位 together with a new 交办日期, and a new 最新进展
together with a new 进展日期, are a step more. 满意度 is a new 评价 each time: the enterprise was asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bangfu.exchange.sheets.columns import ISSUE_COLUMNS
from bangfu.exchange.sheets.values import SEPARATOR
from bangfu.i18n import Message, _
from bangfu.lifecycle.deadlines import default_due
from bangfu.merge.events import first_flaw
from bangfu.model.errors import BangfuError
from bangfu.model.event import Event, EventType, Satisfaction
from bangfu.model.fields import SCALAR_LIMIT
from bangfu.model.issue import Issue
from bangfu.model.province import Limits
from bangfu.read.prescan import hides

_HEADINGS = {column.key: column.heading for column in ISSUE_COLUMNS}
_MAY_BE_EMPTIED = frozenset({"detail", "via"})


class RowRefusedError(BangfuError):
    """A row that cannot be taken over, and why."""


def legible(heading: str, text: str) -> str:
    """A cell's text that may stand in a ledger.

    Raises:
        RowRefusedError: it holds characters that cannot be seen, or too many.
    """
    if hides(text):
        raise RowRefusedError(_("“{column}” holds characters that cannot be seen; type it anew", column=heading))
    if len(text) >= SCALAR_LIMIT:
        raise RowRefusedError(_("“{column}” is longer than 20,000 characters", column=heading))
    return text


def day(heading: str, text: str) -> date:
    """The day in a cell.

    Raises:
        RowRefusedError: it holds none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RowRefusedError(_("“{column}”: “{value}” is no date", column=heading, value=text)) from None


def lived(issue: Issue, cells: Mapping[str, str], changed: Collection[str], limits: Limits, today: date) -> Issue:
    """The issue with what its row's changed cells say of its life and its detail.

    Args:
        issue: as the ledger has it; of a new one, with its 反映 alone.
        cells: all cells of the row.
        changed: the keys of those that changed.
        limits: for the due date where none is given.
        today: no step may be later; a rating that has no other day is of today.

    Raises:
        RowRefusedError: a cell cannot be read, half of a step is missing, or the life cycle does not allow it.
    """
    for key in changed:
        legible(_HEADINGS[key], cells[key])
        if not cells[key] and key not in _MAY_BE_EMPTIED:
            raise RowRefusedError(_("“{column}” was emptied; what is recorded is not taken back by a sheet",
                               column=_HEADINGS[key]))  # fmt: skip
    life = _Life(issue, cells, changed, limits, today)
    events = life.events()
    if events != issue.events:
        _admit(issue, events, today)
        issue = replace(issue, events=events)
    if "detail" in changed:
        detail = cells["detail"]
        issue = replace(issue, detail=(detail + "\n" if "\n" in detail else detail) or None)
    return issue


class _Life:
    def __init__(
        self, issue: Issue, cells: Mapping[str, str], changed: Collection[str], limits: Limits, today: date
    ) -> None:
        self.known: list[Event] = list(issue.events)
        self.added: list[Event] = []
        self.cells, self.changed, self.limits, self.today = cells, changed, limits, today

    def events(self) -> tuple[Event, ...]:
        """The events with the corrections and the new steps."""
        self._correct(EventType.REPORT, date="reported", via="via")
        if not self._correct(EventType.VERIFY, date="verified") and "verified" in self.changed:
            self._add(EventType.VERIFY, "verified")
        self._assign()
        self._progress()
        if not self._correct(EventType.RESOLVE, date="resolved", note="result") and self._any("resolved", "result"):
            self._add(EventType.RESOLVE, "resolved", note=self._needed("result", "resolved"))
        self._rate()
        if not self._correct(EventType.CLOSE, date="closed") and "closed" in self.changed:
            self._add(EventType.CLOSE, "closed")
        return (*self.known, *self.added)

    def _any(self, *keys: str) -> bool:
        return any(key in self.changed for key in keys)

    def _needed(self, key: str, by: str) -> str:
        if text := self.cells.get(key, ""):
            return text
        raise RowRefusedError(
            _("“{column}” is missing: “{other}” is given", column=_HEADINGS[key], other=_HEADINGS[by])
        )

    def _day(self, key: str) -> date:
        return day(_HEADINGS[key], self.cells[key])

    def _standing(self, kind: EventType) -> int | None:
        """The place of the last event of that type, where it still stands: no 重开 came after what it ended."""
        for at in range(len(self.known) - 1, -1, -1):
            found = self.known[at].type
            if found is kind:
                return at
            if found is EventType.REOPEN and kind in (EventType.RESOLVE, EventType.CLOSE):
                return None
        return None

    def _correct(self, kind: EventType, **keys: str) -> bool:
        """Corrects the event of that type that stands; False: there is none."""
        at = self._standing(kind)
        if at is None:
            return False
        values: dict[str, Any] = {
            name: self._day(key) if name in ("date", "due") else self.cells[key] or None
            for name, key in keys.items()
            if key in self.changed
        }
        if values:
            self.known[at] = replace(self.known[at], **values)
        return True

    def _add(self, kind: EventType, key: str, **values: Any) -> None:
        other = next((other for other in self.changed if other != key and self.cells[other]), key)
        self._needed(key, other)
        self.added.append(Event(date=self._day(key), type=kind, **values))

    def _assign(self) -> None:
        if not self._any("departments", "assigned", "due"):
            return
        at = self._standing(EventType.ASSIGN)
        to = tuple(filter(None, self.cells.get("departments", "").split(SEPARATOR)))
        if at is None or {"departments", "assigned"} <= set(self.changed):
            given = next(key for key in ("assigned", "departments", "due") if key in self.changed)
            self._needed("departments", given)
            self._needed("assigned", given)
            assigned = self._day("assigned")
            told = "due" in self.changed or at is None
            due = self._day("due") if told and self.cells.get("due") else default_due(assigned, self.limits)
            self.added.append(Event(date=assigned, type=EventType.ASSIGN, to=to, due=due))
            return
        if "due" in self.changed:
            raise RowRefusedError(_("a new “{column}” needs a reason: bangfu extend ID --due DAY --note TEXT",
                               column=_HEADINGS["due"]))  # fmt: skip
        changes: dict[str, Any] = {"to": to} if "departments" in self.changed else {"date": self._day("assigned")}
        self.known[at] = replace(self.known[at], **changes)

    def _progress(self) -> None:
        if not self._any("progress", "progressed"):
            return
        for key, other in (("progress", "progressed"), ("progressed", "progress")):
            if key not in self.changed:
                raise RowRefusedError(
                    _("“{column}” is new, so give a new “{other}” too; what was done before is kept",
                      column=_HEADINGS[other], other=_HEADINGS[key])
                )  # fmt: skip
        self.added.append(Event(date=self._day("progressed"), type=EventType.PROGRESS, note=self.cells["progress"]))

    def _rate(self) -> None:
        if "satisfaction" not in self.changed:
            return
        word = self.cells["satisfaction"]
        if word not in [each.value for each in Satisfaction]:
            raise RowRefusedError(_("“{column}” takes {choices}, not “{value}”", column=_HEADINGS["satisfaction"],
                               choices=tuple(each.value for each in Satisfaction), value=word))  # fmt: skip
        new_closing = "closed" in self.changed and self._standing(EventType.CLOSE) is None
        when = self._day("closed") if new_closing else self.today
        self.added.append(Event(date=when, type=EventType.RATE, satisfaction=Satisfaction(word)))


def _admit(issue: Issue, events: Sequence[Event], today: date) -> None:
    late = next((event for event in events if event.date > today and event not in issue.events), None)
    if late:
        raise RowRefusedError(_("{date} lies in the future (today is {today})", date=late.date, today=today))
    short = next((e for e in events if e.due and e.due < e.date and e not in issue.events), None)
    if short:
        raise RowRefusedError(_("{type} on {date} is due before that, on {due}", type=short.type.value, date=short.date,
                           due=short.due))  # fmt: skip
    flaw: Message | None = first_flaw(events)
    if flaw:
        raise RowRefusedError(flaw)
