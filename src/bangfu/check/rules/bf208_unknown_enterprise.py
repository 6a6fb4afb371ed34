"""An issue's enterprise is not in the ledger. / 问题所属帮扶对象不在台账中。

What: `enterprise` of an issue is neither a name nor an alias in the `enterprises` of the same city.

Why: the issue could not be counted for its district, tier, leader or department. A firm whose own record could not be
read is not held to be missing.

Remedy: correct the name, or add it to the enterprise's `aliases`; one that is new is added with bangfu
add-enterprise.

是什么：问题的 `enterprise` 写的企业，本市州的 `enterprises` 里没有，也不是哪一家的简称或曾用名。

为什么：对不上企业，这个问题就没法按区县、层级、联点领导、责任单位统计。企业那一条本身读不出来的，不算对不上。

怎么改：名称写错的，改过来；企业改过名的，把这个名称加进它的 `aliases`；还没有登记的，先登记：
bangfu add-enterprise。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道设备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, aliases: [示例轨道设备有限公司]}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道设备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import enterprise_meant
from bangfu.check.rule import Context, Rule
from bangfu.i18n import Message, _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding

MAX_HINTS = 50
"""Names looked up for a hint: where more are unknown, the list of enterprises itself is missing."""


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every issue whose enterprise is unknown in its city."""
    if book.ledger is None:
        return
    hints: dict[str, Message | None] = {}
    for case in book.cases:
        name = case.issue.enterprise
        if case.enterprise is None and name not in book.ledger.unread:
            if name not in hints:
                hints[name] = enterprise_meant(name, book) if len(hints) < MAX_HINTS else None
            message = _("there is no enterprise “{name}” in {city}", name=name, city=book.city.name)
            yield Finding(RULE.code, message, case.issue.at("issues", "enterprise"), hint=hints[name])


RULE = Rule("BF208", "unknown-enterprise", city=check)
