"""主要工作举措: what the cities did in the period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bangfu.bulletin.document import Figure, Paragraph, plain, text
from bangfu.bulletin.material import Material, origin, place
from bangfu.bulletin.selection import ALL, Most, select
from bangfu.bulletin.together import together
from bangfu.bulletin.wording import sentence, this, tidy
from bangfu.merge.book import CityBook
from bangfu.model.ledger import Measure

HEADING = "主要工作举措"


class _Said(NamedTuple):
    """A measure and the sentence it makes."""

    city: CityBook
    measure: Measure
    words: str


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
    told = 0
    for section in (*configured, *others):
        chosen = _select([each for each in found if each.measure.section == section], most)
        told += len(chosen)
        if chosen:
            yield Paragraph(text(*_flow(chosen)), section)
    if told < len(found):
        limits = (
            f"每个市州每个栏目至多{most.city}条" if most.city else "",
            f"每个栏目至多{most.section}条" if most.section else "",
        )
        yield Paragraph(text(_left_out(material, len(found), told, "、".join(filter(None, limits)))))


def key_measures(material: Material, most: int) -> Iterator[Paragraph]:
    """One paragraph of at most `most` measures, one a city, without sections; the rest is counted."""
    found = _found(material)
    chosen = _select(found, Most(1, most))
    if not chosen:
        yield Paragraph(text(f"{this(material.period)}，各市州没有报送工作举措。"))
        return
    rest = _left_out(material, len(found), len(chosen), "每个市州至多1条") if len(chosen) < len(found) else ""
    yield Paragraph(text(*_flow(chosen), rest))


def _found(material: Material) -> list[_Said]:
    """The period's measures, each once: entries of several months may be the same words once they are filled in."""
    said: dict[str, _Said] = {}
    for city in material.book.cities:
        for measure in material.within(city.ledger.measures) if city.ledger else ():
            words = named_sentence(city, measure, material)
            said.setdefault(f"{measure.section}\n{words}", _Said(city, measure, words))
    return list(said.values())


def _select(found: Sequence[_Said], most: Most) -> list[_Said]:
    return select(
        found,
        most,
        city=lambda each: each.city.city.slug,
        marked=lambda each: each.measure.case,
        day=lambda each: each.measure.date,
    )


def _left_out(material: Material, found: int, told: int, limits: str) -> str:
    now = this(material.period)
    return (
        f"{now}各市州共报送工作举措{found}条，以上按{limits}选列{told}条（典型的优先，其次取最近的），"
        f"其余{found - told}条见各市州台账。"
    )


def _flow(chosen: Sequence[_Said]) -> Iterator[Figure]:
    """The measures as sentences: alike ones together; a city that has just been named is 该市 the next time."""
    named = None
    for members, words in together([_apart(each) for each in chosen]):
        origins = tuple(dict.fromkeys(origin(chosen[at].measure) for at in members))
        city = chosen[members[0]].city if len(members) == 1 else None
        said = plain(words)
        if city is not None and city is named and said.startswith(city.city.name):
            said = f"该{city.city.name[-1]}{said.removeprefix(city.city.name)}"
        named = city
        yield Figure(said, origins)


def _apart(each: _Said) -> tuple[str, tuple[str, ...]]:
    """Whose a sentence is, as it names it, and the rest of it."""
    city, scope = each.city.city, each.measure.scope
    name = next(name for name in (place(city, scope), city.name, city.short) if each.words.startswith(name))
    return name, (each.words.removeprefix(name),)


def named_sentence(city: CityBook, measure: Measure, material: Material) -> str:
    """A measure as a sentence that names its city, and its scope where the text itself does not begin so."""
    words = tidy(material.filled(measure.text, city, measure.scope))
    if not words.startswith((city.city.name, city.city.short)):
        where = place(city.city, measure.scope)
        words = where + words.removeprefix(measure.scope or where)
    return sentence(words)
