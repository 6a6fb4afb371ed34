"""The holidays of a year are not known. / 某年的节假日安排未知。

What: time limits are in 工作日, and an issue of the city waits, or is due, in a year whose holidays neither the package
chinesecalendar nor `holidays` of `limits` in bangfu.yaml has. The first such year is named, at its first issue.

Why: only Saturdays and Sundays of that year are left out, so what falls on a holiday looks late too early. Install the
newest chinesecalendar (it has a year once its holidays are announced), or write the announced days into bangfu.yaml.

是什么：时限按工作日计，而本市州有问题在某一年办理或者到期，那一年的节假日安排，chinesecalendar 和 bangfu.yaml 中
`limits` 的 `holidays` 都没有。提示只写最早的那一年，写在第一个这样的问题处。

为什么：那一年只扣除周六、周日，遇到节假日会过早算作超时。请安装最新的 chinesecalendar（节假日安排公布后即收录），
或者把公布的安排写进 bangfu.yaml：放假的日子写在 `holidays`，调休上班的日子写在 `workdays`。

Wrong:

    # bangfu.yaml
    limits: {unit: 工作日}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-03, type: 反映}
          - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2099-12-31}

Right:

    # bangfu.yaml
    limits: {unit: 工作日}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190603-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-03, type: 反映}
          - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.lifecycle.replay import replay
from bangfu.lifecycle.transitions import Status
from bangfu.lifecycle.workdays import working_days
from bangfu.merge.book import Case, CityBook
from bangfu.model.diagnostic import Finding, Severity

_WAITING = (Status.REPORTED, Status.VERIFIED, Status.ASSIGNED)


def check(city: CityBook, context: Context) -> Iterator[Finding]:
    """The first year that counts in working days and whose holidays are not known."""
    limits = context.province.limits
    if not limits.in_working_days:
        return
    days = working_days(limits)
    unknown: dict[int, Case] = {}
    for case in city.cases:
        for year in _years(case, context.today):
            if not days.is_known(year):
                unknown.setdefault(year, case)
                break
    if unknown:
        year = min(unknown)
        message = _("the holidays of {year} are not known: weekends alone are left out", year=str(year))
        hint = _("install the newest chinesecalendar, or write the announced days into bangfu.yaml: limits: {example}",
                 example="{holidays: […], workdays: […]}")  # fmt: skip
        yield Finding(RULE.code, message, unknown[year].issue.at("issues"), hint=hint)


def _years(case: Case, today: date) -> range:
    """The years up to the last day that counts: that of the last event, the due date, today while the issue waits."""
    state = replay(case.issue.events, today)
    if state.reported is None or state.last is None:
        return range(0)
    last = [state.last, *([state.due] if state.due else ()), *([today] if state.status in _WAITING else ())]
    return range(state.reported.year, max(last).year + 1)


RULE = Rule("BF430", "unknown-holidays", Severity.WARNING, city=check)
