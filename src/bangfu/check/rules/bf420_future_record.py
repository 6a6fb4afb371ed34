"""A record is dated in the future. / 条目日期在将来。

What: the date of an opening, measure, outcome, assertion, visit, survey, commitment, delivery or stage, or the `kept`
of a commitment, lies after today (or after the day given with --today).

Why: a ledger records what has happened; a mistyped year would be counted a year late. A planned outcome is dated on
the day of the plan, with `state: 计划`.

是什么：期初数、工作举措、成效、上报数、走访、问卷、承诺、政策送达、项目阶段的日期，或者承诺的兑现日期（`kept`），
晚于今天（用了 --today 的，晚于那一天）。

为什么：台账只记已经发生的事，年份输错的，会晚几年才计入。计划中的成效，日期写定计划的那一天，再写 `state: 计划`。

Wrong:

    measures:
      - {date: 2091-06-20, section: 要素保障, text: 设立信贷风险补偿基金。}

Right:

    measures:
      - {date: 2019-06-20, section: 要素保障, text: 设立信贷风险补偿基金。}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding
from bangfu.model.ledger import Ledger
from bangfu.model.source import Place

SECTIONS = ("opening", "measures", "outcomes", "assertions", "visits", "surveys", "commitments", "policies", "stages")


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every day after today outside the issues."""
    for day, place in _days(book.ledger) if book.ledger else ():
        if day > context.today:
            yield Finding(RULE.code, _("{date} lies in the future", date=day), place)


def _days(ledger: Ledger) -> Iterator[tuple[date, Place]]:
    for section in SECTIONS:
        for record in getattr(ledger, section):
            yield record.date, record.at(section, "date")
    for commitment in ledger.commitments:
        if commitment.kept:
            yield commitment.kept, commitment.at("commitments", "kept")


RULE = Rule("BF420", "future-record", city=check)
