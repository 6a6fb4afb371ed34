"""The pages in HTML: nothing is asked of anybody, and the only script that may run is the one that came with it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from bangfu.bulletin.html import flow
from bangfu.bulletin.templates import Environment, environment, escaped, render
from bangfu.crew import hands, made
from bangfu.site.charts import Bar
from bangfu.site.city import city_page
from bangfu.site.document import Cell
from bangfu.site.issue import issue_page
from bangfu.site.listing import category_pages, urgent_page
from bangfu.site.material import HOME, URGENT, Material, category_page
from bangfu.site.material import city_page as address_of
from bangfu.site.province import province_page

ENOUGH = 400
"""Pages from which on a second process saves more than it costs."""


class Page(NamedTuple):
    """A page and its address from the top of the site."""

    address: str
    text: str


def count(material: Material) -> int:
    """How many pages there are."""
    categories = {held.case.issue.category for city in material.held for held in city}
    return sum(map(len, material.held)) + len(categories) + len(material.book.cities) + 2


class _Sheet(NamedTuple):
    """A page to be made: its address, its template, and what gives its document."""

    address: str
    template: str
    document: Callable[[], object]


def pages(material: Material, overrides: Path | None = None, workers: int | None = None) -> Iterator[Page]:
    """Every page, one after the other: a page comes after those that it leads down to, the province's last.

    Args:
        material: what they show.
        overrides: a folder whose templates come before the packaged ones.
        workers: how many child processes make them; None: one a core where there are many.

    Raises:
        BangfuError: a template is broken.
    """
    templates = _environment(overrides)
    sheets = [*_sheets(material)]

    def make(sheet: _Sheet) -> bytes:
        return render(templates, sheet.template, sheet.document(), "page").encode()

    if workers is None:
        workers = hands(len(sheets)) if len(sheets) > ENOUGH else 0
    for sheet, text in zip(sheets, made(sheets, make, workers), strict=True):
        yield Page(sheet.address, text.decode())


def _sheets(material: Material) -> Iterator[_Sheet]:
    by_id = material.pages()
    categories = {row.key: category_page(place) for place, row in enumerate(material.categories.rows, start=1)}
    for city, issues in zip(material.book.cities, material.held, strict=True):
        for held in issues:
            page = partial(issue_page, material, held, address_of(city), categories[held.case.issue.category], by_id)
            yield _Sheet(held.page, "site_issue.html.j2", page)
    for address, listed in category_pages(material):
        yield _Sheet(address, "site_list.html.j2", listed)
    yield _Sheet(URGENT, "site_list.html.j2", partial(urgent_page, material))
    for place, city in enumerate(material.book.cities):
        yield _Sheet(address_of(city), "site_city.html.j2", partial(city_page, material, place))
    yield _Sheet(HOME, "site_province.html.j2", partial(province_page, material))


def entries(row: Iterable[Cell], drawn: Callable[[Bar], str]) -> Markup:
    """The cells of a table's row; `drawn` gives a bar."""
    return Markup("".join([_entry(cell, drawn) for cell in row]))  # noqa: S704 - each is escaped


def _entry(cell: Cell, drawn: Callable[[Bar], str]) -> str:
    key = "" if cell.key is None else f' data-key="{escaped(cell.key)}"'
    tone, title = (
        f' {name}="{escaped(value)}"' if value else "" for name, value in (("class", cell.tone), ("title", cell.title))
    )
    if cell.bar:
        shown = drawn(cell.bar)
    else:
        shown = f'<a href="{escaped(cell.href)}">{flow(cell.text)}</a>' if cell.href else flow(cell.text)
    return f"<td{tone}{key}{title}>{shown}</td>"


def _environment(overrides: Path | None) -> Environment:
    made = environment(overrides, autoescape=True)
    made.filters |= {"flow": flow, "entries": entries}
    plain = environment(overrides, autoescape=False)
    script = render(plain, "site.js.j2", None)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made.globals.update(
        style=Markup(render(plain, "site.css.j2", None)),  # noqa: S704 - a template without data
        charts_style=Markup(render(plain, "site_charts.css.j2", None)),  # noqa: S704 - likewise
        script=Markup(script),  # noqa: S704 - likewise
        digest=f"sha256-{digest}",
    )
    return made
