"""Prints a page as PDF with the browser that is installed: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bangfu.i18n import Message, _
from bangfu.model.errors import BangfuError

VARIABLE = "BANGFU_BROWSER"
"""The environment's variable that names the browser, by its path or its name."""
TIMEOUT = 180.0
"""Seconds that a browser is waited for."""

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    # A page of ours asks for nothing; one made by a repository's own template might.
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def print_page(page: str, timeout: float = TIMEOUT) -> bytes:
    """`page` (HTML) as PDF.

    The browser has a profile of its own, no network, and is gone afterwards with all that it wrote.

    Args:
        page: the whole page.
        timeout: how long the browser may take, in seconds.

    Raises:
        BangfuError: there is no browser, or it prints nothing, or not in time.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="bangfu-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(page, encoding="utf-8")
        command = [browser, *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # as root it starts in no other way
        said = _run([*command, source.as_uri()], browser, timeout)
        if not target.is_file() or not (printed := target.read_bytes()).startswith(b"%PDF-"):
            raise BangfuError(_("the browser {path} printed nothing: {reason}", path=browser, reason=said), _choose())
        return printed


def find_browser() -> str:
    """The browser's program: the one that BANGFU_BROWSER names, else the first that is found.

    Raises:
        BangfuError: there is none.
    """
    if named := os.environ.get(VARIABLE):
        if found := shutil.which(named):
            return found
        raise BangfuError(_("{variable} names no program: “{path}”", variable=VARIABLE, path=named))
    for candidate in _candidates():
        if found := shutil.which(candidate):
            return found
    raise BangfuError(_("PDF is printed by a browser, and no Chromium, Chrome or Edge was found"), _choose())


def _candidates() -> Iterator[str]:
    yield from _NAMES
    yield from _PLACES
    for folder in filter(None, map(os.environ.get, _WINDOWS_FOLDERS)):
        yield from (str(Path(folder, *place.split("\\"))) for place in _WINDOWS)


def _choose() -> Message:
    return _("install one, or name it: {variable}=/path/to/chromium", variable=VARIABLE)


def _run(command: list[str], browser: str, timeout: float) -> str:
    """Runs the browser to its end, its helpers too; gives the last line of what it complained of, else its exit code.

    Raises:
        BangfuError: it does not start, or takes too long.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the program was found above, and no shell reads the line
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        from bangfu.read.files import reason_of

        raise BangfuError(
            _("the browser {path} does not start: {reason}", path=browser, reason=reason_of(error)), _choose()
        ) from error
    with process:
        try:
            _nothing, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise BangfuError(
                _("the browser {path} took longer than {seconds} seconds", path=browser, seconds=round(timeout))
            ) from None
        finally:
            _end(process)
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip() and "dbus" not in line]
    return lines[-1] if lines else f"exit code {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the browser and every helper it started, if any is left."""
    if os.name != "posix":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
