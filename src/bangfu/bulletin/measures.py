"""主要工作举措: what the cities did in the period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bangfu.bulletin.document import Figure, Paragraph, Span, Text, plain, text
from bangfu.bulletin.filling import finished
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.selection import ALL, Most, select
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.together import together
from bangfu.bulletin.wording import this
from bangfu.merge.book import CityBook
from bangfu.model.ledger import Measure

HEADING = "主要工作举措"


class _Said(NamedTuple):
    """A measure and the sentence it makes."""

    city: CityBook
    measure: Measure
    words: Text


def measures(material: Material, most: Most = ALL) -> Iterator[Paragraph]:
    """A paragraph a section, in the configured order, the cities' measures flowing into it in the official order.

    Where `most` leaves some out, the last paragraph says how many.
    """
    found = _found(material)
    if not found:
        yield Paragraph(text(f"{this(material.period)}，各市州没有报送工作举措。"))
        return
    configured = material.province.sections
    others = dict.fromkeys(each.measure.section for each in found if each.measure.section not in configured)
    told: list[_Said] = []
    for section in (*configured, *others):
        chosen = _select([each for each in found if each.measure.section == section], most)
        told += chosen
        if chosen:
            yield Paragraph(text(*_flow(chosen)), section)
    if len(told) < len(found):
        limits = (
            f"每个市州每个栏目至多{most.city}条" if most.city else "",
            f"每个栏目至多{most.section}条" if most.section else "",
        )
        yield Paragraph(_left_out(material, found, told, "、".join(filter(None, limits))))


def key_measures(material: Material, most: int) -> Iterator[Paragraph]:
    """One paragraph of at most `most` measures, one a city, without sections; the rest is counted."""
    found = _found(material)
    chosen = _select(found, Most(1, most))
    if not chosen:
        yield Paragraph(text(f"{this(material.period)}，各市州没有报送工作举措。"))
        return
    rest = _left_out(material, found, chosen, "每个市州至多1条") if len(chosen) < len(found) else ()
    yield Paragraph(text(*_flow(chosen), rest))


def _found(material: Material) -> list[_Said]:
    """The period's measures, each once: entries of several months may be the same words once they are filled in."""
    said: dict[str, _Said] = {}
    for city in material.book.cities:
        for measure in material.within(city.ledger.measures) if city.ledger else ():
            words = named_sentence(city, measure, material)
            said.setdefault(f"{measure.section}\n{plain(words)}", _Said(city, measure, words))
    return list(said.values())


def _select(found: Sequence[_Said], most: Most) -> list[_Said]:
    return select(
        found,
        most,
        city=lambda each: each.city.city.slug,
        marked=lambda each: each.measure.case,
        day=lambda each: each.measure.date,
    )


def _left_out(material: Material, found: Sequence[_Said], told: Sequence[_Said], limits: str) -> Text:
    """How many there are, and how many of them are told."""
    whole = material.sources[WHOLE]
    rest = [each for each in found if each not in told]
    every, chosen, others = (
        whole.records(str(len(some)), [each.measure for each in some], name)
        for some, name in ((found, "工作举措"), (told, "选列的工作举措"), (rest, "其余工作举措"))
    )
    return text(
        f"{this(material.period)}各市州共报送工作举措", every, f"条，以上按{limits}选列", chosen,
        "条（典型的优先，其次取最近的），其余", others, "条见各市州台账。",
    )  # fmt: skip


def _flow(chosen: Sequence[_Said]) -> Iterator[Figure]:
    """The measures as sentences: alike ones together; a city that has just been named is 该市 the next time."""
    named = None
    for members, words in together([_apart(each) for each in chosen]):
        origins = tuple(dict.fromkeys(origin(chosen[at].measure) for at in members))
        city = chosen[members[0]].city if len(members) == 1 else None
        first, *rest = words
        if city is not None and city is named and plain(first).startswith(city.city.name):
            first = f"该{city.city.name[-1]}{plain(first).removeprefix(city.city.name)}"
        named = city
        yield from (span if isinstance(span, Figure) else Figure(span, origins) for span in (first, *rest))


def _apart(each: _Said) -> tuple[str, Text]:
    """Whose a sentence is, as it names it, and the rest of it: its own words as they are, its figures as figures."""
    city, scope = each.city.city, each.measure.scope
    words = _own_words(each.words)
    begun = plain(words[:1])
    name = next(name for name in (place(city, scope), city.name, city.short) if begun.startswith(name))
    return name, text(begun.removeprefix(name), words[1:])


def _own_words(words: Text) -> Text:
    """The words without what says where they come from, those beside each other as one."""
    made: list[Span] = [""]
    for span in words:
        if isinstance(span, Figure) and span.name:
            made += [span, ""]
        else:
            made[-1] = plain(made[-1]) + plain(span)
    return text(made)


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
