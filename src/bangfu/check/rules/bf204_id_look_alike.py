"""Two ids look alike. / 两个编号容易混淆。

What: the ids of two issues differ only in O and 0, or in I, L and 1.

Why: read from paper, one is typed for the other. Ids that bangfu makes have none of these characters in their tail.

是什么：两个问题的编号只差在字母 O 和数字 0，或者字母 I、L 和数字 1。

为什么：照着纸上输入，容易输成另一个。bangfu 生成的编号，末尾不用这些字符。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-101
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-1O1
        enterprise: 示例轨道装备有限公司
        title: 流动资金不足
        category: 融资
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-101
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-102
        enterprise: 示例轨道装备有限公司
        title: 流动资金不足
        category: 融资
        events:
          - {date: 2019-06-27, type: 反映}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.facts import Facts, Named
from bangfu.check.fold import fold_look
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related, Severity
from bangfu.model.ids import key


def check(cities: Sequence[Facts], _context: Context) -> Iterator[Finding]:
    """Every issue whose id looks like an earlier one's and is not the same."""
    first: dict[str, Named] = {}
    for city in cities:
        for issue in city.issues:
            other = first.setdefault(fold_look(issue.id), issue)
            if other is not issue and key(other.id) != key(issue.id):
                yield Finding(
                    RULE.code,
                    _("the ids {id} and {other} are easily taken for each other", id=issue.id, other=other.id),
                    issue.at("id"),
                    related=(Related(_("the other one"), other.at("id")),),
                )


RULE = Rule("BF204", "id-look-alike", Severity.WARNING, cities=check)
