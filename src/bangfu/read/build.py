"""From nodes to records: plain text data for pydantic, and pydantic's complaints as findings with places."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from collections.abc import Sequence as Sequence_
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.event import Event, Result
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.nearest import nearest
from bangfu.model.province import (
    BulletinWords,
    City,
    ColophonWords,
    Limits,
    Outlook,
    Outlooks,
    Policy,
    Province,
    RosterEntry,
    Team,
)
from bangfu.model.record import Record
from bangfu.model.source import Place
from bangfu.read.light import hints_of, light
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence
from bangfu.read.prescan import KIND_LIMIT

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Path = tuple[str | int, ...]
ENOUGH = 1_000
MUCH = 600_000
"""Characters (about 3,000 issues) from which on pydantic takes less time than typing without it."""
_BATCH = 500
_ORIGIN = ("file", "line")


def _once(function: F) -> F:
    """functools.cache; mypy holds that a type, which is what the functions here are asked about, cannot be hashed."""
    return cache(function)  # type: ignore[return-value]


class Shape(NamedTuple):
    """What may stand at a place: a record type's keys, a list of such, or a scalar; all below free `names`."""

    record: type[Any] | None = None
    many: bool = False
    names: bool = False


def shape_of(owner: type[Any], key: str) -> Shape:
    """The shape of the value of `key` in a record of type `owner`."""
    if owner is Part and key in SECTIONS:
        return Shape(SECTIONS[key], many=True)
    return _NESTED.get((owner, key)) or _shapes(owner).get(key, Shape())


_NESTED: dict[tuple[type[Any], str], Shape] = {
    (Event, "outcomes"): Shape(Result, many=True),
    (Province, "cities"): Shape(City, many=True),
    (Province, "roster"): Shape(RosterEntry, many=True),
    (Province, "policies"): Shape(Policy, many=True),
    (Province, "teams"): Shape(Team, many=True),
    (Province, "limits"): Shape(Limits),
    (Province, "bulletin"): Shape(BulletinWords),
    (BulletinWords, "outlook"): Shape(Outlook, many=True),
    (BulletinWords, "colophon"): Shape(ColophonWords),
    (BulletinWords, "outlooks"): Shape(Outlooks),
    **{(Outlooks, kind.name): Shape(Outlook, many=True) for kind in dataclasses.fields(Outlooks)},
}


@_once
def _shapes(owner: type[Any]) -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for name, hint in hints_of(owner).items():  # type: ignore[arg-type] # a type can be hashed
        origin = get_origin(hint)
        if origin is tuple:
            inner = get_args(hint)[0]
            shapes[name] = Shape(inner if dataclasses.is_dataclass(inner) else None, many=True)  # type: ignore[arg-type]
        elif origin is dict:
            shapes[name] = Shape(names=True, many=get_origin(get_args(hint)[1]) is tuple)
        elif hasattr(hint, "__pydantic_config__"):
            shapes[name] = Shape(hint)
    return shapes


@_once
def keys_of(owner: type[Any]) -> tuple[str, ...]:
    """The keys that a record of that type may have in a file, in the order in which `fmt` writes them.

    `source`, which every record inherits, comes before an opening's counts and an issue's events, and last elsewhere.
    """
    keys = [f.name for f in dataclasses.fields(owner) if f.name not in _ORIGIN]
    if "source" in keys:
        keys.remove("source")
        later = {"Opening": "enterprises", "Issue": "events"}.get(owner.__name__)
        keys.insert(keys.index(later) if later else len(keys), "source")
    return tuple(keys)


@_once
def every_key() -> frozenset[str]:
    """All keys that may stand in a ledger file."""
    owners = [Part, Event, Result, *SECTIONS.values()]
    return frozenset(key for owner in owners for key in keys_of(owner))


class Builder:
    """Turns one file's nodes into plain data (text, lists, dicts), collecting findings on keys and shapes.

    `meant` are the keys that an unknown key most likely stands for, each with its record's path: such a key is not
    reported as missing too. `blank` are the keys that stand there with nothing behind them.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.meant: set[Path] = set()
        self.blank: set[Path] = set()

    def report(self, code: str, message: Message, path: Path, *, key: bool = False, hint: Message | None = None,
               related: tuple[Related, ...] = ()) -> None:  # fmt: skip
        """Adds a finding at `path`; a thousand are enough."""
        if len(self.findings) < ENOUGH:
            self.findings.append(Finding(code, message, Place(self.file, path, key), hint=hint, related=related))

    def explains(self, finding: Finding) -> bool:
        """Whether `finding` misses a key that stands there mistyped, which is reported."""
        return (
            finding.code == "BF123"
            and finding.at is not None
            and (*finding.at.path, finding.message.args.get("key")) in self.meant
        )

    def record(self, node: Node, owner: type[Any], path: Path) -> dict[str, Any]:
        """The data of one record; its origin is added where the type keeps one."""
        data: dict[str, Any] = {}
        if issubclass(owner, Record):
            data["file"] = self.file
            data["line"] = node.start.line + 1
        if not isinstance(node, Mapping):
            expected = tuple(keys_of(owner)[:4])
            self.report("BF122", _("an entry with keys ({keys} …) is expected here", keys=expected), path)
            return data
        known = keys_of(owner)
        for key, value in self._pairs(node, path):
            place = (*path, key)
            if key not in known:
                suggestion = nearest(key, known) if len(self.findings) < ENOUGH else None
                hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
                if suggestion:
                    self.meant.add((*path, suggestion))
                elif node.flow and isinstance(value, Scalar) and value.missing and not value.text:
                    hint = _("between “{open}” and “{close}” a comma ends a value; put a text with one in quotes",
                             open="{", close="}")  # fmt: skip
                self.report("BF120", _("the key “{key}” is not known here", key=key), place, key=True, hint=hint)
                continue
            if isinstance(value, Scalar) and value.missing:
                self.blank.add(place)
                continue
            data[key] = self.value(value, shape_of(owner, key), place)
        return data

    def value(self, node: Node, shape: Shape, path: Path) -> Any:
        """The data of a value of that shape."""
        if shape.names:
            if not isinstance(node, Mapping):
                self.report("BF122", _("names with their values are expected here"), path)
                return {}
            inner = shape._replace(names=False)
            return {key: self.value(value, inner, (*path, key)) for key, value in self._pairs(node, path)}
        if shape.many:
            if not isinstance(node, Sequence):
                self.report("BF122", _("a list is expected here"), path, hint=_("write [a, b], or one “- ” a line"))
                return []
            inner = Shape(shape.record)
            return [self.value(item, inner, (*path, index)) for index, item in enumerate(node.items)]
        if shape.record is Outlook and isinstance(node, Scalar):
            return {"text": node.text}
        if shape.record is not None:
            return self.record(node, shape.record, path)
        if not isinstance(node, Scalar):
            self.report("BF122", _("one value is expected here, not a list or an entry"), path)
            return ""
        if node.missing:
            self.report("BF123", _("a value is missing here"), path)
        return node.text

    def _pairs(self, node: Mapping, path: Path) -> list[tuple[str, Node]]:
        """The pairs by key; a repeated key and a key that is no text are findings."""
        pairs: dict[str, Node] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.report("BF122", _("a key must be a word"), path)
                continue
            if key.text in pairs:
                if len(self.findings) < ENOUGH:
                    first = Related(_("it stands here first"), Place(self.file, (*path, key.text), key=True))
                    message = _("the key “{key}” stands twice in one entry", key=key.text)
                    span = key.span()._replace(start=0, end=0)
                    self.findings.append(Finding("BF121", message, file=self.file, span=span, related=(first,)))
                continue
            pairs[key.text] = value
        return list(pairs.items())


def capped(findings: list[Finding]) -> list[Finding]:
    """The first hundred findings of a file, and how many more there are: one slip may repeat on every line."""
    if len(findings) <= KIND_LIMIT:
        return findings
    first = findings[KIND_LIMIT]
    message = _("more problems in this file: at least {count}", count=len(findings) - KIND_LIMIT)
    return [*findings[:KIND_LIMIT], Finding(first.code, message, first.at, first.file, first.span)]


def type_record(data: Any, owner: type[T], file: str, path: Path = ()) -> tuple[T | None, list[Finding]]:
    """The frozen record made of `data`, or what pydantic finds wrong with it, as findings below `path`."""
    if not is_pydantic_in_use() and (record := light(data, owner)) is not None:
        return record, []
    import json

    from pydantic import ValidationError

    try:
        return adapter(owner).validate_json(json.dumps(data)), []
    except ValidationError as error:
        return None, [_finding(problem, file, path) for problem in error.errors(include_url=False) if _meant(problem)]


def type_records(
    entries: Sequence_[dict[str, Any]], owner: type[T], file: str, section: str
) -> tuple[list[T | None], list[Finding]]:
    """The records of a section (None for one that is wrong) and what is wrong with them.

    They are typed in batches, and one by one only in a batch with something wrong in it. After a thousand findings the
    rest is left out.
    """
    records: list[T | None] = []
    findings: list[Finding] = []
    for start in range(0, len(entries), _BATCH):
        batch = entries[start : start + _BATCH]
        typed, problems = type_record(batch, list[owner], file)  # type: ignore[valid-type]
        if not problems:
            records += typed or ()
            continue
        for index, entry in enumerate(batch, start):
            record, problems = type_record(entry, owner, file, (section, index))
            records.append(record)
            findings += problems
        if len(findings) > ENOUGH:
            break
    return records, findings


def expect(characters: int) -> None:
    """Takes pydantic into use where there is so much to type; up to then records are typed without it (read.light)."""
    if characters > MUCH:
        for owner in SECTIONS.values():
            adapter(list[owner])  # type: ignore[valid-type]


def is_pydantic_in_use() -> bool:
    """Whether its validators cost nothing any more but their calls."""
    return "pydantic" in sys.modules


@_once
def adapter(owner: type[Any]) -> Any:
    """pydantic's validator of a record type, built once."""
    from pydantic import TypeAdapter

    return TypeAdapter(owner)


def _finding(problem: Any, file: str, above: Path) -> Finding:
    """One pydantic error in our own words; what the shape check has reported already comes out equal and is dropped."""
    kind, path, value = problem["type"], (*above, *problem["loc"]), problem["input"]
    path = tuple(step for step in path if step != _UNION_TAG)
    place = Place(file, path)
    maker = _MAKERS.get(kind)
    if kind == "missing":
        key = str(path[-1])
        return Finding("BF123", _("“{key}” is missing", key=key), Place(file, path[:-1]))
    if kind in ("enum", "literal_error"):
        choices = [choice.strip(" '") for choice in problem["ctx"]["expected"].replace(" or ", ", ").split(",")]
        suggestion = nearest(str(value), choices)
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
        message = _("“{value}” is not one of {choices}", value=_short(value), choices=tuple(choices))
        return Finding("BF127", message, place, hint=hint)
    if kind == "string_pattern_mismatch":
        return _pattern_finding(problem["ctx"]["pattern"], value, place)
    if maker:
        return maker(problem, value, place)
    return Finding("BF122", _("this value does not fit here: {reason}", reason=problem["msg"]), place)


_UNION_TAG = "Outlook"


def _meant(problem: Any) -> bool:
    """An outlook is text or an entry; the builder has made an entry of either, so the other complaint is idle."""
    where = problem["loc"]
    entry = {"outlook": 3, "outlooks": 4}.get(where[1]) if len(where) > 1 and where[0] == "bulletin" else None
    return entry is None or len(where) <= entry or where[entry] == _UNION_TAG


def _pattern_finding(pattern: str, value: Any, place: Place) -> Finding:
    if "{4}" in pattern:
        hint = _("write year-month-day with two digits each, such as 2019-06-30")
        return Finding("BF124", _("“{value}” is no date", value=_short(value)), place, hint=hint)
    if "true" in pattern:
        message = _("“{value}” is not one of {choices}", value=_short(value), choices="true、false")
        return Finding("BF127", message, place)
    if "[0-9]" in pattern:
        message = _("“{value}” is no whole number", value=_short(value))
        return Finding("BF125", message, place, hint=_("write digits only"))
    return Finding("BF128", _("this text may not hold a line break"), place)


_MAKERS: dict[str, Callable[[Any, Any, Place], Finding]] = {
    "date_from_datetime_parsing": lambda _p, v, at: _no_day(v, at),
    "date_parsing": lambda _p, v, at: _no_day(v, at),
    "value_error": lambda _p, v, at: Finding(
        "BF126",
        _("“{value}” is no quantity", value=_short(v)),
        at,
        hint=_("write a number and a unit, such as 4365万元, 1000余亩, 5000万元以上 or 95.5%"),
    ),
    "string_too_long": lambda _p, _v, at: Finding("BF128", _("this text is longer than 20,000 characters"), at),
    "string_too_short": lambda _p, _v, at: Finding("BF123", _("a value is missing here"), at),
}


def _no_day(value: Any, place: Place) -> Finding:
    hint = _("there is no such day in the calendar")
    return Finding("BF124", _("“{value}” is no date", value=_short(value)), place, hint=hint)


def _short(value: Any) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"
