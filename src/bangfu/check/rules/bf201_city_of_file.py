"""A ledger names another city than its file does. / 台账中的市州与文件名不符。

What: the value of `city` is not the name that bangfu.yaml gives to the city whose file this is.

Why: a ledger put under the wrong name would be counted for another city.

是什么：台账里 `city` 写的，不是 bangfu.yaml 给这个文件所属市州定的名称。

为什么：市州写错了，台账就会算到别的市州头上。

Wrong:

    # ledgers/zhuzhou.yaml
    city: 长沙市
    opening:
      - {date: 2019-06-30, reported: 508}

Right:

    # ledgers/zhuzhou.yaml
    city: 株洲市
    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.mend import on_lines, value_at
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Diagnostic, Finding
from bangfu.model.province import City
from bangfu.model.source import Place, Span

UNREAD = "?"  # what the reader puts for a city that it has reported already


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every file whose `city` is not the city's name."""
    for part in book.ledger.parts if book.ledger else ():
        if part.city not in (book.city.name, UNREAD):
            yield Finding(
                RULE.code,
                _("this is the file of {city}, but it says “{other}”", city=book.city.name, other=part.city),
                Place(part.file, ("city",)),
                hint=_("write “city: {city}”, or move the file", city=book.city.name),
            )


def fix(text: str, found: Sequence[Diagnostic], city: City) -> str:
    """The city's full name, where its short name, slug or prefix stands."""

    def full(line: str, place: Span) -> str:
        start, end = value_at(line, place)
        short = line[start:end]
        same = short == city.short or short.casefold() in (city.slug.casefold(), city.prefix.casefold())
        return f"{line[:start]}{city.name}{line[end:]}" if same and city.name.isalnum() else line

    return on_lines(text, found, full)


RULE = Rule("BF201", "city-of-file", city=check, fix=fix)
