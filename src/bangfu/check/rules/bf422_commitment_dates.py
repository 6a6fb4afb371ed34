"""A commitment is due or kept before it was made. / 承诺的时限或兑现日期早于承诺日期。

What: `due` or `kept` of a commitment lies before its `date`.

Why: a digit is mistyped; the commitment would be overdue, or kept, from its first day.

是什么：承诺的时限（`due`）或兑现日期（`kept`）早于承诺日期（`date`）。

为什么：多半是数字输错了；照这样，承诺第一天就逾期或者兑现了。

Wrong:

    commitments:
      - {date: 2019-04-01, by: 政府, party: 市住建局, text: 年内通水通电, due: 2019-01-31, kept: 2019-06-18}

Right:

    commitments:
      - {date: 2019-04-01, by: 政府, party: 市住建局, text: 年内通水通电, due: 2019-12-31, kept: 2019-06-18}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every `due` and `kept` before the day of the commitment."""
    for commitment in book.ledger.commitments if book.ledger else ():
        for key, day in (("due", commitment.due), ("kept", commitment.kept)):
            if day is not None and day < commitment.date:
                message = _(
                    "“{key}” ({day}) lies before the commitment ({date})", key=key, day=day, date=commitment.date
                )
                yield Finding(RULE.code, message, commitment.at("commitments", key))


RULE = Rule("BF422", "commitment-dates", city=check)
