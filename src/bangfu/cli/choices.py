"""Values of options that are more than text: choices, days, paths."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.i18n import _
from bangfu.model.errors import UsageError
from bangfu.model.nearest import nearest

if TYPE_CHECKING:
    from bangfu.lifecycle.transitions import Status
    from bangfu.merge.book import Book
    from bangfu.model.province import City, Province


def one_of(option: str, value: str, choices: Sequence[str]) -> str:
    """`value`, when it is one of `choices`.

    Raises:
        UsageError: it is not; the hint names the nearest choice.
    """
    if value in choices:
        return value
    suggestion = nearest(value, choices)
    hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
    raise UsageError(
        _("{option} takes {choices}, not “{value}”", option=option, choices=tuple(choices), value=value), hint
    )


def relative_names(root: Path, paths: Iterable[Path]) -> list[str]:
    """The paths relative to the repository, with /.

    Raises:
        UsageError: a path is not there, or lies outside.
    """
    names = []
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(_("there is no “{path}”", path=str(path)))
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as given
        if not absolute.is_relative_to(root):
            raise UsageError(_("“{path}” lies outside the repository {root}", path=str(path), root=str(root)))
        names.append(absolute.relative_to(root).as_posix())
    return names


def iso_day(text: str) -> date:
    """An ISO day, such as 2019-06-30.

    Raises:
        UsageError: the text is none.
    """
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    hint = _("write year-month-day with two digits each, such as 2019-06-30")
    raise UsageError(_("“{value}” is no date", value=text), hint)


def city_named(province: Province, text: str) -> City:
    """The city of that name, short name, slug or prefix.

    Raises:
        UsageError: the province has none.
    """
    city = province.city(text)
    if city is None:
        known = [name for city in province.cities for name in (city.name, city.short, city.slug, city.prefix)]
        suggestion = nearest(text, known)
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
        raise UsageError(_("there is no city “{name}”", name=text), hint)
    return city


def departments_named(book: Book, names: Iterable[str]) -> tuple[str, ...]:
    """`names`, each of a department that some issue is or was charged to.

    Raises:
        UsageError: none is; the hint names the nearest. Nothing would be found, and that would read as nothing to do.
    """
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return ()
    known = dict.fromkeys(name for case in book.cases for event in case.issue.events for name in event.to)
    for name in wanted:
        if name not in known:
            suggestion = nearest(name, known)
            hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
            raise UsageError(_("no issue is charged to “{name}”", name=name), hint)
    return wanted


def status_named(name: str) -> Status:
    """A status by its Chinese or its English name.

    Raises:
        UsageError: there is none of that name.
    """
    from bangfu.lifecycle.transitions import STATUSES, Status

    english = {status.name.lower(): status for status in STATUSES}
    one_of("--status", name, (*STATUSES, *english))
    return english.get(name) or Status(name)
