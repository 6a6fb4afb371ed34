"""How a command declares what it takes: values of our own in its annotations, so that it can be called without the
command-line library.

A command is a function of the session and of these parameters. `cli.plain` reads a plain command line for it; the
library, made ready by `cli.root`, does the rest: help pages, completion, and the words for what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints


class Option:
    """An option, in an annotation: `Annotated[str | None, Option("--city", help=…, metavar="CITY")]`.

    Without names it is called as the parameter is. One that may be `bare` stands for an empty value before another
    option or at the end: the library itself has no such options any more.
    """

    __slots__ = ("bare", "help", "metavar", "names")

    def __init__(self, *names: str, help: str, metavar: str | None = None, bare: bool = False) -> None:  # noqa: A002
        self.names = names
        self.help = help
        self.metavar = metavar
        self.bare = bare


class Argument:
    """An argument, in an annotation."""

    __slots__ = ("help", "metavar", "show_default")

    def __init__(self, *, help: str, metavar: str, show_default: bool = True) -> None:  # noqa: A002
        self.help = help
        self.metavar = metavar
        self.show_default = show_default


class Parameter(NamedTuple):
    """A parameter of a command: what is declared of it, the type of one value, and whether it takes many.

    `shape` is the annotation without the declaration; `default` is `...` where it must be given.
    """

    name: str
    declared: Option | Argument
    shape: Any
    kind: type
    many: bool
    default: Any

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is ...

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called on the command line; an argument has no names."""
        if isinstance(self.declared, Argument):
            return ()
        return self.declared.names or (f"--{self.name.replace('_', '-')}",)


def parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    """What a command takes, in its order, beyond the session."""
    names = function.__code__.co_varnames[1 : function.__code__.co_argcount]
    optional = function.__defaults__ or ()
    defaults = (*[...] * (len(names) - len(optional)), *optional)
    hints = get_type_hints(function, include_extras=True)
    for name, default in zip(names, defaults, strict=True):
        shape, declared = get_args(hints[name])
        [kind] = [one for one in get_args(shape) if one is not NoneType] if NoneType in get_args(shape) else [shape]
        many = get_origin(kind) is list
        yield Parameter(name, declared, shape, get_args(kind)[0] if many else kind, many, default)


def may_be_bare(own: Iterable[Parameter]) -> list[str]:
    """The names of the options that may stand without a value."""
    return [name for each in own if isinstance(each.declared, Option) and each.declared.bare for name in each.names]


def bare_options(args: list[str], names: Collection[str]) -> list[str]:
    """The arguments with an empty value (`--month=`) for each of `names` that stands before an option or at the end."""
    end = args.index("--") if "--" in args else len(args)
    following = [*args[1:end], "-"]
    options = [
        f"{word}=" if word in names and after.startswith("-") else word
        for word, after in zip(args[:end], following, strict=False)
    ]
    return options + args[end:]
