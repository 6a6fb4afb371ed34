"""Puts the pages in place of those of an earlier build. Only what an earlier build wrote is ever removed.

The pages are made beside the old ones, out of sight; only when all are there do they take their place, a folder at a
time and the province's page last, and no Ctrl-C comes between. So whoever reads the site meets all of the old one or
all of the new. Unlike `edit.atomic`, nothing is synchronised page by page: a site can be built again.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bangfu.edit.atomic import replace_file
from bangfu.i18n import Message, _
from bangfu.model.errors import UsageError
from bangfu.read.files import reason_of

HOME = "index.html"
MARKER = ".bangfu-site"
"""Names the pages of the site in its folder, one a line."""

FOLDERS = ("issues", "lists", "cities")

_STAGE = ".bangfu-site.new"
_PAGE = re.compile(rf"(?:index|(?:{'|'.join(FOLDERS)})/[A-Za-z0-9_-]{{1,80}})\.html")
_LIMIT = 64 * 1024 * 1024


def write(folder: Path, pages: Iterable[tuple[str, str]], step: Callable[[str], None] | None = None) -> int:
    """Writes the pages (address and text) into a folder that is new, empty, or an earlier site.

    Args:
        folder: the site's.
        pages: an address is `index.html`, or a name in one of FOLDERS.
        step: told each address before its page is written.

    Returns:
        How many pages there are.

    Raises:
        UsageError: the folder holds something else, another bangfu is writing it, or the system refuses.
    """
    try:
        with _claimed(folder) as earlier:
            stage = folder / _STAGE
            addresses = _stage(stage, pages, step)
            _mark(folder, {*earlier, *addresses})
            with _undisturbed():
                for name in FOLDERS:
                    _swap(stage / name, folder / name, stage / f"{name}.old")
                os.replace(stage / HOME, folder / HOME)  # noqa: PTH105 - the system call is meant
                _keep_others(stage, folder, earlier)
            _mark(folder, addresses)
            return len(addresses)
    except OSError as error:
        raise _refusal(folder, reason_of(error)) from error


def look(folder: Path) -> None:
    """Refuses early what `write` would refuse after all pages are made.

    Raises:
        UsageError: the folder holds something else, or is none.
    """
    try:
        if folder.exists():
            _earlier(folder)
    except OSError as error:
        raise _refusal(folder, reason_of(error)) from error


def _stage(stage: Path, pages: Iterable[tuple[str, str]], step: Callable[[str], None] | None) -> list[str]:
    """Writes the pages out of sight; their addresses in order."""
    for name in FOLDERS:
        (stage / name).mkdir(parents=True)
    addresses = []
    for address, text in pages:
        if not _PAGE.fullmatch(address):
            raise ValueError(f"no address of a page: {address}")
        if step:
            step(address)
        (stage / address).write_text(text, encoding="utf-8", newline="\n")
        addresses.append(address)
    return addresses


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets a Ctrl-C wait for the renames within."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _swap(new: Path, here: Path, aside: Path) -> None:
    """Puts the folder `new` in the place of `here`, which goes `aside`."""
    if here.exists():
        here.rename(aside)
    try:
        new.rename(here)
    except OSError:
        if aside.exists():
            aside.rename(here)
        raise


def _keep_others(stage: Path, folder: Path, earlier: set[str]) -> None:
    """Brings back what somebody else had put among the pages."""
    for name in FOLDERS:
        aside = stage / f"{name}.old"
        for entry in aside.iterdir() if aside.exists() else ():
            if f"{name}/{entry.name}" not in earlier and not (folder / name / entry.name).exists():
                entry.rename(folder / name / entry.name)


@contextmanager
def _claimed(folder: Path) -> Iterator[set[str]]:
    """Holds the folder, made if need be, and says what an earlier build wrote. Puts everything out of sight away."""
    import fcntl

    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _refusal(folder, _("another bangfu is writing it")) from None
        earlier = _earlier(folder)
        if earlier is None:
            _mark(folder, ())
        try:
            shutil.rmtree(folder / _STAGE, ignore_errors=True)
            yield earlier or set()
        finally:
            shutil.rmtree(folder / _STAGE, ignore_errors=True)
            _tidy(folder, new=new)
    finally:
        os.close(descriptor)


def _earlier(folder: Path) -> set[str] | None:
    """The pages of the earlier site in the folder; None where it is empty.

    Raises:
        UsageError: there is something in it and no site, or a link out of it.
    """
    marker = folder / MARKER
    if marker.is_file() and not marker.is_symlink() and marker.stat().st_size <= _LIMIT:
        if link := next((name for name in FOLDERS if (folder / name).is_symlink()), None):
            raise _refusal(folder, _("“{name}” in it is a link", name=link))
        return {line for line in marker.read_text("utf-8", "replace").splitlines() if _PAGE.fullmatch(line)}
    if os.listdir(folder):  # noqa: PTH208 - names are enough
        raise UsageError(
            _("“{path}” is neither empty nor a site that bangfu wrote", path=str(folder)),
            _("name a new folder, such as: -o {path}", path=str(folder / "site")),
        )
    return None


def _mark(folder: Path, addresses: Iterable[str]) -> None:
    replace_file(folder / MARKER, "".join(f"{address}\n" for address in sorted(addresses)).encode())


def _tidy(folder: Path, *, new: bool) -> None:
    """Takes away empty folders, and after a build that came to nothing the marker, and the folder if it was new."""
    for name in FOLDERS:
        _remove_empty(folder / name)
    marker = folder / MARKER
    if marker.is_file() and marker.stat().st_size == 0:
        marker.unlink()
        if new:
            _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:  # it is not empty, or not there
        return


def _refusal(folder: Path, reason: Message | str) -> UsageError:
    return UsageError(_("“{path}” cannot be written: {reason}", path=str(folder), reason=reason))
