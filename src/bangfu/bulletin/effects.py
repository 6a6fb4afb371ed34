"""Part two, concluded: 帮扶成效. What is planned, expected and realised is kept apart and never added together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bangfu.bulletin.document import Figure, Paragraph, Span, Text, joined, listed, quoted, text
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.wording import this
from bangfu.merge.book import Case
from bangfu.model.event import EventType, OutcomeState, Result
from bangfu.model.province import City
from bangfu.model.quantity import Quantity, total

_OPENINGS = {
    OutcomeState.REALISED: "已经实现的成效有：",
    OutcomeState.EXPECTED: "预计可取得、尚未实现的成效有：",
    OutcomeState.PLANNED: "列入计划的有：",
}


class Effect(NamedTuple):
    """One kind of outcome in one place: what it adds up to, per unit, and the records behind it."""

    city: City
    scope: str | None
    kind: str
    values: tuple[Quantity, ...]
    enterprises: int
    origins: tuple[str, ...]


def effects(material: Material) -> Iterator[Paragraph]:
    """One paragraph, its run-in heading without a number; none where no outcome is dated within the period."""
    sentences: list[Text] = []
    for state, opening in _OPENINGS.items():
        if found := _collect(material, state):
            sentences.append(text(opening, _sentence(found, state, material)))
    if not sentences:
        return
    apart = "计划数、预计数与实现数性质不同，分开列示，不相加。" if len(sentences) > 1 else ""
    yield Paragraph(text(f"{this(material.period)}，各市州报送的帮扶成效分述如下。", *sentences, apart), "帮扶成效")


def _collect(material: Material, state: OutcomeState) -> list[Effect]:
    """The period's outcomes of one state, added up per city, scope and kind, in the official order of the cities."""
    slots: dict[tuple[str, str | None, str], list[tuple[Quantity, int, str]]] = {}
    cities = {city.city.slug: city.city for city in material.book.cities}
    for city in material.book.cities:
        for outcome in material.within(city.ledger.outcomes) if city.ledger else ():
            if outcome.state is state:
                slot = slots.setdefault((city.city.slug, outcome.scope, outcome.kind), [])
                slot.append((outcome.value, outcome.enterprises or 0, origin(outcome)))
        for case in city.cases:
            for result in _results(case, material):
                if result.state is state:
                    slot = slots.setdefault((city.city.slug, None, result.kind), [])
                    slot.append((result.value, 0, case.issue.id))
    return [
        Effect(
            cities[slug], scope, kind,
            total(value for value, _, _ in parts),
            sum(count for _, count, _ in parts),
            tuple(dict.fromkeys(source for _, _, source in parts)),
        )
        for (slug, scope, kind), parts in slots.items()
    ]  # fmt: skip


def _results(case: Case, material: Material) -> Sequence[Result]:
    """The outcomes of the 办结 that holds, if it falls within the period."""
    held = material.state(case)
    if held.resolved is None or held.resolved not in material.period:
        return ()
    return next(
        event.outcomes
        for event in reversed(case.issue.events)
        if event.type is EventType.RESOLVE and event.date == held.resolved
    )


def _sentence(found: list[Effect], state: OutcomeState, material: Material) -> Text:
    """Kinds that several places report come first, each with its sum and its parts; all else place by place."""
    kinds: dict[str, list[Effect]] = {}
    for effect in found:
        kinds.setdefault(effect.kind, []).append(effect)
    said = _Said(state, material)
    clauses = [_kind_clause(kind, parts, said) for kind, parts in kinds.items() if len(parts) > 1]
    alone: dict[tuple[str, str | None], list[Effect]] = {}
    for effect in found:
        if len(kinds[effect.kind]) == 1:
            alone.setdefault((effect.city.slug, effect.scope), []).append(effect)
    clauses += [_place_clause(parts, said) for parts in alone.values()]
    return text(joined(clauses, "；"), "。")


class _Said(NamedTuple):
    """How the figures of one state are named."""

    state: OutcomeState
    material: Material

    def figure(self, value: str, kind: str, of: str, origins: tuple[str, ...]) -> Figure:
        name = kind if self.state is OutcomeState.REALISED else f"{self.state}{kind}"
        return Figure(value, origins, name, of, self.material.period.key)


def _kind_clause(kind: str, parts: list[Effect], said: _Said) -> Text:
    """授信合计7365万元，其中株洲市芦淞区4365万元（14家企业）、衡阳市3000万元; a percentage has no sum."""
    sums = total(value for part in parts for value in part.values)
    shown = [text(_place(part), _amount(part, said)) for part in parts]
    every = tuple(dict.fromkeys(origin for part in parts for origin in part.origins))
    whole = listed(text(said.figure(amount.display(), kind, WHOLE, every)) for amount in sums)
    opening = text("分别为") if any(amount.is_ratio for amount in sums) else text("合计", whole, "，其中")
    return text(quoted(kind, *every), opening, listed(shown))


def _place_clause(parts: list[Effect], said: _Said) -> Text:
    """株洲市芦淞区授信4365万元（14家企业）、供应链金融授信3000万元."""
    shown = [text(quoted(part.kind, *part.origins), _amount(part, said)) for part in parts]
    return text(_place(parts[0]), listed(shown))


def _place(effect: Effect) -> Span:
    return quoted(place(effect.city, effect.scope), *effect.origins)


def _amount(effect: Effect, said: _Said) -> Text:
    """What it comes to, with the number of enterprises where the amount itself does not say it."""
    of = place(effect.city, effect.scope)
    values = listed(text(said.figure(value.display(), effect.kind, of, effect.origins)) for value in effect.values)
    counted = any(value.base == (Decimal(effect.enterprises), "家") for value in effect.values)
    if effect.enterprises < 2 or counted:
        return values
    reached = said.figure(str(effect.enterprises), f"{effect.kind}的企业", of, effect.origins)
    return text(values, "（", reached, "家企业）")
