"""The merged book: all cities' ledgers as one document (docs/format.md, the merged book)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bangfu.edit.phrase import scalar, shifted
from bangfu.exchange.plain import Plain, plain
from bangfu.merge.book import Book, CityBook
from bangfu.model.ledger import SECTIONS

_HEADER = "# 各市州台账的汇总，由 bangfu merge 生成，不在此修改：改 origin 所指的台账，再汇总一次。\n"
_TYPED = re.compile(r"[0-9+.-].*|(?:y|n|yes|no|on|off|true|false|null|nan|inf)", re.IGNORECASE)
"""What other YAML readers may take for a number, a date or a yes or no."""
_LONG = ("issues",)
"""Sections whose records have a line for each key; all others stand on one line."""


def to_json(book: Book, *, errors: int = 0) -> str:
    """The book as JSON."""
    cities: list[Plain] = [_city(city) for city in book.cities]
    return json.dumps({**_head(book, errors), "cities": cities}, ensure_ascii=False, indent=1) + "\n"


def to_yaml(book: Book, *, errors: int = 0) -> str:
    """The book as YAML, of the same structure; text that a YAML reader could take for something else is quoted."""
    lines = [f"{key}: {_inline(value)}" for key, value in _head(book, errors).items()]
    lines.append("cities:")
    for city in book.cities:
        lines += shifted(list(_city_lines(_city(city))), "  - ", "    ")
    return _HEADER + "\n".join(lines) + "\n"


def summary(book: Book, output: str | None) -> str:
    """What was merged, for programs (docs/cli.md): by city, the files, how many records of each section, the ids."""
    cities: list[dict[str, Any]] = [
        {
            "city": city.city.name,
            "slug": city.city.slug,
            "files": _files(city),
            "records": _counts(city),
            "issues": [case.issue.id for case in city.cases],
        }
        for city in book.cities
    ]
    total = {section: sum(city["records"][section] for city in cities) for section in SECTIONS}
    document = {"schema": 1, "output": output, "cities": cities, "total": total}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _head(book: Book, errors: int) -> dict[str, Plain]:
    head: dict[str, Plain] = {"format": 1, "province": book.province.province}
    if book.province.demo:
        head["demo"] = True
    if book.public:
        head["public"] = True
    if errors:
        head["errors"] = errors
    return head


def _city(city: CityBook) -> dict[str, Plain]:
    data: dict[str, Plain] = {"city": city.city.name, "slug": city.city.slug, "files": list(_files(city))}
    for section in SECTIONS:
        if records := _records(city, section):
            data[section] = [plain(record) for record in records]
    return data


def _records(city: CityBook, section: str) -> list[Any]:
    return list(getattr(city.ledger, section)) if city.ledger else []


def _files(city: CityBook) -> list[str]:
    return [part.file for part in city.ledger.parts] if city.ledger else []


def _counts(city: CityBook) -> dict[str, int]:
    return {section: len(_records(city, section)) for section in SECTIONS}


def _city_lines(city: dict[str, Plain]) -> Iterator[str]:
    for key, value in city.items():
        if key not in SECTIONS or not isinstance(value, list):
            yield f"{key}: {_inline(value)}"
            continue
        yield f"{key}:"
        for record in value:
            assert isinstance(record, dict)  # noqa: S101 - plain() makes them
            lines = list(_block(record)) if key in _LONG else [_inline(record)]
            yield from shifted(lines, "  - ", "    ")


def _block(record: dict[str, Plain]) -> Iterator[str]:
    """A record with a line for each key, and one for each entry of a list of entries."""
    for key, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{key}:"
            yield from (f"  - {_inline(item)}" for item in value)
        else:
            yield f"{key}: {_inline(value)}"


def _inline(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"' if _TYPED.fullmatch(value) and '"' not in value and "\\" not in value else scalar(value)
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return "{" + ", ".join(f"{key}: {_inline(item)}" for key, item in value.items()) + "}"
