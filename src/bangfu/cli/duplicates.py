"""`bangfu duplicates`."""

from __future__ import annotations

import json as as_json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.filters import Categories, Cities, Enterprises
from bangfu.cli.options import Option
from bangfu.cli.session import Session, printable
from bangfu.i18n import Message, _, mark

if TYPE_CHECKING:
    from datetime import date

    from bangfu.check.alike import Pair
    from bangfu.cli.session import Session

DAYS = 90
"""How far apart two reports may be when one of the two is done, so that what comes back every year is not told."""


def duplicates(
    session: Session,
    city: Cities = None,
    category: Categories = None,
    enterprise: Enterprises = None,
    near: Annotated[
        bool, Option("--near", help=mark("Also what is less alike; many of these pairs are two issues."))
    ] = False,
    finished: Annotated[
        bool, Option("--finished", help=mark("Also where one or both are resolved or struck off."))
    ] = False,
    days: Annotated[
        int | None,
        Option(help=mark("With --finished: reported within so many days (default: 90)."), metavar="N"),
    ] = None,
    json: Annotated[bool, Option("--json", help=mark("As JSON."))] = False,
) -> None:
    """Lists pairs of issues of one enterprise that may be one difficulty, and why; nothing is changed."""
    from bangfu import pipeline
    from bangfu.check.alike import pairs
    from bangfu.cli.filters import tests_of
    from bangfu.cli.issues import say_unread
    from bangfu.model.errors import UsageError

    if days is not None and not finished:
        raise UsageError(_("--days goes with --finished: of open issues all are compared"))
    if days is not None and days < 0:
        raise UsageError(_("--days takes a whole number, 0 or more"))
    window = (DAYS if days is None else days) if finished else None
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    tests = tests_of(
        checked.book.province, city=city, status=None, category=category, department=None, enterprise=enterprise,
        overdue=False,
    )  # fmt: skip
    found = [
        pair
        for book in checked.book.cities
        for pair in pairs(book, session.today, near=near, finished_within=window)
        if any(
            all(test(case, state) for test in tests)
            for case, state in zip((pair.first, pair.second), pair.states, strict=True)
        )
    ]
    found.sort(key=lambda pair: -pair.likeness.score)
    if json:
        session.data(as_json.dumps(_document(found, session.today), ensure_ascii=False, indent=2))
    else:
        for pair in found:
            session.data("\n".join(_lines(session, pair)) + "\n")
    say_unread(session, checked)
    session.remark(_("pairs: {count}", count=len(found)))


def _document(found: list[Pair], today: date) -> dict[str, Any]:
    from bangfu.check.alike import joining
    from bangfu.cli.issues import as_data, enterprise_of

    return {
        "schema": 1,
        "as_of": today.isoformat(),
        "pairs": [
            {
                "city": pair.first.city.name,
                "enterprise": enterprise_of(pair.first),
                "rule": pair.likeness.way.value,
                "score": pair.likeness.score,
                "shared": list(pair.likeness.shared),
                "only": [list(words) for words in pair.likeness.only],
                "reject": (way := joining(pair)) and {"id": way[0], "into": way[1]},
                "issues": [
                    as_data(case, state) | {"via": state.via}
                    for case, state in zip((pair.first, pair.second), pair.states, strict=True)
                ],
            }
            for pair in found
        ],
    }


def _lines(session: Session, pair: Pair) -> Iterator[str]:
    """A pair for people: the two side by side, why they are told, and how to join them."""
    from bangfu.check.alike import joining
    from bangfu.cli.issues import enterprise_of

    likeness = pair.likeness
    score, rule = f"{likeness.score}%", session.text(_rules()[likeness.way.value])
    yield printable(f"{score}  {enterprise_of(pair.first)}（{pair.first.city.short}） · ") + rule
    for case, state in zip((pair.first, pair.second), pair.states, strict=True):
        issue = case.issue
        about = (issue.id, str(state.reported), state.via, issue.category, state.status.value)
        yield printable("  " + "  ".join(word for word in about if word))
        yield printable(f"      {issue.title}")
    said = [_("both say: {words}", words=likeness.shared)]
    for case, words in zip((pair.first, pair.second), likeness.only, strict=True):
        if words:
            said.append(_("only {id} says: {words}", id=case.issue.id, words=words))
    yield from (f"  {session.text(line)}" for line in said)
    if way := joining(pair):
        remedy = _("if they are one: bangfu reject {id} --into {other}", id=way[0], other=way[1])
        yield f"  {session.text(remedy)}"


def _rules() -> dict[str, Message]:
    return {
        "same": _("both say the same"),
        "within": _("one says all that the other says"),
        "near": _("most is the same, each says something of its own"),
    }
