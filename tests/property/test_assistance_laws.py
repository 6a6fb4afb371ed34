"""Laws of pledges, loads, coverage, policies and stages, whatever the ledger: nothing is lost or counted twice."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.merge.book import Book, consolidate
from bangfu.merge.matches import matches
from bangfu.merge.stages import ORDER, staged
from bangfu.model.enterprise import Enterprise, Kind, Stage
from bangfu.model.ledger import Commitment, Delivery, Ledger, Milestone, Part, Pledger, Visit
from bangfu.model.period import Period
from bangfu.model.province import City, Policy, Province
from bangfu.tally.count import tally
from bangfu.tally.coverage import GROUPS, Covered, coverage, grouped
from bangfu.tally.pairs import Role, loads, pairs, without
from bangfu.tally.pledges import Standing, counted, standing

FIRST = date(2019, 1, 1)
CITIES = (City(slug="a", name="甲市", prefix="A"), City(slug="b", name="乙市", prefix="B"))
POLICIES = (
    Policy(id="1", title="办法", tiers=("骨干",)),
    Policy(id="2", title="条例", kinds=("项目",), since=FIRST + timedelta(days=40)),
)
PROVINCE = Province(
    province="省", issuer="厅", recipients="局", campaign="帮扶", cities=CITIES, policies=POLICIES
)  # fmt: skip
NAMES = ("一公司", "二公司", "三公司", "四公司")
ROLES: tuple[Role, ...] = ("leader", "department")
days = st.integers(0, 90).map(lambda number: FIRST + timedelta(days=number))
maybe = st.none() | days
enterprises = st.builds(
    lambda kind, tier, leader, department, since, until, stage: {
        "kind": kind, "tier": tier, "leader": leader, "department": department, "since": since, "until": until,
        "stage": stage,
    },
    st.sampled_from(Kind), st.sampled_from((None, "骨干")), st.sampled_from((None, "市长", "副市长")),
    st.sampled_from((None, "甲局", "乙局")), maybe, maybe, st.none() | st.sampled_from(Stage),
)  # fmt: skip
commitments = st.builds(
    Commitment, date=days, by=st.sampled_from(Pledger), party=st.sampled_from(NAMES), text=st.just("事"), due=maybe,
    kept=maybe,
)  # fmt: skip
visits = st.builds(Visit, date=days, visited=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple))
deliveries = st.builds(
    Delivery, date=days, policy=st.sampled_from(("1", "2")),
    delivered=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
)  # fmt: skip
milestones = st.builds(Milestone, date=days, project=st.sampled_from(NAMES), stage=st.sampled_from(Stage))


@st.composite
def books(draw: st.DrawFn) -> Book:
    ledgers = []
    for city in CITIES:
        part = Part(
            city=city.name,
            enterprises=tuple(Enterprise(name=name, **draw(enterprises)) for name in NAMES),
            visits=tuple(draw(st.lists(visits, max_size=4))),
            commitments=tuple(draw(st.lists(commitments, max_size=5))),
            policies=tuple(draw(st.lists(deliveries, max_size=4))),
            stages=tuple(sorted(draw(st.lists(milestones, max_size=4)), key=lambda each: each.date)),
        )
        ledgers.append(Ledger(city.slug, city.name, (part,)))
    return consolidate(PROVINCE, ledgers)


@settings(max_examples=25)
@given(books(), days, days)
def test_the_laws(book: Book, one: date, other: date) -> None:
    start, end = sorted((one, other))
    _pledges(book, start, end)
    _loads(book, end)
    _coverage(book, start, end)
    _policies(book, end)
    _stages(book, start, end)


def _pledges(book: Book, start: date, end: date) -> None:
    """Stock at the end is that of the day before plus flow; the total is the sum of cities, and of the standings."""
    every = [each for city in book.cities if city.ledger for each in city.ledger.commitments]
    now, before = counted(every, start, end), counted(every, date.min, start - timedelta(days=1))
    assert now.made == before.made + now.newly_made
    late_entries = [each for each in every if each.kept and each.kept < start <= each.date <= end]  # BF422
    assert now.kept == before.kept + now.newly_kept + len(late_entries)
    at = [standing(each, end) for each in every if each.date <= end]
    assert (now.made, now.kept, now.overdue) == (len(at), at.count(Standing.KEPT), at.count(Standing.OVERDUE))
    today = sum(each.due == end and standing(each, end) is not Standing.KEPT for each in every if each.date <= end)
    assert now.due == now.fulfilled + now.overdue + today
    figures = tally(book, Period.between(start, end), "city", compare=False)
    assert figures.total.pledges == now
    for by in ("city", "enterprise", "department", "category"):
        rows = tally(book, Period.between(start, end), by, compare=False)
        assert rows.total.pledges == now
        assert sum(row.pledges.made for row in rows.rows) <= now.made
    assert sum(row.pledges.made for row in figures.rows) == now.made


def _loads(book: Book, day: date) -> None:
    found = pairs(book, day)
    for role in ROLES:
        carried = loads(found, role)
        assert sum(len(load.pairs) for load in carried) + len(without(found, role)) == len(found)
        assert all(sum(load.of(kind) for kind in Kind) == len(load.pairs) for load in carried)


def _coverage(book: Book, start: date, end: date) -> None:
    found = coverage(book, start, end)
    assert len(found) == len(pairs(book, end))
    whole = Covered(None, tuple(found))
    for by in GROUPS:
        groups = grouped(found, by)
        assert sum(group.rate.numerator for group in groups) == whole.rate.numerator
        assert sum(group.rate.denominator for group in groups) == whole.rate.denominator
        assert sum(len(group.never) for group in groups) == len(whole.never)
    longer = Covered(None, tuple(coverage(book, date.min, end)))
    assert longer.rate.numerator >= whole.rate.numerator


def _policies(book: Book, day: date) -> None:
    paired = len(pairs(book, day))
    for match in matches(book, day):
        assert match.told + len(match.untold) == len(match.fits) <= paired
        assert match.beside >= 0
        assert match.told + match.beside <= paired


def _stages(book: Book, start: date, end: date) -> None:
    found = staged(book, start, end)
    projects = [pair for pair in pairs(book, end) if pair.enterprise.kind is Kind.PROJECT]
    assert len(found) == len(projects)
    assert all(each.stage is None or each.stage in ORDER for each in found)
    day_before = staged(book, date.min, start - timedelta(days=1))
    eve = {(each.city.slug, each.project.name): each.stage for each in day_before}
    for each in found:
        before = eve.get((each.city.slug, each.project.name), each.before)
        assert before is each.before
        assert each.moved == (each.stage is not each.before)
