"""Two openings count the same thing. / 期初数重复。

What: two openings of one city give the same counter for the same scope and category.

Why: openings are added up: each counts what no other entry counts. One that is written anew every month with the
total up to then counts everything twice; such figures are `assertions`.

是什么：同一市州有两条期初数，范围和类别相同，又都写了同一项数。

为什么：期初数是相加的，每条只写别处没有算过的。每月再写一条累计数，就全部重复计算了；
这样的数应写在上报数（`assertions`）里。

Wrong:

    opening:
      - {date: 2019-05-31, reported: 240}
      - {date: 2019-06-30, reported: 256}

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.figures import stated
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Related, Severity
from bangfu.model.ledger import Opening


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every counter that an earlier opening of the same scope and category gives."""
    first: dict[tuple[str | None, str | None, str], Opening] = {}
    for opening in book.ledger.opening if book.ledger else ():
        for name, _value in stated(opening):
            other = first.setdefault((opening.scope, opening.category, name), opening)
            if other is not opening:
                yield Finding(
                    RULE.code,
                    _("“{key}” is given by two openings; both are counted", key=name),
                    opening.at("opening", name),
                    hint=_("keep one of them; a figure stated elsewhere belongs under assertions"),
                    related=(Related(_("it stands here first"), other.at("opening", name)),),
                )


RULE = Rule("BF603", "opening-twice", Severity.WARNING, city=check)
