"""An issue is struck off although the enterprise is not satisfied.

What: a 销号 event follows a 评价 of 不满意 that was given since the issue was last resolved.

Why: 不满意不销号. An issue that the enterprise is not satisfied with is reopened and dealt with again; struck off, it
would vanish from the lists.

Wrong:

    issues:
      - id: ZZ-190305-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-03-05, type: 反映}
          - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
          - {date: 2019-04-02, type: 办结, note: 供地三十亩}
          - {date: 2019-04-05, type: 评价, satisfaction: 不满意}
          - {date: 2019-04-06, type: 销号}

Right:

    issues:
      - id: ZZ-190305-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-03-05, type: 反映}
          - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
          - {date: 2019-04-02, type: 办结, note: 供地三十亩}
          - {date: 2019-04-05, type: 评价, satisfaction: 不满意}
          - {date: 2019-04-06, type: 重开, note: 企业要求的是六十亩}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import _
from bangfu.lifecycle.walk import walk
from bangfu.model.diagnostic import Finding
from bangfu.model.event import EventType, Satisfaction


def check(held: Held, _context: Context) -> Iterator[Finding]:
    """Every 销号 whose rating in force is 不满意."""
    issue = held.case.issue
    for stride in walk(issue.events):
        if stride.legal and stride.event.type is EventType.CLOSE and stride.rating is Satisfaction.DISSATISFIED:
            yield Finding(
                RULE.code,
                _("{id} is struck off although the enterprise is 不满意", id=issue.id),
                issue.at("issues", "events", stride.index),
                hint=_("reopen it instead: bangfu reopen {id} --note TEXT", id=issue.id),
            )


RULE = Rule("BF304", "strike-off-while-dissatisfied", issue=check)
