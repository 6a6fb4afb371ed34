"""Where a city's tile stands in the tile grid: a scheme of who is whose neighbour, no map and no boundary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bangfu.model.province import City

CAPTION = "示意格图，不代表行政区域界线"
PER_ROW = 5
"""How many tiles stand in a row where no scheme is known."""

_HUNAN = (
    "　　　 张家界 常德　 岳阳",
    "湘西　 　　　 益阳　 长沙",
    "怀化　 娄底　 湘潭　 株洲",
    "　　　 邵阳　 衡阳　 　　",
    "　　　 永州　 郴州　 　　",
)
_SCHEMES = ((_HUNAN),)


class Spot(NamedTuple):
    """A place in the grid, from 0."""

    column: int
    row: int


def spots(cities: Sequence[City]) -> tuple[Spot, ...]:
    """A spot for each city: that of a scheme which knows them all, else row by row in the official order."""
    for scheme in _SCHEMES:
        known = {
            name.strip("　"): Spot(column, row)
            for row, line in enumerate(scheme)
            for column, name in enumerate(line.split(" "))
        }
        if all(city.short in known for city in cities):
            return tuple(known[city.short] for city in cities)
    return tuple(Spot(place % PER_ROW, place // PER_ROW) for place in range(len(cities)))
