"""An issue is overdue. / 问题超过办理时限。

What: an issue is 办理中, and today lies after the due date in force (the one given last by 交办, 督办 or 延期).

Why: overdue issues are named in the bulletin's problems and go on the 督办 list.

Remedy: record the result, press for it (督办), or extend it with a reason.

是什么：问题办理中，已经过了办理时限（以交办、督办、延期中最后定的为准）。

为什么：逾期的问题要在通报的突出问题里点名，并列入督办清单。

怎么改：已经办好的，补记办结；还没办好的，督办，或者写明理由延期。

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
          - {date: 2019-06-05, type: 交办, to: [市自然资源局], due: 2019-06-25}
          - {date: 2019-06-20, type: 办理, note: 已现场勘查}

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
          - {date: 2019-06-05, type: 交办, to: [市自然资源局], due: 2019-06-25}
          - {date: 2019-06-20, type: 延期, due: 2019-07-25, note: 等待省厅批复}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.deadlines import counted, elapsed
from bangfu.model.diagnostic import Finding, Severity


def check(held: Held, context: Context) -> Iterable[Finding]:
    """An assigned issue past its due date."""
    state, issue = held.state, held.case.issue
    if not state.overdue or state.due is None:
        return ()
    limits = context.province.limits
    days = counted(elapsed(state.due, state.as_of, limits), limits)
    message = _("{id} is overdue; {days} (due {due}, {department})",
                id=issue.id, days=days, due=state.due, department=state.department)  # fmt: skip
    hint = _("record the result, press for it (bangfu supervise {id}), or extend it with a reason", id=issue.id)
    return (Finding(RULE.code, message, issue.at("issues"), hint=hint),)


RULE = Rule("BF412", "overdue", Severity.WARNING, issue=check)
