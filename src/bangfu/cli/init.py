"""`bangfu init`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.model.province import City

_DEMO_KEY = "demo-key-of-invented-data"  # the demonstration is the same everywhere, and has nothing to hide
_CITY = r"([^:]{2,40}):([A-Za-z][A-Za-z0-9]{0,15}):([a-z][a-z0-9-]{0,31})"  # see BF011


def init(
    session: Session,
    folder: Annotated[Path | None, Argument(help=mark("Where to make it (default: here)."), metavar="[DIR]")] = None,
    demo: Annotated[bool, Option("--demo", help=mark("Fill it with a year of invented data."))] = False,
    province: Annotated[str | None, Option(help=mark("The province (default: 湖南省)."), metavar="NAME")] = None,
    issuer: Annotated[str | None, Option(help=mark("Who issues the bulletin."), metavar="NAME")] = None,
    city: Annotated[
        list[str] | None,
        Option(help=mark("A city as NAME:PREFIX:SLUG; once for each (default: Hunan's 14)."), metavar="CITY"),
    ] = None,
) -> None:
    """Makes a ledger repository that works at once."""
    from secrets import token_hex

    from bangfu.cli.ask import ask
    from bangfu.cli.output import write
    from bangfu.model.folders import NAME
    from bangfu.scaffold import hunan
    from bangfu.scaffold.repository import scaffold

    top = folder or session.repo or Path()
    _refuse_used(top)
    asked = session.interactive and not (province or city or demo)
    answer = ask(session, _("Province"), default=hunan.PROVINCE) if asked else province
    name = _line("--province", answer or hunan.PROVINCE)
    if name != hunan.PROVINCE and asked:
        city = _asked_cities(session, name)
    if name != hunan.PROVINCE and not city:
        raise UsageError(
            _("the cities of {province} are not known to bangfu", province=name),
            _("name each with --city, such as: --city 广州市:GZ:guangzhou"),
        )
    cities = tuple(_city(text) for text in city) if city else hunan.cities()
    _refuse_twins(cities)
    words = _line("--issuer", issuer or f"{name}工业和信息化厅")
    files = scaffold(name, words, cities, demo=demo, public_secret=_DEMO_KEY if demo else token_hex(16))
    kept = [file for file in files if os.path.lexists(top / file)]
    for file in sorted(files, key=lambda file: file == NAME):  # bangfu.yaml last: with it the repository exists
        if file not in kept:
            _make_folder((top / file).parent)
            write(top / file, files[file])
    for file in kept:
        session.complain(_("left as it is: {path}", path=file))
    session.remark(
        _("{folder}: a ledger repository is made; cities: {count}", folder=str(top.absolute()), count=len(cities))
    )
    session.remark(_("to go on:"))
    for command in _next_steps(top, cities[0], demo=demo):
        session.remark(f"  {command}")


def _refuse_used(top: Path) -> None:
    """A folder that holds a repository already is not touched."""
    from bangfu.model.folders import NAME

    if os.path.lexists(top / NAME):
        raise UsageError(
            _("{folder} holds a {name} already", folder=str(top.absolute()), name=NAME), _("nothing was written")
        )
    if top.exists() and not top.is_dir():
        raise UsageError(_("“{path}” is no folder", path=str(top)))


def _line(option: str, value: str) -> str:
    """A name that may stand in bangfu.yaml."""
    from bangfu.cli.session import printable

    if not value.strip() or "\n" in value or printable(value) != value or len(value) > 200:
        raise UsageError(_("{option} takes a name, not “{value}”", option=option, value=value))
    return value.strip()


def _city(text: str) -> City:
    from bangfu.model.province import City

    match = re.fullmatch(_CITY, text)
    if match is None:
        raise UsageError(
            _("--city takes NAME:PREFIX:SLUG, not “{value}”", value=text),
            _("such as 广州市:GZ:guangzhou; prefix and slug in letters and digits, the slug in lower case"),
        )
    return City(slug=match[3], name=_line("--city", match[1]), prefix=match[2])


def _asked_cities(session: Session, province: str) -> list[str]:
    """Cities asked for at the terminal, as they are given to --city; an empty answer ends the list.

    Raises:
        EOFError: the input has ended.
    """
    session.complain(
        _("the cities of {province} in the official order, one a line as NAME:PREFIX:SLUG", province=province)
    )
    session.complain(_("such as 广州市:GZ:guangzhou; an empty line ends the list"))
    given: list[str] = []
    while True:
        session.err.write(f"  {len(given) + 1}: ")
        session.err.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        text = line.strip().replace("：", ":")
        if not text and given:
            return given
        try:
            _refuse_twins(tuple(_city(one) for one in [*given, text]))
        except UsageError as problem:
            session.complain(problem.message)
            continue
        given.append(text)


def _refuse_twins(cities: tuple[City, ...]) -> None:
    for what in ("name", "prefix", "slug"):
        values = [getattr(city, what) for city in cities]
        twin = next((value for value in values if values.count(value) > 1), None)
        if twin:
            raise UsageError(_("two cities are both “{value}”", value=twin))


def _next_steps(top: Path, city: City, *, demo: bool) -> list[str]:
    """Commands to try next, as they are typed."""
    from shlex import quote

    enter = [] if top.resolve() == Path.cwd() else [f"cd {quote(str(top))}"]
    if demo:
        return [*enter, "bangfu check", "bangfu tally --year 2019", "bangfu report --month 2019-12 -o 2019-12.html"]
    enterprise = "某某机械有限公司"
    return [
        *enter,
        f"bangfu add-enterprise --city {city.short} --name {enterprise}",
        f"bangfu add-issue --city {city.short} --enterprise {enterprise} --title 新增用地未落实 --category 用地",
        "bangfu check",
    ]


def _make_folder(folder: Path) -> None:
    from bangfu.read.files import reason_of

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(_("“{path}” cannot be written: {reason}", path=str(folder), reason=reason)) from error
