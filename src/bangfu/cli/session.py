"""What every command has at hand: the repository, the language, today, and where to print."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from bangfu.i18n import Message, Translator, _

if TYPE_CHECKING:
    from bangfu.cache.store import Store

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
    r"|(?<=:):(?=[A-Za-z][A-Za-z-]*(?:::| ))|(?<=#)#(?=[A-Za-z]*\[)"
)


def printable(text: str) -> str:
    """`text` for a terminal: control, escape, zero-width and bidirectional characters shown as U+XXXX.

    So is a letter of what continuous integration takes for a command wherever it reads it in a job's log: `::error::`
    at the beginning of a line, blanks or not, `##[error]` and `##vso[…]` anywhere.
    """
    return _UNPRINTABLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


_PAUSE = 0.1  # seconds between two looks at the progress: a terminal is slow


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
class Session:
    """One run of the program."""

    translate: Translator
    today: date
    repo: Path | None = None
    quiet: bool = False
    debug: bool = False
    caching: bool = True
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    _store: Store | None = field(default=None, init=False, repr=False)

    @property
    def root(self) -> Path:
        """The folder of the ledger repository.

        Raises:
            ConfigurationError: there is none.
        """
        from bangfu.read.discover import find_root

        return find_root(self.repo or Path.cwd())

    @property
    def cache(self) -> Store:
        """What earlier runs have kept; nothing with --no-cache. For what is computed and shown, never for an edit.

        Raises:
            UsageError: the environment's size of the cache is no number.
        """
        if self._store is None:
            from bangfu.cache.store import Store

            self._store = Store.open(os.environ, enabled=self.caching)
        return self._store

    @property
    def interactive(self) -> bool:
        """Whether questions can be asked: both ends are a terminal."""
        return sys.stdin.isatty() and self.err.isatty()

    def text(self, message: Message | str) -> str:
        """A message in the reader's language, safe for a terminal."""
        return printable(self.translate(message))

    def data(self, text: str, end: str = "\n") -> None:
        """Prints data to stdout, as it is: the caller has made it safe for its format."""
        self.out.write(text + end)

    def remark(self, message: Message | str) -> None:
        """Prints a remark to stderr, unless --quiet."""
        if not self.quiet:
            self.complain(message)

    def complain(self, message: Message | str) -> None:
        """Prints a complaint to stderr, after all data so far."""
        self.out.flush()
        self.err.write(self.text(message) + "\n")

    def _ledgers(self) -> int:
        """How many ledger files the repository has."""
        folder = self.root / "ledgers"
        return sum(1 for pattern in ("*.yaml", "*/*.yaml") for _path in folder.glob(pattern))

    @contextmanager
    def progress(self, what: Message, whole: int | None = None) -> Iterator[Callable[[str], None]]:
        """Shows on a terminal how far the work is and how fast it goes, once it has taken a second.

        Args:
            what: the work.
            whole: how many steps it has; None: as many as there are ledger files.

        Returns:
            What is to be told each step's name, such as a file's, when it begins.
        """
        began = shown_at = monotonic()
        shown = not self.quiet and self.err.isatty() and "TERM" in os.environ
        width = count = 0

        def step(name: str) -> None:
            nonlocal width, count, whole, shown_at
            count += 1
            now = monotonic()
            if not shown or now - began <= 1 or now - shown_at < _PAUSE:
                return
            shown_at = now
            whole = self._ledgers() if whole is None else whole
            of_all = f"{count}/{whole}" if count <= whole else str(count)
            speed = _("{rate} a second", rate=f"{count / (now - began):.1f}")
            line = f"{self.text(what)} {of_all}  {self.text(speed)}  {printable(name)}"
            self.err.write("\r" + line + " " * max(0, width - len(line)))
            self.err.flush()
            width = len(line)

        try:
            yield step
        finally:
            if width:
                self.err.write("\r\x1b[K")
                self.err.flush()


class Stopped(Exception):  # noqa: N818 - no error: all has been said
    """A command has said why it ends here; `code` is its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
