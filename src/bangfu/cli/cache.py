"""`bangfu cache`: what the cache holds and where, or empties it."""

from __future__ import annotations

import json as json_
import os
from datetime import datetime
from typing import Annotated, Any

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark
from bangfu.model.errors import UsageError

ACTIONS = ("info", "clear")


def cache(
    session: Session,
    action: Annotated[
        str,
        Argument(
            help=mark("info says where the cache is and what it takes; clear removes what it holds."),
            metavar="info|clear",
        ),
    ],
    json: Annotated[bool, Option("--json", help=mark("info: print it as JSON."))] = False,
) -> int:
    """The cache of this user."""
    from bangfu.cli.choices import one_of

    one_of("info|clear", action, ACTIONS)
    if json and action != "info":
        raise UsageError(_("{option} goes with: {command}", option="--json", command="cache info"))
    if action == "clear":
        _clear(session)
        return 0
    state, reason = _state(session)
    if json:
        document = {"schema": 1, **state, "reason": session.text(reason) if reason else None}
        session.data(json_.dumps(document, ensure_ascii=False, indent=2))
    else:
        for line in _told(state, reason):
            session.data(session.text(line))
    return 0


def _state(session: Session) -> tuple[dict[str, Any], Message | str | None]:
    """What `cache info --json` says, and why the cache is not used when it is not. Nothing is made or changed."""
    from bangfu.cache import home, place
    from bangfu.cache.folder import Unfit
    from bangfu.read.files import reason_of

    bound = place.bound(os.environ)
    amount, oldest = home.Amount(0, 0), None
    path: str | None = None
    reason: Message | str | None = None
    try:
        path = place.folder(os.environ)
        amount, oldest = home.survey(home.entries(home.opened(path)))
    except FileNotFoundError:  # the first run that has something to keep makes it
        pass
    except Unfit as unfit:
        reason = unfit.message
    except OSError as error:
        reason = reason_of(error)
    if not session.caching:
        reason = _("{option} is given", option="--no-cache")
    elif place.is_off(os.environ):
        reason = _("{variable} is set", variable=place.OFF)
    elif not bound:
        reason = _("{variable} is 0", variable=place.SIZE)
    day = None if oldest is None else datetime.fromtimestamp(oldest).date().isoformat()  # noqa: DTZ006 - local day
    state = {"folder": path, "used": reason is None, "entries": amount.entries, "bytes": amount.size}
    return {**state, "bound": bound, "oldest": day}, reason


def _told(state: dict[str, Any], reason: Message | str | None) -> list[Message]:
    lines = [
        _("cache folder: {path}", path=state["folder"] or "—"),
        _("entries: {number}", number=state["entries"]),
        _("size: {size} MB, at most {most} MB", size=_megabytes(state["bytes"]), most=state["bound"] // 1_000_000),
        _("unused for longest: last used on {day}", day=state["oldest"] or "—"),
    ]
    return [*lines, _("the cache is not used: {reason}", reason=reason)] if reason else lines


def _clear(session: Session) -> None:
    """Removes what the cache holds, also where this run would not use it.

    Raises:
        UsageError: the folder is not ours, or the system refuses.
    """
    from bangfu.cache import home, place
    from bangfu.cache.folder import Unfit
    from bangfu.read.files import reason_of

    path = ""
    freed = home.Amount(0, 0)
    try:
        path = place.folder(os.environ)
        freed = home.clear(home.opened(path))
    except FileNotFoundError:
        pass
    except Unfit as unfit:
        if path:  # else there is no home folder, so there is nothing
            raise _refusal(path, unfit.message) from None
    except OSError as error:
        raise _refusal(path, reason_of(error)) from None
    session.data(
        session.text(_("entries removed: {number}; {size} MB freed", number=freed.entries, size=_megabytes(freed.size)))
    )


def _refusal(path: str, reason: Message | str) -> UsageError:
    return UsageError(_("the cache “{path}” cannot be cleared: {reason}", path=path, reason=reason))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
