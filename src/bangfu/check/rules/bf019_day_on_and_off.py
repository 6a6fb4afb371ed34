"""A day is both a holiday and a working day. / 同一天既列为放假、又列为上班。

What: a day stands in `holidays` and in `workdays` of `limits` in bangfu.yaml.

Why: time limits in 工作日 cannot count it and leave it out at once; until it is put right it is a day off.

是什么：bangfu.yaml 的 `limits` 中，同一天既写在 `holidays`（放假），又写在 `workdays`（上班）。

为什么：按工作日计的时限不能既算这一天、又不算这一天；改正之前按放假处理。

Wrong:

    # bangfu.yaml
    limits: {unit: 工作日, holidays: [2099-02-05, 2099-02-08], workdays: [2099-02-08]}

Right:

    # bangfu.yaml
    limits: {unit: 工作日, holidays: [2099-02-05, 2099-02-08], workdays: [2099-02-14]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.folders import NAME
from bangfu.model.province import Province
from bangfu.model.source import Place


def check(province: Province) -> Iterator[Finding]:
    """Every working day that is a holiday as well."""
    limits = province.limits
    for index, day in enumerate(limits.workdays):
        if day in limits.holidays:
            message = _("{day} stands among the holidays too", day=day)
            yield Finding(RULE.code, message, Place(NAME, ("limits", "workdays", index)))


RULE = Rule("BF019", "day-on-and-off", province=check)
