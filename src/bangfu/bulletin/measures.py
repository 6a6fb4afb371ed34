"""Part one: 主要工作举措, what the cities did in the period."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin.document import Block, Figure, Paragraph, text
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.sources import origin
from bangfu.bulletin.wording import heading, sentence, this, tidy
from bangfu.merge.book import CityBook
from bangfu.model.ledger import Measure

HEADING = "主要工作举措"


def measures(material: Material) -> tuple[Block, ...]:
    """A paragraph a section, in the configured order, the cities' measures flowing into it in the official order."""
    found = [
        (city, measure)
        for city in material.book.cities
        if city.ledger
        for measure in material.within(city.ledger.measures)
    ]
    if not found:
        return (Paragraph(text(f"{this(material.period)}，各市州没有报送工作举措。")),)
    configured = material.province.sections
    others = dict.fromkeys(measure.section for _, measure in found if measure.section not in configured)
    blocks: list[Block] = []
    for section in (*configured, *others):
        chosen = [(city, measure) for city, measure in found if measure.section == section]
        if chosen:
            blocks.append(Paragraph(text(*_flow(chosen, material)), heading(len(blocks) + 1, section)))
    return tuple(blocks)


def _flow(chosen: list[tuple[CityBook, Measure]], material: Material) -> Iterator[Figure]:
    """The measures as sentences; a city that has just been named is 该市 the next time, and nothing is said twice.

    Entries of several months may be the same words once their figures are those of the period's end.
    """
    named = None
    said: set[str] = set()
    for city, measure in chosen:
        words = named_sentence(city, measure, material)
        if words in said:
            continue
        said.add(words)
        name = city.city.name
        if city is named and words.startswith(name):
            words = f"该{name[-1]}{words.removeprefix(name)}"
        named = city
        yield Figure(words, (origin(measure),))


def named_sentence(city: CityBook, measure: Measure, material: Material) -> str:
    """A measure as a sentence that names its city, and its scope where the text itself does not begin so."""
    words = tidy(material.filled(measure.text, city, measure.scope))
    if not words.startswith((city.city.name, city.city.short)):
        where = place(city.city, measure.scope)
        words = where + words.removeprefix(measure.scope or where)
    return sentence(words)
