"""Periods: how they are written, what they contain, and what they are compared with (docs/format.md, figures)."""
# ruff: noqa: RUF001 (full-width characters are meant)

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.model.period import Period, PeriodKind

NATURAL = [kind for kind in PeriodKind if kind is not PeriodKind.CUSTOM]
KIND = {"W": PeriodKind.WEEK, "M": PeriodKind.MONTH, "Q": PeriodKind.QUARTER, "H": PeriodKind.HALF}
KIND |= {"Y": PeriodKind.YEAR, "C": PeriodKind.CUSTOM}

days = st.dates(min_value=date(2, 1, 8), max_value=date(9998, 12, 20))


def period(text: str) -> Period:
    return Period.from_key(text)


@pytest.mark.parametrize(
    ("kind", "text", "start", "end"),
    [
        ("W", "2019-W23", date(2019, 6, 3), date(2019, 6, 9)),
        ("W", "2019-W01", date(2018, 12, 31), date(2019, 1, 6)),
        ("W", "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("W", "0001-W01", date(1, 1, 1), date(1, 1, 7)),
        ("M", "2019-06", date(2019, 6, 1), date(2019, 6, 30)),
        ("M", "2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("M", "2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("M", "2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("M", "9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("Q", "2019-Q1", date(2019, 1, 1), date(2019, 3, 31)),
        ("Q", "2019-Q2", date(2019, 4, 1), date(2019, 6, 30)),
        ("Q", "2019-Q3", date(2019, 7, 1), date(2019, 9, 30)),
        ("Q", "2019-Q4", date(2019, 10, 1), date(2019, 12, 31)),
        ("H", "2019-H1", date(2019, 1, 1), date(2019, 6, 30)),
        ("H", "2019-H2", date(2019, 7, 1), date(2019, 12, 31)),
        ("Y", "2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("Y", "0001", date(1, 1, 1), date(1, 12, 31)),
        ("C", "2019-01-01..2019-03-05", date(2019, 1, 1), date(2019, 3, 5)),
        ("C", "..2019-03-05", date.min, date(2019, 3, 5)),
        ("C", "2019-03-05..2019-03-05", date(2019, 3, 5), date(2019, 3, 5)),
    ],
)
def test_parse(kind: str, text: str, start: date, end: date) -> None:
    parsed = Period.parse(KIND[kind], text)
    assert parsed == Period(KIND[kind], start, end)
    assert parsed.key == text
    assert Period.from_key(text) == parsed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("W", "2019-W53"),
        ("W", "2019-W00"),
        ("W", "2020-W54"),
        ("W", "2019-W2"),
        ("W", "2019W23"),
        ("W", "2019-w23"),
        ("W", "0000-W01"),
        ("W", "9999-W52"),
        ("M", "2019-13"),
        ("M", "2019-00"),
        ("M", "2019-6"),
        ("M", "2019-06\n"),
        ("M", " 2019-06"),
        ("M", "２０１９-06"),
        ("M", "2019-0６"),
        ("M", "0000-06"),
        ("M", "2019"),
        ("M", "2019年6月"),
        ("Q", "2019-Q0"),
        ("Q", "2019-Q5"),
        ("Q", "2019-q2"),
        ("H", "2019-H3"),
        ("Y", "19"),
        ("Y", "0000"),
        ("Y", "02019"),
        ("Y", "2019-06"),
        ("C", "2019-01-01"),
        ("C", "2019-01-01.."),
        ("C", ".."),
        ("C", "2019-02-29..2019-03-05"),
        ("C", "2019-03-05..2019-01-01"),
        ("C", "20190101..20190305"),
        ("C", "2019-W01-1..2019-03-05"),
        ("C", ""),
    ],
)
def test_parse_refuses(kind: str, text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(KIND[kind], text)


@pytest.mark.parametrize("text", ["", "2019-6", "六月", "2019-W53", "x" * 10_000])
def test_from_key_refuses(text: str) -> None:
    with pytest.raises(ValueError):
        Period.from_key(text)


def test_refusal_names_the_form() -> None:
    with pytest.raises(ValueError, match="must be of the form 2019-06"):
        Period.parse(PeriodKind.MONTH, "June")


@pytest.mark.parametrize(
    ("kind", "day", "key"),
    [
        ("W", date(2019, 6, 3), "2019-W23"),
        ("W", date(2019, 6, 9), "2019-W23"),
        ("W", date(2018, 12, 31), "2019-W01"),
        ("W", date(2021, 1, 3), "2020-W53"),
        ("W", date(9999, 12, 26), "9999-W51"),
        ("M", date(2020, 2, 29), "2020-02"),
        ("Q", date(2019, 6, 30), "2019-Q2"),
        ("H", date(2019, 7, 1), "2019-H2"),
        ("Y", date(2019, 12, 31), "2019"),
    ],
)
def test_containing(kind: str, day: date, key: str) -> None:
    assert Period.containing(KIND[kind], day).key == key


@pytest.mark.parametrize(
    ("kind", "today", "key"),
    [
        ("W", date(2019, 6, 9), "2019-W22"),
        ("W", date(2019, 6, 10), "2019-W23"),
        ("W", date(9999, 12, 31), "9999-W51"),
        ("M", date(2019, 6, 30), "2019-05"),
        ("M", date(2019, 7, 1), "2019-06"),
        ("M", date(2019, 1, 15), "2018-12"),
        ("Q", date(2019, 7, 5), "2019-Q2"),
        ("H", date(2019, 7, 5), "2019-H1"),
        ("H", date(2019, 6, 30), "2018-H2"),
        ("Y", date(2019, 12, 31), "2018"),
    ],
)
def test_last_complete(kind: str, today: date, key: str) -> None:
    assert Period.last_complete(KIND[kind], today).key == key


@pytest.mark.parametrize(
    ("key", "previous", "last_year"),
    [
        ("2019-W23", "2019-W22", "2018-W23"),
        ("2019-W01", "2018-W52", "2018-W01"),
        ("2021-W01", "2020-W53", "2020-W01"),
        ("2020-W53", "2020-W52", "2019-W52"),
        ("2019-06", "2019-05", "2018-06"),
        ("2019-01", "2018-12", "2018-01"),
        ("2020-02", "2020-01", "2019-02"),
        ("2019-Q1", "2018-Q4", "2018-Q1"),
        ("2019-Q2", "2019-Q1", "2018-Q2"),
        ("2019-H1", "2018-H2", "2018-H1"),
        ("2019", "2018", "2018"),
        ("2019-03-01..2019-03-05", "2019-02-24..2019-02-28", "2018-03-01..2018-03-05"),
        ("2019-03-05..2019-03-05", "2019-03-04..2019-03-04", "2018-03-05..2018-03-05"),
        ("2020-02-29..2020-03-05", "2020-02-23..2020-02-28", "2019-02-28..2019-03-05"),
        ("2021-02-01..2021-02-28", "2021-01-04..2021-01-31", "2020-02-01..2020-02-28"),
    ],
)
def test_comparisons(key: str, previous: str, last_year: str) -> None:
    assert period(key).previous().key == previous
    assert period(key).last_year().key == last_year


def test_a_span_from_the_beginning() -> None:
    span = Period.between(None, date(2020, 2, 29))
    assert span == Period.between(date.min, date(2020, 2, 29))
    assert span.last_year().key == "..2019-02-28"
    assert date.min in span
    with pytest.raises(ValueError, match="leaves the calendar"):
        span.previous()


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("2019-06", "2019年6月"),
        ("2019-12", "2019年12月"),
        ("2019-W23", "2019年第23周（6月3日至6月9日）"),
        ("2019-W01", "2019年第1周（2018年12月31日至2019年1月6日）"),
        ("2020-W53", "2020年第53周（12月28日至2021年1月3日）"),
        ("2019-Q1", "2019年第一季度"),
        ("2019-Q2", "2019年第二季度"),
        ("2019-Q3", "2019年第三季度"),
        ("2019-Q4", "2019年第四季度"),
        ("2019-H1", "2019年上半年"),
        ("2019-H2", "2019年下半年"),
        ("2019", "2019年"),
        ("2019-01-01..2019-03-05", "2019年1月1日至3月5日"),
        ("2018-12-01..2019-03-05", "2018年12月1日至2019年3月5日"),
        ("2019-03-05..2019-03-05", "2019年3月5日"),
        ("..2019-03-05", "截至2019年3月5日"),
    ],
)
def test_label(key: str, label: str) -> None:
    assert period(key).label == label


def test_both_ends_belong_to_it() -> None:
    june = period("2019-06")
    assert [day in june for day in (date(2019, 5, 31), date(2019, 6, 1), date(2019, 6, 30), date(2019, 7, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_refuses_to_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Period.between(date(2019, 3, 5), date(2019, 3, 4))


@pytest.mark.parametrize("kind", NATURAL)
def test_the_calendar_has_ends(kind: PeriodKind) -> None:
    first = Period.containing(kind, date.min)
    for step in (first.previous, first.last_year, lambda: Period.last_complete(kind, date.min)):
        with pytest.raises(ValueError):
            step()
    assert Period.last_complete(kind, date.max).end < date.max


def test_the_last_week_of_the_calendar_is_not_whole() -> None:
    with pytest.raises(ValueError, match="leaves the calendar"):
        Period.containing(PeriodKind.WEEK, date.max)


def test_custom_must_be_given_by_its_days() -> None:
    for make in (Period.containing, Period.last_complete):
        with pytest.raises(ValueError, match="by its days"):
            make(PeriodKind.CUSTOM, date(2019, 6, 1))


@given(st.sampled_from(NATURAL), days)
def test_periods_of_a_kind_tile_the_calendar(kind: PeriodKind, day: date) -> None:
    found = Period.containing(kind, day)
    assert day in found
    assert found.previous().end == found.start - timedelta(days=1)
    assert Period.containing(kind, found.end + timedelta(days=1)).previous() == found
    assert Period.last_complete(kind, day) == found.previous()
    assert Period.from_key(found.key) == found
    assert found.last_year().end < found.start


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2500, 1, 1)), st.integers(0, 100_000))
def test_spans_before_are_as_long(start: date, more: int) -> None:
    span = Period.between(start, start + timedelta(days=more))
    assert Period.from_key(span.key) == span
    before = span.previous()
    assert before.end == span.start - timedelta(days=1)
    assert before.end - before.start == span.end - span.start
    assert timedelta(days=364) <= span.end - span.last_year().end <= timedelta(days=366)


@given(st.sampled_from(PeriodKind), st.text("0123456789-WQH.", max_size=24))
def test_any_text_is_read_back_or_refused(kind: PeriodKind, text: str) -> None:
    try:
        found = Period.parse(kind, text)
    except ValueError:
        return
    assert found.kind is kind
    assert Period.parse(kind, found.key) == found


@given(st.sampled_from(PeriodKind), st.dates(), st.dates())
def test_nothing_but_value_errors_anywhere_in_the_calendar(kind: PeriodKind, one: date, other: date) -> None:
    try:
        if kind is PeriodKind.CUSTOM:
            found = Period.between(min(one, other), max(one, other))
        else:
            found = Period.containing(kind, one)
    except ValueError:
        return
    assert found.label
    for step in (found.previous, found.last_year):
        try:
            assert step().key
        except ValueError:
            assert one.year < 10 or kind is PeriodKind.CUSTOM
