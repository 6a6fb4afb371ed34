"""A survey's result is no percentage. / 问卷结果不是百分比。

What: `positive` of a survey is not written with %, or is more than 100%.

Why: it is printed as the share of answers that were favourable.

是什么：问卷的 `positive` 没有写 %，或者超过 100%。

为什么：它表示好评答卷所占的比例，要写进通报。

Wrong:

    surveys:
      - {date: 2019-06-30, responses: 623, positive: 595份}

Right:

    surveys:
      - {date: 2019-06-30, responses: 623, positive: 95.5%}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every survey whose result is no share of its answers."""
    for survey in book.ledger.surveys if book.ledger else ():
        positive = survey.positive
        if positive is not None and (positive.unit != "%" or positive.number > 100):
            hint = _("write a percentage of at most 100%, such as 95.5%")
            message = _("“{value}” is no share of the answers", value=str(positive))
            yield Finding(RULE.code, message, survey.at("surveys", "positive"), hint=hint)


RULE = Rule("BF604", "survey-percentage", city=check)
