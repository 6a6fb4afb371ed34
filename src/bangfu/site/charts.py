"""The geometry of the charts, in the units of their view boxes. Templates only write it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bangfu.site.tiles import Spot
from bangfu.tally.figures import Rate

LEVELS = 5
"""How many tones a scale has. They differ in lightness, so that they can be told apart without colour."""

UNKNOWN = "none"
"""The tone of what is not known."""

_WIDTH = 460
_NAME = 64
_VALUE = 76
_STEP, _GAP = 38, 12
_TILE_WIDTH, _TILE_HEIGHT, _TILE_GAP = 104, 66, 6
_LETTER, _INSIDE = 17, 96


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole of 100 units; `whole` is long in proportion to the longest bar beside it."""

    whole: str
    part: str
    label: str


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of the funnel: a bar in the middle, and `slope`, the corners of the way down to the next bar."""

    name: str
    value: str
    title: str
    href: str
    x: str
    y: int
    width: str
    middle: int
    slope: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps of an issue's life, the bars as long as their counts."""

    name: str
    width: int
    height: int
    step: int
    value_at: int
    steps: tuple[FunnelStep, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A city's tile."""

    name: str
    value: str
    below: str
    title: str
    href: str
    tone: str
    x: int
    y: int
    middle: int
    first: int
    second: int
    third: int
    size: int


@dataclass(frozen=True, slots=True)
class Tiles:
    """The tile grid."""

    name: str
    caption: str
    width: int
    height: int
    tile_width: int
    tile_height: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What the funnel says of a step; `count` is None where nobody stated it."""

    name: str
    count: int | None
    value: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Face:
    """What a tile says."""

    name: str
    value: str
    below: str
    title: str
    href: str
    tone: str


def bar(part: int, whole: int, longest: int, label: str) -> Bar:
    """A bar for `part` of `whole`, beside others of which the longest stands for `longest`."""
    return Bar(_share(whole, longest, 100), _share(min(part, whole), longest, 100), label)


def funnel(name: str, steps: Sequence[Step], note: str = "") -> Funnel:
    """The funnel of `steps`, from the first to the last."""
    room = _WIDTH - _NAME - _VALUE
    longest = max([step.count or 0 for step in steps] or [0])
    widths = [Decimal(_share(step.count or 0, longest, room)) for step in steps]
    lefts = [_NAME + (room - width) / 2 for width in widths]
    made = []
    for place, (step, width, left) in enumerate(zip(steps, widths, lefts, strict=True)):
        top = place * (_STEP + _GAP)
        slope = ""
        if place + 1 < len(steps) and step.count is not None and steps[place + 1].count is not None:
            below = place + 1
            slope = " ".join(
                f"{_plain(x)},{y}"
                for x, y in (
                    (left, top + _STEP),
                    (left + width, top + _STEP),
                    (lefts[below] + widths[below], top + _STEP + _GAP),
                    (lefts[below], top + _STEP + _GAP),
                )
            )
        made.append(
            FunnelStep(step.name, step.value, step.title, step.href, _plain(left), top, _plain(width),
                       top + _STEP // 2, slope)
        )  # fmt: skip
    height = max(0, len(steps) * (_STEP + _GAP) - _GAP)
    return Funnel(name, _WIDTH, height, _STEP, _WIDTH - 4, tuple(made), note)


def tiles(name: str, caption: str, faces: Sequence[Face], spots: Sequence[Spot]) -> Tiles:
    """The grid of `faces`, each at its spot; columns and rows that nobody stands in are cut off."""
    left, top = min(spot.column for spot in spots), min(spot.row for spot in spots)
    across, down = _TILE_WIDTH + _TILE_GAP, _TILE_HEIGHT + _TILE_GAP
    made = []
    for face, spot in zip(faces, spots, strict=True):
        x, y = (spot.column - left) * across, (spot.row - top) * down
        made.append(
            Tile(
                face.name, face.value, face.below, face.title, face.href, face.tone, x, y,
                x + _TILE_WIDTH // 2, y + 20, y + 41, y + 59, min(_LETTER, _INSIDE // max(1, len(face.name))),
            )
        )  # fmt: skip
    return Tiles(
        name,
        caption,
        (max(spot.column for spot in spots) - left + 1) * across - _TILE_GAP,
        (max(spot.row for spot in spots) - top + 1) * down - _TILE_GAP,
        _TILE_WIDTH,
        _TILE_HEIGHT,
        tuple(made),
    )


_BOUNDS = (50, 70, 80, 90)
RATE_LABELS = ("50%以下", "50%至70%", "70%至80%", "80%至90%", "90%及以上")
"""What the tones of `rate_tone` mean; a lower bound is within."""


def rate_tone(rate: Rate) -> str:
    """The tone of a rate. The exact rate decides, not the rounded one."""
    if not rate.denominator:
        return UNKNOWN
    return f"tone{sum(100 * rate.numerator >= bound * rate.denominator for bound in _BOUNDS)}"


class CountScale:
    """Tones for counts: none for 0, then up to four spans of equal length up to the highest."""

    def __init__(self, highest: int) -> None:
        self.highest = highest
        self.span = max(1, -(-highest // (LEVELS - 1)))

    def tone(self, count: int) -> str:
        """The tone of a count."""
        return f"tone{-(-count // self.span)}"

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Each tone with the counts that it stands for."""
        found = [("tone0", "0")]
        for start in range(1, self.highest + 1, self.span):
            end = start + self.span - 1
            found.append((self.tone(start), str(start) if self.span == 1 else f"{start}至{end}"))
        return tuple(found)


def _share(part: int, whole: int, length: int) -> str:
    """`part` of `whole` as a length, to a tenth."""
    if not whole:
        return "0"
    return _plain(Decimal(part * length) / whole)


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.1'), ROUND_HALF_UP):f}".removesuffix(".0")
