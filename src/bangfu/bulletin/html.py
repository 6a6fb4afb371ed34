"""The bulletin in HTML: one page that makes no request."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup, escape

from bangfu.bulletin.document import Bulletin
from bangfu.bulletin.lists import Lists
from bangfu.bulletin.references import references
from bangfu.bulletin.templates import Environment, environment, render

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
    made.filters |= {"flow": flow, "bits": bits, "heading": heading}
    return made


def flow(text: str) -> Markup:
    """`text` escaped, with leave to break the line between a percentage and its bracket: 25.6%（62/242）."""
    return Markup("<wbr>").join(map(escape, _RATE.split(text)))


def bits(text: str) -> Markup:
    """The words of a cell escaped; short ones are put together of bits, so that a line ends with a bit where it can."""
    parts = _BIT.split(text) if len(text) <= _SHORT else [text]
    if len(parts) == 1:
        return escape(text)
    return Markup().join(Markup('<span class="bit">{}</span>').format(part) for part in parts)


def heading(text: str) -> Markup:
    """A column's heading escaped, with leave to break the line before its last word: 收集办结率, 本月走访企业."""
    return Markup("<wbr>").join(map(escape, _LAST_WORD.split(text, maxsplit=1)))
