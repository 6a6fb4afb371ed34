"""A workbook that comes back as it was sent changes nothing, whatever the ledgers hold."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
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
from dice import Thrown
from layouts import kept_by_hand
from soak import cases, measured
from strategies import books
from workbooks import saved_again

FILE = "ledgers/zhuzhou.yaml"

NOTHING = "nothing to take over: the sheet says what the ledgers say\n"

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


@pytest.mark.soak
def test_a_ledger_in_any_layout_is_the_same_to_the_byte_after_export_and_import(
    repository: Callable[..., Path], run_bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    tries = cases(6, 1_500)
    with measured("sheets there and back through the commands", __file__, ledgers=tries, imports=0) as figures:
        for seed in range(tries):
            dice = Thrown(seed)
            data = kept_by_hand(dice, 1, 4).data
            root = repository({FILE: data})
            form = dice.pick(("xlsx", "saved again", "csv", "企业台账"))
            path = tmp_path / f"台账{seed}.{'xlsx' if form in ('xlsx', 'saved again') else 'csv'}"
            sheet = ("--sheet", form) if form == "企业台账" else ()
            sent = run_bangfu(root, "export", "--allow-errors", "-o", str(path), *sheet, today="2024-01-01")
            assert sent.code == 0, (seed, sent.err)
            if form == "saved again":
                saved_again(path, lambda _sheets: None)
            back = run_bangfu(root, "import", str(path), today="2024-01-01")
            assert (back.code, back.err) == (0, NOTHING), (seed, form)
            assert (root / FILE).read_bytes() == data, (seed, form)
            figures["imports"] = int(figures["imports"]) + 1
        figures["ledgers changed"] = 0
