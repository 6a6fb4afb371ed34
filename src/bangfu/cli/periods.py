"""The options that name a period, for every command that counts over one: `--month 2019-06`, or a bare `--month`.

A command takes the options as parameters of the types below and hands them to `choose`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from bangfu.cli.choices import iso_day
from bangfu.cli.options import Option
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError
from bangfu.model.period import Period, PeriodKind

Week = Annotated[
    str | None, Option("--week", help=mark("A week (bare: the last complete one)."), metavar="[2019-W23]", bare=True)
]
Month = Annotated[
    str | None, Option("--month", help=mark("A month (bare: the last complete one)."), metavar="[2019-06]", bare=True)
]
Quarter = Annotated[
    str | None,
    Option("--quarter", help=mark("A quarter (bare: the last complete one)."), metavar="[2019-Q2]", bare=True),
]
Half = Annotated[
    str | None,
    Option("--half", help=mark("A half-year (bare: the last complete one)."), metavar="[2019-H1]", bare=True),
]
Year = Annotated[
    str | None, Option("--year", help=mark("A year (bare: the last complete one)."), metavar="[2019]", bare=True)
]
Since = Annotated[str | None, Option("--since", help=mark("From this day on."), metavar="DAY")]
Until = Annotated[str | None, Option("--until", help=mark("Up to this day."), metavar="DAY")]
AsOf = Annotated[str | None, Option("--as-of", help=mark("As things stood on this day."), metavar="DAY")]
KnownAt = Annotated[
    str | None,
    Option(
        "--known-at",
        help=mark("With what was known then: a revision of git, or a day (its last commit)."),
        metavar="REV|DAY",
    ),
]

BARE = ""
"""The value of a period option that stands without one."""

_EXAMPLES = {
    PeriodKind.WEEK: "2019-W23",
    PeriodKind.MONTH: "2019-06",
    PeriodKind.QUARTER: "2019-Q2",
    PeriodKind.HALF: "2019-H1",
    PeriodKind.YEAR: "2019",
}
_OPTIONS = {f"--{kind}": kind for kind in _EXAMPLES}


class Chosen(NamedTuple):
    """A period and the day in it as of which things are shown."""

    period: Period
    as_of: date


def choose(
    today: date,
    *,
    week: str | None = None,
    month: str | None = None,
    quarter: str | None = None,
    half: str | None = None,
    year: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    default: PeriodKind | None = None,
) -> Chosen:
    """The period that the options name.

    Args:
        today: a period that is not over is shown as of today.
        week, month, quarter, half, year: a value, BARE for the last complete one, or None.
        since, until: days of a span; either may be missing.
        as_of: the day to show; by default the period's end, or today if it is not over.
        default: what to show when no option names a period: the last complete one of that kind, or, with None, the
            time from the beginning up to `as_of`.

    Raises:
        UsageError: two options that exclude each other, a value that is no period, or a day outside the period.
    """
    values = (week, month, quarter, half, year)
    given = {kind: value for kind, value in zip(_EXAMPLES, values, strict=True) if value is not None}
    spans = [name for name, value in (("--since", since), ("--until", until)) if value is not None][:1]
    names = [f"--{kind}" for kind in given] + spans
    if len(names) > 1:
        raise UsageError(_("{first} and {second} exclude each other", first=names[0], second=names[1]))
    day = iso_day(as_of) if as_of is not None else None
    if since is not None or until is not None:
        period = _between(since, until, day or today)
    elif given:
        ((kind, value),) = given.items()
        period = _parse(kind, value, today)
    elif default and day is None:
        period = Period.last_complete(default, today)
    elif default and day:
        period = Period.containing(default, day)
    else:
        period = Period.between(None, day or today)
    if period.start > today and day is None:
        raise UsageError(_("{period} has not begun by {today}", period=period.key, today=today.isoformat()))
    day = day or min(period.end, today)
    if day not in period:
        raise UsageError(_("--as-of {day} lies outside {period}", day=day.isoformat(), period=period.key))
    return Chosen(period, day)


def _parse(kind: PeriodKind, value: str, today: date) -> Period:
    try:
        return Period.parse(kind, value) if value != BARE else Period.last_complete(kind, today)
    except ValueError:
        hint = _("write it like {option} {example}", option=f"--{kind}", example=_EXAMPLES[kind])
        raise UsageError(_("{option} cannot be “{value}”", option=f"--{kind}", value=value), hint) from None


def _between(since: str | None, until: str | None, default: date) -> Period:
    start = iso_day(since) if since is not None else None
    end = iso_day(until) if until is not None else max(default, start or default)
    try:
        return Period.between(start, end)
    except ValueError:
        raise UsageError(_("--until {until} comes before --since {since}", until=until, since=since)) from None
