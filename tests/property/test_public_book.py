"""The public Book: the same figures, no name, the same pseudonyms however the ledgers grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.exchange.book import to_json
from bangfu.merge.book import Book, consolidate
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger, Measure, Part
from bangfu.model.period import Period
from bangfu.privacy.book import deidentify
from bangfu.privacy.names import fold, is_long
from bangfu.tally.count import tally
from bangfu.tally.figures import Row
from strategies import CITIES, PROVINCE, books, days

few = settings(max_examples=40, deadline=None)
KEYED = replace(PROVINCE, public_key="5f0c2b7e91d84a36b2c7e05d9a1f4c68")
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
            id=f"{city.prefix}-190603-AB{number}D", enterprise=mine[0], title=words[0], category="融资", detail=words[1],
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


@few
@given(
    books(),
    st.builds(
        Period.containing,
        st.sampled_from(
            [k for k in list(__import__("bangfu.model.period", fromlist=["PeriodKind"]).PeriodKind) if k != "custom"]
        ),
        days,
    ),
)
def test_placeholder(book: Book, period: Period) -> None:
    pass
