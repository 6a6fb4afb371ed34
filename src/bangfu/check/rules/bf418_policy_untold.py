"""An enterprise has not been told of a policy that fits it. / 适用的政策没有送达企业。

What: `limits` in bangfu.yaml has `deliver`, and a policy in force has fitted a paired enterprise for more days than
that, by tier, kind, chain, district and the categories of its issues, without having been brought to it.

Why: policies are delivered precisely (精准推送). Without `deliver` in `limits` there is no such limit.

是什么：bangfu.yaml 的 `limits` 写了 `deliver`，而有效的政策按层级、类型、产业链、区县和反映的问题类别适用于结对的企业，
超过这么多天还没有送达。

为什么：政策要精准推送到企业。`limits` 没有写 `deliver` 的，没有这个时限。

Wrong:

    # bangfu.yaml
    limits: {deliver: 30}
    policies:
      - {id: HN-2019-03, title: 信贷风险补偿办法, tiers: [重点骨干], since: 2019-03-01}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司, tier: 重点骨干}

Right:

    # bangfu.yaml
    limits: {deliver: 30}
    policies:
      - {id: HN-2019-03, title: 信贷风险补偿办法, tiers: [重点骨干], since: 2019-03-01}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司, tier: 重点骨干}
    policies:
      - {date: 2019-03-20, policy: HN-2019-03, delivered: [示例轨道装备有限公司]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.merge.matches import of_city
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every enterprise that should have been told by now."""
    limit = context.province.limits.deliver
    if limit is None or book.ledger is None:
        return
    for match in of_city(book, context.province, context.today):
        for fit in match.untold:
            if fit.since is not None and (context.today - fit.since).days > limit:
                message = _(
                    "“{name}” has not been told of {policy}; days: {days}",
                    name=fit.enterprise.name,
                    policy=match.policy.id,
                    days=(context.today - fit.since).days,
                )
                hint = _("tell it, then: {command}", command=f"bangfu policy deliver {match.policy.id} --matching")
                yield Finding(RULE.code, message, fit.enterprise.at("enterprises", "name"), hint=hint)


RULE = Rule("BF418", "policy-untold", Severity.WARNING, city=check)
