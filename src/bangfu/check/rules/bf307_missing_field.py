"""An event lacks what it must carry. / 办理记录缺少必填内容。

What: an event has no value for a key that its type must carry: `to` of 交办, `satisfaction` of 评价, `due` and `note`
of 延期, `note` of 退回, 办结 and 重开.

Why: an issue sent back without a reason, or resolved without a result, is no answer (件件有回音).

是什么：办理记录缺少这一类型必填的内容：交办的 `to`，评价的 `satisfaction`，延期的 `due` 和 `note`，退回、办结、
重开的 `note`。

为什么：退回不写理由，办结不写结果，就不算答复（件件有回音）。

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
          - {date: 2019-06-28, type: 退回}

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
          - {date: 2019-06-28, type: 退回, note: 不属于帮扶范围，已向企业说明}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.transitions import TABLE
from bangfu.model.diagnostic import Finding

REQUIRED = {kind: row.required for kind, row in TABLE.items() if row.required}


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every required key of an event that has no value."""
    issue = held.case.issue
    return [
        Finding(
            RULE.code,
            _("{id}: {type} needs “{key}”", id=issue.id, type=event.type.value, key=key),
            issue.at("issues", "events", index),
        )
        for index, event in enumerate(issue.events)
        if event.type in REQUIRED
        for key in REQUIRED[event.type]
        if not (value := getattr(event, key)) or (isinstance(value, str) and not value.strip())
    ]


RULE = Rule("BF307", "missing-field", issue=check)
