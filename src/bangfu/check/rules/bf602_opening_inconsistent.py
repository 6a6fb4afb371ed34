"""An opening contradicts itself. / 期初数自相矛盾。

What: in one opening more is verified, rejected, assigned, resolved or struck off than was reported, more is assigned
or resolved than verified, or more is struck off than resolved.

Why: an issue that stands at a later step stands at the earlier ones too (a rejected one is reported, not verified),
so one of the two figures is wrong or has another meaning.

是什么：同一条期初数里，核实、退回、交办、办结或销号比收集的多，交办或办结比核实的多，或者销号比办结的多。

为什么：走到后一步的问题，前一步也要算上（退回的算收集，不算核实），所以两个数里有一个不对，或者口径不同。

Wrong:

    opening:
      - {date: 2019-06-30, reported: 242, verified: 256}

Right:

    opening:
      - {date: 2019-06-30, reported: 256, verified: 242}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity

AT_MOST = (
    ("verified", "reported"),
    ("rejected", "reported"),
    ("assigned", "reported"),
    ("resolved", "reported"),
    ("closed", "reported"),
    ("assigned", "verified"),
    ("resolved", "verified"),
    ("closed", "resolved"),
)


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every counter of an opening that is larger than one it is a part of; one finding a counter."""
    for opening in book.ledger.opening if book.ledger else ():
        told: set[str] = set()
        for part, whole in AT_MOST:
            less: int | None = getattr(opening, part)
            more: int | None = getattr(opening, whole)
            if less is not None and more is not None and less > more and part not in told:
                told.add(part)
                message = _(
                    "“{part}” ({less}) is more than “{whole}” ({more})", part=part, less=less, whole=whole, more=more
                )
                yield Finding(RULE.code, message, opening.at("opening", part))


RULE = Rule("BF602", "opening-inconsistent", Severity.WARNING, city=check)
