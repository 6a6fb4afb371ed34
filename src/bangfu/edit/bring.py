"""Brings another copy of a ledger (mailed back, or from another branch) into a repository's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bangfu.edit.desk import CityDesk, Desk, added, decoded, errors, kind_of, refuse
from bangfu.edit.prove import findings_of
from bangfu.edit.reconcile import Merged, reconcile
from bangfu.edit.write import Replacement
from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.model.province import City
from bangfu.read.files import RefusedFile, read_bytes, reason_of
from bangfu.read.part import read_part


def bring(desk: Desk, file: str, base: bytes | None, copy: bytes) -> tuple[Merged, Replacement]:
    """Merges a copy into the ledger `file` of the repository; nothing is written.

    Args:
        desk: the repository. The caller holds its lock where the replacement will be written.
        file: the ledger, relative to the repository. It may not be there yet.
        base: the version that both come from; None where it is not known.
        copy: the copy's bytes.

    Raises:
        EditRefusedError: the ledger or the copy cannot be read, they are of two cities, or the city's ledger as a whole
            would have an error that neither has.
    """
    owner = next((files for files in desk.files if file in files.names), None)
    before = _bytes(desk.root / file, file) if owner else None
    city = next((city for city in desk.province.cities if _home(city) == file), None)
    start = before if before is not None else f"city: {city.name if city else ''}\n".encode()
    merged = reconcile(file, base, start, copy, desk.province, desk.today)
    refuse_unmerged(merged)
    if merged.clean and owner:
        _refuse_new_errors(desk, owner.slug, file, copy, merged.data)
    return merged, Replacement(file, before, merged.data)


def refuse_unmerged(merged: Merged) -> None:
    """Refuses what could only be compared line by line, and ledgers of two cities: nobody waits for markers here.

    Raises:
        EditRefusedError: it is so.
    """
    if merged.doubt:
        raise EditRefusedError(merged.doubt, _("nothing was written"))
    conflict = next(iter(merged.plan.conflicts), None) if merged.plan else None
    if conflict:
        raise EditRefusedError(
            _("{reason}: {ours}, {theirs}", reason=conflict.reason, ours=conflict.ours, theirs=conflict.theirs),
            _("nothing was written"),
        )


def home_of_copy(desk: Desk, city: City, copy: Path) -> str:
    """The file of the city's ledger that a copy belongs to: its only one, or the one of the same name.

    Raises:
        EditRefusedError: it may be any of several.
    """
    names: Sequence[str] = next(files.names for files in desk.files if files.slug == city.slug) or (_home(city),)
    same = [name for name in names if name.rpartition("/")[2] == copy.name]
    if len(names) == 1 or len(same) == 1:
        return names[0] if len(names) == 1 else same[0]
    raise EditRefusedError(
        _("{city} has {count} files", city=city.name, count=len(names)),
        _("name the one that it is a copy of: bangfu merge LEDGER COPY"),
    )


def _home(city: City) -> str:
    return f"{LEDGERS}/{city.slug}.yaml"


def _bytes(path: Path, name: str) -> bytes:
    try:
        return read_bytes(path)
    except RefusedFile as refusal:
        raise EditRefusedError(_("{file}: {reason}", file=name, reason=refusal.message)) from None
    except OSError as error:
        raise EditRefusedError(_("{file}: {reason}", file=name, reason=reason_of(error))) from None


def _refuse_new_errors(desk: Desk, slug: str, file: str, copy: bytes, data: bytes) -> None:
    """Refuses an error in the city's other files, or across them, that neither the repository nor the copy has."""
    before = desk.city(slug)
    after, alone = before.copy(), CityDesk(before.city)
    for version, content in ((after, data), (alone, copy)):
        source = decoded(file, content)
        if source is None:
            refuse(None, file)
        version.take(source, read_part(source))
    here, there, now = (findings_of(version, desk.province, desk.today) for version in (before, alone, after))
    known = {kind_of(finding) for finding in there}
    broken = [finding for finding in errors(added(here, now)) if kind_of(finding) not in known]
    if broken:
        reason = _("{code} {reason}", code=broken[0].code, reason=broken[0].message)
        raise EditRefusedError(_("the edit would add an error: {reason}", reason=reason), broken[0].hint)
