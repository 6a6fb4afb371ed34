"""An event is dated in the future. / 办理记录的日期在将来。

What: an event's date lies after today (or after the day given with --today).

Why: a ledger records what has happened. A plan is a due date; a mistyped year would be counted a year late.

是什么：办理记录的日期晚于今天（用了 --today 的，晚于那一天）。

为什么：台账只记已经发生的事。打算哪天办好，写在时限里；年份输错的，会晚几年才计入。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2091-06-28, type: 核实}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 核实}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding


def check(held: Held, context: Context) -> Iterable[Finding]:
    """Every event dated after today."""
    today, issue = context.today, held.case.issue
    if not [1 for event in issue.events if event.date > today]:
        return ()
    return [
        Finding(
            RULE.code,
            _("{id}: {type} is dated {date}, in the future", id=issue.id, type=event.type.value, date=event.date),
            issue.at("issues", "events", index, "date"),
        )
        for index, event in enumerate(issue.events)
        if event.date > today
    ]


RULE = Rule("BF306", "future-event", issue=check)
