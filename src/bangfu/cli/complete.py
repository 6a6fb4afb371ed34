"""Completes what only the repository knows: ids of issues, cities, enterprises, categories, channels.

The shell's script is the command-line library's (`--install-completion`), and so are the forms of its questions and
answers. Commands and options are completed by the library; a value is answered here, before that is imported, by a look
at the text of the files: never slow, and nothing that is wrong in them is in the way.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import monotonic
from typing import NamedTuple

ISSUES = ("verify", "reject", "assign", "progress", "supervise", "extend", "resolve", "rate", "close", "reopen",
          "show", "log")  # fmt: skip
"""The commands whose arguments are ids of issues."""

MOST = 500
"""How many values are offered: a longer list helps nobody."""

_SECONDS = 0.3
_LARGEST = 8 * 1024 * 1024
_GLOBAL = ("--repo", "--lang", "--today")
_ID = re.compile(rb"- (?:\{)?id: *[\"']?([A-Za-z0-9][A-Za-z0-9-]{0,31})")
_NAME = re.compile(r"^ *- (?:\{ *)?name: *[\"']?([^\n\"',}#]+)", re.MULTILINE)
_EVIL = re.compile(r"[\\\"'$`:;&|<>*?!~#=\[\]{}^]")
_WORD = re.compile(r"[^\s\[\],{}\"'#:&*!|>%@`-][^\n\[\],{}\"'#:]*")


class _Question(NamedTuple):
    """What the shell asks: the words before the one that is to be completed, that one, and the form of the answer."""

    before: list[str]
    word: str
    shell: str


def complete(environment: Mapping[str, str]) -> str | None:
    """The answer to a shell that asks how a word may go on; None where the library is to answer."""
    question = _question(environment)
    if question is None:
        return None
    try:
        values = _values(question)
    except (OSError, ValueError):
        return None
    if values is None:
        return None
    offered = list(dict.fromkeys(values))[:MOST]
    if question.shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return "" if offered else None
    return _answer(question.shell, offered)


def _question(environment: Mapping[str, str]) -> _Question | None:
    shell = environment.get("_BANGFU_COMPLETE", "").removeprefix("complete_")
    if shell == "bash":
        words = _split(environment.get("COMP_WORDS", ""))
        at = environment.get("COMP_CWORD", "")
        if not at.isdecimal():
            return None
        return _Question(words[1 : int(at)], words[int(at)] if int(at) < len(words) else "", shell)
    if shell in ("zsh", "fish"):
        text = environment.get("_TYPER_COMPLETE_ARGS", "")
        words = _split(text)[1:]
        last = words.pop() if words and not text.endswith(" ") else ""
        return _Question(words, last, shell)
    return None


def _split(text: str) -> list[str]:
    """The words of a command line that may end within quotes."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words += lexer
    except ValueError:
        words.append(lexer.token or "")
    return words


def _values(question: _Question) -> Iterable[str] | None:
    """The values that fit; None where no value that the repository knows stands here."""
    before = [word for word in question.before if word != "="]  # bash takes --city=… for three words
    word, option = question.word.removeprefix("="), before[-1] if before else ""
    if word.startswith("--") and "=" in word:
        option, _equals, word = word.partition("=")
        before.append(option)
    command = _command(before)
    if command is None or word.startswith("-") or (root := _root(before)) is None:
        return None
    if option == "--city":
        return _cities(root, word)
    if option == "--enterprise":
        city = before[before.index("--city") + 1] if "--city" in before else ""
        return _fitting(_enterprises(root, city), word)
    if option in ("--category", "--via"):
        return _fitting(_words(root, "categories" if option == "--category" else "channels"), word)
    if command in ISSUES and not _takes_value(before):
        return _ids(root, word)
    return None


def _command(before: list[str]) -> str | None:
    """The command among the words: the first that is no global option nor its value."""
    skip = False
    for word in before:
        if skip:
            skip = False
        elif word in _GLOBAL:
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _takes_value(before: list[str]) -> bool:
    """Whether the last word is an option that wants a value."""
    return before[-1].startswith("-") and before[-1] != "--dry-run"


def _root(before: list[str]) -> Path | None:
    given = before[before.index("--repo") + 1] if "--repo" in before[:-1] else "."
    folder = Path(given).expanduser().absolute()
    return next((each for each in (folder, *folder.parents) if (each / "bangfu.yaml").is_file()), None)


def _fitting(values: Iterable[str], word: str) -> list[str]:
    """Those that begin with `word`; else those that hold it."""
    known = list(dict.fromkeys(values))
    return [value for value in known if value.startswith(word)] or [value for value in known if word in value]


def _ids(root: Path, word: str) -> list[str]:
    """The ids that begin with `word`; else those that end so. Those of the last entries first: they are still open."""
    until = monotonic() + _SECONDS
    ids: list[str] = []
    for path in _ledgers(root):
        ids += (found.decode() for found in reversed(_ID.findall(_bytes(path))))
        if monotonic() > until:
            break
    wanted = word.upper()
    return [name for name in ids if name.upper().startswith(wanted)] or [
        name for name in ids if name.upper().endswith(wanted)
    ]


def _cities(root: Path, word: str) -> list[str]:
    """The cities' names; the slugs or prefixes where one of those is begun."""
    text = _section(_text(root / "bangfu.yaml"), "cities")
    names = [_value(entry, "name") for entry in _entries(text)]
    codes = [_value(entry, key) for key in ("slug", "prefix") for entry in _entries(text)]
    fit = [name for name in names if name.startswith(word)]
    return fit or [code for code in codes if code.startswith(word)] or [name for name in names if word in name]


def _enterprises(root: Path, city: str) -> Iterator[str]:
    """The enterprises' names, those of `city` alone where it is known."""
    listed = _entries(_section(_text(root / "bangfu.yaml"), "cities"))
    keys = ("slug", "name", "prefix")
    slugs = {
        _value(entry, "slug")
        for entry in listed
        if city and any(city in (value, value.rstrip("市州")) for value in (_value(entry, key) for key in keys))
    }
    until = monotonic() + _SECONDS
    for path in _ledgers(root):
        if slugs and slugs.isdisjoint((path.stem, path.parent.name)):
            continue
        yield from (name.strip() for name in _NAME.findall(_section(_text(path), "enterprises")))
        if monotonic() > until:
            return


def _words(root: Path, key: str) -> list[str]:
    """The words of a list of bangfu.yaml, or of lists by name; those of the defaults where it has none."""
    text = _section(_text(root / "bangfu.yaml"), key)
    if not text:
        text = _section(_text(Path(__file__).parents[1] / "read" / "defaults.yaml"), key)
    text = re.sub(r"#[^\n]*", "", text)
    if key == "categories":
        text = re.sub(r"^ +[^\n:]+:|^categories:", "", text, flags=re.MULTILINE)
    return [word.strip() for word in _WORD.findall(text.removeprefix(f"{key}:"))]


def _section(text: str, key: str) -> str:
    """The lines of a key at the left margin."""
    match = re.search(rf"^{key}:[^\n]*\n?(?:(?:[ \t#-][^\n]*)?\n)*", text, re.MULTILINE)
    return match[0] if match else ""


def _entries(text: str) -> list[str]:
    return re.split(r"^ *- ", text, flags=re.MULTILINE)[1:]


def _value(entry: str, key: str) -> str:
    match = re.search(rf"\b{key}: *[\"']?([^\n\"',}}#]+)", entry)
    return match[1].strip() if match else ""


def _ledgers(root: Path) -> list[Path]:
    folder = root / "ledgers"
    return sorted([*folder.glob("*.yaml"), *folder.glob("*/*.yaml")])


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8", "replace") + "\n"


def _bytes(path: Path) -> bytes:
    """What stands in a regular file, up to the size that a ledger may have; nothing where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b""
    try:
        return os.read(descriptor, _LARGEST) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _answer(shell: str, values: Iterable[str]) -> str:
    """The values in the form that the library's script for that shell takes.

    The scripts have the shell evaluate the answer: what a shell could take for more than text is not offered.
    """
    safe = [value for value in values if value.isprintable() and not _EVIL.search(value)]
    if shell == "zsh":
        quoted = "\n".join(f'"{value}"' for value in safe)
        return f"_arguments '*: :(({quoted}))'" if safe else "_files"
    return "\n".join(re.sub(r"([ ()])", r"\\\1", value) if shell == "bash" else value for value in safe)
