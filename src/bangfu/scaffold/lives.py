"""Invented issues: each walks the transition table by chance, as far as the year's end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bangfu.lifecycle.transitions import Status, may_follow, next_status
from bangfu.model.event import Event, EventType, Result, Satisfaction
from bangfu.model.quantity import Quantity
from bangfu.scaffold import words
from bangfu.scaffold.dice import Dice, workday

_T = EventType
_STOP = None  # nothing more happens this year
_WEIGHTS: dict[Status, dict[EventType | None, int]] = {
    Status.REPORTED: {_T.VERIFY: 70, _T.ASSIGN: 12, _T.REJECT: 7, _T.RESOLVE: 7, _STOP: 2},
    Status.VERIFIED: {_T.ASSIGN: 90, _T.REJECT: 2, _T.RESOLVE: 5, _STOP: 2},
    Status.ASSIGNED: {_T.PROGRESS: 30, _T.RESOLVE: 52, _T.SUPERVISE: 5, _T.EXTEND: 5, _T.ASSIGN: 2, _STOP: 3},
    Status.RESOLVED: {_T.RATE: 70, _T.CLOSE: 26, _STOP: 4},
    Status.CLOSED: {_T.REOPEN: 2, _STOP: 98},
    Status.REJECTED: {_T.REOPEN: 8, _STOP: 92},
}
_RATED: dict[bool, dict[EventType | None, int]] = {
    True: {_T.CLOSE: 94, _STOP: 6},
    False: {_T.REOPEN: 88, _STOP: 12},
}
_RATINGS = {Satisfaction.SATISFIED: 74, Satisfaction.FAIR: 17, Satisfaction.DISSATISFIED: 9}
_GAPS = {
    _T.VERIFY: (1, 7), _T.REJECT: (1, 5), _T.ASSIGN: (1, 6), _T.PROGRESS: (4, 13), _T.SUPERVISE: (9, 15),
    _T.EXTEND: (8, 14), _T.RESOLVE: (6, 24), _T.RATE: (1, 5), _T.CLOSE: (1, 6), _T.REOPEN: (2, 9),
}  # fmt: skip
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """What an issue's life is told with.

    Attributes:
        level: 市 or 州.
        end: the last day that anything happens on.
        repeats: the id of an earlier issue of the enterprise, if there is one.
    """

    level: str
    end: date
    repeats: str | None


class Serials:
    """The numbers of a city's letters, one series a kind of letter."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, kind: str, year: int) -> str:
        """The next number of that series, such as 演示交办〔2019〕12号."""
        self._last[kind] = self._last.get(kind, 0) + 1
        return f"演示{kind}〔{year}〕{self._last[kind]}号"


def title_and_result(trouble: words.Trouble, dice: Dice) -> tuple[str, str, Result | None]:
    """An issue's title, the result it may come to, and the outcome of that."""
    title, result, effect = dice.pick(trouble.cases)
    number = _amount(title, dice)
    kind, _, unit = effect.partition(" ")
    outcome = Result(kind=kind, value=Quantity.parse(f"{number}{unit}")) if effect else None
    return title.format(n=number), result.format(n=number), outcome


def _amount(title: str, dice: Dice) -> int:
    if "{n}万元" in title:
        return dice.between(5, 200) * 10
    if "{n}千伏安" in title:
        return dice.between(2, 16) * 100
    return dice.between(3, 18)


def live(
    reported: date, result: str, outcome: Result | None, department: str, setting: Setting, serials: Serials, dice: Dice
) -> tuple[Event, ...]:
    """The events of one issue from its 反映 on, every one allowed by the table."""
    events = [Event(date=reported, type=_T.REPORT, via=dice.pick(words.CHANNELS))]
    status, assigned = Status.REPORTED, False
    due: date | None = None
    rating: Satisfaction | None = None
    while len(events) < _LONGEST:
        kind = dice.weighted(_choices(status, rating))
        if kind is _STOP:
            break
        last = events[-1].date
        low, high = _GAPS[kind]
        day = workday(last + timedelta(days=dice.between(low, high)), last)
        if day > setting.end:
            break
        event = _event(kind, day, due, result, outcome, department, setting, serials, dice)
        after = next_status(kind, status, ever_assigned=assigned)
        assert after is not None  # noqa: S101 - only what may follow is chosen
        events.append(event)
        status, assigned, due = after, assigned or kind is _T.ASSIGN, event.due or due
        if kind is _T.RATE:
            rating = event.satisfaction
        elif kind in (_T.RESOLVE, _T.REOPEN):
            rating = None
    return tuple(events)


def _choices(status: Status, rating: Satisfaction | None) -> Mapping[EventType | None, int]:
    """What may come next, and how likely: never a 销号 while the enterprise is 不满意."""
    weights = _WEIGHTS[status]
    if status is Status.RESOLVED and rating:
        weights = _RATED[rating is not Satisfaction.DISSATISFIED]
    allowed = may_follow(status)
    return {kind: weight for kind, weight in weights.items() if kind is _STOP or kind in allowed}


def _event(
    kind: EventType, day: date, due: date | None, result: str, outcome: Result | None, department: str,
    setting: Setting, serials: Serials, dice: Dice,
) -> Event:  # fmt: skip
    match kind:
        case _T.VERIFY:
            return Event(date=day, type=kind, note=dice.pick(words.VERIFIED) or None)
        case _T.REJECT:
            if setting.repeats and dice.chance(0.4):
                return Event(date=day, type=kind, note="与已登记的问题重复，并案办理", into=setting.repeats)
            return Event(date=day, type=kind, note=dice.pick(words.REJECTED))
        case _T.ASSIGN:
            helper = f"{setting.level}{dice.pick(words.PAIRED_WITH)}"
            to = (department, helper) if helper != department and dice.chance(0.25) else (department,)
            term = day + timedelta(days=dice.pick((30, 30, 20, 45)))
            if dice.chance(0.6):
                number = serials.next("交办", day.year)
                return Event(date=day, type=kind, to=to, via="问题交办函", due=term, number=number)
            return Event(date=day, type=kind, to=to, due=term)
        case _T.PROGRESS:
            return Event(date=day, type=kind, note=dice.pick(words.PROGRESS))
        case _T.SUPERVISE:
            number = serials.next("督办", day.year)
            return Event(date=day, type=kind, note=dice.pick(words.SUPERVISED), number=number)
        case _T.EXTEND:
            later = max(day, due or day) + timedelta(days=dice.pick((15, 20, 30)))
            return Event(date=day, type=kind, due=later, note=dice.pick(words.EXTENDED))
        case _T.RESOLVE:
            return Event(date=day, type=kind, note=result, outcomes=(outcome,) if outcome else ())
        case _T.RATE:
            return Event(date=day, type=kind, satisfaction=dice.weighted(_RATINGS))
        case _T.REOPEN:
            return Event(date=day, type=kind, note=dice.pick(words.REOPENED))
        case _:
            return Event(date=day, type=kind)
