"""A measure's section is not in bangfu.yaml. / 工作举措的栏目不在 bangfu.yaml 中。

What: the `section` of a measure is none of the sections of bangfu.yaml.

Why: part one of the bulletin is arranged by these sections; the measure would be in none.

是什么：工作举措的 `section` 不是 bangfu.yaml 中的栏目。

为什么：通报第一部分按这些栏目编排，对不上栏目的举措没有地方放。

Wrong:

    measures:
      - {date: 2019-06-20, section: 要素, text: 设立信贷风险补偿基金。}

Right:

    measures:
      - {date: 2019-06-20, section: 要素保障, text: 设立信贷风险补偿基金。}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every measure in an unknown section."""
    sections = context.province.sections
    for measure in book.ledger.measures if book.ledger else ():
        if measure.section not in sections:
            hint = did_you_mean(measure.section, sections) or _("the sections are {names}", names="、".join(sections))
            message = _("there is no section “{section}”", section=measure.section)
            yield Finding(RULE.code, message, measure.at("measures", "section"), hint=hint)


RULE = Rule("BF212", "unknown-section", city=check)
