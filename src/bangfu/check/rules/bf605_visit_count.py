"""A visit names more enterprises than it counts. / 走访点名的企业多于所报户数。

What: `visited` of a visit names more enterprises than `enterprises` says.

Why: the count is what is added up. It may be larger than the names, where not all are named, never smaller.

是什么：走访的 `visited` 点名的企业，比 `enterprises` 报的户数还多。

为什么：统计时加的是户数。没有全部点名的，户数可以多，但不能少。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
      - {name: 示例食品有限公司}
    visits:
      - {date: 2019-06-20, enterprises: 1, visited: [示例轨道装备有限公司, 示例食品有限公司]}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
      - {name: 示例食品有限公司}
    visits:
      - {date: 2019-06-20, enterprises: 2, visited: [示例轨道装备有限公司, 示例食品有限公司]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every visit with fewer enterprises than names."""
    for visit in book.ledger.visits if book.ledger else ():
        if visit.enterprises is not None and visit.enterprises < len(visit.visited):
            message = _(
                "enterprises counted: {count}, but named: {named}",
                count=visit.enterprises,
                named=len(visit.visited),
            )
            yield Finding(RULE.code, message, visit.at("visits", "enterprises"))


RULE = Rule("BF605", "visit-count", Severity.WARNING, city=check)
