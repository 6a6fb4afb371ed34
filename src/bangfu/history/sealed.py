"""What has become of published periods, as findings (BF611, BF612)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bangfu.history.causes import causes
from bangfu.history.judge import shown
from bangfu.i18n import Message, _
from bangfu.merge.book import Book
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.issue import Issue
from bangfu.model.seal import WHOLE
from bangfu.model.source import Place
from bangfu.read.repository import Reading
from bangfu.seal.cause import Cause
from bangfu.seal.compare import Difference, Moved, differences

FIGURE, RECORD = "BF611", "BF612"
_NAMED = 10
_SHOWN = 50

_WORDS = {
    "reported": _("reported"),
    "verified": _("verified"),
    "rejected": _("rejected"),
    "assigned": _("assigned"),
    "on_the_spot": _("resolved on the spot"),
    "resolved": _("resolved"),
    "closed": _("closed"),
    "new_reported": _("newly reported"),
    "new_verified": _("newly verified"),
    "new_rejected": _("newly rejected"),
    "new_assigned": _("newly assigned"),
    "new_on_the_spot": _("newly resolved on the spot"),
    "new_resolved": _("newly resolved"),
    "new_closed": _("newly closed"),
    "overdue": _("overdue"),
    "resolution_rate": _("resolution rate"),
    "closure_rate": _("closure rate"),
    "collected_resolution_rate": _("resolution rate of all reported"),
    "overdue_rate": _("overdue rate"),
    "on_time_rate": _("on-time rate"),
    "satisfaction_rate": _("satisfaction rate"),
    "reply_rate": _("reply rate"),
}


def findings_of_seals(root: Path, book: Book, reading: Reading) -> Iterator[Finding]:
    """Every city of a sealed period for which the ledgers do not give what was published last."""
    found = [each for each in differences(book, reading.seals, torn=reading.torn) if each.city != WHOLE]
    for difference, made in zip(found, causes(root, book, reading, found) if found else (), strict=True):
        yield _finding(difference, made)


def _finding(difference: Difference, made: Sequence[Cause] | None) -> Finding:
    seal, city, moved = difference.seal, difference.city, difference.moved
    names = [figures.city for figures in seal.figures]
    place = Place(seal.file, ("figures", names.index(city)) if city in names else ("figures",))
    bearing = [cause for cause in made or () if cause.figures or not moved]
    if moved:
        what = tuple(_moved(each) for each in moved)
        message = _("{city}: published figures of {period} have changed: {figures}",
                    city=city, period=seal.period, figures=what)  # fmt: skip
    else:
        message = _("{city}: what stands behind the published figures of {period} has changed, and no figure has",
                    city=city, period=seal.period)  # fmt: skip
    if bearing:
        named = [cause.name for cause in bearing]
        more = len(named) - _NAMED
        listed = (*named[:_NAMED], *([_("{count} more", count=more)] if more > 0 else []))
        message = _("{finding}; by: {names}", finding=message, names=listed)
    hint = None
    if made is None:
        hint = _("which issues make the difference cannot be told: git does not hold what was sealed")
    related = tuple(_related(cause) for cause in bearing[:_SHOWN])
    return Finding(FIGURE if moved else RECORD, message, place, hint=hint, related=related)


def _moved(figure: Moved) -> Message:
    return _("{name} {published} → {now}", name=_WORDS[figure.name], published=figure.published or "—",
             now=figure.now or "—")  # fmt: skip


def _related(cause: Cause) -> Related:
    name = cause.name if isinstance(cause.record, Issue) else shown(cause.record)
    if not cause.here:
        return Related(_("{name}: taken out", name=name), file=cause.record.file)
    what = _("entered late") if cause.late else _("corrected")
    message = _("{name}: {what}", name=name, what=what)
    if cause.figures:
        words = tuple(word for figure, word in _WORDS.items() if figure in cause.figures)
        message = _("{name}: {what}; it bears on: {figures}", name=name, what=what, figures=words)
    return Related(message, cause.record.at(cause.section))
