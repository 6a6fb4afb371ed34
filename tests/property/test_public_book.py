"""The public Book: the same figures, no name, the same pseudonyms however the ledgers grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.exchange.book import to_json
from bangfu.merge.book import Book, CityBook, consolidate
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger, Measure, Part
from bangfu.model.period import Period, PeriodKind
from bangfu.privacy.book import deidentify
from bangfu.privacy.names import fold, is_long
from bangfu.tally.count import tally
from bangfu.tally.figures import Row
from strategies import CITIES, PROVINCE, books, days

periods = st.builds(
    Period.containing, st.sampled_from([kind for kind in PeriodKind if kind != PeriodKind.CUSTOM]), days
)
few = settings(max_examples=20, deadline=None)
KEYED = replace(PROVINCE, public_secret="-".join(("not", "a", "secret", "at", "all")))
DAY = date(2019, 6, 3)
PUBLIC = set("某企业项目拟入规")
"""Letters of the pseudonyms themselves: no test can tell a name made of them from what stands for it."""

han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5).filter(lambda letter: letter not in PUBLIC)
names = st.builds(
    lambda stem, ending: stem + ending,
    st.text(han, min_size=2, max_size=6),
    st.sampled_from(["", "公司", "有限公司", "厂"]),
)
fillers = st.text(han | st.sampled_from("，。：30（） \n"), max_size=6)


class Story(NamedTuple):
    """A Book, and the names that may not be in what is made of it."""

    book: Book
    names: list[str]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Two cities with enterprises whose names stand in all texts, among other words."""
    given_names = draw(st.lists(names, min_size=2, max_size=6, unique=True))
    aliases = [name for name in draw(st.lists(names, max_size=3, unique=True)) if name not in given_names]
    said = [*given_names, *aliases]
    ledgers = []
    for number, city in enumerate(CITIES[:2]):
        mine = given_names[number::2]
        enterprises = tuple(
            Enterprise(
                name=name, kind=draw(st.sampled_from(Kind)), aliases=tuple(aliases) if name == given_names[0] else ()
            )
            for name in mine
        )
        words = [draw(fillers) + draw(st.sampled_from(said)) + draw(fillers) for _ in range(3)]
        issue = Issue(
            id=f"{city.prefix}-190603-AB{number}D", enterprise=mine[0], title=words[0], detail=words[1],
            category="融资",
            events=(Event(date=DAY, type=EventType.REPORT, note=words[2]),),
        )  # fmt: skip
        measure = Measure(date=DAY, section="要素保障", text="".join(words))
        part = Part(city=city.name, enterprises=enterprises, issues=(issue,), measures=(measure,))
        ledgers.append(Ledger(city.slug, city.name, (part,)))
    return Story(consolidate(KEYED, ledgers), said)


@few
@given(stories())
def test_no_name_survives(story: Story) -> None:
    printed = fold(to_json(deidentify(story.book).book).replace("\\n", "\n")).text
    for name in story.names:
        form = fold(name).text
        assert not is_long(form) or form not in printed


def bare(row: Row) -> Row:
    """A row without its ids, which are others in public, and without what it is compared with."""
    return replace(row, issues=(), previous=None, last_year=None)


@few
@given(books(), periods, st.sampled_from(["city", "field", "category", "department", "channel", "tier"]))
def test_every_figure_stays(book: Book, period: Period, by: str) -> None:
    private, public = tally(book, period, by), tally(deidentify(book).book, period, by)
    for mine, other in zip((*private.rows, private.total), (*public.rows, public.total), strict=True):
        assert bare(mine) == bare(other)
        assert mine.previous
        assert other.previous
        assert bare(mine.previous) == bare(other.previous)
        assert len(mine.issues) == len(other.issues) == len(set(other.issues))


@few
@given(books(), periods)
def test_the_figures_of_each_enterprise_stay_with_its_pseudonym(book: Book, period: Period) -> None:
    for city, public in zip(book.cities, deidentify(book).book.cities, strict=True):
        pseudonyms = {one.name: two.name for one, two in zip(city.enterprises(), public.enterprises(), strict=True)}
        assert len(set(pseudonyms.values())) == len(pseudonyms)
        private, found = (tally(replace(book, cities=(each,)), period, "enterprise") for each in (city, public))
        theirs = {row.key: bare(row) for row in found.rows}
        for row in private.rows:
            name = pseudonyms[row.key] if row.key else None
            assert theirs[name] == replace(bare(row), key=name, label=name or row.label)


@few
@given(stories())
def test_a_public_book_is_not_changed_again(story: Story) -> None:
    public = deidentify(story.book).book
    assert public.public
    assert deidentify(public).book is public
    again = deidentify(replace(public, public=False, province=replace(public.province, public_secret=None))).book
    for one, two in zip(_texts(public), _texts(again), strict=True):
        assert _without_tags(one) == _without_tags(two)


@few
@given(stories(), st.randoms(use_true_random=False))
def test_pseudonyms_do_not_depend_on_order_or_on_others(story: Story, dice: Random) -> None:
    def pseudonyms(book: Book) -> dict[str, str]:
        public = deidentify(book).book
        return {
            one.name: two.name
            for before, after in zip(book.cities, public.cities, strict=True)
            for one, two in zip(before.enterprises(), after.enterprises(), strict=True)
        }

    def changed(city: CityBook) -> Ledger:
        assert city.ledger
        (part,) = city.ledger.parts
        more = [*part.enterprises, Enterprise(name=f"后来的{city.city.short}甲乙丙有限公司")]
        dice.shuffle(more)
        return replace(city.ledger, parts=(replace(part, enterprises=tuple(more)),))

    before = pseudonyms(story.book)
    after = pseudonyms(consolidate(KEYED, [changed(city) for city in story.book.cities if city.ledger]))
    assert {name: after[name] for name in before} == before


def _texts(book: Book) -> Iterator[str]:
    for case in book.cases:
        yield from (case.issue.title, case.issue.detail or "", *(event.note or "" for event in case.issue.events))
    for city in book.cities:
        yield from (measure.text for measure in (city.ledger.measures if city.ledger else ()))


def _without_tags(text: str) -> str:
    return re.sub("[B-Z]{5,}", "#", text)
