"""Part one: 主要工作举措, what the cities did in the period."""

from __future__ import annotations

from bangfu.bulletin.document import Block, Figure, Paragraph, Text, plain, text
from bangfu.bulletin.filling import finished
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.sources import origin
from bangfu.bulletin.wording import heading, this
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
            number = heading(len(blocks) + 1, section, material.province.bulletin.headings)
            blocks.append(Paragraph(_flow(chosen, material), number))
    return tuple(blocks)


def _flow(chosen: list[tuple[CityBook, Measure]], material: Material) -> Text:
    """The measures as sentences; a city that has just been named is 该市 the next time, and nothing is said twice.

    Entries of several months may be the same words once their figures are those of the period's end.
    """
    named = None
    said: dict[str, Text] = {}
    for city, measure in chosen:
        words = named_sentence(city, measure, material)
        if plain(words) in said:
            continue
        name = city.city.name
        again = city is named and plain(words).startswith(name)
        said[plain(words)] = _begun(words, f"该{name[-1]}", name, measure) if again else words
        named = city
    return text(*said.values())


def named_sentence(city: CityBook, measure: Measure, material: Material) -> Text:
    """A measure as a sentence that names its city, and its scope where the text itself does not begin so."""
    words = material.told(measure.text, (origin(measure),), city, measure.scope)
    if not plain(words).startswith((city.city.name, city.city.short)):
        where = place(city.city, measure.scope)
        words = _begun(words, where, measure.scope or where, measure)
    return finished(words)


def _begun(words: Text, beginning: str, instead: str, measure: Measure) -> Text:
    """A measure's words that begin otherwise: `instead` is cut off where it stands there."""
    first, *rest = words or ("",)
    if isinstance(first, Figure) and first.name:
        return text(Figure(beginning, (origin(measure),)), words)
    return text(Figure(beginning + plain(first).removeprefix(instead), (origin(measure),)), *rest)
