"""What the pages are made from: the figures of every month shown, and every issue in its state with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bangfu.bulletin.letters import Urgency, urgency
from bangfu.bulletin.wording import STEP_NAMES, delay, duration
from bangfu.i18n import mark
from bangfu.lifecycle.deadlines import elapsed
from bangfu.lifecycle.replay import State, Step
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.ids import is_id, key
from bangfu.model.period import Period, PeriodKind
from bangfu.model.province import Limits, Province
from bangfu.site.document import Anchor, Link
from bangfu.stages import stage
from bangfu.tally.count import series, tally
from bangfu.tally.figures import Row, Tally
from bangfu.tally.lives import Lives, Span
from bangfu.tally.mark import FLOW

HOME = "index.html"
URGENT = "lists/urgent.html"

_MONTHLY = {Step.REPORTED: "收集", Step.RESOLVED: "办结"}
"""The steps of which a month's issues can be shown alone."""

URGENCY_NAMES = {Urgency.RED: "逾期未办结", Urgency.YELLOW: "进展滞后", Urgency.BLUE: "临近期限"}


@dataclass(frozen=True, slots=True)
class Held:
    """An issue that was reported by the day.

    Attributes:
        page: its page, from the top of the site.
        delay: how it stands in words, and as a number to sort by.
        marks: the fragments under which it is found in a list of issues.
    """

    case: Case
    state: State
    urgency: Urgency | None
    delay: tuple[str, int]
    page: str
    marks: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is shown.

    Attributes:
        months: the figures by city of each month shown; the last one's stock is that of the day.
        fields, categories: the province's figures by demand field and by category.
        held: the issues of each city, the most urgent first.
        errors: how many errors the ledgers have.
    """

    book: Book
    as_of: date
    months: tuple[Tally, ...]
    fields: Tally
    categories: Tally
    held: tuple[tuple[Held, ...], ...]
    errors: int = 0

    @property
    def province(self) -> Province:
        """The configuration."""
        return self.book.province

    @property
    def now(self) -> Tally:
        """The figures of the day, with the flow of its month."""
        return self.months[-1]

    def by_city(self) -> Iterator[tuple[CityBook, Row, tuple[Held, ...]]]:
        """Every city with its figures and its issues, in the official order."""
        yield from zip(self.book.cities, self.now.rows, self.held, strict=False)

    def pages(self) -> dict[str, str]:
        """The page of each issue by its id."""
        return {held.case.issue.id: held.page for city in self.held for held in city}

    def anchors(self) -> tuple[Anchor, ...]:
        """The fragments that a list of issues can be entered by."""
        return (
            *(Anchor(step.value, STEP_NAMES[step]) for step in Step),
            *(Anchor(grade.colour, URGENCY_NAMES[grade]) for grade in Urgency),
            *(
                Anchor(monthly(step, month.period), f"{month.period.label}{name}")
                for month in self.months
                for step, name in _MONTHLY.items()
            ),
        )


@stage(mark("composing"))
def gather(book: Book, as_of: date, months: int, errors: int = 0) -> Material:
    """The material of a site.

    Args:
        book: the ledgers.
        as_of: the day of stock and status.
        months: how many months are shown, that of the day the last.
        errors: how many errors the ledgers have.
    """
    periods = last_months(as_of, months)
    last = Period.between(None, as_of)
    spans = {Span(month.start, min(month.end, as_of)): month for month in periods}
    lives = Lives([*spans, Span(last.start, as_of)], book.province.limits)
    return Material(
        book,
        as_of,
        series(book, periods, as_of, lives=lives),
        tally(book, last, "field", compare=False, lives=lives),
        tally(book, last, "category", compare=False, lives=lives),
        _held(book, as_of, spans, lives),
        errors,
    )


def last_months(as_of: date, months: int) -> tuple[Period, ...]:
    """So many months up to that of the day, as far as the calendar goes back."""
    found = [Period.containing(PeriodKind.MONTH, as_of)]
    while len(found) < months and found[-1].start > date.min:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def monthly(step: Step, month: Period) -> str:
    """The fragment of the issues that came to a step in a month: `resolved-2019-06`."""
    return f"{step.value}-{month.key}"


def city_page(city: CityBook) -> str:
    """A city's page, from the top of the site."""
    return f"cities/{city.city.slug}.html"


def category_page(place: int) -> str:
    """The page of the category at that place in the figures, from the top of the site."""
    return f"lists/category-{place}.html"


def up(page: str) -> str:
    """An address from the top of the site as it is written one folder down."""
    return f"../{page}"


def linked(text: str, page: str | None) -> Link:
    """A text that leads to a page, from one folder down."""
    return Link(text, up(page) if page else "")


def _held(book: Book, as_of: date, months: Mapping[Span, Period], lives: Lives) -> tuple[tuple[Held, ...], ...]:
    taken: set[str] = set()
    came = [(FLOW[step], f" {monthly(step, month)}", span) for span, month in months.items() for step in _MONTHLY]
    cities = []
    for city in book.cities:
        found = []
        mine = lives.of(city)
        columns = [(bit, name, mine.marks[span]) for bit, name, span in came]
        for place, (case, state) in enumerate(zip(city.cases, mine.states(as_of), strict=True)):
            if state.reported is None:
                continue
            grade = urgency(state, book.province.limits)
            marks = [step.value for step in state.entered]
            if grade:
                marks.append(grade.colour)
            fragments = " ".join(marks) + "".join([name for bit, name, column in columns if column[place] & bit])
            name = case.issue.id
            if not is_id(name) or key(name) in taken:  # a site made in spite of errors
                name = f"_{city.city.slug}-{place + 1}"
            taken.add(key(name))
            stands = _delay(state, grade, book.province.limits)
            found.append(Held(case, state, grade, stands, f"issues/{name}.html", fragments))
        cities.append(tuple(sorted(found, key=pressing)))
    return tuple(cities)


_GRADES = {grade: place for place, grade in enumerate(Urgency)}
_ORDER = (Status.ASSIGNED, Status.VERIFIED, Status.REPORTED, Status.RESOLVED, Status.CLOSED, Status.REJECTED)


def pressing(held: Held) -> tuple[int, int, int, str]:
    """What issues are ordered by: the urgency (longest overdue, longest silent, nearest due date), then the status."""
    state = held.state
    grade = len(_GRADES) if held.urgency is None else _GRADES[held.urgency]
    day = (state.last if held.urgency is Urgency.YELLOW else state.due) or state.reported or state.as_of
    return (grade, _ORDER.index(state.status), day.toordinal(), held.page)


def _delay(state: State, grade: Urgency | None, limits: Limits) -> tuple[str, int]:
    """How an urgent issue stands: 逾期12天, 18天无进展, 还有3天; else nothing."""
    match grade:
        case Urgency.RED if state.due:
            return delay(state.due, state.as_of, limits), (state.as_of - state.due).days
        case Urgency.YELLOW if state.last:
            silent = duration(elapsed(state.last, state.as_of, limits), limits)
            return f"{silent}无进展", (state.as_of - state.last).days - 10**6
        case Urgency.BLUE if state.due:
            return delay(state.due, state.as_of, limits), (state.as_of - state.due).days - 10**7
    return "", 0
