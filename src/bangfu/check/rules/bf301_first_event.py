"""An issue does not begin with 反映. / 问题的第一条记录不是反映。

What: the first of an issue's events is another than 反映.

Why: the day on which an enterprise raised the issue is where every count of days begins, and the only event that may
stand first.

是什么：问题的第一条办理记录不是“反映”。

为什么：天数都从企业反映那天算起，也只有“反映”能放在第一条。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 核实}

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
          - {date: 2019-06-27, type: 核实}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.event import EventType


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """A first event that is no 反映."""
    issue = held.case.issue
    if not issue.events or issue.events[0].type is EventType.REPORT:
        return ()
    message = _("{id} begins with {type}, not with 反映", id=issue.id, type=issue.events[0].type.value)
    hint = _("put the day on which it was raised first: {event}", event="{date: …, type: 反映}")
    return (Finding(RULE.code, message, issue.at("issues", "events", 0, "type"), hint=hint),)


RULE = Rule("BF301", "first-event", issue=check)
