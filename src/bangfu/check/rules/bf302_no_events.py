"""An issue has no events. / 问题没有办理记录。

What: the list `events` of an issue is empty.

Why: an issue without its 反映 has no date; it could be counted in no period.

是什么：问题的办理记录（`events`）是空的。

为什么：没有“反映”这一条，问题就没有日期，算不进任何一期。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events: []

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
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """An empty list of events."""
    issue = held.case.issue
    if issue.events:
        return ()
    hint = _("put the day on which it was raised first: {event}", event="{date: …, type: 反映}")
    return (Finding(RULE.code, _("{id} has no events", id=issue.id), issue.at("issues", "events"), hint=hint),)


RULE = Rule("BF302", "no-events", issue=check)
