"""Elements of WordprocessingML, and text that XML can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile("[\t-\r\x85\u2028\u2029]+")


def element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element such as `w:ind`; its attributes are of the same namespace, its children are put in as they are."""
    made = OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    made.extend(children)
    return made


def one_line(words: str) -> str:
    """`words` on one line; a character that XML may not hold is shown as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", _BLANK.sub(" ", words))
