"""A placeholder is not known. / 未知的占位符。

What: a name in braces, in the text of a measure or in the bulletin's words in bangfu.yaml, is none of the figures
that can be filled in (docs/format.md). In the bulletin's `number` stand `{year}` and `{n}`, and its `title` may hold
`{period}`. Braces around anything but a name, and braces in other texts, are plain text.

Why: it would be printed in the bulletin as it stands.

是什么：工作举措的文字或 bangfu.yaml 的通报用语里，花括号中的名称不是能填入的数据（见 docs/format.zh-CN.md）。
通报的 `number` 用 `{year}` 和 `{n}`，`title` 里还可以用 `{period}`。花括号里不是名称的，以及别处文字里的花括号，
都当作普通文字。

为什么：认不出的名称会原样印在通报上。

Wrong:

    opening:
      - {date: 2019-06-30, reported: 256}
    measures:
      - {date: 2019-06-30, section: 督促宣传, text: "收集问题{report}个。"}

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
    measures:
      - {date: 2019-06-30, section: 督促宣传, text: "收集问题{reported}个。"}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding
from bangfu.model.placeholder import NAMES, placeholders
from bangfu.model.province import BulletinWords, Outlook, Province
from bangfu.model.source import Place

OTHERS: dict[tuple[str | int, ...], tuple[str, ...]] = {("number",): ("year", "n"), ("title",): (*NAMES, "period")}


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every unknown name in braces in a measure."""
    for measure in book.ledger.measures if book.ledger else ():
        yield from _unknown(measure.text, measure.at("measures", "text"), NAMES)


def check_words(province: Province) -> Iterator[Finding]:
    """The same in the words of bangfu.yaml."""
    for path, text in _words(province.bulletin):
        yield from _unknown(text, Place("bangfu.yaml", ("bulletin", *path)), OTHERS.get(path, NAMES))


def _unknown(text: str, place: Place, names: Sequence[str]) -> Iterator[Finding]:
    for found in placeholders(text):
        if found.name not in names:
            hint = did_you_mean(found.name, names) or _("the names are {names}", names=", ".join(names))
            yield Finding(RULE.code, _("there is no figure “{name}” to fill in", name=found.name), place, hint=hint)


def _words(words: BulletinWords) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key in ("title", "number", "opening", "contact"):
        text: str | None = getattr(words, key)
        if text is not None:
            yield (key,), text
    kinds = [(("outlooks", kind.name), getattr(words.outlooks, kind.name)) for kind in fields(words.outlooks)]
    paragraphs: list[tuple[tuple[str, ...], tuple[Outlook | str, ...] | None]] = [(("outlook",), words.outlook), *kinds]
    for path, outlooks in paragraphs:
        for index, outlook in enumerate(outlooks or ()):
            if isinstance(outlook, str):
                yield (*path, index), outlook
                continue
            yield (*path, index, "text"), outlook.text
            if outlook.heading is not None:
                yield (*path, index, "heading"), outlook.heading


RULE = Rule("BF701", "unknown-placeholder", city=check, province=check_words)
