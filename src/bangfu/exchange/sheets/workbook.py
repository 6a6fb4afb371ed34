"""The workbook (.xlsx): sheets as an office keeps them, ready to be filled in, printed, and sent back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from typing import Any

from bangfu.exchange.sheets.columns import ISSUES, SHEETS, Column, Kind
from bangfu.exchange.sheets.extra import needed
from bangfu.exchange.sheets.hidden import BASE, CHOICES, FIGURE, ID
from bangfu.exchange.sheets.material import SUMMARY, Line, Material
from bangfu.exchange.sheets.values import read_back
from bangfu.tally.figures import Rate

HEAD = 2
"""The row (from 0) of the headings; above it stand the title and the day."""

_SPARE = 500
"""Rows below the last one that can be filled in with the same choices and rules."""
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day: the same ledgers give the same bytes
_FONT = "宋体"
_A4 = 9
_WIDE = {ID: 18, "企业": 24, "问题": 28, "办理措施": 60, "成效": 20, "联点领导": 16, "责任单位": 18, "协办单位": 18}
_WIDTH = 12
_TIGHT = 0.85
"""Of a column's width: 19 columns are to be read on A4."""
_LINE = 13
"""The height of a line of text, in points."""
_FREE = frozenset({"via", "departments", "department"})
"""Columns in which other words than those offered may stand."""


def to_xlsx(material: Material) -> bytes:
    """The workbook. Every text is written as text, never as a formula.

    Raises:
        BangfuError: the extra `bangfu[xlsx]` is not installed.
    """
    needed()
    return _Workbook(material).made()


class _Workbook:
    def __init__(self, material: Material) -> None:
        from xlsxwriter import Workbook

        self.material = material
        self.out = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self.book: Any = Workbook(self.out, options)
        self.book.set_properties({"title": material.campaign, "created": _CREATED})
        self.formats: dict[str, Any] = {}

    def made(self) -> bytes:
        """The bytes."""
        for name in SHEETS:
            self._records(name)
        for name, (headings, rows) in self.material.lists.items():
            self._plain(name, headings, rows)
        self._plain(SUMMARY, *self.material.summary)
        self._choices()
        if not self.material.public:
            self._base()
        self.book.close()
        return self.out.getvalue()

    def _format(self, kind: str) -> Any:
        if kind not in self.formats:
            common = {"font_name": _FONT, "font_size": 9, "valign": "vcenter"}
            bordered = common | {"border": 1, "text_wrap": True}
            looks: dict[str, dict[str, Any]] = {
                "title": common | {"font_name": "黑体", "font_size": 16, "align": "center"},
                "basis": common | {"align": "right"},
                "head": bordered | {"bold": True, "align": "center", "bg_color": "#DDEBF7"},
                "text": bordered | {"num_format": "@"},
                "block": bordered,  # a long text in a cell of the format @ shows as ####
                "day": bordered | {"num_format": "yyyy-mm-dd", "align": "center"},
                "count": bordered | {"num_format": "0", "align": "center"},
                "rate": bordered | {"num_format": "0.0%", "align": "center"},
                "centre": bordered | {"align": "center"},
                "free text": common | {"num_format": "@", "text_wrap": True},
                "free block": common | {"text_wrap": True},
                "free day": common | {"num_format": "yyyy-mm-dd", "align": "center"},
                "late": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
            }
            self.formats[kind] = self.book.add_format(looks[kind])
        return self.formats[kind]

    def _sheet(self, name: str, headings: Sequence[str]) -> Any:
        """A sheet with its title, day and headings; printed on A4, across, the headings on every page."""
        sheet = self.book.add_worksheet(name)
        last = len(headings) - 1
        sheet.set_row(0, 30)
        for row, text, look in ((0, self.material.campaign + name, "title"), (1, self.material.basis, "basis")):
            sheet.merge_range(row, 0, row, last, "", self._format(look))
            sheet.write_string(row, 0, text, self._format(look))
        sheet.set_row(HEAD, 30)
        for column, heading in enumerate(headings):
            sheet.write_string(HEAD, column, heading, self._format("head"))
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        return sheet

    def _records(self, name: str) -> None:
        """A sheet that is read back."""
        lines, columns = self.material.records[name], SHEETS[name]
        hidden = [] if self.material.public else [ID, FIGURE]
        sheet = self._sheet(name, [column.heading for column in columns])
        for at, heading in enumerate(hidden, start=len(columns)):
            sheet.write_string(HEAD, at, heading, self._format("head"))
            sheet.set_column(at, at, 20, None, {"hidden": True})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width * _TIGHT, self._format(f"free {_look(column)}"))
            self._rule(sheet, at, column, HEAD + 1, HEAD + len(lines) + _SPARE)
        for row, line in enumerate(lines, start=HEAD + 1):
            self._line(sheet, row, columns, line)
            for at, text in enumerate((line.id, line.figure)[: len(hidden)], start=len(columns)):
                sheet.write_string(row, at, text)
        keys = [column.key for column in columns]
        sheet.freeze_panes(HEAD + 1, keys.index("title" if name == ISSUES else "name") + 1)
        sheet.autofilter(HEAD, 0, HEAD + max(1, len(lines)), len(columns) - 1)
        sheet.print_area(0, 0, HEAD + len(lines), len(columns) - 1)
        if name == ISSUES:
            self._colour_overdue(sheet, keys, HEAD + len(lines) + _SPARE)

    def _line(self, sheet: Any, row: int, columns: Sequence[Column], line: Line) -> None:
        texts = [(line.computed if column.computed else line.values)[column.key] for column in columns]
        sheet.set_row(row, _height(texts, [column.width * _TIGHT for column in columns]))
        for at, (column, text) in enumerate(zip(columns, texts, strict=True)):
            look = self._format("centre" if column.computed else _look(column))
            if not text:
                sheet.write_blank(row, at, None, look)
            elif column.kind is Kind.DAY:
                sheet.write_datetime(row, at, date.fromisoformat(text), look)
            elif column.key == "number":
                sheet.write_number(row, at, int(text), look)
            else:
                sheet.write_string(row, at, text, look)

    def _rule(self, sheet: Any, at: int, column: Column, first: int, last: int) -> None:
        """What may be put into a column: a day, or one of the words offered; a message says so in Chinese."""
        rule: dict[str, Any]
        if column.kind is Kind.DAY:
            rule = {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1990, 1, 1),
                "maximum": date(2099, 12, 31),
                "error_title": "日期不对",
                "error_message": f"“{column.heading}”请填日期，如 2019-06-30。",
            }
        elif words := self.material.choices.get(column.key):
            letter = chr(ord("A") + list(self.material.choices).index(column.key))
            free = column.key in _FREE
            rule = {
                "validate": "list",
                "source": f"={CHOICES}!${letter}$1:${letter}${len(words)}",
                "error_type": "information" if free else "stop",
                "error_title": "不在列表中" if free else "请从列表中选",
                "error_message": f"“{column.heading}”一般从下拉列表中选；多个用顿号分开。"
                if free
                else f"“{column.heading}”只能从下拉列表中选。",
            }
            if column.computed:
                rule |= {"input_title": column.heading, "input_message": "由各项日期得出，改动不读回。"}
        else:
            return
        sheet.data_validation(first, at, last, at, rule)

    def _colour_overdue(self, sheet: Any, keys: list[str], last: int) -> None:
        """Rows that are assigned, not resolved, and past their due date on the day the sheet is opened."""
        from xlsxwriter.utility import xl_col_to_name

        due, assigned, resolved = (
            f"${xl_col_to_name(keys.index(key))}{HEAD + 2}" for key in ("due", "assigned", "resolved")
        )
        formula = f'=AND({assigned}<>"",{resolved}="",{due}<>"",{due}<TODAY())'
        look = self._format("late")
        sheet.conditional_format(
            HEAD + 1, 0, last, len(keys) - 1, {"type": "formula", "criteria": formula, "format": look}
        )

    def _plain(self, name: str, headings: list[str], rows: Sequence[Sequence[str | int | Rate | None]]) -> None:
        """A sheet that is only looked at."""
        sheet = self._sheet(name, headings)
        for at, heading in enumerate(headings):
            sheet.set_column(at, at, _WIDE.get(heading, _WIDTH))
        for row, cells in enumerate(rows, start=HEAD + 1):
            texts = [str(value) for value in cells]
            sheet.set_row(row, _height(texts, [_WIDE.get(heading, _WIDTH) for heading in headings]))
            for at, value in enumerate(cells):
                if isinstance(value, Rate) and value.denominator:
                    sheet.write_number(row, at, value.numerator / value.denominator, self._format("rate"))
                elif isinstance(value, int):
                    sheet.write_number(row, at, value, self._format("count"))
                else:
                    text = value if isinstance(value, str) else "—"
                    sheet.write_string(row, at, text, self._format("block" if headings[at] in _WIDE else "centre"))
        sheet.freeze_panes(HEAD + 1, 0)
        sheet.autofilter(HEAD, 0, HEAD + max(1, len(rows)), len(headings) - 1)

    def _choices(self) -> None:
        sheet = self.book.add_worksheet(CHOICES)
        for at, words in enumerate(self.material.choices.values()):
            for row, word in enumerate(words):
                sheet.write_string(row, at, word)
        sheet.very_hidden()

    def _base(self) -> None:
        """What was sent, cell by cell: with it a merge of what comes back needs nothing else."""
        sheet = self.book.add_worksheet(BASE)
        row = 0
        for name, lines in self.material.records.items():
            columns = read_back(SHEETS[name])
            for cells in ([name, "", *(c.key for c in columns)],
                          *([name, line.id, *(line.values[c.key] for c in columns)] for line in lines)):  # fmt: skip
                for at, text in enumerate(cells):
                    sheet.write_string(row, at, text)
                row += 1
        sheet.very_hidden()


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row in which every text is seen whole: not every program finds it by itself. At most Excel's."""
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        lines = max(lines, sum(ceil(_columns(line) / (width - 1)) or 1 for line in text.split("\n")))
    return min(409, _LINE * lines + 4)


def _columns(text: str) -> int:
    """The width of a text in Latin letters: a Chinese one is two wide."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)


def _look(column: Column) -> str:
    if column.kind is Kind.DAY:
        return "day"
    return "block" if column.kind is Kind.BLOCK or column.key == "title" else "text"
