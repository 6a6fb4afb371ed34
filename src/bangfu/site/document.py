"""The pages as documents: what stands on them, in order, every word and place of a chart final.

A template neither counts, words nor measures. Addresses are relative to the page that they stand on.
"""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.site.charts import Bar, Funnel, Tiles


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; nowhere without `href`."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says.
        href: the records behind it.
        key: what the row is sorted by where that is not the text: a number in digits, or nothing for what is not known.
        title: said where the pointer rests.
        tone: how it looks: a class of the style sheet, such as `words` for text set to the left.
        bar: a bar in place of words.
    """

    text: str
    href: str = ""
    key: str | None = None
    title: str = ""
    tone: str = ""
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading (`over` is a small line above it), and whether rows can be chosen by it."""

    heading: str
    filtered: bool = False
    over: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `marks` are the fragments under which its record is found, `tone` is a class of the style sheet."""

    cells: tuple[Cell, ...]
    marks: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """What the colours of a table mean: its name with the unit, and a tone with its label each."""

    name: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: what it is, for those who cannot see it.
        total: the last row, which sorting leaves where it is.
        sortable, filtered: whether the script may sort it, and choose rows of it.
        shape: a class of the style sheet.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[str, ...] = ()
    key: Key | None = None
    sortable: bool = True
    filtered: bool = False
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fragment that figures lead to; the script then shows `label` alone."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Issues under a heading: their table, or why there is none, and the fragments that lead to it."""

    id: str
    heading: str
    table: Table | None
    nothing: str = ""
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in large type, its unit, and a line below it."""

    name: str
    value: str
    unit: str = ""
    note: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """An issue on the board."""

    title: Link
    whose: str
    charged: str
    said: str


@dataclass(frozen=True, slots=True)
class Pressing:
    """One urgency of the board: the most pressing issues and a way to the rest."""

    tone: str
    heading: str
    count: int
    matters: tuple[Matter, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has.

    Attributes:
        name: the page's title.
        heading: a string a line.
        basis: the day.
        crumbs: the way back, from the province down.
        contents: the page's own sections.
        marks: warnings that come first.
        notes: what the figures mean.
        script: whether there is anything to sort or choose.
        shape: a class of the style sheet.
    """

    name: str
    heading: tuple[str, ...]
    basis: str
    crumbs: tuple[Link, ...] = ()
    contents: tuple[Link, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    script: bool = True
    shape: str = ""


@dataclass(frozen=True, slots=True)
class ProvincePage:
    """The wall chart."""

    frame: Frame
    issuer: str
    figures: tuple[KeyFigure, ...]
    funnel: Funnel
    tiles: Tiles
    tiles_key: Key
    ranking: Table
    rates: Table
    counts: Table
    board: tuple[Pressing, ...]
    categories: Table | None


@dataclass(frozen=True, slots=True)
class CityPage:
    """A city: its figures, what is paired, its issues."""

    frame: Frame
    figures: tuple[KeyFigure, ...]
    funnel: Funnel
    months: Table
    issues: Listing
    enterprises: Table | None
    openings: Table | None
    unpaired: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Issues of all cities that have something in common."""

    frame: Frame
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an issue's facts, or of what an event carries."""

    name: str
    value: Link


@dataclass(frozen=True, slots=True)
class Stage:
    """An event on the time line; `facts` are what it carries, `note` its paragraphs, `wrong` why it does not count."""

    day: str
    name: str
    facts: tuple[Fact, ...] = ()
    note: tuple[str, ...] = ()
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue."""

    frame: Frame
    status: str
    said: str
    tone: str
    facts: tuple[Fact, ...]
    detail: tuple[str, ...]
    stages: tuple[Stage, ...]
