"""Which records stand behind a figure: the ids of its issues, and the places of the other records it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bangfu.bulletin import wording
from bangfu.bulletin.document import Figure, Text
from bangfu.lifecycle.replay import Step
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.ledger import Opening, Visit
from bangfu.model.period import Period
from bangfu.model.record import Record
from bangfu.tally import mark as marked
from bangfu.tally.figures import Rate
from bangfu.tally.lives import Lives, Span
from bangfu.tally.mark import FLOW, STOCK, Like, any_of
from bangfu.tally.pile import Slot

WHOLE = "全省"
_OF_STOCK = {
    "resolution": (Step.RESOLVED, Step.ASSIGNED),
    "closure": (Step.CLOSED, Step.ASSIGNED),
    "collected_resolution": (Step.RESOLVED, Step.REPORTED),
}
_OF_RECORDS: dict[str, int | Like] = {
    "overdue": marked.WORKING,
    "on_time": STOCK[Step.RESOLVED],
    "satisfaction": marked.RATED,
    "reply": STOCK[Step.REPORTED],
}
_PAIRED: dict[str, Callable[[Enterprise], bool]] = {
    "enterprises": lambda enterprise: enterprise.kind is Kind.ENTERPRISE,
    "projects": lambda enterprise: enterprise.kind is Kind.PROJECT,
    "prospects": lambda enterprise: enterprise.kind is Kind.PROSPECT,
    "leaders": lambda enterprise: enterprise.leader is not None,
    "departments": lambda enterprise: enterprise.department is not None,
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The records of a city, of a part of it, or of the province.

    Attributes:
        of: the city's name, or 全省.
        issues: what was reported by the day, with its mark over the period up to the day (`tally.mark`).
        openings: the openings dated up to the day, each with what it speaks for.
        period, as_of: what flow is counted over, and the day of stock, status and pairings.
        enterprises: what is paired on the day.
        visits: the visits up to the day.
        ledgers: where the ledger begins, file by file; of a city without one, its line in bangfu.yaml.
        previous, last_year: the same at the end of the period before, and of the same period a year before.
    """

    of: str
    issues: tuple[tuple[Case, int], ...]
    openings: tuple[tuple[Slot, Opening], ...]
    period: Period
    as_of: date
    enterprises: tuple[Enterprise, ...] = ()
    visits: tuple[Visit, ...] = ()
    ledgers: tuple[str, ...] = ()
    previous: Sources | None = None
    last_year: Sources | None = None
    _found: dict[int | Like, tuple[str, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def stock(self, step: Step, count: int, name: str) -> Figure:
        """How many stand at or beyond a step on the day."""
        return self.standing(str(count), (*self._at(step), *self._stating(step)), name)

    def flow(self, step: Step, count: int, name: str) -> Figure:
        """How many came to stand there within the period."""
        return self.within(str(count), self._entered(step), name)

    def overdue(self, count: int, name: str) -> Figure:
        """How many are past their due date on the day."""
        return self.held(marked.OVERDUE, count, name)

    def held(self, wanted: int | Like, count: int, name: str) -> Figure:
        """How many issues have any of the bits `wanted` in their mark, or a mark like it."""
        return self.standing(str(count), self._having(wanted), name)

    def rate(self, rate: Rate, name: str, part: Step, whole: Step, *, text: str | None = None) -> Figure:
        """A rate of the stock: its records, and the openings that state both of its figures."""
        return self.standing(text or wording.fraction(rate), self._over(part, whole), name)

    def measured(self, kind: str, rate: Rate, name: str, *, text: str | None = None) -> Figure:
        """The rate that `tally.figures.Rates` calls `kind`, such as on_time, with the records it is over."""
        if kind in _OF_STOCK:
            return self.rate(rate, name, *_OF_STOCK[kind], text=text)
        return self.standing(text or wording.fraction(rate), self._having(_OF_RECORDS[kind]), name)

    def whole(self, rate: Rate, name: str) -> Figure:
        """What the 办结率 divides by."""
        return self.standing(str(rate.denominator), self._over(Step.RESOLVED, Step.ASSIGNED), name)

    def rest(self, rate: Rate, name: str) -> Figure:
        """What of the 办结率 is not resolved yet."""
        ids = self._having(marked.UNRESOLVED)
        openings = self._stating(Step.RESOLVED, Step.ASSIGNED)
        return self.standing(str(rate.denominator - rate.numerator), (*ids, *openings), name)

    def days(self, value: Decimal, name: str) -> Figure:
        """A figure of the days from 交办 to 办结."""
        return self.standing(wording.number(value), self._having(marked.DAYS), name)

    def change(self, step: Step, now: int, then: int, unit: str, name: str, since: Sources) -> Text:
        """How a flow has moved since `since`, as `wording.change` says it: both periods' records."""
        origins = dict.fromkeys((*self._entered(step), *since._entered(step)))
        return _moved(wording.change(now, then, unit), Figure("", tuple(origins), name, self.of, self.period.key))

    def points(self, now: Rate, then: Rate, name: str, since: Sources) -> Text:
        """How the 办结率 has moved since `since`, as `wording.points` says it: both days' records."""
        origins = dict.fromkeys((*self._over(Step.RESOLVED, Step.ASSIGNED), *since._over(Step.RESOLVED, Step.ASSIGNED)))
        return _moved(wording.points(now, then), Figure("", tuple(origins), name, self.of, f"..{self.as_of}"))

    def paired(self, counter: str, count: int, name: str) -> Figure:
        """A counter of pairings or visits (`tally.figures.Row` has their names): its records and openings."""
        records: list[Record]
        if counter in _PAIRED:
            records = [enterprise for enterprise in self.enterprises if _PAIRED[counter](enterprise)]
        else:
            records = [visit for visit in self.visits if counter == "visits" or visit.people is not None]
        records += [opening for _, opening in self.openings if getattr(opening, counter) is not None]
        return self.standing(str(count), map(origin, records), name)

    def records(self, text: str, records: Iterable[Record], name: str) -> Figure:
        """A figure made from records of the period, such as visits."""
        return self.within(text, map(origin, records), name)

    def standing(self, text: str, origins: Iterable[str], name: str) -> Figure:
        """A figure as of the day."""
        return Figure(text, tuple(origins), name, self.of, f"..{self.as_of}")

    def within(self, text: str, origins: Iterable[str], name: str) -> Figure:
        """A figure of the period."""
        return Figure(text, tuple(origins), name, self.of, self.period.key)

    def only(self, of: str, categories: Iterable[str], *, openings: Iterable[str] = ()) -> Sources:
        """The records of some categories; `openings` are further names that an opening may give, such as a field's."""
        kept = frozenset(categories)
        named = kept.union(openings)
        return replace(
            self,
            of=of,
            issues=tuple(each for each in self.issues if each[0].issue.category in kept),
            openings=tuple(each for each in self.openings if each[1].category in named),
        )

    def _at(self, step: Step) -> tuple[str, ...]:
        return self._having(STOCK[step])

    def _entered(self, step: Step) -> tuple[str, ...]:
        return self._having(FLOW[step])

    def _over(self, part: Step, whole: Step) -> tuple[str, ...]:
        steps = {part, whole, Step.ON_THE_SPOT} if whole is Step.ASSIGNED else {part, whole}
        return (*self._having(any_of(STOCK, steps)), *self._stating(part, whole))

    def _having(self, wanted: int | Like) -> tuple[str, ...]:
        """The ids of the issues with any of the bits in their mark, or with a mark like it; many figures have them."""
        found = self._found.get(wanted)
        if found is None:
            mask, bits = wanted if isinstance(wanted, Like) else (wanted, None)
            found = tuple(
                [case.issue.id for case, mark in self.issues if (mark & mask if bits is None else mark & mask == bits)]
            )
            self._found[wanted] = found
        return found

    def _stating(self, *steps: Step) -> Iterator[str]:
        """The places of the openings that state `steps`, all of them together with others that speak for the same."""
        stated: dict[Slot, set[Step]] = {}
        for slot, opening in self.openings:
            stated.setdefault(slot, set()).update(step for step in steps if _states(opening, step))
        for slot, opening in self.openings:
            if len(stated[slot]) == len({*steps}) and any(_states(opening, step) for step in steps):
                yield origin(opening)


def _states(opening: Opening, step: Step) -> bool:
    return getattr(opening, step.value, None) is not None


def origin(record: Record) -> str:
    """Where a record stands: `ledgers/zhuzhou.yaml:12`."""
    return f"{record.file}:{record.line}"


def of_city(city: CityBook, period: Period, as_of: date, lives: Lives, called: str | None = None) -> Sources:
    """The records of a city, or of the part of it that `city` was cut down to and that is `called` so."""
    ledger = city.ledger
    marks = lives.of(city).marks[Span(period.start, as_of)]
    return Sources(
        called or city.city.name,
        tuple((case, mark) for case, mark in zip(city.cases, marks, strict=True) if mark),
        tuple(
            ((city.city.slug, opening.scope, opening.category), opening)
            for opening in ledger.opening
            if opening.date <= as_of
        )
        if ledger
        else (),
        period,
        as_of,
        tuple(enterprise for enterprise in ledger.enterprises if enterprise.paired_on(as_of)) if ledger else (),
        tuple(visit for visit in ledger.visits if visit.date <= as_of) if ledger else (),
        tuple(f"{part.file}:1" for part in ledger.parts) if ledger else (origin(city.city),),
    )


def sources(book: Book, spans: Sequence[tuple[Period, date] | None], lives: Lives) -> dict[str, Sources]:
    """The sources by the name of the city, and of the province under 全省.

    Args:
        book: the ledgers.
        spans: the period with its day, the period before with its last day, and that of a year before; None where
            the calendar has none.
        lives: those of its issues over all these spans.
    """
    now, previous, last_year = ({} if span is None else at_span(book, *span, lives) for span in spans)
    return {
        name: replace(each, previous=previous.get(name), last_year=last_year.get(name)) for name, each in now.items()
    }


def at_span(book: Book, period: Period, as_of: date, lives: Lives) -> dict[str, Sources]:
    """The sources of one period alone, up to a day; `lives` has that span. See `sources`."""
    made = {city.city.name: of_city(city, period, as_of, lives) for city in book.cities}
    every = made.values()
    return made | {
        WHOLE: Sources(
            WHOLE,
            tuple(issue for each in every for issue in each.issues),
            tuple(opening for each in every for opening in each.openings),
            period,
            as_of,
            tuple(enterprise for each in every for enterprise in each.enterprises),
            tuple(visit for each in every for visit in each.visits),
            tuple(ledger for each in every for ledger in each.ledgers),
        )
    }


def _moved(words: str, figure: Figure) -> Text:
    """增加, 3 as the figure, 个; 持平 is the figure itself."""
    match = re.search(r"[0-9]+(?:\.[0-9]+)?", words) or re.fullmatch(".+", words)
    if match is None:
        return ()
    spans = (words[: match.start()], replace(figure, text=match[0]), words[match.end() :])
    return tuple(span for span in spans if span)
