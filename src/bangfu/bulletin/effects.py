"""Part two, concluded: 帮扶成效. What is planned, expected and realised is kept apart and never added together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bangfu.bulletin.document import Figure, Paragraph, Span, Text, joined, listed, quoted, text
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.wording import FEW, this
from bangfu.lifecycle.replay import State, Step
from bangfu.merge.book import Case
from bangfu.model.event import EventType, OutcomeState, Result
from bangfu.model.province import City
from bangfu.model.quantity import Quantity, total
from bangfu.tally.mark import FLOW

ANNEX = "各市州帮扶成效表"
_OPENINGS = {
    OutcomeState.REALISED: "已经实现的成效有：",
    OutcomeState.EXPECTED: "预计可取得、尚未实现的成效有：",
    OutcomeState.PLANNED: "列入计划的有：",
}


_Slots = dict[tuple[City, str | None, str], list[tuple[Quantity, int, str]]]


class Effect(NamedTuple):
    """One kind of outcome in one place: what it adds up to, per unit, and the records behind it."""

    city: City
    scope: str | None
    kind: str
    values: tuple[Quantity, ...]
    enterprises: int
    origins: tuple[str, ...]


def effects(material: Material, *, heading: bool = True) -> Iterator[Paragraph]:
    """One paragraph, its run-in heading without a number; none where no outcome is dated within the period.

    Args:
        heading: without it there is a paragraph a state, which a part of its own wants.
    """
    sentences: list[Text] = []
    shortened = False
    effects_of = collect(material)
    for state, opening in _OPENINGS.items():
        if found := effects_of[state]:
            sentences.append(text(opening, _sentence(found, state, material)))
            shortened = shortened or any(len(parts) > FEW for parts in by_kind(found).values())
    if not sentences:
        return
    apart = "计划数、预计数与实现数性质不同，分开列示，不相加。" if len(sentences) > 1 else ""
    table = f"各市州数据详见附件《{ANNEX}》。" if shortened else ""
    opening = f"{this(material.period)}，各市州报送的帮扶成效分述如下。"
    if heading:
        yield Paragraph(text(opening, *sentences, apart, table), "帮扶成效")
        return
    for words in (text(opening), *sentences, text(apart, table)):
        if words:
            yield Paragraph(words)


def collect(material: Material) -> dict[OutcomeState, list[Effect]]:
    """The period's outcomes by their state, added up per city, scope and kind, in the official order of the cities."""
    states: dict[OutcomeState, _Slots] = {state: {} for state in _OPENINGS}
    for city in material.book.cities:
        for outcome in material.within(city.ledger.outcomes) if city.ledger else ():
            slot = states[outcome.state].setdefault((city.city, outcome.scope, outcome.kind), [])
            slot.append((outcome.value, outcome.enterprises or 0, origin(outcome)))
        for case, held in material.states(city, having=FLOW[Step.RESOLVED]):
            for result in _results(case, held):
                slot = states[result.state].setdefault((city.city, None, result.kind), [])
                slot.append((result.value, 0, case.issue.id))
    return {state: [_effect(*slot) for slot in slots.items()] for state, slots in states.items()}


def _effect(place: tuple[City, str | None, str], parts: Sequence[tuple[Quantity, int, str]]) -> Effect:
    values = total(value for value, _, _ in parts)
    return Effect(*place, values, sum(count for _, count, _ in parts), tuple(dict.fromkeys(each for *_, each in parts)))


def _results(case: Case, held: State) -> Sequence[Result]:
    """The outcomes of the 办结 that holds."""
    for event in reversed(case.issue.events):
        if event.type is EventType.RESOLVE and event.date == held.resolved:
            return event.outcomes
    return ()


def _sentence(found: list[Effect], state: OutcomeState, material: Material) -> Text:
    """Kinds that several places report come first, each with its sum and its parts; all else place by place."""
    kinds = by_kind(found)
    said = Said(state, material)
    clauses = [_kind_clause(kind, parts, said) for kind, parts in kinds.items() if len(parts) > 1]
    alone: dict[tuple[str, str | None], list[Effect]] = {}
    for effect in found:
        if len(kinds[effect.kind]) == 1:
            alone.setdefault((effect.city.slug, effect.scope), []).append(effect)
    clauses += [_place_clause(parts, said) for parts in alone.values()]
    return text(joined(clauses, "；"), "。")


def by_kind(found: list[Effect]) -> dict[str, list[Effect]]:
    """The effects of each kind."""
    kinds: dict[str, list[Effect]] = {}
    for effect in found:
        kinds.setdefault(effect.kind, []).append(effect)
    return kinds


class Said(NamedTuple):
    """How the figures of one state are named."""

    state: OutcomeState
    material: Material

    def figure(self, value: str, kind: str, of: str, origins: tuple[str, ...]) -> Figure:
        """An amount of `kind` with its records."""
        name = kind if self.state is OutcomeState.REALISED else f"{self.state}{kind}"
        return Figure(value, origins, name, of, self.material.period.key)

    def sums(self, kind: str, of: str, parts: Sequence[Effect]) -> Text:
        """What the parts add up to, per unit."""
        amounts = total(value for part in parts for value in part.values)
        return listed(text(self.figure(amount.display(), kind, of, every_origin(parts))) for amount in amounts)


def every_origin(parts: Sequence[Effect]) -> tuple[str, ...]:
    """The records of all the parts, each once."""
    return tuple(dict.fromkeys(origin for part in parts for origin in part.origins))


def _kind_clause(kind: str, parts: list[Effect], said: Said) -> Text:
    """授信合计7365万元，其中株洲市芦淞区4365万元（14家企业）、衡阳市3000万元; a percentage has no sum.

    Of more than three places the three with the most are named, and ties; the annex has them all.
    """
    sums = total(value for part in parts for value in part.values)
    named = quoted(kind, *every_origin(parts))
    if len(parts) > FEW:
        return text(named, _most(kind, parts, sums, said))
    shown = listed(text(_place(part), _amount(part, said)) for part in parts)
    ratio = any(amount.is_ratio for amount in sums)
    opening = text("分别为") if ratio else text("合计", said.sums(kind, WHOLE, parts), "，其中")
    return text(named, opening, shown)


def _most(kind: str, parts: list[Effect], sums: tuple[Quantity, ...], said: Said) -> Text:
    """合计3.3195亿元，居前的是怀化市8210万元、湘潭市8195万元 …; amounts of several units have no order."""
    cities = len({part.city.slug for part in parts})
    places = said.figure(str(cities), f"报送{kind}的市州", WHOLE, every_origin(parts))
    if any(amount.is_ratio for amount in sums):
        return text("有", places, "个市州报送")
    whole = text("合计", said.sums(kind, WHOLE, parts))
    bar = sorted((part.values[0].base[0] for part in parts), reverse=True)[FEW - 1]
    first = sorted((part for part in parts if part.values[0].base[0] >= bar), key=lambda part: -part.values[0].base[0])
    if len(sums) > 1 or len(first) > 2 * FEW:  # so many tie that naming them says nothing
        return text(whole, "，涉及", places, "个市州")
    return text(whole, "，居前的是", listed(text(_place(part), _amount(part, said)) for part in first))


def _place_clause(parts: list[Effect], said: Said) -> Text:
    """株洲市芦淞区授信4365万元（14家企业）、供应链金融授信3000万元."""
    shown = [text(quoted(part.kind, *part.origins), _amount(part, said)) for part in parts]
    return text(_place(parts[0]), listed(shown))


def _place(effect: Effect) -> Span:
    return quoted(place(effect.city, effect.scope), *effect.origins)


def _amount(effect: Effect, said: Said) -> Text:
    """What it comes to, with the number of enterprises where the amount itself does not say it."""
    of = place(effect.city, effect.scope)
    values = listed(text(said.figure(value.display(), effect.kind, of, effect.origins)) for value in effect.values)
    counted = any(value.base == (Decimal(effect.enterprises), "家") for value in effect.values)
    if effect.enterprises < 2 or counted:
        return values
    reached = said.figure(str(effect.enterprises), f"{effect.kind}的企业", of, effect.origins)
    return text(values, "（", reached, "家企业）")
