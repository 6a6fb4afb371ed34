"""Frozen dataclasses with slots whose methods are shared, not compiled anew for each class.

`dataclasses` writes six methods of every class as text and compiles them: a millisecond a class, and an edit, which
takes a tenth of a second, imports forty. To all who use them these are dataclasses as any (`fields`, `replace`,
pydantic, pickle); only what makes one, unless it is pydantic, is a microsecond slower.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
_put = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(owner: type[T]) -> type[T]:
    """In place of `dataclass(frozen=True, slots=True)`."""
    return _shared(dataclass(init=False, repr=False, eq=False, match_args=False, slots=True)(owner))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(owner: type[T]) -> type[T]:
    """In place of `dataclass(frozen=True, slots=True, kw_only=True)`."""
    return _shared(dataclass(init=False, repr=False, eq=False, match_args=False, slots=True, kw_only=True)(owner))


class _Plan(NamedTuple):
    """What the shared methods have to know of a class: its fields, those in the order of arguments, and so on."""

    names: frozenset[str]
    positional: tuple[str, ...]
    values: dict[str, Any]
    makers: dict[str, Callable[[], Any]]
    compared: Callable[[Any], Any]
    shown: tuple[str, ...]


@cache
def _plan(owner: Any) -> _Plan:
    every = fields(owner)
    compared = [each.name for each in every if each.compare]
    return _Plan(
        names=frozenset(each.name for each in every),
        positional=tuple(each.name for each in every if not each.kw_only),
        values={each.name: each.default for each in every if each.default is not MISSING},
        makers={each.name: each.default_factory for each in every if each.default_factory is not MISSING},
        compared=attrgetter(*compared) if compared else type,
        shown=tuple(each.name for each in every if each.repr),
    )


def _init(self: Any, *args: Any, **given: Any) -> None:
    plan = _plan(self.__class__)
    if args:
        given |= _by_name(self, plan, args, given)
    values = {**plan.values, **given}
    for name, make in plan.makers.items():
        if name not in values:
            values[name] = make()
    if values.keys() != plan.names:
        odd = sorted(plan.names ^ values.keys())
        raise TypeError(f"{type(self).__qualname__}() lacks or does not know: {', '.join(odd)}")
    for name, value in values.items():
        _put(self, name, value)


def _by_name(self: Any, plan: _Plan, args: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    named = dict(zip(plan.positional, args, strict=False))
    if len(args) > len(plan.positional) or named.keys() & given.keys():
        raise TypeError(f"{type(self).__qualname__}() was given an argument too many")
    return named


def _eq(self: Any, other: Any) -> Any:
    if self.__class__ is not other.__class__:
        return NotImplemented
    compared = _plan(self.__class__).compared
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(_plan(self.__class__).compared(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _plan(self.__class__).shown)
    return f"{type(self).__qualname__}({shown})"


def _set(_self: Any, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        _put(self, each.name, value)


_METHODS = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}


def _shared(owner: type[T]) -> type[T]:
    """The class with the methods that all have in common; one of its own, such as `__str__`, stays."""
    for name, method in _METHODS.items():
        setattr(owner, name, method)
    return owner
