"""Whatever rows are laid out under headings that mean bangfu's, in whatever order and way of writing, read the same."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.exchange.sheets.columns import Kind
from bangfu.exchange.sheets.foreign import read_sheets
from bangfu.exchange.sheets.synonyms import FOREIGN, HELPERS, OUTCOMES, SYNONYMS
from bangfu.model.enterprise import Kind as EnterpriseKind
from bangfu.model.enterprise import Stage
from bangfu.model.errors import BangfuError
from bangfu.model.event import Satisfaction
from soak import cases, measured
from strategies import CATEGORIES, DEPARTMENTS, PROVINCE

TODAY = date(2020, 12, 31)
DAYS = st.dates(date(2018, 1, 1), date(2020, 6, 30))
WORDS = st.text("轨道装备用地贷款难甲乙丙ABc7 ", min_size=2, max_size=12).map(
    lambda text: "示" + " ".join(text.split())
)
CHOICES: dict[str, list[Any]] = {
    "category": [category for members in CATEGORIES.values() for category in members],
    "satisfaction": list(Satisfaction),
    "kind": list(EnterpriseKind),
    "stage": list(Stage),
}
LEFT_OUT = {HELPERS.key, OUTCOMES.key, "number", "status"}
"""Columns whose cells bear on others; the stories have them."""
SHARED = {"类型", "类别", "办理情况", "办结情况", "完成情况", "问题描述", "问题内容", "诉求内容", "具体问题"}
"""Headings that say what they are only by what stands beside or below them; the stories have them."""


def headings_of(subject: str, key: str) -> list[str]:
    own = [column.heading for column in FOREIGN[subject] if column.key == key]
    return own + [word for word in SYNONYMS[subject].get(key, "").split() if word not in SHARED]


def written(value: object, draw: st.DrawFn) -> str:
    """A value as one person or another would write it."""
    if isinstance(value, date):
        year, month, day = value.year, value.month, value.day
        return draw(st.sampled_from([
            value.isoformat(), f"{year}.{month}.{day}", f"{year}年{month}月{day}日", f"{year}/{month}/{day}",
            str((value - date(1899, 12, 30)).days), f" {year} 年{month:02}月\n{day}日",
        ]))  # fmt: skip
    if isinstance(value, tuple):
        return draw(st.sampled_from(["、", "，", ",", ";", "；", "\n"])).join(value)
    return str(value) + draw(st.sampled_from(["", " ", "\n", "\u200b"]))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, list[list[str]], list[dict[str, object]]]:
    """A kind of sheet, its cells, and the values that they stand for."""
    subject = draw(st.sampled_from(list(FOREIGN)))
    columns = [
        column for column in FOREIGN[subject]
        if column.key not in LEFT_OUT and (column.required or column.key == "uscc" or draw(st.booleans()))
    ]  # fmt: skip
    columns = draw(st.permutations(columns))
    cells = [[draw(st.sampled_from(headings_of(subject, column.key))) for column in columns]]
    records: list[dict[str, object]] = []
    for number in range(draw(st.integers(1, 4))):
        record: dict[str, object] = {}
        for column in columns:
            value: object
            if column.kind is Kind.DAY:
                value = draw(DAYS)
            elif column.kind is Kind.CHOICE:
                value = draw(st.sampled_from(CHOICES[column.key]))
            elif column.key == "city":
                value = draw(st.sampled_from(PROVINCE.cities)).name
            elif column.kind is Kind.LIST:
                value = tuple(draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=1, max_size=3, unique=True)))
            else:
                value = draw(WORDS) + (f"之{number}" if column.required else "")
            if column.required or draw(st.integers(0, 3)):
                record[column.key] = value
        records.append(record)
        cells.append([written(record[column.key], draw) if column.key in record else "" for column in columns])
    titles = [["某某台账", *[""] * (len(columns) - 1)]] * draw(st.integers(0, 2)) if len(columns) > 1 else []
    return subject, titles + cells, records


@pytest.mark.soak
def test_a_sheet_of_any_order_and_writing_reads_as_what_it_was_made_of() -> None:
    tries = cases(60, 5_000)
    with measured("sheets of others, in any order and writing", __file__, sheets=tries):

        @given(sheets(), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.sampled_from(",;\t"))
        @settings(max_examples=tries)
        def tell(made: tuple[str, list[list[str]], list[dict[str, object]]], encoding: str, delimiter: str) -> None:
            subject, cells, records = made
            text = io.StringIO()
            csv.writer(
                text, delimiter=delimiter, quoting=csv.QUOTE_ALL if delimiter != "," else csv.QUOTE_MINIMAL
            ).writerows(cells)
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "台账.csv")
                path.write_bytes(text.getvalue().encode(encoding))
                found = read_sheets(path, today=TODAY, config=PROVINCE)
            assert found.refused == ()
            assert [(row.subject, dict(row.values)) for row in found.rows] == [(subject, record) for record in records]

        tell()


@pytest.mark.soak
def test_a_workbook_reads_as_its_csv() -> None:
    tries = cases(4, 300)
    with measured("workbooks of others, against their CSV", __file__, workbooks=tries):

        @given(st.lists(sheets(), min_size=1, max_size=2))
        @settings(max_examples=tries)
        def tell(made: list[tuple[str, list[list[str]], list[dict[str, object]]]]) -> None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "台账.xlsx")
                with xlsxwriter.Workbook(path) as book:
                    for number, (_subject, cells, _records) in enumerate(made):
                        sheet = book.add_worksheet(f"第{number}张")
                        for at, row in enumerate(cells):
                            for place, cell in enumerate(row):
                                sheet.write_string(at, place, cell)
                found = read_sheets(path, today=TODAY, config=PROVINCE)
            expected = [record for _subject, _cells, records in made for record in records]
            said = [dict(row.values) for row in found.rows]
            assert all(record in expected for record in said)
            assert len(said) + len([one for one in found.remarks if "the same" in str(one.message)]) + len(
                found.refused
            ) == len(expected)

        tell()


@pytest.mark.soak
def test_any_text_is_read_or_refused_in_one_sentence() -> None:
    tries = cases(150, 20_000)
    with measured("any text as a sheet", __file__, sheets=tries):

        @given(
            st.lists(
                st.lists(st.text('企业名称问题类别反映日期合计1,"\n\t;=年月日 ', max_size=8), max_size=5), max_size=6
            )
        )
        @settings(max_examples=tries)
        def tell(cells: list[list[str]]) -> None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "台账.csv")
                path.write_text("\n".join(",".join(row) for row in cells), "utf-8")
                try:
                    read_sheets(path, today=TODAY, config=PROVINCE)
                except BangfuError as error:
                    assert "\n" not in str(error)  # noqa: PT017

        tell()


def test_every_synonym_means_one_column_or_stands_among_the_shared() -> None:
    for words in SYNONYMS.values():
        every = [word for line in words.values() for word in dict.fromkeys(line.split())]
        assert {word for word in every if every.count(word) > 1} <= SHARED
