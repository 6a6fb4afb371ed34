"""New records: an issue with an id of its own, and the refusal of what is there already."""

from __future__ import annotations

from bangfu.edit.desk import Desk
from bangfu.i18n import _
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import EditRefusedError
from bangfu.model.event import Event
from bangfu.model.ids import make_id
from bangfu.model.issue import Issue
from bangfu.model.province import City


def issue_to_add(
    desk: Desk, city: City, *, enterprise: str, title: str, category: str, detail: str | None, report: Event
) -> Issue:
    """A new issue of `city`, with an id that no ledger holds.

    The same row is the same issue (docs/format.md, `id`): one of that enterprise, title and day is not added again.

    Args:
        desk: the repository.
        city: whose issue it is.
        enterprise: the enterprise's own name (no alias).
        title: the difficulty in a few words.
        category: its category.
        detail: more about it.
        report: its first event, 反映.

    Raises:
        EditRefusedError: it is there already.
    """
    books = desk.city(city.slug)
    books.look_at(lambda excerpt: excerpt.titled({title}))
    known = books.known()
    for issue in books.ledger.issues:
        owner = known.get(issue.enterprise)
        same = issue.title == title and (owner.name if owner else issue.enterprise) == enterprise
        if same and issue.events and issue.events[0].date == report.date:
            raise EditRefusedError(
                _("this issue is there already: {id} ({file}:{line})", id=issue.id, file=issue.file, line=issue.line),
                _("an issue of the same enterprise, day and title is the same issue; give another --title"),
            )
    name = make_id(city.prefix, city.name, enterprise, report.date, title, desk.holds)
    return Issue(id=name, enterprise=enterprise, title=title, category=category, detail=detail, events=(report,))


def refuse_known(desk: Desk, city: City, enterprise: Enterprise) -> None:
    """Looks whether the city has an enterprise of that name or alias.

    Raises:
        EditRefusedError: it has.
    """
    known = desk.city(city.slug).enterprises()
    for name in (enterprise.name, *enterprise.aliases):
        if name in known:
            there = known[name]
            raise EditRefusedError(
                _(
                    "{city} has “{name}” already ({file}:{line})",
                    city=city.name,
                    name=name,
                    file=there.file,
                    line=there.line,
                )
            )
