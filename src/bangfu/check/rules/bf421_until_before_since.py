"""A pairing ends before it begins. / 帮扶结束日期不晚于开始日期。

What: an enterprise's `until` (the first day on which it is no longer paired) is not later than its `since`.

Why: it would be paired on no day and counted nowhere.

是什么：帮扶对象的 `until`（从这一天起不再结对）不晚于 `since`（从这一天起结对）。

为什么：这样就一天也没有结对，哪里都不会计入。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, since: 2019-03-01, until: 2019-01-01}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, since: 2019-03-01, until: 2020-01-01}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every enterprise paired for no day."""
    for enterprise in book.enterprises():
        since, until = enterprise.since, enterprise.until
        if since is not None and until is not None and until <= since:
            message = _("paired until {until}, but only since {since}", until=until, since=since)
            yield Finding(RULE.code, message, enterprise.at("enterprises", "until"))


RULE = Rule("BF421", "until-before-since", city=check)
