"""`bangfu import`."""

from __future__ import annotations

import json as as_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.editing import desk_of, remark_on
from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark

if TYPE_CHECKING:
    from bangfu.exchange.sheets.bring import Proposal, Taken

YEARS = range(1949, 2200)
_WIDEST = 60
_MOST = 100
"""Remarks, and refusals, that are shown: one slip may repeat in every row."""


def import_sheet(
    session: Session,
    file: Annotated[Path, Argument(help=mark("The workbook or CSV."), metavar="FILE", show_default=False)],
    city: Annotated[
        str | None,
        Option(
            "--city",
            help=mark("The city of new rows that name none: name, short name, slug or prefix."),
            metavar="CITY",
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        Option("--sheet", help=mark("Of a workbook that others made: read this sheet only."), metavar="NAME"),
    ] = None,
    year: Annotated[
        int | None,
        Option(
            "--year",
            help=mark("Of a sheet that others made: the year of days without one."),
            metavar="YYYY",
        ),
    ] = None,
    accept_good: Annotated[
        bool,
        Option("--accept-good", help=mark("Write the rows that can be taken over, even if others cannot.")),
    ] = False,
    dry_run: Annotated[
        bool, Option("--dry-run", help=mark("Show what would change, row by row; write nothing."))
    ] = False,
    json: Annotated[bool, Option("--json", help=mark("Print what was changed, as JSON."))] = False,
) -> int:
    """Takes a sheet over: one of bangfu export that comes back, merged cell by cell, or one that others made."""
    from bangfu.cli.choices import city_named
    from bangfu.edit.revise import revise
    from bangfu.exchange.sheets.bring import bring
    from bangfu.exchange.sheets.extra import needed
    from bangfu.exchange.sheets.incoming import read_incoming
    from bangfu.model.errors import UsageError

    if year is not None and year not in YEARS:
        raise UsageError(_("--year takes a year such as 2019, not {year}", year=year))
    if file.suffix.lower() != ".csv":
        needed()
    with desk_of(session, dry_run=dry_run) as desk:
        default = city_named(desk.province, city) if city else None
        incoming = read_incoming(file, today=session.today, province=desk.province, year=year, sheet=sheet)
        proposal = bring(desk, incoming.sheet, default)
        proposal.refused += incoming.refused
        written = proposal.whole or accept_good
        revisions = [taken.revision for taken in proposal.taken]
        made = revise(desk, revisions, dry_run=dry_run or not written)
    for remark in incoming.remarks[:_MOST]:
        where = _("{sheet}, row {row}", sheet=remark.sheet, row=remark.row) if remark.row else remark.sheet
        session.remark(_("{where}: {reason}", where=where, reason=remark.message) if where else remark.message)
    if len(incoming.remarks) > _MOST:
        session.remark(_("more remarks: {count}", count=len(incoming.remarks) - _MOST))
    for heading in incoming.sheet.unknown:
        session.remark(_("{heading}: this column is none of bangfu's and was passed over", heading=heading))
    _say(session, proposal, data=dry_run and not json)
    if json:
        session.data(as_json.dumps(_document(session, file, proposal, written=written and not dry_run),
                                   ensure_ascii=False, indent=2))  # fmt: skip
    remark_on(session, made)
    _close(session, proposal, written=written, dry_run=dry_run)
    return 0 if proposal.whole else 1


def _say(session: Session, proposal: Proposal, *, data: bool) -> None:
    """Row by row: what changes (as data of a dry run), what is in conflict, what is refused, what is missing."""
    for taken in proposal.taken:
        for line in _lines(session, taken):
            if data:
                session.data(line)
            else:
                session.remark(line)
    for row, clash in proposal.clashes:
        where = _("{sheet}, row {row}", sheet=row.sheet, row=row.number)
        reason = _(
            "{where} {id}: “{column}” was changed on both sides: sent “{base}”, ledger “{ours}”, sheet “{theirs}”",
            where=where, id=row.id, column=clash.column.heading,
            base="—" if clash.base is None else _short(clash.base), ours=_short(clash.ours),
            theirs=_short(clash.theirs),
        )  # fmt: skip
        session.complain(reason)
    for row, message in proposal.refused[:_MOST]:
        where = _("{sheet}, row {row}", sheet=row.sheet, row=row.number)
        session.complain(_("{where}: {reason}", where=where, reason=message))
    if len(proposal.refused) > _MOST:
        session.complain(_("more reasons: {count}; all of them: --json", count=len(proposal.refused) - _MOST))
    for sheet, name in proposal.missing:
        session.complain(_("{sheet}: {id} was sent and has no row any more; it stays in the ledger",
                           sheet=sheet, id=name.rpartition("/")[2]))  # fmt: skip


def _lines(session: Session, taken: Taken) -> list[str]:
    """What a row changes: a line for the row, and one for each cell."""
    kind = _("new") if taken.new else _("changed")
    head = _("{sheet}, row {row}", sheet=taken.row.sheet, row=taken.row.number)
    lines = [f"{session.text(head)}  {session.text(kind)} {session.text(taken.name)}"]
    for column, old, new in taken.cells:
        change = _short(new) or "—"
        if not taken.new:
            change = f"{_short(old) or '—'} → {change}"
        lines.append(session.text(f"    {column.heading}: {change}"))
    return lines


def _close(session: Session, proposal: Proposal, *, written: bool, dry_run: bool) -> None:
    new = sum(taken.new for taken in proposal.taken)
    changed = len(proposal.taken) - new
    if not proposal.taken and proposal.whole:
        session.remark(_("nothing to take over: the sheet says what the ledgers say"))
    elif written or dry_run:
        session.remark(_("rows that change something: {changed}; new: {new}", changed=changed, new=new))
    if not proposal.whole:
        left = len({(row.sheet, row.number) for row, _reason in [*proposal.clashes, *proposal.refused]})
        if written:
            session.complain(_("rows that were left out: {count}", count=left))
        else:
            session.complain(
                _("rows that cannot be taken over: {count}; nothing was written (the others alone: --accept-good)",
                  count=left)
            )  # fmt: skip


def _document(session: Session, file: Path, proposal: Proposal, *, written: bool) -> dict[str, Any]:
    """What was changed, by id (docs/cli.md, machine output)."""

    def place(row: Any) -> dict[str, Any]:
        return {"sheet": row.sheet, "row": row.number, "id": row.id or None}

    def entry(taken: Taken) -> dict[str, Any]:
        cells = {column.key: {"old": old or None, "new": new or None} for column, old, new in taken.cells}
        return place(taken.row) | {"id": taken.name, "file": taken.revision.file, "cells": cells}

    return {
        "schema": 1,
        "input": file.name,
        "written": written and bool(proposal.taken),
        "added": [entry(taken) for taken in proposal.taken if taken.new],
        "changed": [entry(taken) for taken in proposal.taken if not taken.new],
        "conflicts": [
            place(row) | {"key": clash.column.key, "base": clash.base, "ours": clash.ours, "theirs": clash.theirs}
            for row, clash in proposal.clashes
        ],
        "refused": [place(row) | {"reason": session.translate(message)} for row, message in proposal.refused],
        "missing": [{"sheet": sheet, "id": name.rpartition("/")[2]} for sheet, name in proposal.missing],
    }


def _short(text: str) -> str:
    """A cell's text on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
