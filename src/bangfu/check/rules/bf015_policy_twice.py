"""Two policies have one id. / 两项政策编号相同。

What: an entry of `policies` in bangfu.yaml repeats the id of an earlier one.

Why: ledgers name a policy by its id.

是什么：bangfu.yaml 的政策清单（`policies`）中，有政策的编号（`id`）与前面的相同。

为什么：台账按编号引用政策，编号相同就分不清是哪一项。

Wrong:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 促进金融支持民营经济}
      - {id: HN-2019-03, title: 降低企业用电成本}

Right:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 促进金融支持民营经济}
      - {id: HN-2019-04, title: 降低企业用电成本}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.province import Policy, Province


def check(province: Province) -> Iterator[Finding]:
    """Every policy whose id an earlier one has."""
    first: dict[str, Policy] = {}
    for policy in province.policies:
        other = first.setdefault(policy.id.casefold(), policy)
        if other is not policy:
            yield Finding(
                RULE.code,
                _("two policies have the id “{id}”", id=policy.id),
                policy.at("policies", "id"),
                related=(Related(_("it stands here first"), other.at("policies", "id")),),
            )


RULE = Rule("BF015", "policy-twice", province=check)
