"""Figures of random bulletins: each is recounted from its records, and check-bulletin never corrects a right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangfu.bulletin.compose import Imprint, compose
from bangfu.bulletin.document import Annex, Block, Bulletin, Figure, Paragraph, Part, Table, Text
from bangfu.bulletin.markdown import to_markdown
from bangfu.bulletin.passages import read, value_of
from bangfu.bulletin.proofread import proofread
from bangfu.bulletin.trace import figures
from bangfu.merge.book import Book
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.ledger import Opening
from bangfu.model.period import Period
from strategies import books

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
periods = st.sampled_from(("2019-W10", "2019-03", "2019-12", "2019-Q1", "2019-Q4", "2019-H1", "2019", "2018-12"))

STOCK = {
    "收集": "reported",
    "核实": "verified",
    "退回": "rejected",
    "交办": "assigned",
    "办结": "resolved",
    "销号": "closed",
}
"""Figures that openings add to, and the counter that they add."""

RECORDS = re.compile(
    "现场办结|逾期|(?:本周|本月|本季度|上半年|下半年|本年度)(?:新?收集|核实|退回|交办|办结|销号)|正在办理|不满意|企业评价"
    "|逾期未办结|逾期未回应|逾期未交办|久无进展|超过时限没有回应或交办|即将到期|督办的问题|督办后办结"
)
"""Figures of records alone."""

DENOMINATORS = ("满意率", "按期办结率", "限时回应率")
PLACE = re.compile(r"(?:ledgers/[a-z]+|bangfu)\.yaml:[1-9][0-9]*")
PAIRED = {"企业": Kind.ENTERPRISE, "项目": Kind.PROJECT, "拟入规企业": Kind.PROSPECT}


def bulletin_of(book: Book, key: str) -> Bulletin:
    period = Period.from_key(key)
    return compose(book, period, period.end, Imprint(date(2020, 1, 5)))


def recounted(figure: Figure, book: Book) -> int | None:
    """What the records of a figure come to; None for a figure that is no count."""
    issues = [origin for origin in figure.origins if ":" not in origin]
    places = [origin for origin in figure.origins if ":" in origin]
    ledgers = [city.ledger for city in book.cities if city.ledger]
    openings: dict[str, Opening] = {f"{each.file}:{each.line}": each for ledger in ledgers for each in ledger.opening}
    enterprises: dict[str, Enterprise] = {
        f"{each.file}:{each.line}": each for ledger in ledgers for each in ledger.enterprises
    }
    if counter := STOCK.get(figure.name):
        return len(set(issues)) + sum(getattr(openings[place], counter) for place in set(places))
    if RECORDS.fullmatch(figure.name):
        assert not places
        return len(set(issues))
    if figure.name in PAIRED:
        assert not issues
        stated = [openings[place] for place in places if place in openings]
        paired = [enterprises[place] for place in places if place not in openings]
        assert {each.kind for each in paired} <= {PAIRED[figure.name]}
        return len(paired) + sum(opening.enterprises or 0 for opening in stated)
    if figure.name in ("进入办理环节", "没有办结"):
        return len(set(issues)) + sum(
            undone if figure.name == "没有办结" else whole
            for whole, undone in _handled(openings[place] for place in places)
        )
    if figure.name == "市州":
        return len(set(places))
    return None


def _handled(openings: Iterable[Opening]) -> Iterator[tuple[int, int]]:
    """What openings that speak for the same say was handled (交办 or 现场办结), and what of it is not resolved."""
    slots: dict[tuple[str, str | None, str | None], list[Opening]] = {}
    for opening in openings:
        slots.setdefault((opening.file, opening.scope, opening.category), []).append(opening)
    for together in slots.values():
        assigned, resolved = (sum(getattr(each, step) or 0 for each in together) for step in ("assigned", "resolved"))
        yield max(assigned, resolved), max(assigned - resolved, 0)


@given(book=books(), key=periods)
@SETTINGS
def test_a_figure_is_what_its_records_come_to(book: Book, key: str) -> None:
    known = {case.issue.id: f"{case.issue.file}:{case.issue.line}" for case in book.cases}
    files = {city.city.name: f"ledgers/{city.city.slug}.yaml:" for city in book.cities}
    bulletin = bulletin_of(book, key)
    for _, figure in figures(bulletin):
        assert all(origin in known or PLACE.fullmatch(origin) for origin in figure.origins)
        if (count := recounted(figure, book)) is not None:
            assert figure.text == str(count), figure
        if figure.name in DENOMINATORS and figure.origins:
            assert value_of(figure.text)[-1] == len(set(figure.origins)), figure
        if own := files.get(figure.of):
            assert all(known.get(origin, origin).startswith((own, "bangfu.yaml:")) for origin in figure.origins), figure
    assert bulletin.issues == known


@given(book=books(), key=periods)
@SETTINGS
def test_what_is_printed_once_for_several_cities_holds_for_each_and_has_the_records_of_all(
    book: Book, key: str
) -> None:
    for spot in places_of(bulletin_of(book, key)):
        joint = spot.figure
        if joint.members:
            assert {each.text for each in joint.members} == {joint.text}
            assert joint.of.split("、") == [each.of for each in joint.members]
            assert set(joint.origins) == {origin for each in joint.members for origin in each.origins}
            counts = [count for each in joint.members if (count := recounted(each, book)) is not None]
            assert {*map(str, counts)} <= {joint.text}


@given(book=books(), key=periods)
@SETTINGS
def test_an_unedited_bulletin_agrees_throughout(book: Book, key: str) -> None:
    cities = [(city.city.name, city.city.short) for city in book.cities]
    page = read(to_markdown(bulletin_of(book, key)), cities)
    proof = proofread(page, page)
    assert (proof.disagreements, proof.unchecked, proof.absent) == ((), 0, 0)


@given(book=books(), key=periods, data=st.data())
@SETTINGS
def test_a_changed_figure_is_reported_or_left_unchecked(book: Book, key: str, data: st.DataObject) -> None:
    bulletin = bulletin_of(book, key)
    spots = [spot for spot in places_of(bulletin) if spot.figure.name and re.search("[0-9]", spot.figure.text)]
    if not spots:
        return
    spot = data.draw(st.sampled_from(spots))
    at = data.draw(st.sampled_from([match.start() for match in re.finditer("[0-9]", spot.figure.text)]))
    digit = data.draw(st.sampled_from([each for each in "123456789" if each != spot.figure.text[at]]))
    wrong = spot.figure.text[:at] + digit + spot.figure.text[at + 1 :]
    cities = [(city.city.name, city.city.short) for city in book.cities]
    fresh = read(to_markdown(bulletin), cities)
    proof = proofread(read(to_markdown(spot.changed(bulletin, wrong)), cities), fresh)
    assert proof.disagreements or proof.unchecked
    for each in proof.disagreements:
        assert value_of(each.expected)[0] == value_of(spot.figure.text)[0]


class Spot:
    """A figure and where it stands in its document."""

    def __init__(self, figure: Figure, path: tuple[int, ...], section: str) -> None:
        self.figure, self.path, self.section = figure, path, section

    def changed(self, bulletin: Bulletin, text: str) -> Bulletin:
        """The document with `text` in place of the figure's."""
        first, second, *rest = self.path
        sections: list[Any] = list(getattr(bulletin, self.section))
        owner: Part | Annex = sections[first]
        blocks = list(owner.blocks)
        block: Block = blocks[second]
        if isinstance(block, Table):
            row, column, span = rest
            cells = list(block.rows[row])
            cells[column] = self._put(cells[column], span, text)
            blocks[second] = replace(block, rows=(*block.rows[:row], tuple(cells), *block.rows[row + 1 :]))
        elif isinstance(block, Paragraph):
            blocks[second] = replace(block, text=self._put(block.text, rest[0], text))
        sections[first] = replace(owner, blocks=tuple(blocks))
        return replace(bulletin, **{self.section: tuple(sections)})

    def _put(self, words: Text, span: int, text: str) -> Text:
        return (*words[:span], replace(self.figure, text=text), *words[span + 1 :])


def places_of(bulletin: Bulletin) -> Iterator[Spot]:
    """Every figure of the parts and annexes."""
    for section in ("parts", "annexes"):
        for first, owner in enumerate(getattr(bulletin, section)):
            for second, block in enumerate(owner.blocks):
                if isinstance(block, Table):
                    texts = [((r, c), cell) for r, row in enumerate(block.rows) for c, cell in enumerate(row)]
                else:
                    texts = [((), block.text)] if isinstance(block, Paragraph) else []
                for inner, words in texts:
                    for at, span in enumerate(words):
                        if isinstance(span, Figure):
                            yield Spot(span, (first, second, *inner, at), section)
