"""An issue is sent back into one that there is not. / 退回时并入的问题不存在。

What: the `into` of a 退回 is no id of another issue in the repository, case ignored.

Why: whoever follows a repeated issue must arrive at the one that is dealt with. While a ledger has records that
cannot be read, nothing is held to be missing.

是什么：退回时 `into` 写的编号，台账库里没有（不分大小写），或者就是这个问题自己。

为什么：顺着重复的问题，要能找到正在办的那一个。台账里有读不出来的内容时，不判断有没有。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 与此前反映的问题重复, into: ZZ-190603-PW4C}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-PW4C
        enterprise: 示例轨道装备有限公司
        title: 新增用地指标未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 与此前反映的问题重复, into: ZZ-190627-PW4C}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import Book
from bangfu.model.diagnostic import Finding
from bangfu.model.ids import key


def check(book: Book, context: Context) -> Iterator[Finding]:
    """Every `into` that leads nowhere, or to the issue itself."""
    pointing = [
        (case.issue, index, event.into)
        for case in book.cases
        for index, event in enumerate(case.issue.events)
        if event.into is not None
    ]
    if not pointing:
        return
    known = {key(text) for case in book.cases for text in (case.issue.id, *case.issue.was)}
    for issue, index, into in pointing:
        place = issue.at("issues", "events", index, "into")
        if key(into) == key(issue.id):
            yield Finding(RULE.code, _("{id} is sent back into itself", id=issue.id), place)
        elif key(into) not in known and not context.broken:
            hint = did_you_mean(into, (case.issue.id for case in book.cases))
            yield Finding(RULE.code, _("there is no issue {id}", id=into), place, hint=hint)


RULE = Rule("BF214", "unknown-into", book=check)
