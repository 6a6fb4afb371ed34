"""Issues are sent back into each other in a circle. / 几个问题互相并入，绕成了一圈。

What: following `into` from an issue that is 已退回, one comes back to it.

Why: nobody deals with any of them, and the difficulty is counted nowhere. Two clones that each send the other one's
issue back give such a circle when they are merged.

Remedy: reopen the one that is to be dealt with: `bangfu reopen ID --note TEXT`.

是什么：从一个已退回的问题顺着 `into` 往下找，又回到它自己。

为什么：这几个问题都没有人办，统计里也没有了。两个人各自把对方登记的问题退回并入，合并以后就会这样。

怎么改：把应当办的那一个重开：`bangfu reopen 编号 --note 理由`。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-PW4C
        enterprise: 示例轨道装备有限公司
        title: 新增用地指标未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 重复, into: ZZ-190627-7K3M}
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 重复, into: ZZ-190627-PW4C}

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
          - {date: 2019-06-28, type: 退回, note: 重复, into: ZZ-190627-7K3M}
          - {date: 2019-06-29, type: 重开, note: 以此件为准}
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 重复, into: ZZ-190627-PW4C}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.facts import Facts, Pointing
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.ids import key


def check(cities: Sequence[Facts], context: Context) -> Iterator[Finding]:
    """Every circle of two or more by the `into` that hold; each is followed once."""
    arrows = {key(each.id): each for city in cities for each in city.pointing if each.holds}
    if len(arrows) < 2:
        return
    names = {key(text): key(issue.id) for city in cities for issue in city.issues for text in (*issue.was, issue.id)}
    followed: set[str] = set()
    for start in arrows:
        path: dict[str, Pointing] = {}
        at = start
        while at in arrows and at not in followed:
            followed.add(at)
            path[at] = arrows[at]
            at = names.get(key(arrows[at].into), "")
        if at in path:
            circle = list(path.values())[list(path).index(at) :]
            if len(circle) > 1:  # into itself is BF214
                yield Finding(
                    RULE.code,
                    _("sent back into each other in a circle: {ids}", ids=tuple(each.id for each in circle)),
                    circle[0].place,
                    hint=_("reopen the one that is to be dealt with: bangfu reopen ID --note TEXT"),
                    related=tuple(Related(_("another one of the circle"), each.place) for each in circle[1:]),
                )


RULE = Rule("BF215", "sent-back-in-a-circle", cities=check)
