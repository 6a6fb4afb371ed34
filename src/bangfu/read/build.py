"""From nodes to records: plain text data for pydantic, and pydantic's complaints as findings with places."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.event import Event, Result
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.nearest import nearest
from bangfu.model.province import BulletinWords, City, Limits, Outlook, Policy, Province, RosterEntry
from bangfu.model.record import Record
from bangfu.model.source import Place
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
Path = tuple[str | int, ...]
_ORIGIN = ("file", "line")


class Shape(NamedTuple):
    """What may stand at a place: a record type's keys, a list of such, free keys (`names`), or a scalar (None)."""

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
    (Province, "limits"): Shape(Limits),
    (Province, "bulletin"): Shape(BulletinWords),
    (BulletinWords, "outlook"): Shape(Outlook, many=True),
}


@cache
def _shapes(owner: type[Any]) -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for name, hint in get_type_hints(owner).items():
        origin = get_origin(hint)
        if origin is tuple:
            inner = get_args(hint)[0]
            shapes[name] = Shape(inner if dataclasses.is_dataclass(inner) else None, many=True)  # type: ignore[arg-type]
        elif origin is dict:
            shapes[name] = Shape(names=True)
    return shapes


@cache
def keys_of(owner: type[Any]) -> tuple[str, ...]:
    """The keys that a record of that type may have in a file, in the order in which `fmt` writes them."""
    return tuple(f.name for f in dataclasses.fields(owner) if f.name not in _ORIGIN)


@cache
def every_key() -> frozenset[str]:
    """All keys that may stand in a ledger file."""
    owners = [Part, Event, Result, *SECTIONS.values()]
    return frozenset(key for owner in owners for key in keys_of(owner))


class Builder:
    """Turns one file's nodes into plain data (text, lists, dicts), collecting findings on keys and shapes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def report(self, code: str, message: Message, path: Path, *, key: bool = False, hint: Message | None = None,
               related: tuple[Related, ...] = ()) -> None:  # fmt: skip
        """Adds a finding at `path`."""
        self.findings.append(Finding(code, message, Place(self.file, path, key), hint=hint, related=related))

    def record(self, node: Node, owner: type[Any], path: Path) -> dict[str, Any]:
        """The data of one record; its origin is added where the type keeps one."""
        data: dict[str, Any] = {}
        if not isinstance(node, Mapping):
            expected = "、".join(keys_of(owner)[:4])
            self.report("BF122", _("an entry with keys ({keys} …) is expected here", keys=expected), path)
            return data
        known = keys_of(owner)
        for key, value in self._pairs(node, path):
            place = (*path, key)
            if key not in known:
                suggestion = nearest(key, known)
                hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
                self.report("BF120", _("the key “{key}” is not known here", key=key), place, key=True, hint=hint)
                continue
            if isinstance(value, Scalar) and value.missing:
                continue
            data[key] = self.value(value, shape_of(owner, key), place)
        if issubclass(owner, Record):
            data["file"] = self.file
            data["line"] = node.start.line + 1
        return data

    def value(self, node: Node, shape: Shape, path: Path) -> Any:
        """The data of a value of that shape."""
        if shape.many:
            if not isinstance(node, Sequence):
                self.report("BF122", _("a list is expected here"), path, hint=_("write [a, b], or one “- ” a line"))
                return []
            inner = Shape(shape.record)
            return [self.value(item, inner, (*path, index)) for index, item in enumerate(node.items)]
        if shape.names:
            if not isinstance(node, Mapping):
                self.report("BF122", _("names with their values are expected here"), path)
                return {}
            return {key: self.free(value, (*path, key)) for key, value in self._pairs(node, path)}
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

    def free(self, node: Node, path: Path) -> Any:
        """Text, or a list of texts, under a name of the user's own."""
        if isinstance(node, Sequence):
            return [self.value(item, Shape(), (*path, index)) for index, item in enumerate(node.items)]
        return self.value(node, Shape(), path)

    def _pairs(self, node: Mapping, path: Path) -> list[tuple[str, Node]]:
        """The pairs by key; a repeated key and a key that is no text are findings."""
        pairs: dict[str, Node] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.report("BF122", _("a key must be a word"), path)
                continue
            if key.text in pairs:
                span = key.span()
                related = Related(_("it stands here first"), Place(self.file, (*path, key.text), key=True))
                message = _("the key “{key}” stands twice in one entry", key=key.text)
                self.findings.append(Finding("BF121", message, file=self.file, span=span, related=(related,)))
                continue
            pairs[key.text] = value
        return list(pairs.items())


def type_record(data: dict[str, Any], owner: type[T], file: str) -> tuple[T | None, list[Finding]]:
    """The frozen record made of `data`, or what pydantic finds wrong with it, as findings."""
    from pydantic import ValidationError

    try:
        return adapter(owner).validate_json(json.dumps(data)), []
    except ValidationError as error:
        return None, [_finding(problem, file) for problem in error.errors(include_url=False)]


@cache
def adapter(owner: type[Any]) -> Any:
    """pydantic's validator of a record type, built once."""
    from pydantic import TypeAdapter

    return TypeAdapter(owner)


def _finding(problem: Any, file: str) -> Finding:
    """One pydantic error in our own words; what the shape check has reported already comes out equal and is dropped."""
    kind, path, value = problem["type"], tuple(problem["loc"]), problem["input"]
    path = tuple(step for step in path if not (isinstance(step, str) and (step in _UNION_TAGS or "-" in step)))
    place = Place(file, path)
    maker = _MAKERS.get(kind)
    if kind == "missing":
        key = str(path[-1])
        return Finding("BF123", _("“{key}” is missing", key=key), Place(file, path[:-1]))
    if kind in ("enum", "literal_error"):
        choices = [choice.strip(" '") for choice in problem["ctx"]["expected"].replace(" or ", ", ").split(",")]
        suggestion = nearest(str(value), choices)
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
        words = "、".join(choices)
        return Finding("BF127", _("“{value}” is not one of {choices}", value=_short(value), choices=words), place, hint=hint)
    if kind == "string_pattern_mismatch":
        return _pattern_finding(problem["ctx"]["pattern"], value, place)
    if maker:
        return maker(problem, value, place)
    return Finding("BF122", _("this value does not fit here: {reason}", reason=problem["msg"]), place)


_UNION_TAGS = {"Outlook", "str"}


def _pattern_finding(pattern: str, value: Any, place: Place) -> Finding:
    if "{4}" in pattern:
        hint = _("write year-month-day with two digits each, such as 2019-06-30")
        return Finding("BF124", _("“{value}” is no date", value=_short(value)), place, hint=hint)
    if "true" in pattern:
        return Finding("BF127", _("“{value}” is not one of {choices}", value=_short(value), choices="true、false"), place)
    if "[0-9]" in pattern:
        return Finding("BF125", _("“{value}” is no whole number", value=_short(value)), place, hint=_("write digits only"))
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
