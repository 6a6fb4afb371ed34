"""An issue was raised when its enterprise was not paired. / 反映问题时企业不在帮扶期内。

What: the day of the 反映 lies before the enterprise's `since`, or on or after its `until`.

Why: one of the dates may be wrong; if not, the issue is counted for an enterprise that is not.

是什么：“反映”的日期早于企业的 `since`（开始结对），或者在 `until`（不再结对）当天及以后。

为什么：可能有日期写错；没有写错的话，这个问题就算在一家没有结对的企业名下了。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, since: 2019-06-28}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, since: 2019-03-01}
    issues:
      - id: ZZ-190627-7K3M
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
from bangfu.model.diagnostic import Finding, Related, Severity


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """An issue raised outside its enterprise's days."""
    issue, enterprise = held.case.issue, held.case.enterprise
    if enterprise is None or (enterprise.since is None and enterprise.until is None) or not issue.events:
        return ()
    day = issue.events[0].date
    if enterprise.paired_on(day):
        return ()
    message = _("{id} was raised on {date}, when “{name}” was not paired", id=issue.id, date=day, name=enterprise.name)
    related = Related(_("the enterprise"), enterprise.at("enterprises"))
    return (Finding(RULE.code, message, issue.at("issues", "events", 0, "date"), related=(related,)),)


RULE = Rule("BF505", "issue-of-unpaired", Severity.WARNING, issue=check)
