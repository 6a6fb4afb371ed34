"""A commitment has no due date. / 承诺没有写时限。

What: a commitment has neither `due` nor `kept`.

Why: without a day it can never become overdue, and nobody follows it up (承诺制).

是什么：承诺既没有写时限（`due`），也没有写兑现日期（`kept`）。

为什么：没有时限，就永远不会逾期，也就没有人去盯（承诺制）。

Wrong:

    commitments:
      - {date: 2019-04-01, by: 政府, party: 市住建局, text: 厂区门口通水通电}

Right:

    commitments:
      - {date: 2019-04-01, by: 政府, party: 市住建局, text: 厂区门口通水通电, due: 2019-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every commitment that is not kept and has no due date."""
    for commitment in book.ledger.commitments if book.ledger else ():
        if commitment.due is None and commitment.kept is None:
            message = _("the commitment of {party} has no due date", party=commitment.party)
            yield Finding(RULE.code, message, commitment.at("commitments"), hint=_("add it: {event}", event="due: …"))


RULE = Rule("BF416", "commitment-without-due", Severity.WARNING, city=check)
