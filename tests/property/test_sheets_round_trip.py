"""A workbook that comes back as it was sent changes nothing, whatever the ledgers hold."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.exchange.sheets.columns import ENTERPRISES, ISSUES
from bangfu.exchange.sheets.material import gather
from bangfu.exchange.sheets.returned import read_returned
from bangfu.exchange.sheets.values import enterprise_id, enterprise_values, issue_values
from bangfu.exchange.sheets.weigh import weigh
from bangfu.exchange.sheets.workbook import to_xlsx
from bangfu.merge.book import Book, consolidate
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger
from strategies import books

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=12
) | st.sampled_from(("=1+1", "'=x", "@a", "007", "1e5", "2019-06-30", "_x0041_", "TRUE", "、a，b;", "—", " x "))
"""What people and machines type into cells."""


@st.composite
def told(draw: st.DrawFn) -> Book:
    """A book whose issues have any text."""

    def spoken(issue: Issue) -> Issue:
        detail = draw(st.none() | st.builds("\n".join, st.lists(words, min_size=1, max_size=3)))
        note = draw(words)
        events = tuple(replace(e, note=note, to=tuple(f"{note}{to}" for to in e.to)) for e in issue.events)
        return replace(issue, title=draw(words), detail=detail, events=events)

    book = draw(books(most=2))
    ledgers: list[Ledger] = []
    for city in book.cities:
        if city.ledger:
            parts: list[Any] = [replace(p, issues=tuple(map(spoken, p.issues))) for p in city.ledger.parts]
            ledgers.append(replace(city.ledger, parts=tuple(parts)))
    return consolidate(book.province, ledgers)


@settings(max_examples=8)
@given(told())
def test_nothing_changes_on_the_way_there_and_back(book: Book) -> None:
    material = gather(book, date(2019, 12, 31), {case.issue.id for case in book.cases}, ())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(to_xlsx(material))
        back = read_returned(path)
    ours = {(ISSUES, case.issue.id): issue_values(case) for case in book.cases}
    ours |= {
        (ENTERPRISES, enterprise_id(city.city, one)): enterprise_values(city.city, one)
        for city in book.cities
        for one in city.enterprises()
    }
    assert {(row.sheet, row.id) for row in back.rows} == set(ours)
    assert back.unknown == ()
    assert back.base is not None
    for row in back.rows:
        for sent in (back.base[row.sheet, row.id], None):  # None: by the check figure alone, as from a CSV
            found = weigh(row, ours[row.sheet, row.id], sent)
            assert (found.changed, found.clashes) == ({}, ())
