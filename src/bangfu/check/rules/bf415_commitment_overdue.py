"""A commitment was not kept in time. / 承诺事项逾期未兑现。

What: a commitment has no `kept`, and its `due` has passed.

Why: 承诺制: what an enterprise or a department promised is followed up like an issue.

是什么：承诺没有写兑现日期（`kept`），时限（`due`）却已经过了。

为什么：实行承诺制，企业和部门承诺的事，要像问题一样盯到底。

Wrong:

    commitments:
      - {date: 2019-04-01, by: 政府, party: 市住建局, text: 六月底前通水通电, due: 2019-06-20}

Right:

    commitments:
      - {date: 2019-04-01, by: 政府, party: 市住建局, text: 六月底前通水通电, due: 2019-06-20, kept: 2019-06-18}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every open commitment past its due date."""
    for commitment in book.ledger.commitments if book.ledger else ():
        if commitment.kept is None and commitment.due is not None and commitment.due < context.today:
            days = (context.today - commitment.due).days
            message = _("the commitment of {party} is overdue; days: {days}", party=commitment.party, days=days)
            hint = _("add the day on which it was kept: {event}", event="kept: …")
            yield Finding(RULE.code, message, commitment.at("commitments"), hint=hint)


RULE = Rule("BF415", "commitment-overdue", Severity.WARNING, city=check)
