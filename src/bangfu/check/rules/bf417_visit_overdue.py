"""An enterprise has not been visited for too long. / 帮扶对象超过时限没有走访。

What: `limits` in bangfu.yaml has `visit`, and an enterprise that is paired has not been named by a visit for more
days than that: since its last visit, since it is paired, or ever. Where its city names nobody it visits, nothing is
found.

Why: 走遍 means that nobody is left out. Without `visit` in `limits` there is no such limit.

是什么：bangfu.yaml 的 `limits` 写了 `visit`，而结对的帮扶对象超过这么多天没有在走访（`visits`）里点过名：
从最近一次走访、从结对之日算起，或者从来没有。市州走访从不点名的，不提醒。

为什么：“走遍”就是一家也不漏。`limits` 没有写 `visit` 的，没有这个时限。

Wrong:

    # bangfu.yaml
    limits: {visit: 90}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
      - {name: 示例食品有限公司}
    visits:
      - {date: 2019-02-20, visited: [示例轨道装备有限公司]}
      - {date: 2019-06-20, visited: [示例食品有限公司]}

Right:

    # bangfu.yaml
    limits: {visit: 90}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
      - {name: 示例食品有限公司}
    visits:
      - {date: 2019-06-20, visited: [示例轨道装备有限公司, 示例食品有限公司]}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.merge.visited import of_city
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every paired enterprise that was not visited within the limit."""
    limit = context.province.limits.visit
    if limit is None:
        return
    for each in of_city(book, date.min, context.today):
        name, last, since = each.enterprise.name, each.last, each.enterprise.since
        begun = max(filter(None, (last, since)), default=None)
        if not each.known or (begun and (context.today - begun).days <= limit):
            continue
        message = _("“{name}” was never visited", name=name)
        if last is not None:
            passed = (context.today - last).days
            message = _("“{name}” was last visited on {date}; days: {days}", name=name, date=last, days=passed)
        yield Finding(RULE.code, message, each.enterprise.at("enterprises", "name"))


RULE = Rule("BF417", "visit-overdue", Severity.WARNING, city=check)
