"""A verified issue waits to be assigned. / 已核实的问题超期未交办。

What: an issue is 待交办, and its last event is more days ago than `assign` of `limits` in bangfu.yaml (10 unless
set).

Why: an issue that no department is charged with is not being dealt with.

是什么：问题还是待交办，最后一条记录到今天超过了 bangfu.yaml 中 `limits` 的 `assign` 天数（没有设就是 10 天）。

为什么：没有交给责任单位，就没有人在办。

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
          - {date: 2019-06-05, type: 核实}

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
          - {date: 2019-06-05, type: 核实}
          - {date: 2019-06-20, type: 交办, to: [市自然资源局], due: 2019-07-20}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.deadlines import counted, elapsed, unassigned
from bangfu.model.diagnostic import Finding, Severity


def check(held: Held, context: Context) -> Iterable[Finding]:
    """A verified issue that is not assigned past the limit."""
    state, issue = held.state, held.case.issue
    limits = context.province.limits
    if not unassigned(state, limits) or state.last is None:
        return ()
    days = counted(elapsed(state.last, state.as_of, limits), limits)
    message = _("{id} is not assigned yet; {days}, limit: {limit}", id=issue.id, days=days, limit=limits.assign)
    hint = _("assign it: bangfu assign {id} --to DEPT", id=issue.id)
    return (Finding(RULE.code, message, issue.at("issues"), hint=hint),)


RULE = Rule("BF411", "unassigned", Severity.WARNING, issue=check)
