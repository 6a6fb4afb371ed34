"""A policy is not in bangfu.yaml. / 政策编号不在 bangfu.yaml 中。

What: the `policy` of an entry of `policies` in a ledger is no id of a policy in bangfu.yaml.

Why: what was delivered to whom is counted by policy.

是什么：台账中政策送达的 `policy` 不是 bangfu.yaml 中的政策编号。

为什么：什么政策送达了哪些企业，是按政策编号统计的。

Wrong:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 促进金融支持民营经济}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    policies:
      - {date: 2019-05-10, policy: HN-2019-30, delivered: [示例轨道装备有限公司]}

Right:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 促进金融支持民营经济}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    policies:
      - {date: 2019-05-10, policy: HN-2019-03, delivered: [示例轨道装备有限公司]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every delivery of an unknown policy."""
    known = [policy.id for policy in context.province.policies]
    for delivery in book.ledger.policies if book.ledger else ():
        if delivery.policy not in known:
            message = _("there is no policy “{id}” in bangfu.yaml", id=delivery.policy)
            hint = did_you_mean(delivery.policy, known)
            yield Finding(RULE.code, message, delivery.at("policies", "policy"), hint=hint)


RULE = Rule("BF213", "unknown-policy", city=check)
