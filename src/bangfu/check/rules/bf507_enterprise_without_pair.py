"""An enterprise is paired with nobody. / 帮扶对象没有联点领导，也没有责任单位。

What: an enterprise of `enterprises` that is paired today has neither `leader` nor `department`, in a ledger that
names them for others. Where a ledger names none, it keeps no pairings, and nothing is found.

Why: every enterprise that is paired has somebody who answers for it. The figures are right without it; so this is a
warning.

是什么：目前结对的帮扶对象既没有联点领导（`leader`），也没有责任单位（`department`），而同一台账的其他帮扶对象有。
整个台账都不写联点领导和责任单位的，不提醒。

为什么：每个帮扶对象都要有人负责。各项数据并没有错，所以只作提醒。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, leader: 市长, department: 市工信局}
      - {name: 示例食品有限公司}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, leader: 市长, department: 市工信局}
      - {name: 示例食品有限公司, department: 市农业农村局}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every enterprise without leader and department, where others have them."""
    paired = [enterprise for enterprise in book.enterprises() if enterprise.paired_on(context.today)]
    alone = [enterprise for enterprise in paired if not enterprise.leader and not enterprise.department]
    if len(alone) == len(paired):
        return
    for enterprise in alone:
        message = _("“{name}” has neither a leader nor a department", name=enterprise.name)
        yield Finding(RULE.code, message, enterprise.at("enterprises", "name"))


RULE = Rule("BF507", "enterprise-without-pair", Severity.WARNING, city=check)
