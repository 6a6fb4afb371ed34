"""The bulletin in HTML: one page that makes no request."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from markupsafe import Markup, escape

from bangfu.bulletin.document import Bulletin, Column, Figure, Text
from bangfu.bulletin.lists import Lists
from bangfu.bulletin.references import references
from bangfu.bulletin.templates import Environment, environment, escaped, render

_RATE = re.compile("(?<=%)(?=（)")
_BIT = re.compile("(?<=[、；])(?=.)|(?<=.)(?<!股份)(?<!集团)(?=(?:股份|集团)?有限(?:责任)?公司)")
_SHORT = 30
_LAST_WORD = re.compile("(?<=..)(?=(?:..率|收集|办结|企业|领导|单位|次数|日期|时限|期限|办理|事由|措施)$)")


def to_html(bulletin: Bulletin, overrides: Path | None = None) -> str:
    """`bulletin` as a page for the screen, the phone and paper (GB/T 9704-2012).

    Args:
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken.
    """
    made = page_environment(overrides)
    made.globals["references"] = references(bulletin)
    return render(made, "bulletin.html.j2", bulletin)


def lists_to_html(lists: Lists, overrides: Path | None = None) -> str:
    """The three lists as a page; see `to_html`."""
    return render(page_environment(overrides), "lists.html.j2", lists, "lists")


def page_environment(overrides: Path | None) -> Environment:
    """The environment of every page, with the filters that say where a line may break."""
    made = environment(overrides, autoescape=True)
    made.filters |= {"flow": flow, "bits": bits, "heading": heading, "line": line, "entries": entries}
    return made


def line(text: Text) -> Markup:
    """A text escaped; a figure says where it comes from where the pointer rests."""
    return Markup(_line(text, _flow))  # noqa: S704 - escaped


def entries(row: Sequence[Text], columns: Sequence[Column]) -> Markup:
    """The cells of a table's row, numbers and words each as their column sets them."""
    return Markup("".join(map(_entry, row, columns)))  # noqa: S704 - each is escaped


def _line(text: Text, words: Callable[[str], str]) -> str:
    return "".join([_figure(span) if isinstance(span, Figure) else words(span) for span in text])


def _entry(text: Text, column: Column) -> str:
    words, kind = (_line(text, _flow), "") if column.numeric else (_line(text, _bits), ' class="words"')
    return f'<th scope="row"{kind}>{words}</th>' if column.header else f"<td{kind}>{words}</td>"


def _figure(figure: Figure) -> str:
    shown = _flow(figure.text)
    return f'<span title="{escaped(figure.source)}">{shown}</span>' if figure.origins else shown


def flow(text: str) -> Markup:
    """`text` escaped, with leave to break the line between a percentage and its bracket: 25.6%（62/242）."""
    return Markup(_flow(text))  # noqa: S704 - escaped


def _flow(text: str) -> str:
    return "<wbr>".join(map(escaped, _RATE.split(text))) if "%" in text else escaped(text)


def bits(text: str) -> Markup:
    """The words of a cell escaped; short ones are put together of bits, so that a line ends with a bit where it can."""
    return Markup(_bits(text))  # noqa: S704 - escaped


def _bits(text: str) -> str:
    parts = _BIT.split(text) if len(text) <= _SHORT else [text]
    if len(parts) == 1:
        return escaped(text)
    return "".join([f'<span class="bit">{escaped(part)}</span>' for part in parts])


def heading(text: str) -> Markup:
    """A column's heading escaped, with leave to break the line before its last word: 收集办结率, 本月走访企业."""
    return Markup("<wbr>").join(map(escape, _LAST_WORD.split(text, maxsplit=1)))
