"""An assigned issue has no due date. / 交办的问题没有办理时限。

What: an issue is 办理中, and no event of it has given a due date.

Why: without one it can never become overdue.

是什么：问题办理中，但哪一条记录都没有定过时限（`due`）。

为什么：没有时限，就永远不会逾期。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-03, type: 反映}
          - {date: 2019-06-20, type: 交办, to: [市自然资源局]}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-03, type: 反映}
          - {date: 2019-06-20, type: 交办, to: [市自然资源局], due: 2019-07-20}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.deadlines import default_due
from bangfu.lifecycle.transitions import Status
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.event import EventType


def check(held: Held, context: Context) -> Iterable[Finding]:
    """An assigned issue without a due date in force."""
    state, issue = held.state, held.case.issue
    if state.due is not None or state.status is not Status.ASSIGNED:
        return ()
    assigned = [
        index
        for index, event in enumerate(issue.events)
        if event.type is EventType.ASSIGN and event.date <= context.today
    ][-1]
    day = default_due(issue.events[assigned].date, context.province.limits)
    hint = _("by the limit in bangfu.yaml it is {event}", event=f"due: {day}")
    message = _("{id} is assigned without a due date", id=issue.id)
    return (Finding(RULE.code, message, issue.at("issues", "events", assigned), hint=hint),)


RULE = Rule("BF414", "no-due-date", Severity.WARNING, issue=check)
