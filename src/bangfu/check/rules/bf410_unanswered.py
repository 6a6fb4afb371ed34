"""An enterprise waits for a first reply. / 企业反映的问题超期未回应。

What: an issue is 待核实, nobody has replied since it was raised (核实, 退回, 交办), and more days have passed than
`reply` of `limits` in bangfu.yaml (5 unless set).

Why: 件件有回音: every issue gets a first reply in time.

Remedy: verify it, assign it, or send it back with the reason; what has been done already is entered.

是什么：问题还是待核实，反映以后没有人回应（核实、退回、交办），超过了 bangfu.yaml 中 `limits` 的 `reply` 天数（没有
设就是 5 天）。

为什么：件件有回音：每个问题都要按时作出首次回应。

怎么改：核实、交办，或者写明理由退回；已经做了的，补记上去。

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
from bangfu.lifecycle.deadlines import counted, elapsed, unanswered
from bangfu.model.diagnostic import Finding, Severity


def check(held: Held, context: Context) -> Iterable[Finding]:
    """An issue without a first reply past the limit."""
    state, issue = held.state, held.case.issue
    limits = context.province.limits
    if not unanswered(state, limits) or state.reported is None:
        return ()
    days = counted(elapsed(state.reported, state.as_of, limits), limits)
    message = _("{id} has had no reply; {days}, limit: {limit}", id=issue.id, days=days, limit=limits.reply)
    hint = _("verify it, assign it, or send it back with the reason")
    return (Finding(RULE.code, message, issue.at("issues"), hint=hint),)


RULE = Rule("BF410", "unanswered", Severity.WARNING, issue=check)
