"""各市州帮扶成效表: the kinds of outcome that more places report than the text names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bangfu.bulletin.document import Column, Table, Text, text
from bangfu.bulletin.effects import Effect, Said, by_kind, collect
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.wording import FEW
from bangfu.model.event import OutcomeState
from bangfu.model.quantity import total
from bangfu.tally.figures import NOTHING

_CAPTIONS = {
    OutcomeState.REALISED: "已经实现的成效",
    OutcomeState.EXPECTED: "预计可取得、尚未实现的成效",
    OutcomeState.PLANNED: "列入计划的成效",
}
_WIDEST = 5
"""So many kinds stand beside each other on an upright page; more go into further tables."""


def effects_tables(material: Material) -> Iterator[Table]:
    """A table a state, a row a city, a column a kind; none where the text names every place."""
    tables = []
    effects = collect(material)
    for state, caption in _CAPTIONS.items():
        kinds = [(kind, parts) for kind, parts in by_kind(effects[state]).items() if len(parts) > FEW]
        pieces = -(-len(kinds) // _WIDEST)
        for piece in range(pieces):
            some = kinds[len(kinds) * piece // pieces : len(kinds) * (piece + 1) // pieces]
            tables.append(_table(some, f"{caption}{'（续）' if piece else ''}", Said(state, material)))
    yield from tables[:-1]
    for last in tables[-1:]:
        note = f"注：只列{FEW + 1}个以上市州或其区县、园区报送的种类，其余见正文；“—”表示没有报送。"
        yield replace(last, notes=(note,))


def _table(kinds: list[tuple[str, list[Effect]]], caption: str, said: Said) -> Table:
    reporting = {part.city.slug for _, parts in kinds for part in parts}
    rows = [
        (
            text(city.city.name),
            *(
                _cell(kind, city.city.name, [part for part in parts if part.city.slug == city.city.slug], said)
                for kind, parts in kinds
            ),
        )
        for city in said.material.book.cities
        if city.city.slug in reporting
    ]
    whole = (text(WHOLE), *(_cell(kind, WHOLE, parts, said) for kind, parts in kinds))
    columns = (Column("市州", header=True), *(Column(kind) for kind, _ in kinds))
    return Table(columns, (*rows, whole), caption=caption)


def _cell(kind: str, of: str, parts: list[Effect], said: Said) -> Text:
    """What the parts add up to; percentages, which have no sum, stand side by side, and not in the last row."""
    sums = total(value for part in parts for value in part.values)
    if not sums or (of == WHOLE and any(amount.is_ratio for amount in sums)):
        return text(NOTHING)
    return said.sums(kind, of, parts)
