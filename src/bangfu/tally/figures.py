"""What a tally holds. Every figure is defined in docs/format.md, figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from bangfu.lifecycle.replay import STEPS, Step
from bangfu.lifecycle.transitions import STATUSES, Status
from bangfu.model.period import Period

NOTHING = "—"
UNGROUPED = "未分组"


def one_decimal(number: Decimal) -> Decimal:
    """`number` rounded to one decimal, half up: the only rounding there is, and for display only."""
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with both its figures kept. Over nothing it is neither 0 % nor 100 %."""

    numerator: int = 0
    denominator: int = 0

    @property
    def percent(self) -> Decimal | None:
        """In percent, one decimal, half up; None over nothing."""
        return one_decimal(Decimal(100 * self.numerator) / self.denominator) if self.denominator else None

    def __str__(self) -> str:
        """`25.6%`, or — over nothing."""
        return NOTHING if self.percent is None else f"{self.percent}%"


@dataclass(frozen=True, slots=True)
class Counts:
    """One figure a step."""

    reported: int = 0
    verified: int = 0
    rejected: int = 0
    assigned: int = 0
    on_the_spot: int = 0
    resolved: int = 0
    closed: int = 0

    def __getitem__(self, step: Step) -> int:
        number: int = getattr(self, step.value)
        return number

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(self[step] + other[step] for step in STEPS))


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a group.

    Attributes:
        resolution: 办结率, resolved / (assigned + on the spot).
        closure: 销号率, closed / (assigned + on the spot).
        collected_resolution: 收集办结率, resolved / reported.
        overdue: 逾期率, overdue / 办理中.
        on_time: 按期办结率, resolved by the due date / resolved; without a due date none is late.
        satisfaction: 满意率, (满意 + 基本满意) / rated.
        reply: 回应率, first replies within the reply limit / reported.

    The first three take openings in, each with every figure of the rate or not at all: a city that stated what it
    collected but not what it resolved has not resolved 0 %. The others are about records alone.
    """

    resolution: Rate = Rate()
    closure: Rate = Rate()
    collected_resolution: Rate = Rate()
    overdue: Rate = Rate()
    on_time: Rate = Rate()
    satisfaction: Rate = Rate()
    reply: Rate = Rate()


@dataclass(frozen=True, slots=True)
class Days:
    """办理天数, 交办 → 办结, over the issues that stand resolved at the end and were assigned; one decimal, half up.

    `p90` is the 90th percentile by nearest rank: the smallest number of days within which nine in ten were resolved.
    """

    median: Decimal
    mean: Decimal
    p90: Decimal


class Pledges(NamedTuple):
    """Counts of commitments as of a day D and over a period P that ends with it.

    Attributes:
        made: dated by D.
        kept: of these, kept by D.
        due: of these, with a `due` of D or earlier.
        fulfilled: of the due ones, kept by D, in time or late.
        overdue: not kept by D, and their `due` before it.
        newly_made, newly_kept: dated, and kept, within P.
    """

    made: int = 0
    kept: int = 0
    due: int = 0
    fulfilled: int = 0
    overdue: int = 0
    newly_made: int = 0
    newly_kept: int = 0

    @property
    def fulfilment(self) -> Rate:
        """兑现率: those due that are kept, of those due."""
        return Rate(self.fulfilled, self.due)

    def plus(self, other: Pledges) -> Pledges:
        """Both together."""
        return Pledges(*(own + more for own, more in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group.

    Attributes:
        key: what groups it (a city's name, a category, …); None for records and openings without one.
        label: the key, or 未分组.
        stock: issues at or beyond each step as of the tally's day, openings included.
        flow, undone: what came to stand at each step within the period, and what no longer does (or came anew).
        before: the stock on the day before the period. ``stock + undone == before + flow``, but for openings dated
            within the period.
        stated: the steps that a record or an opening says anything of; any other 0 is no figure but a gap.
        status: issues (records) by status.
        overdue, unanswered, stale: 逾期; without a reply past the limit; without progress past the limit.
        days: None when nothing was assigned and resolved.
        enterprises, projects, prospects: what is paired on the tally's day, openings included.
        leaders, departments: how many different ones are paired with these; those of openings are added.
        people, visits: of visits up to the day, openings included.
        pledges: commitments, in the rows of a city, of the enterprise or the department that made them.
        issues: the ids of the reported records, in the order of the ledgers.
        previous, last_year: the same group in the period before (环比) and a year before (同比).
    """

    key: str | None
    label: str
    stock: Counts = Counts()
    flow: Counts = Counts()
    undone: Counts = Counts()
    before: Counts = Counts()
    stated: frozenset[Step] = frozenset()
    status: dict[Status, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    overdue: int = 0
    unanswered: int = 0
    stale: int = 0
    rates: Rates = Rates()
    days: Days | None = None
    enterprises: int = 0
    projects: int = 0
    prospects: int = 0
    leaders: int = 0
    departments: int = 0
    people: int = 0
    visits: int = 0
    pledges: Pledges = field(default_factory=Pledges)
    issues: tuple[str, ...] = ()
    previous: Row | None = None
    last_year: Row | None = None

    @property
    def has_data(self) -> bool:
        """Whether an issue or an opening's counter stands behind the figures; if not, the group is 未报送."""
        return bool(self.stated)


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a period by groups; `as_of` is the day of stock, status and pairings."""

    period: Period
    as_of: date
    by: str
    rows: tuple[Row, ...]
    total: Row
