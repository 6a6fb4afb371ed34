"""An event may not follow what stands before it. / 办理记录的先后不符合流程。

What: the transition table (docs/format.md, events) does not let this event follow the status that the events above it
lead to: 销号 before 办结, 督办 before 交办, a second 反映, anything but 重开 after 退回.

Why: status and every figure are computed from the events; from such a list nothing can be computed. The events below
are judged as if this one were not there.

是什么：按流程（见 docs/format.zh-CN.md），前面的记录之后不能接这一条：如没有办结就销号，没有交办就督办，反映了两次，
退回以后不先重开又接别的记录。

为什么：问题的状态和各项数据都由办理记录推算，先后不对就算不出来。后面的记录，按没有这一条来判断。

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
          - {date: 2019-06-20, type: 销号}
          - {date: 2019-06-25, type: 办理}

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
          - {date: 2019-06-20, type: 办结, note: 供地三十亩}
          - {date: 2019-06-25, type: 销号}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.transitions import Status, may_follow
from bangfu.lifecycle.walk import walk
from bangfu.model.diagnostic import Finding
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every event, after the first, that may not stand where it does."""
    issue = held.case.issue
    if _lawful(tuple([event.type for event in issue.events])):
        return ()
    return _findings(issue)


@lru_cache(4096)
def _lawful(types: tuple[EventType, ...]) -> bool:
    """Whether a list of events is in order. Thousands of issues share a few hundred such lists."""
    return all(stride.legal for stride in walk([Event(date=date.min, type=kind) for kind in types]))


def _findings(issue: Issue) -> Iterator[Finding]:
    for stride in walk(issue.events):
        if stride.legal or stride.before is Status.NONE:  # nothing may stand before 反映: BF301 says so
            continue
        kind = stride.event.type.value
        next_ones = "、".join(event.value for event in may_follow(stride.before))
        message = _("{id}: {type} may not follow {status}", id=issue.id, type=kind, status=stride.before.value)
        hint = _("what may follow is {types}", types=next_ones)
        yield Finding(RULE.code, message, issue.at("issues", "events", stride.index, "type"), hint=hint)


RULE = Rule("BF303", "illegal-step", issue=check)
