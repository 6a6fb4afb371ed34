"""An event carries what its type does not. / 办理记录带有不适用的内容。

What: an event has a key that belongs to other types: a `due` at 办结, a `satisfaction` at 销号, `outcomes` at 办理.
Any event may carry `note`, `via` and `source`.

Why: it would not be read: a rating at 销号 is no 评价, and the figures would be without it.

是什么：办理记录带了别的类型才有的键，如办结带 `due`，销号带 `satisfaction`，办理带 `outcomes`。`note`、`via`、
`source` 各类记录都可以带。

为什么：这样写读不进去：写在销号里的满意程度不算评价，统计时就少了它。

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
          - {date: 2019-06-20, type: 办结, note: 供地三十亩}
          - {date: 2019-06-25, type: 销号, satisfaction: 满意}

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
          - {date: 2019-06-20, type: 办结, note: 供地三十亩}
          - {date: 2019-06-25, type: 评价, satisfaction: 满意}
          - {date: 2019-06-25, type: 销号}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.transitions import COMMON, TABLE
from bangfu.model.diagnostic import Finding
from bangfu.model.event import EventType

KEYS = ("to", "due", "into", "satisfaction", "outcomes", "number")
SURPLUS = {
    kind: tuple(key for key in KEYS if key not in (*COMMON, *row.required, *row.allowed)) for kind, row in TABLE.items()
}


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every key with a value that the event's type does not carry."""
    issue = held.case.issue
    return [
        Finding(
            RULE.code,
            _("{id}: {type} does not carry “{key}”", id=issue.id, type=event.type.value, key=key),
            issue.at("issues", "events", index, key)._replace(key=True),
            hint=_(
                "it belongs to {types}", types="、".join(kind.value for kind in EventType if key not in SURPLUS[kind])
            ),
        )
        for index, event in enumerate(issue.events)
        for key in SURPLUS[event.type]
        if getattr(event, key)
    ]


RULE = Rule("BF308", "surplus-field", issue=check)
