"""Brings the message catalogue up to date: extracts from src, merges into zh_CN/bangfu.po, compiles bangfu.mo.

`--check` writes nothing and says what is missing (exit 1).
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from bangfu.bulletin.template_blocks import abouts

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "src" / "bangfu"
FOLDER = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / "bangfu.po", FOLDER / "bangfu.mo"
HEADING = "# The Chinese messages of bangfu. Fill in what is empty, then run tools/messages.py."


def extracted() -> dict[str, set[str]]:
    """Every message id in the source and the templates, with the files it stands in."""
    found: dict[str, set[str]] = {}
    keywords = {"_": None, "mark": None}
    for name, _line, message, _comments, _context in extract_from_dir(str(PACKAGE), keywords=keywords):
        if isinstance(message, str) and message:
            found.setdefault(message, set()).add(name)
    for message in abouts():
        found.setdefault(message, set()).add("templates")
    return found


def catalogue() -> Catalog:
    """The Chinese catalogue as it is."""
    if not PO.exists():
        return Catalog(locale="zh_CN", domain="bangfu")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN", domain="bangfu")


def compiled(catalog: Catalog) -> bytes:
    """The .mo file of a catalogue, without the hour: the same messages give the same bytes."""
    catalog.creation_date = catalog.revision_date = datetime(2019, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def merged(old: Catalog, messages: dict[str, set[str]]) -> Catalog:
    """The catalogue with exactly the messages of the source, translations kept."""
    new = Catalog(
        locale="zh_CN", domain="bangfu", project="bangfu", version="1", header_comment=HEADING, fuzzy=False,
        msgid_bugs_address="see README.md", last_translator="bangfu", language_team="zh_CN", charset="utf-8",
    )  # fmt: skip
    for message in sorted(messages):
        previous = old.get(message)
        new.add(message, string=previous.string if previous else "", flags=previous.flags if previous else ())
    return new


def problems() -> list[str]:
    """What keeps the catalogue from being complete and current."""
    messages, entries = extracted(), [entry for entry in catalogue() if entry.id]
    translated = {entry.id: entry.string for entry in entries if entry.string}
    missing = [f"not translated: {message}" for message in messages if message not in translated]
    fuzzy = [f"fuzzy: {entry.id}" for entry in entries if entry.fuzzy]
    unused = [f"no longer used: {entry.id}" for entry in entries if entry.id not in messages]
    stale = [] if in_use() == translated else ["bangfu.mo is not made from bangfu.po"]
    return missing + fuzzy + unused + stale


def in_use() -> dict[object, object]:
    """The messages of bangfu.mo with their translations."""
    if not MO.exists():
        return {}
    with MO.open("rb") as file:
        return {entry.id: entry.string for entry in read_mo(file) if entry.id}


def main() -> int:
    """Updates the catalogue, or with --check says what is wrong with it."""
    if "--check" not in sys.argv:
        new = merged(catalogue(), extracted())
        buffer = BytesIO()
        write_po(buffer, new, width=0, sort_output=True, omit_header=False)
        lines = [line for line in buffer.getvalue().decode().splitlines(keepends=True) if "-Date:" not in line]
        PO.write_text("".join(lines), encoding="utf-8")
        MO.write_bytes(compiled(catalogue()))
    found = problems()
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
