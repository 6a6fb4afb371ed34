"""Nothing has happened to an issue for long. / 在办问题久无进展记录。

What: an issue is 办理中, it is not overdue, and its last event is more days ago than `progress` of `limits` in
bangfu.yaml (15 unless set).

Why: 月度调度: what is being done is recorded as it is done, and an issue that nobody has touched is asked about.

是什么：问题办理中，没有逾期，但最后一条记录到今天超过了 bangfu.yaml 中 `limits` 的 `progress` 天数（没有设就是 15
天）。

为什么：月度调度要看进展：做了什么随时记上，长久没有动静的要过问。

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
          - {date: 2019-06-20, type: 办理, note: 已现场勘查}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.deadlines import counted, elapsed, stale
from bangfu.model.diagnostic import Finding, Severity


def check(held: Held, context: Context) -> Iterable[Finding]:
    """An assigned issue without an event past the limit; an overdue one is reported as that."""
    state, issue = held.state, held.case.issue
    limits = context.province.limits
    if not stale(state, limits) or state.overdue or state.last is None:
        return ()
    days = counted(elapsed(state.last, state.as_of, limits), limits)
    message = _("{id} has no new event; {days}, limit: {limit}", id=issue.id, days=days, limit=limits.progress)
    hint = _("note what was done: bangfu progress {id} --note TEXT", id=issue.id)
    return (Finding(RULE.code, message, issue.at("issues"), hint=hint),)


RULE = Rule("BF413", "stale", Severity.WARNING, issue=check)
