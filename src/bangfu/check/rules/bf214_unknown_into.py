"""An issue is sent back into one that there is not. / 退回时并入的问题不存在。

What: the `into` of a 退回 is no id of another issue in the repository, case ignored.

Why: whoever follows a repeated issue must arrive at the one that is dealt with. While a ledger has records that
cannot be read, nothing is held to be missing.

是什么：退回时 `into` 写的编号，台账库里没有（不分大小写），或者就是这个问题自己。

为什么：顺着重复的问题，要能找到正在办的那一个。台账里有读不出来的内容时，不判断有没有。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 与此前反映的问题重复, into: ZZ-190603-PW4C}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-PW4C
        enterprise: 示例轨道装备有限公司
        title: 新增用地指标未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 与此前反映的问题重复, into: ZZ-190627-PW4C}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.facts import Facts
from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.ids import key


def check(cities: Sequence[Facts], context: Context) -> Iterator[Finding]:
    """Every `into` that leads nowhere, or to the issue itself."""
    if not any(city.pointing for city in cities):
        return
    known = {key(text) for city in cities for issue in city.issues for text in (issue.id, *issue.was)}
    for identity, into, place, _holds in (each for city in cities for each in city.pointing):
        if key(into) == key(identity):
            yield Finding(RULE.code, _("{id} is sent back into itself", id=identity), place)
        elif key(into) not in known and not context.broken:
            hint = did_you_mean(into, (issue.id for city in cities for issue in city.issues))
            yield Finding(RULE.code, _("there is no issue {id}", id=into), place, hint=hint)


RULE = Rule("BF214", "unknown-into", cities=check)
