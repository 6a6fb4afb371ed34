"""An event is dated before the one above it. / 办理记录的日期倒退。

What: an event's date lies before the date of an event that stands above it.

Why: the order of the list is the order of what happened; nothing sorts it. Either a date is mistyped or an event
stands in the wrong place, and the figures of every day between the two would be wrong.

是什么：办理记录的日期早于上面某一条的日期。

为什么：列出来的先后就是事情的先后，不会再排序。不是日期写错，就是位置放错，这两个日期之间每一天的数据都会不对。

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
          - {date: 2019-06-05, type: 核实}
          - {date: 2019-06-25, type: 交办, to: [市自然资源局], due: 2019-07-05}

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
          - {date: 2019-06-24, type: 核实}
          - {date: 2019-06-25, type: 交办, to: [市自然资源局], due: 2019-07-05}
"""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every event dated before the latest one above it."""
    issue = held.case.issue
    latest = -1
    found: list[Finding] = []
    for index, event in enumerate(issue.events):
        if latest < 0 or event.date >= issue.events[latest].date:
            latest = index
            continue
        message = _(
            "{id}: {type} is dated {date}, before the {before} above it ({day})",
            id=issue.id, type=event.type.value, date=event.date, before=issue.events[latest].type.value,
            day=issue.events[latest].date,
        )  # fmt: skip
        related = Related(_("the event above"), issue.at("issues", "events", latest, "date"))
        found.append(Finding(RULE.code, message, issue.at("issues", "events", index, "date"), related=(related,)))
    return found


RULE = Rule("BF305", "dates-backwards", issue=check)
