"""Types little data without pydantic, whose import alone takes longer than an edit (docs/performance.md).

The converters come from the same annotations as pydantic's validators. This lane is the stricter one: what it takes,
pydantic takes and reads as the same (tests/property/test_read_lanes.py); what it does not, it leaves to pydantic, which
also words what is wrong. Many records are typed sooner by pydantic (read.build.expect).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bangfu.model.fields import COUNT, DAY, RATIO, SCALAR_LIMIT, IsoDay, LimitedText, TwoCounts, WholeNumber, YesNo
from bangfu.model.ledger import Part
from bangfu.model.quantity import Quantity
from bangfu.model.source import Source

if TYPE_CHECKING:
    from bangfu.read.part import PartReading

T = TypeVar("T")
Converter = Callable[[Any], Any]
MANY = 6_000
"""Values in a file (about 250 issues) from which on importing pydantic takes less time than doing without."""


class _Left(Exception):  # noqa: N818 - a way out, no error
    """This lane does not read the value."""


def light(data: Any, owner: type[T]) -> T | None:
    """The record of type `owner` made of plain `data`; None where pydantic is to look."""
    try:
        convert: Converter = _converter(owner)  # type: ignore[arg-type] # a type can be hashed
        made: T = convert(data)
    except (_Left, ValueError):  # UnicodeEncodeError is one
        return None
    return made


def read_lightly(source: Source) -> PartReading:
    """The same as `read.part.read_part`, quicker for one small file: pydantic comes only where something is wrong."""
    from bangfu.read.part import PartReading, read_part

    if source.text.count(": ") < MANY and (part := _part(source)):
        return PartReading(part, [])
    return read_part(source)


def _part(source: Source) -> Part | None:
    """The file's content; None where there is any problem."""
    from bangfu.read.build import Builder, every_key
    from bangfu.read.nodes import Mapping
    from bangfu.read.recover import compose_source

    composed = compose_source(source, every_key())
    if composed.findings or not isinstance(composed.root, Mapping):
        return None
    builder = Builder(source.name)
    data = builder.record(composed.root, Part, ())
    return None if builder.findings else light({**data, "file": source.name}, Part)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _Left
    if not value.isascii():
        value.encode()  # half a surrogate pair is no text
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise _Left
    return value


def _line(value: Any) -> str:
    text = _text(value)
    if not 1 <= len(text) <= SCALAR_LIMIT or "\n" in text or "\r" in text:
        raise _Left
    return text


def _block(value: Any) -> str:
    text = _text(value)
    if not 1 <= len(text) <= SCALAR_LIMIT:
        raise _Left
    return text


def _day(value: Any) -> date:
    return _day_of(_text(value))


@cache
def _day_of(text: str) -> date:
    return date.fromisoformat(_matching(DAY, text))


def _count(value: Any) -> int:
    return int(_matching(COUNT, value))


def _flag(value: Any) -> bool:
    return _matching("true|false", value) == "true"


def _ratio(value: Any) -> str:
    return _matching(RATIO, value)


def _leave(_value: Any) -> Any:
    """What this lane does not know is pydantic's."""
    raise _Left


def _matching(pattern: str, value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(pattern, text) or "\n" in text:
        raise _Left
    return text


_MARKED: dict[Any, Converter] = {
    IsoDay(): _day,
    WholeNumber(): _count,
    YesNo(): _flag,
    TwoCounts(): _ratio,
    LimitedText(): _line,
    LimitedText(multiline=True): _block,
}
_PLAIN: dict[Any, Converter] = {str: _text, int: _number, Quantity: lambda value: Quantity.parse(_text(value))}


@cache
def hints_of(owner: Any) -> dict[str, Any]:
    """The annotations of a record type, evaluated once."""
    return get_type_hints(owner, include_extras=True)


@cache
def _converter(hint: Any) -> Converter:
    """What turns plain data into a value of the annotation `hint`."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _MARKED.get(arguments[1], _leave)
    if origin in (Union, UnionType):
        return _one_of(arguments)
    if origin is Literal:
        return _choice(dict(zip(arguments, arguments, strict=True)))
    if origin is tuple:
        return _tuple(_converter(arguments[0]))
    if origin is list:
        return _list(_converter(arguments[0]))
    if origin is dict:
        return _names(_converter(arguments[1]))
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice({member.value: member for member in hint})
    return _record(hint) if dataclasses.is_dataclass(hint) else _leave


def _one_of(members: tuple[Any, ...]) -> Converter:
    """The first member takes the value: an optional value that is given, an outlook as an entry."""
    return _converter(members[0])


def _choice(values: dict[str, Any]) -> Converter:
    def convert(value: Any) -> Any:
        if (text := _text(value)) not in values:
            raise _Left
        return values[text]

    return convert


def _list(item: Converter) -> Converter:
    def convert(value: Any) -> Any:
        if type(value) is not list:
            raise _Left
        return [item(entry) for entry in value]

    return convert


def _tuple(item: Converter) -> Converter:
    entries = _list(item)
    return lambda value: tuple(entries(value))


def _names(item: Converter) -> Converter:
    def convert(value: Any) -> Any:
        if type(value) is not dict:
            raise _Left
        return {_text(name): item(entry) for name, entry in value.items()}

    return convert


class _Fields(dict[str, Converter]):
    """What converts the values of a record, made when a value is there: most keys of most records are not given."""

    def __init__(self, hints: dict[str, Any]) -> None:
        super().__init__()
        self._hints = hints

    def __missing__(self, name: str) -> Converter:
        made = self[name] = _converter(self._hints[name])
        return made


def _record(owner: Any) -> Converter:
    fields = _Fields(hints_of(owner))
    known = frozenset(field.name for field in dataclasses.fields(owner))
    required = {
        field.name
        for field in dataclasses.fields(owner)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }

    def convert(value: Any) -> Any:
        if type(value) is not dict or not (required <= value.keys() <= known):
            raise _Left
        return owner(**{name: fields[name](entry) for name, entry in value.items()})

    return convert
