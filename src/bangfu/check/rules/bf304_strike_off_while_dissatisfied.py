"""An issue is struck off although the enterprise is not satisfied. / 企业不满意的问题被销号。

What: a 销号 event follows a 评价 of 不满意 that was given since the issue was last resolved.

Why: 不满意不销号. An issue that the enterprise is not satisfied with is reopened and dealt with again; struck off, it
would vanish from the lists.

是什么：最近一次办结以后，企业评价为“不满意”，却记了“销号”。

为什么：不满意不销号。企业不满意的问题要重开再办；一销号，各种清单上就看不到它了。

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
          - {date: 2019-06-20, type: 办结, note: 供地三十亩}
          - {date: 2019-06-24, type: 评价, satisfaction: 不满意}
          - {date: 2019-06-25, type: 销号}

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
          - {date: 2019-06-24, type: 评价, satisfaction: 不满意}
          - {date: 2019-06-25, type: 重开, note: 企业要求的是六十亩}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.walk import walk
from bangfu.model.diagnostic import Finding
from bangfu.model.event import EventType, Satisfaction
from bangfu.model.issue import Issue


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """Every 销号 whose rating in force is 不满意."""
    issue = held.case.issue
    if not [1 for event in issue.events if event.satisfaction is Satisfaction.DISSATISFIED]:
        return ()
    return _findings(issue)


def _findings(issue: Issue) -> Iterator[Finding]:
    for stride in walk(issue.events):
        if stride.legal and stride.event.type is EventType.CLOSE and stride.rating is Satisfaction.DISSATISFIED:
            yield Finding(
                RULE.code,
                _("{id} is struck off although the enterprise is 不满意", id=issue.id),
                issue.at("issues", "events", stride.index),
                hint=_("reopen it instead: bangfu reopen {id} --note TEXT", id=issue.id),
            )


RULE = Rule("BF304", "strike-off-while-dissatisfied", issue=check)
