"""Reads an output as a program of its format does: the structure, and the words in it.

An output of hostile texts must read as that of their harmless twins, letter by letter where both are made harmless.
Whatever is taken for markup, a cell, a command or a key shows as a difference.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from icalendar import Calendar
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hostile_strings import harmless
from plain_yaml import loaded

_SHOWN = re.compile("<U\\+00(3A|23)>")
_HASH = re.compile(r"\b[0-9a-f]{7,64}\b")
_FORMULA = re.compile(r"[\s\u00a0\u3000]*[-=+@＝\uff0b－\uff20]|[\t\r\n]")
_PRINTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_COMMAND = re.compile(r"\s*::[A-Za-z-]+(?: .*?)?::|.*##[A-Za-z]*\[")
_LEFT_OUT = re.compile("(?i)fingerprint|column$")
_ADDRESSES = ("href", "src", "srcset", "action", "style", "class", "id", "http-equiv", "content", "type", "rel")


def read(form: str, data: bytes) -> Any:
    """What a reader of the format finds: its structure with its words, harmless.

    Raises:
        AssertionError: it finds something that does something.
    """
    return READERS[form](data if form in ("docx", "xlsx") else data.decode())  # type: ignore[operator]


def plain(text: str) -> str:
    """Words to be compared: harmless, with one space for any, a hash for any hash, and what was shown as a number."""
    return _HASH.sub("#", " ".join(harmless(_SHOWN.sub(lambda match: chr(int(match[1], 16)), text)).split()))


def difference(one: Any, other: Any, at: str = "") -> str | None:
    """Where two readings differ first, and how; None where they are the same."""
    if isinstance(one, dict) and isinstance(other, dict) and [*one] == [*other]:
        found = (difference(one[key], other[key], f"{at}.{key}") for key in one)
        return next(filter(None, found), None)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        found = (difference(a, b, f"{at}[{place}]") for place, (a, b) in enumerate(zip(one, other, strict=False)))
        lengths = None if len(one) == len(other) else f"{at}: {len(one)} and {len(other)} entries"
        return next(filter(None, found), lengths)
    return None if one == other else f"{at}: {one!r} and {other!r}"


def on_terminal(text: str) -> str:
    """What may go to a terminal and into the log of a job of continuous integration (but for tabs, of a diff)."""
    found = _PRINTED.search(text.replace("\t", ""))
    assert not found, (found, text[max(0, found.start() - 40) : found.end() + 40])
    for line in text.splitlines():
        assert not _COMMAND.match(line), line
    return text


def github(text: str) -> list[Any]:
    """Workflow commands: a line each, with their properties and what they say."""
    found = []
    for line in text.splitlines():
        command = re.fullmatch("::(error|warning) (.*?)::(.*)", line)
        assert command, line
        found.append([command[1], [plain(each.split("=")[0]) for each in command[2].split(",")]])
    return found


def as_markdown(text: str) -> list[Any]:
    """The blocks and spans of Markdown, with addresses made links; no link, picture, code or HTML of the data's own."""
    parser = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
    found: list[Any] = []

    def walk(tokens: list[Token]) -> None:
        for token in tokens:
            assert token.type not in ("html_block", "html_inline", "image", "link_open", "code_inline", "code_block"), (
                token.type,
                token.content,
                token.attrs,
            )
            if token.type == "text" and found and isinstance(found[-1], str):
                found[-1] += plain(token.content)
            elif token.type == "text":
                found.append(plain(token.content))
            elif token.type != "inline":
                found.append((token.type, token.tag, token.attrs.get("href")))
            walk(token.children or [])

    walk(parser.parse(text))
    return found


class _Page(HTMLParser):
    """The tags, the attributes and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value if name in _ADDRESSES else plain(value or "")) for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found.append(("words", plain(data)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def as_html(text: str) -> list[Any]:
    """The tags with their attributes, and the words; addresses and styles to the letter."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.found


def as_docx(data: bytes) -> Any:
    """The parts, their elements and words. No link leads out."""
    found: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            root = ET.fromstring(archive.read(name))  # noqa: S314 - our own
            elements = list(root.iter())
            assert not [each for each in elements if each.get("TargetMode")], name
            found[name] = [(each.tag, sorted(each.keys()), plain(each.text or "")) for each in elements]
    return found


def as_xlsx(data: bytes) -> Any:
    """The same of a workbook. No cell holds a formula."""
    found = as_docx(data)
    assert not [name for name, elements in found.items() for tag, *_rest in elements if tag.endswith("}f")]
    return found


def as_csv(text: str) -> list[list[str]]:
    """The rows, which groups have in no order of their own; a spreadsheet takes no cell for a formula."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not _FORMULA.match(cell), cell
    return sorted(
        [plain(cell[_FORMULA.match(cell[1:]) is not None and cell[0] == "'" :]) for cell in row] for row in rows
    )


def as_data(value: Any) -> Any:
    """Data with its words harmless. Hashes of what is said and columns are left out; groups have no order."""
    if isinstance(value, dict):
        return {plain(key): as_data(each) for key, each in value.items() if not _LEFT_OUT.search(key)}
    if isinstance(value, list):
        read_ = [as_data(each) for each in value]
        return sorted(read_, key=repr) if read_ and isinstance(read_[0], dict) and "key" in read_[0] else read_
    return plain(value) if isinstance(value, str) else value


def as_xml(text: str) -> list[Any]:
    """The elements of a document, their attributes; of the words only that they are there."""
    return [(each.tag, sorted(each.keys()), bool(each.text)) for each in ET.fromstring(text).iter()]  # noqa: S314


def as_ics(text: str) -> list[Any]:
    """The components of a calendar with their properties; no line but those that the library folds, none too long."""
    assert text.replace("\r\n", "").isprintable(), text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    found: list[Any] = []
    for component in Calendar.from_ical(text).walk():
        found.append(component.name)
        for name, value in component.items():
            for each in getattr(value, "cats", value if isinstance(value, list) else [value]):
                words = each if isinstance(each, str) else each.to_ical().decode()
                found.append((name, sorted(getattr(each, "params", ())), "#" if name == "UID" else plain(words)))
    return found


READERS = {
    "text": on_terminal,
    "github": github,
    "md": as_markdown,
    "html": as_html,
    "site": on_terminal,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "csv": as_csv,
    "ics": as_ics,
    "json": lambda text: as_data(json.loads(text)),
    "prose": lambda text: [*json.loads(text)],  # of what was read in sentences: their figures may be others
    "gitlab": lambda text: as_data(json.loads(text)),
    "sarif": lambda text: as_data(json.loads(text.replace(r"\\](", "]("))),  # as it keeps a link from being one
    "yaml": lambda text: as_data(loaded(text)),
    "junit": as_xml,
}
