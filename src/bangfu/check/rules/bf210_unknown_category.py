"""A category is not in bangfu.yaml. / 问题类别不在 bangfu.yaml 中。

What: the `category` of an issue, an opening or an assertion is none of the categories of bangfu.yaml. An opening and
an assertion may give a whole demand field instead.

Why: issues are counted by category and by the demand field that it belongs to; this one would be in none.

是什么：问题、期初数或上报数的 `category` 不是 bangfu.yaml 中的类别。期初数和上报数也可以写整个需求领域。

为什么：问题按类别和所属的需求领域统计，这一条哪里都归不进去。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 土地
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding
from bangfu.model.issue import Issue
from bangfu.model.ledger import Counters, Ledger


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every category that bangfu.yaml does not have."""
    if book.ledger is None:
        return
    fields = context.province.categories
    known = {category for categories in fields.values() for category in categories}
    for section, record in _records(book.ledger):
        category = record.category
        if category is None or category in known or (section != "issues" and category in fields):
            continue
        if category in fields:
            hint = _("this is a demand field; its categories are {names}", names="、".join(fields[category]))
        else:
            hint = did_you_mean(category, known) or _("the categories are {names}", names="、".join(sorted(known)))
        message = _("there is no category “{category}”", category=category)
        yield Finding(RULE.code, message, record.at(section, "category"), hint=hint)


def _records(ledger: Ledger) -> Iterator[tuple[str, Issue | Counters]]:
    sections: tuple[tuple[str, Iterable[Issue | Counters]], ...] = (
        ("opening", ledger.opening),
        ("issues", ledger.issues),
        ("assertions", ledger.assertions),
    )
    for section, records in sections:
        for record in records:
            yield section, record


RULE = Rule("BF210", "unknown-category", city=check)
