"""A policy was delivered before it was in force. / 政策施行以前就送达了。

What: an entry of `policies` in a ledger is dated before the `since` of its policy in bangfu.yaml.

Why: one of the two days is mistyped, or the id is that of another policy.

是什么：台账中政策送达的日期，早于 bangfu.yaml 中这项政策的施行日期（`since`）。

为什么：多半是日期输错了，或者写成了别的政策的编号。

Wrong:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 信贷风险补偿办法, since: 2019-03-01}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    policies:
      - {date: 2019-02-20, policy: HN-2019-03, delivered: [示例轨道装备有限公司]}

Right:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 信贷风险补偿办法, since: 2019-03-01}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    policies:
      - {date: 2019-03-20, policy: HN-2019-03, delivered: [示例轨道装备有限公司]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every delivery before its policy's first day."""
    begun = {policy.id: policy.since for policy in context.province.policies}
    for delivery in book.ledger.policies if book.ledger else ():
        since = begun.get(delivery.policy)
        if since is not None and delivery.date < since:
            message = _("{policy} is in force since {since}, after this delivery", policy=delivery.policy, since=since)
            yield Finding(RULE.code, message, delivery.at("policies", "date"))


RULE = Rule("BF423", "policy-not-in-force", Severity.WARNING, city=check)
