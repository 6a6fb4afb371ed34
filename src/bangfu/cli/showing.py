"""What commands that show a table of figures have in common: the book, the format, the file."""

from __future__ import annotations

import json as as_json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from bangfu.cli.options import Option
from bangfu.i18n import Message, _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from bangfu.cli.session import Session
    from bangfu.cli.tables import Table
    from bangfu.merge.book import Book
    from bangfu.model.diagnostic import Diagnostic
    from bangfu.model.province import City

FORMATS = ("table", "json", "csv", "md")
_BOM = "\ufeff"  # without it a Chinese spreadsheet program takes a CSV file for GBK

Cities = Annotated[
    list[str] | None,
    Option("--city", help=mark("Only this city (name, short name, slug or prefix)."), metavar="CITY"),
]
Form = Annotated[str, Option("--format", help=mark("table, json, csv or md."), metavar="FORMAT")]
Json = Annotated[bool, Option("--json", help=mark("The same as --format json."))]
Output = Annotated[
    Path | None,
    Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
]


class Seen(NamedTuple):
    """The ledgers as they were read: the book of the cities chosen, and the errors that bear on it."""

    book: Book
    errors: list[Diagnostic]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    Attributes:
        caption: what it is, and of which day.
        table: headings and rows in the reader's language; cells are data.
        data: the keys of the JSON document besides `schema`, `as_of` and what must be known.
        notes: lines below the table.
    """

    caption: Message
    table: Table
    data: dict[str, Any]
    notes: Sequence[Message] = ()


def belongs(action: str, only: Mapping[str, Sequence[str]], given: Mapping[str, object]) -> None:
    """Looks whether every option given goes with the action.

    Args:
        action: the one chosen.
        only: the actions that an option belongs to.
        given: the options with their values; None and False: not given.

    Raises:
        UsageError: one does not.
    """
    for option, value in given.items():
        if value not in (None, False) and action not in only[option]:
            raise UsageError(_("{option} does not go with “{name}”", option=option, name=action))


def format_chosen(form: str, *, json: bool) -> str:
    """The format.

    Raises:
        UsageError: there is none of that name.
    """
    from bangfu.cli.choices import one_of

    return "json" if json else one_of("--format", form, FORMATS)


def look(session: Session, city: Sequence[str] | None, *, allow_errors: bool) -> Seen:
    """Reads and checks the ledgers, and cuts the book down to the cities named.

    Raises:
        typer.Exit: they have errors, which were told (exit code 1).
        UsageError: there is no such city.
    """
    from bangfu import pipeline
    from bangfu.cli.choices import city_named
    from bangfu.cli.refusal import concerning, refused

    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    cities: list[City] = [city_named(checked.book.province, name) for name in city or ()]
    errors = concerning(checked.errors, cities)
    if refused(session, errors, allow=allow_errors):
        from bangfu.cli.session import Stopped

        raise Stopped(1)
    kept = tuple(each for each in checked.book.cities if not cities or each.city in cities)
    return Seen(replace(checked.book, cities=kept), errors)


def show(session: Session, seen: Seen, day: date, shown: Shown, form: str, output: Path | None) -> None:
    """Prints or writes it in its format."""
    from bangfu.cli import tables
    from bangfu.cli.output import deliver

    known = {"demo": seen.book.province.demo, "errors": len(seen.errors)}
    if form == "json":
        document = {
            "schema": 1,
            "as_of": day.isoformat(),
            **shown.data,
            **{key: value for key, value in known.items() if value},
        }
        deliver(session, as_json.dumps(document, ensure_ascii=False, indent=2) + "\n", output)
        return
    if form == "csv":
        page = tables.comma_separated(shown.table)
        deliver(session, _BOM + page if output else page, output)
        return
    heads = [shown.caption, *_remarks(seen)]
    if form == "md":
        caption, *remarks = (tables.markdown_line(session.text(head)) for head in heads)
        notes = [tables.markdown_line(session.text(note)) for note in shown.notes]
        blocks = [f"**{caption}**", *(f"> {remark}" for remark in remarks), tables.markdown(shown.table).rstrip("\n")]
        deliver(session, "\n\n".join([*blocks, *notes]) + "\n", output)
        return
    page = "\n".join(session.text(head) for head in heads) + "\n\n" + tables.terminal(shown.table)
    if shown.notes:
        page += "\n" + "".join(session.text(note) + "\n" for note in shown.notes)
    deliver(session, page, output)


def _remarks(seen: Seen) -> list[Message]:
    """What a reader must know first."""
    from bangfu.cli.refusal import caution

    remarks = [_("the data are invented (demonstration)")] if seen.book.province.demo else []
    if seen.errors:
        remarks.append(caution(seen.errors))
    return remarks
