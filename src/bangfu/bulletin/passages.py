"""Reads a bulletin in Markdown back: its figures, each with its place in the file and the words that say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

_NUMBER = r"[0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+"
_DATE = "[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PARTS = rf"{_NUMBER}/{_NUMBER}"
_FIGURE = rf"{_DATE}|{_NUMBER}%(?:[（(]{_PARTS}[）)]?|[，,]{_PARTS})?+|{_PARTS}|{_NUMBER}余?[千万亿]*"
_SCOPE = (
    "截至|累计|本周|本月|本季度|本年度|本年|本期|上年同期|上年下半年|上半年|下半年|上周|上月|上季度|上年|上期|下周|"
    "实现|预计|计划|高于|低于|居前|靠后|逐件"
)
_TIMES = {"千": 1000, "万": 10_000, "亿": 100_000_000}
_RUN_IN = re.compile(
    "(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]) ?([^。]{1,120})。"  # noqa: RUF001 - full width is meant
)
_HEADING = re.compile("(#{1,6})[ \t]+(.*)")
_NUMERAL = re.compile(
    r"^(?:附件 ?[0-9]{0,2}[\s：:]*|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_ISSUED = re.compile(f"(?:{_DATE})|.*(?:{_DATE})印发")
"""The day of issue below the text, and that of printing in the colophon: the ledgers know neither."""
_RULE = re.compile(r"[-*_ \t]{3,}|[|:\- \t]+")
_MOVED = re.compile("(?:增加|增长|上升|提高|减少|下降|降低)了?$")
_FALLEN = ("减少", "下降", "降低")
_SUM = re.compile("[^，；。（）]{0,4}[，；]其中")
_CELL = re.compile(rf"(?:并列)?({_FIGURE}|—|未报送)\*?")
_AMOUNT = re.compile(rf"({_FIGURE})[^\s0-9%*、，；。（）—]{{0,4}}")
_AMOUNTS = re.compile(rf"差?{_AMOUNT.pattern}(?:、{_AMOUNT.pattern})*")
"""A cell of amounts: 4365万元、30亩, and 差3个, which is short of a target."""
_WIDE = str.maketrans("０１２３４５６７８９％／．，", "0123456789%/.，")  # noqa: RUF001 - full width is meant
_ROW_NAMES = ("市州", "企业", "问题")
_SERIAL = "序号"
_SENTENCE = re.compile("[。；：]")
"""What has one of these is no caption of a table."""
_LONGEST = 30

Value = tuple[Decimal | str, ...]


class Figure(NamedTuple):
    """A figure as it is written.

    Attributes:
        text: as written, with 增加 or 减少 where it says how much something moved.
        value: what it comes to: two ways to write one number have one value; what has fallen is below 0.
        line, column: where it begins in the file, from 1.
        scope: what the sentence says of its time or kind (截至, 本月, 预计 …), "" where it says nothing; of a table the
            caption.
        subject: the city named last in the sentence, or the row of a table; "" for the province and for a sum of cities
            (授信合计7365万元，其中…).
        noun, unit: the words right before it, and the character right after it.
    """

    text: str
    value: Value
    line: int
    column: int
    scope: str
    subject: str
    noun: str
    unit: str


class Passage(NamedTuple):
    """What stands below one heading.

    Attributes:
        part, name: its part's heading and its own run-in heading, both without numbers.
        words: its pairs of characters, to tell how alike two passages are.
    """

    part: str
    name: str
    figures: tuple[Figure, ...]
    words: frozenset[str]


class Page(NamedTuple):
    """A bulletin read back; `title` is empty where it has none."""

    title: str
    passages: tuple[Passage, ...]


class _Text(NamedTuple):
    """A text and where each of its characters stands, as (line, column)."""

    text: str
    places: list[tuple[int, int]]


def read(markdown: str, cities: Iterable[tuple[str, str]]) -> Page:
    """Reads a bulletin.

    Args:
        markdown: as `report` writes it, or as a clerk has edited it.
        cities: the cities' names and short names, `("株洲市", "株洲")`.
    """
    tokens = _Tokens(cities)
    title, part, caption = "", "", ""
    found: dict[tuple[str, str], tuple[list[Figure], list[str]]] = {}
    for kind, lines in _blocks(markdown):
        if kind == "title":
            title = title or lines[0].text
        elif kind == "heading":
            part, caption = _NUMERAL.sub("", lines[0].text).strip(), ""
        elif not title:  # the red head and the document's number
            continue
        elif kind == "table":
            figures, words = found.setdefault((part, "|"), ([], []))
            figures += _cells(lines, caption)
            words += [line.text for line in lines[:1]]
            caption = ""
        else:
            whole = _joined(lines)
            if _ISSUED.fullmatch(whole.text):
                continue
            run_in = _RUN_IN.match(whole.text)
            name, begin = (run_in[1], run_in.end()) if run_in else ("", 0)
            figures, words = found.setdefault((part, name), ([], []))
            figures += tokens.figures(whole, begin)
            words.append(whole.text)
            caption = "" if _SENTENCE.search(whole.text) else whole.text
    return Page(
        title,
        tuple(Passage(*key, tuple(figures), _pairs("".join(words))) for key, (figures, words) in found.items()),
    )


def _blocks(markdown: str) -> Iterator[tuple[str, list[_Text]]]:
    """Titles, headings, tables (their lines) and paragraphs (their lines)."""
    kind, held = "", list[_Text]()
    for number, line in enumerate(re.split("\r\n|\r|\n", markdown), start=1):
        heading = _HEADING.fullmatch(line)
        now = "table" if line.lstrip().startswith("|") else "" if not line.strip() or heading else "text"
        if held and now != kind:
            yield kind, held
            held = []
        kind = now
        if heading:
            yield "title" if heading[1] == "#" else "heading", [_plain(line, number, heading.start(2))]
        elif now and not _RULE.fullmatch(line):
            held.append(_plain(line, number, 0, cells=now == "table"))
    if held:
        yield kind, held


def _plain(line: str, number: int, begin: int, *, cells: bool = False) -> _Text:
    """A line without its Markdown; an unescaped | of a table becomes U+0000."""
    shown: list[str] = []
    places = []
    at = begin + len(line[begin:]) - len(line[begin:].lstrip())
    while at < len(line):
        mark = line[at]
        if mark == "\\" and at + 1 < len(line) and line[at + 1].isascii() and not line[at + 1].isalnum():
            at += 1
            mark = line[at]
        elif mark == "*":
            at += 1
            continue
        elif mark == "|" and cells:
            mark = "\0"
        shown.append(mark.translate(_WIDE))
        places.append((number, at + 1))
        at += 1
    return _Text("".join(shown), places)


def _joined(lines: list[_Text]) -> _Text:
    return _Text("".join(line.text for line in lines), [place for line in lines for place in line.places])


def _cells(lines: list[_Text], caption: str) -> Iterator[Figure]:
    """The figures of a table: a row is named by its city, enterprise and issue, a column by its heading."""
    headings: list[str] = []
    for line in lines:
        row = list(_split(line))
        if not headings:
            headings = [text for text, _ in row]
            continue
        named = [
            text
            for heading, (text, _) in zip(headings, row, strict=False)
            if heading in _ROW_NAMES and not _CELL.fullmatch(text)  # 企业 heads a column of counts too
        ]
        for heading, (text, (number, column)) in zip(headings, row, strict=False):
            if heading != _SERIAL:
                for written, value, at in _amounts(text, single=heading in _ROW_NAMES):
                    yield Figure(written, value, number, column + at, caption, "·".join(named), heading, "")


def _amounts(cell: str, *, single: bool) -> Iterator[tuple[str, Value, int]]:
    """The figures of a cell as written, with what they come to and where their numbers begin; none in other words.

    Args:
        cell: what stands in it.
        single: whether it may hold one number and nothing beside it: 30亩用地 is the name of an issue.
    """
    if match := _CELL.fullmatch(cell):
        yield cell, value_of(match[1]), match.start(1)
    elif not single and _AMOUNTS.fullmatch(cell):
        for match in _AMOUNT.finditer(cell):
            yield match[0], value_of(match[1]), match.start()


def _split(line: _Text) -> Iterator[tuple[str, tuple[int, int]]]:
    """The cells of a line between its first and its last |, each with the place of its first character."""
    bars = [at for at, mark in enumerate(line.text) if mark == "\0"]
    for begin, end in zip(bars, [*bars[1:], len(line.text)], strict=True):
        cell = line.text[begin + 1 : end]
        if end == len(line.text) and not cell.strip():
            return
        start = begin + 1 + len(cell) - len(cell.lstrip())
        yield cell.strip(), line.places[min(start, len(line.places) - 1)]


class _Tokens:
    """Finds the figures of a text and what is said of them."""

    def __init__(self, cities: Iterable[tuple[str, str]]) -> None:
        self._names = {said: name for name, short in cities for said in (name, short) if said}
        names = "|".join(re.escape(name) for name in sorted(self._names, key=len, reverse=True)) or "(?!)"
        self._pattern = re.compile(
            rf"(?P<figure>{_FIGURE})|(?P<city>{names})|(?P<whole>全省|各市州)|(?P<scope>{_SCOPE})"
            rf"|(?P<stop>[。！？])|(?P<pause>[，；、：（）()“”《》\s])"
        )

    def figures(self, text: _Text, begin: int) -> Iterator[Figure]:
        """The figures of `text` from `begin` on. What a sentence is about ends with it."""
        scope = subject = noun = ""
        since = begin
        for match in self._pattern.finditer(text.text, begin):
            said = match[0]
            if match.lastgroup == "figure":
                words, begins = text.text[since : match.start()], match.start()
                bracketed = not words and text.text[begins - 1 : begins] in ("（", "(")
                value = value_of(said)
                if moved := _MOVED.search(words):  # 减少3个 is another figure than 增加3个
                    words, begins = words[: moved.start()], since + moved.start()
                    value = _signed(value, moved[0])
                noun = f"{noun}（" if bracketed else words
                if _SUM.match(text.text, match.end()):
                    subject = ""
                after = text.text[match.end() : match.end() + 1]
                unit = "%" if "%" in said else after if re.match("[\u4e00-\u9fff]", after) else ""
                written = text.text[begins : match.end()]
                yield Figure(written, value, *text.places[begins], scope, subject, noun, unit)
            elif match.lastgroup == "city":
                subject = self._names[said]
            elif match.lastgroup == "whole":
                subject = ""
            elif match.lastgroup == "scope":
                scope = said
            elif match.lastgroup == "stop":
                scope = subject = noun = ""
            since = match.end()


def value_of(text: str) -> Value:
    """What a figure comes to: a date its numbers, a rate its percentage and both counts, an amount its number."""
    if len(text) > _LONGEST:
        return (text,)
    if re.fullmatch(_DATE, text):
        return ("date", *map(Decimal, re.findall("[0-9]+", text)))
    numbers = [Decimal(number.replace(",", "")) for number in re.findall(_NUMBER, text)]
    if "%" in text or "/" in text or len(numbers) != 1:
        return tuple(numbers) or (text,)
    (number,) = numbers
    for mark in text:
        number *= _TIMES.get(mark, 1)
    return (number, "余") if "余" in text else (number,)


def _signed(value: Value, moved: str) -> Value:
    number, *rest = value
    return (-number, *rest) if isinstance(number, Decimal) and moved.startswith(_FALLEN) else value


def _pairs(text: str) -> frozenset[str]:
    plain = re.sub("[0-9.%/]+", "#", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
