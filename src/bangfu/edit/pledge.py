"""Finds the commitment that a clerk means: it has no id, so it is named by who made it and a part of its text."""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.edit.desk import Desk
from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import Commitment
from bangfu.model.province import City

_SHOWN = 10


def open_commitment(desk: Desk, city: City, party: str, part: str | None) -> Commitment:
    """The one commitment of a party that is not kept yet.

    Args:
        desk: the repository; the city is read as a whole.
        city: in whose ledger it stands.
        party: who made it; an enterprise by any of its names.
        part: letters of its text, where the party made several.

    Raises:
        EditRefusedError: there is none, or more than one.
    """
    books = desk.city(city.slug)
    known = books.enterprises()
    meant = known[party].name if party in known else party

    def is_of_party(commitment: Commitment) -> bool:
        maker = known.get(commitment.party)
        return meant in (commitment.party, maker.name if maker else None)

    made = [each for each in books.ledger.commitments if is_of_party(each)]
    found = [each for each in made if part is None or part in each.text]
    waiting = [each for each in found if each.kept is None]
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        raise EditRefusedError(
            _("“{party}” has {count} commitments that are not kept yet: {names}",
              party=party, count=len(waiting), names=_named(waiting)),
            _("name one of them by a part of its text: --text"),
        )  # fmt: skip
    if found:
        last = found[-1]
        raise EditRefusedError(
            _("it was kept already, on {day} ({file}:{line})", day=last.kept, file=last.file, line=last.line)
        )
    if made:
        raise EditRefusedError(
            _("no commitment of “{party}” has “{text}” in it; there are: {names}",
              party=party, text=part, names=_named(made))
        )  # fmt: skip
    raise EditRefusedError(
        _("{city} has no commitment of “{party}”", city=city.name, party=party),
        _("all commitments: bangfu commitment list"),
    )


def _named(commitments: Sequence[Commitment]) -> str:
    shown = "、".join(f"“{each.text}” ({each.file}:{each.line})" for each in commitments[:_SHOWN])
    return shown + (" …" if len(commitments) > _SHOWN else "")
