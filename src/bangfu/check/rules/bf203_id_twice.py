"""Two issues have one id. / 两个问题编号相同。

What: an issue's id is that of another issue anywhere in the repository, case ignored, or stands in its own `was`.

Why: an id is never used again. Every event, letter and figure is traced by it. An id in `was` that another issue has
is in order: a merge of two branches that used one id leaves it so.

是什么：问题编号与台账库里另一个问题的相同（不分大小写），或者又写进了自己的 `was`（曾用编号）。

为什么：编号用过就不再用，每条办理记录、每份函、每个数都靠它追溯。`was` 里的编号与别的问题相同是正常的：
两边用了同一个编号，合并后就是这样。

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
      - id: zz-190627-7k3m
        enterprise: 示例轨道装备有限公司
        title: 流动资金不足
        category: 融资
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-190627-PW4C
        was: [ZZ-190627-7K3M]
        enterprise: 示例轨道装备有限公司
        title: 流动资金不足
        category: 融资
        events:
          - {date: 2019-06-27, type: 反映}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.facts import Facts, Named
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.ids import key
from bangfu.model.source import Place


def check(cities: Sequence[Facts], _context: Context) -> Iterator[Finding]:
    """Every issue whose id an earlier one has, and every `was` with the issue's own id."""
    first: dict[str, Named | Place] = {}
    for identity, holder in _ids(cities):
        other = first.setdefault(key(identity), holder)
        if other is not holder:
            related = Related(_("it stands here first"), _place(other))
            message = _("another issue has the id {id}", id=identity)
            yield Finding(RULE.code, message, _place(holder), related=(related,))
    for city in cities:
        for issue in city.issues:
            if issue.was and key(issue.id) in map(key, issue.was):
                message = _("{id} stands among the ids that it had before", id=issue.id)
                yield Finding(RULE.code, message, issue.at("was"))


def _ids(cities: Sequence[Facts]) -> Iterator[tuple[str, Named | Place]]:
    """Every id with what has it: city by city the issues, then those that are wrong elsewhere and were not read."""
    for city in cities:
        for issue in city.issues:
            yield issue.id, issue
        yield from city.unread


def _place(holder: Named | Place) -> Place:
    return holder if isinstance(holder, Place) else holder.at("id")


RULE = Rule("BF203", "id-twice", cities=check)
