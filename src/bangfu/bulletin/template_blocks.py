"""What a repository's templates can override: every template, and every named block in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from bangfu.bulletin.template_folders import broken, packaged_folder
from bangfu.bulletin.templates import SUFFIX, Environment, environment

_ABOUT_FILE = re.compile(r"\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_ABOUT_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)\s*-?%\}\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)


class State(StrEnum):
    """Whose a template or a block is; the value is the one in JSON."""

    PACKAGED = "packaged"
    EXTENDED = "extended"
    OVERRIDDEN = "overridden"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Block:
    """A named block; `about` is what the template says of it, in English."""

    name: str
    about: str
    state: State


@dataclass(frozen=True, slots=True)
class Template:
    """A template and its blocks, in their order.

    Attributes:
        about: what the template says of itself, in English; empty for a repository's own.
        state: OVERRIDDEN where the repository has the whole file, EXTENDED where it replaces blocks of it, OWN where
            there is no packaged file of that name.
    """

    name: str
    about: str
    state: State
    blocks: tuple[Block, ...]


def templates(overrides: Path | None) -> tuple[Template, ...]:
    """Every packaged template by name, then those that only the folder of overrides has.

    Raises:
        BangfuError: a template of the folder is broken, or replaces a block that is not there.
    """
    folder = packaged_folder()
    packaged = sorted(path.name for path in folder.glob(f"*{SUFFIX}"))
    own = sorted(path.name for path in overrides.glob(f"*{SUFFIX}")) if overrides else []
    made = environment(overrides, autoescape=True)
    return (
        *(_packaged(made, name, (folder / name).read_text("utf-8"), name in own) for name in packaged),
        *(Template(name, "", State.OWN, tuple(_own(made, name))) for name in own if name not in packaged),
    )


def abouts() -> Iterator[str]:
    """What the packaged templates say of themselves and of their blocks, for the catalogue of messages."""
    for path in sorted(packaged_folder().glob(f"*{SUFFIX}")):
        text = path.read_text("utf-8")
        yield _about(text)
        yield from (about for _name, about in _ABOUT_BLOCK.findall(text))


def _packaged(made: Environment, name: str, text: str, overridden: bool) -> Template:
    state, replaced = State.PACKAGED, set[str]()
    if overridden:
        parsed = _parsed(made, name)
        extends = parsed.find(nodes.Extends) is not None
        state = State.EXTENDED if extends else State.OVERRIDDEN
        replaced = {block.name for block in parsed.find_all(nodes.Block)}
    about = dict(_ABOUT_BLOCK.findall(text))
    blocks = [
        Block(block.name, about.get(block.name, ""), _state_of(block.name, state, replaced))
        for block in made.parse(text, name).find_all(nodes.Block)
    ]
    return Template(name, _about(text), state, tuple(blocks))


def _state_of(name: str, state: State, replaced: set[str]) -> State:
    """Of a block: a whole file of the repository's own leaves nothing of the packaged one."""
    return State.OVERRIDDEN if state is State.OVERRIDDEN or name in replaced else State.PACKAGED


def _own(made: Environment, name: str) -> Iterator[Block]:
    for block in _parsed(made, name).find_all(nodes.Block):
        yield Block(block.name, "", State.OWN)


def _parsed(made: Environment, name: str) -> nodes.Template:
    """The repository's own template of that name, looked at as it is when it is used."""
    assert made.loader is not None  # noqa: S101 - `environment` gives it one
    try:
        text, path, _current = made.loader.get_source(made, name)
        return made.parse(text, name, path)
    except TemplateSyntaxError as error:
        raise broken(name, error.lineno, error.message or "") from None


def _about(text: str) -> str:
    """The comment that a template begins with."""
    match = _ABOUT_FILE.match(text)
    return match[1] if match else ""
