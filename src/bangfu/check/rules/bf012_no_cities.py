"""bangfu.yaml names no city. / bangfu.yaml 中没有市州。

What: the list `cities` is empty.

Why: only the ledgers of cities that it names are read.

是什么：bangfu.yaml 的市州名单（`cities`）是空的。

为什么：只读取名单上各市州的台账，名单空着就什么都不读。

Wrong:

    # bangfu.yaml
    cities: []

Right:

    # bangfu.yaml
    cities:
      - {slug: changsha, name: 长沙市, prefix: CS}
      - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.province import Province
from bangfu.model.source import Place


def check(province: Province) -> Iterator[Finding]:
    """An empty list of cities."""
    if not province.cities:
        yield Finding(RULE.code, _("there are no cities"), Place("bangfu.yaml", ("cities",)))


RULE = Rule("BF012", "no-cities", province=check)
