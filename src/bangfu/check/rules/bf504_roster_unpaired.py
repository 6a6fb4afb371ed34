"""An enterprise of the roster is not paired. / 名录中的重点企业未结对。

What: an enterprise that `roster` in bangfu.yaml names is no name or alias among the enterprises that its city pairs
today. A city without a ledger is reported as such only.

Why: every key enterprise of the province's list must be paired. The figures are right without it; so this is a
warning.

是什么：bangfu.yaml 的重点企业名录（`roster`）中的企业，所属市州目前结对的企业里没有，也不是哪一家的简称或曾用名。
没有台账的市州只提醒未报送，不再逐家提醒。

为什么：名录上的重点企业都要结对。各项数据并没有错，所以只作提醒。

Wrong:

    # bangfu.yaml
    roster:
      - {name: 示例轨道装备有限公司, city: 株洲市}

Right:

    # bangfu.yaml
    roster:
      - {name: 示例轨道装备有限公司, city: 株洲市}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import enterprise_meant
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every roster entry of the city that it does not pair today."""
    if book.ledger is None:
        return
    for entry in context.province.roster:
        city = context.province.city(entry.city)
        if city is None or city.slug != book.city.slug or entry.name in book.ledger.unread:
            continue
        enterprise = book.names.get(entry.name)
        if enterprise is None:
            message = _("“{name}” is not paired in {city}", name=entry.name, city=book.city.name)
            yield Finding(RULE.code, message, entry.at("roster", "name"), hint=enterprise_meant(entry.name, book))
        elif not enterprise.paired_on(context.today):
            message = _("“{name}” is not paired in {city} today", name=entry.name, city=book.city.name)
            yield Finding(RULE.code, message, entry.at("roster", "name"))


RULE = Rule("BF504", "roster-unpaired", Severity.WARNING, city=check)
