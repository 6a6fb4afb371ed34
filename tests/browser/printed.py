"""What stands where on printed pages, in millimetres from the top left corner of the sheet."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

MM = 72 / 25.4
_RADICALS = str.maketrans(
    "⺟⻄⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻩⻬⻰⺠", "母西车长门青页风飞食马骨黄齐龙民"
)  # as some fonts' glyphs are called


@dataclass(frozen=True)
class Line:
    """One line of upright type: its words, its size in points, where it begins and ends, and its baseline."""

    text: str
    size: float
    left: float
    right: float
    baseline: float
    font: str
    red: bool
    starts: tuple[float, ...]

    @property
    def em(self) -> float:
        return self.size / MM

    @property
    def top(self) -> float:
        """The top of the ideographic square, which stands 0.88 em over the baseline."""
        return self.baseline - 0.88 * self.em

    @property
    def bottom(self) -> float:
        return self.baseline + 0.12 * self.em


@dataclass(frozen=True)
class Sheet:
    """One side of paper.

    Attributes:
        sideways: the type that runs from the bottom to the top; `turned` is the box around it.
        rules, strokes: the red and the black lines that are as wide as the text, as left, top, right, bottom.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    footer: Line
    sideways: str
    turned: tuple[float, float, float, float] | None
    rules: tuple[tuple[float, float, float, float], ...]
    strokes: tuple[tuple[float, float, float, float], ...]
    sizes: frozenset[float]

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines in 3号 (16 pt)."""
        return tuple(line for line in self.lines if round(line.size, 1) == 16)

    @property
    def full(self) -> bool:
        """Whether it holds running text and nothing else, from the first line to the last."""
        return len(self.body) == len(self.lines) >= 20 and self.lines[-1].baseline > 250


@dataclass(frozen=True)
class Paper:
    """A printed bulletin."""

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        return self.sheets[0]

    @property
    def full(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.full]

    @property
    def head(self) -> Line:
        return next(line for line in self.first.lines if line.red and line.text.endswith("文件"))

    @property
    def number(self) -> Line:
        return next(line for line in self.first.lines if "通报〔" in line.text)

    @property
    def rule(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the red line; a warning's frame stands above it."""
        return max(self.first.rules, key=lambda rule: rule[1])

    @property
    def title(self) -> list[Line]:
        return [line for line in self.first.lines if round(line.size) == 22 and not line.red]

    @property
    def recipients(self) -> Line:
        return next(line for line in self.first.body if line.text.endswith("工信局："))

    @property
    def paragraph(self) -> Line:
        return self.first.body[self.first.body.index(self.recipients) + 1]

    @property
    def last(self) -> Sheet:
        """The page with the signature."""
        return next(sheet for sheet in self.sheets if any(line.text.startswith("附件：1") for line in sheet.lines))

    @property
    def enclosed(self) -> list[Line]:
        lines = self.last.body
        at = next(number for number, line in enumerate(lines) if line.text.startswith("附件：1"))
        return [lines[at], *(line for line in lines[at + 1 :] if re.match("[0-9]+[.]", line.text))]

    @property
    def date(self) -> Line:
        return next(line for line in reversed(self.last.body) if re.fullmatch("[0-9]+年[0-9]+月[0-9]+日", line.text))

    @property
    def signature(self) -> Line:
        return self.last.body[self.last.body.index(self.date) - 1]

    @property
    def note(self) -> Line:
        """The first of 附注, on the page of the signature."""
        return self.last.body[self.last.body.index(self.date) + 1]

    @property
    def headings(self) -> list[tuple[Line, Line]]:
        """The headings of the parts, each with the line below it."""
        found = [pair for sheet in self.sheets for pair in pairwise(sheet.body)]
        return [(line, below) for line, below in found if re.match("[一二三四]、", line.text)]

    def run_in(self, number: str) -> Line:
        """The first line that begins so."""
        return next(line for sheet in self.sheets for line in sheet.body if line.text.startswith(number))

    @property
    def turned(self) -> list[tuple[int, Sheet]]:
        """The pages on their sides, with their numbers."""
        return [(number, sheet) for number, sheet in enumerate(self.sheets, start=1) if sheet.sideways]

    @property
    def colophon(self) -> list[Line]:
        """The lines of 版记, which are in 4号 (14 pt)."""
        return [line for line in self.sheets[-1].lines if round(line.size, 1) == 14]

    @property
    def annexes(self) -> list[Sheet]:
        """The upright pages on which an annex begins."""
        return [sheet for sheet in self.sheets if sheet.lines and re.fullmatch("附件[0-9]+", sheet.lines[0].text)]


def read(path: Path) -> Paper:
    """Measures a PDF."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # Type 3 fonts have no box; nothing here uses it
    with pdfplumber.open(path) as document:
        return Paper(tuple(map(_sheet, document.pages)))


def _sheet(page: Any) -> Sheet:
    width, height, chars = float(page.width), float(page.height), page.chars
    if width > height:  # as an office program prints a sheet that lies on its side
        width, height, chars = height, width, [_turned_left(char, width, height) for char in chars]
    rows = defaultdict(list)
    for char in chars:
        if char["matrix"][1] == 0:
            rows[round(char["matrix"][5])].append(char)
    lines = [_line(height, sorted(rows[at], key=lambda char: char["x0"])) for at in sorted(rows, reverse=True)]
    turned = sorted((c for c in chars if c["matrix"][1]), key=lambda c: (round(c["matrix"][4]), c["matrix"][5]))
    level = [(rect["non_stroking_color"], _edges(rect)) for rect in page.rects if rect["width"] > rect["height"]]
    level += [(line["stroking_color"], _edges(line)) for line in page.lines if line["width"] > line["height"]]
    rules = tuple(edges for colour, edges in level if _red(colour))
    strokes = tuple(edges for colour, edges in level if edges[2] - edges[0] > 150 and max(colour) < 0.3)
    return Sheet(
        width=width / MM,
        height=height / MM,
        lines=tuple(lines[:-1]),
        footer=lines[-1],
        sideways="".join(char["text"] for char in turned),
        turned=_box(turned),
        rules=rules,
        strokes=tuple(sorted(strokes, key=lambda stroke: stroke[1])),
        sizes=frozenset(round(char["size"], 1) for char in chars if char["matrix"][1] == 0),
    )


def _turned_left(char: dict[str, Any], width: float, height: float) -> dict[str, Any]:
    """A character of a sheet of that size as it stands when the sheet is turned a quarter to the left."""
    a, b, c, d, e, f = char["matrix"]
    return char | {
        "matrix": (-b, a, -d, c, height - f, e),
        "x0": char["top"],
        "x1": char["bottom"],
        "top": width - char["x1"],
        "bottom": width - char["x0"],
        "size": char["x1"] - char["x0"] if b else char["size"],
    }


def _edges(drawn: dict[str, Any]) -> tuple[float, float, float, float]:
    """The edges of a filled rectangle, or of a line with half its width around it."""
    half = float(drawn["linewidth"]) / 2 if drawn["object_type"] == "line" else 0.0
    left, top, right, bottom = (float(drawn[edge]) for edge in ("x0", "top", "x1", "bottom"))
    return left / MM, (top - half) / MM, right / MM, (bottom + half) / MM


def _line(height: float, chars: list[dict[str, Any]]) -> Line:
    text = "".join(
        unicodedata.normalize("NFKC", char["text"]) if "⼀" <= char["text"] <= "⿕" else char["text"] for char in chars
    )
    inked = [char for char in chars if not char["text"].isspace()]
    return Line(
        text=re.sub(r"\s", "", text.translate(_RADICALS)),
        size=max(char["size"] for char in chars),
        left=inked[0]["x0"] / MM,
        right=inked[-1]["x1"] / MM,
        baseline=(height - chars[0]["matrix"][5]) / MM,
        font=chars[0]["fontname"].partition("+")[2],
        red=_red(chars[0]["non_stroking_color"]),
        starts=tuple(char["x0"] / MM for char in inked),
    )


def _box(chars: list[dict[str, Any]]) -> tuple[float, float, float, float] | None:
    if not chars:
        return None
    return (
        min(char["x0"] for char in chars) / MM,
        min(char["top"] for char in chars) / MM,
        max(char["x1"] for char in chars) / MM,
        max(char["bottom"] for char in chars) / MM,
    )


def _red(color: Any) -> bool:
    return isinstance(color, tuple) and len(color) == 3 and color[0] > 0.7 and max(color[1:]) < 0.2
