"""A rule's manual page, which is its module's docstring, in the reader's language.

Its first line is `English title. / 中文标题。`. Every part below begins with its heading; prose stands once in each
language, an indented example once for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangfu.check.registry import modules

HEADINGS = {
    "en": ("What", "Why", "Remedy", "Wrong", "Right"),
    "zh": ("是什么", "为什么", "怎么改", "错误写法", "正确写法"),
}
"""The headings of the parts by language, in the order in which they stand."""

_LANGUAGES = {heading: language for language, headings in HEADINGS.items() for heading in headings}
_HEADING = re.compile(rf"^({'|'.join(_LANGUAGES)})[:：][ ]?", re.MULTILINE)
_PUNCTUATION = "，。；：、！？（）“”"
_BROKEN_CHINESE = re.compile(rf"(?<=[⺀-\uffef])\n(?=[⺀-\uffef])|(?<=[{_PUNCTUATION}])\n|\n(?=[{_PUNCTUATION}])")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        topic: which part it is: an index into the HEADINGS of any language.
        language: `zh` or `en`; None for an example, which is for both.
        text: a paragraph on one line, or the lines of an example, indented by four spaces.
    """

    topic: int
    language: str | None
    text: str


def title(code: str, language: str) -> str:
    """The title of a rule's page in `zh` or `en`.

    Raises:
        KeyError: no rule has that code.
    """
    english, _slash, chinese = _docstring(code).partition("\n")[0].partition(" / ")
    return chinese if language == "zh" else english


def parts(code: str) -> tuple[Part, ...]:
    """The parts of a rule's page in both languages, in the order in which they stand.

    Raises:
        KeyError: no rule has that code.
    """
    _title, *pieces = _HEADING.split(_docstring(code))
    return tuple(_part(heading, text) for heading, text in zip(pieces[::2], pieces[1::2], strict=True))


def manual(code: str, language: str) -> str:
    """A rule's page in `zh` or `en`: its title, paragraphs and examples.

    Raises:
        KeyError: no rule has that code.
    """
    colon = "：" if language == "zh" else ": "
    blocks = [title(code, language)]
    for part in parts(code):
        heading = HEADINGS[language][part.topic] + colon
        if part.language is None:
            blocks += [heading.rstrip(), part.text]
        elif part.language == language:
            blocks.append(heading + part.text)
    return "\n\n".join(blocks) + "\n"


def _docstring(code: str) -> str:
    return (modules()[code].__doc__ or "").strip()


def _part(heading: str, text: str) -> Part:
    language = _LANGUAGES[heading]
    topic = HEADINGS[language].index(heading)
    if text.startswith("\n"):
        return Part(topic, None, text.strip("\n"))
    if language == "zh":
        text = _BROKEN_CHINESE.sub("", text.strip())
    return Part(topic, language, " ".join(text.split()))
