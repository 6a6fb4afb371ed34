"""A due date lies before its own event. / 办理时限早于记录日期。

What: the `due` of a 交办, 督办 or 延期 is earlier than the event's date.

Why: nothing can be asked for by a day that has passed; a digit is mistyped.

是什么：交办、督办或延期的时限（`due`）早于这条记录的日期。

为什么：不能要求在已经过去的日子办好，多半是数字输错了。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-20, type: 反映}
          - {date: 2019-06-25, type: 交办, to: [市自然资源局], due: 2019-05-07}
          - {date: 2019-06-28, type: 办结, note: 供地三十亩}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-20, type: 反映}
          - {date: 2019-06-25, type: 交办, to: [市自然资源局], due: 2019-07-05}
          - {date: 2019-06-28, type: 办结, note: 供地三十亩}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every due date before the date of its event."""
    issue = held.case.issue
    return [
        Finding(
            RULE.code,
            _("{id}: due on {due}, before the day of the {type} itself ({date})",
              id=issue.id, due=event.due, type=event.type.value, date=event.date),
            issue.at("issues", "events", index, "due"),
        )
        for index, event in enumerate(issue.events)
        if event.due is not None and event.due < event.date
    ]  # fmt: skip


RULE = Rule("BF309", "due-before-event", issue=check)
