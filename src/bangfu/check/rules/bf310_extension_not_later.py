"""An extension does not extend. / 延期后的时限不晚于原时限。

What: the `due` of a 延期 is not later than the due date in force before it.

Why: an extension gives more time. To shorten it, a 督办 with an earlier `due` says so.

是什么：延期的时限（`due`）不晚于原来的时限。

为什么：延期是多给时间。要把时限提前，用督办，写上更早的 `due`。

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
          - {date: 2019-06-05, type: 交办, to: [市自然资源局], due: 2019-07-05}
          - {date: 2019-06-24, type: 延期, due: 2019-07-01, note: 等待省厅批复}

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
          - {date: 2019-06-05, type: 交办, to: [市自然资源局], due: 2019-07-05}
          - {date: 2019-06-24, type: 延期, due: 2019-08-05, note: 等待省厅批复}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related, Severity
from bangfu.model.event import EventType


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every 延期 to a day that is not later."""
    issue = held.case.issue
    found: list[Finding] = []
    before = -1
    for index, event in enumerate(issue.events):
        if event.due is None:
            continue
        due = issue.events[before].due if before >= 0 else None
        if event.type is EventType.EXTEND and due is not None and event.due <= due:
            message = _(
                "{id}: extended to {due}, which is not later than {before}", id=issue.id, due=event.due, before=due
            )
            related = Related(_("the due date before"), issue.at("issues", "events", before, "due"))
            place = issue.at("issues", "events", index, "due")
            found.append(Finding(RULE.code, message, place, related=(related,)))
        before = index
    return found


RULE = Rule("BF310", "extension-not-later", Severity.WARNING, issue=check)
