"""The roster names a city that there is not. / 重点企业名录中的市州不存在。

What: the `city` of an entry of `roster` in bangfu.yaml is no name, short name, slug or prefix of a city.

Why: nobody would pair the enterprise, and nobody would miss it.

是什么：bangfu.yaml 的重点企业名录（`roster`）中，有企业的 `city` 对不上任何市州的名称、简称、拼音名或前缀。

为什么：没有市州会去结对这家企业，漏了也没有人发现。

Wrong:

    # bangfu.yaml
    roster:
      - {name: 示例轨道装备有限公司, city: 株州市}

Right:

    # bangfu.yaml
    roster:
      - {name: 示例轨道装备有限公司, city: 株洲市}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.province import Province


def check(province: Province) -> Iterator[Finding]:
    """Every roster entry without a city."""
    for entry in province.roster:
        if province.city(entry.city) is None:
            hint = did_you_mean(entry.city, (city.name for city in province.cities))
            message = _("there is no city “{city}” in bangfu.yaml", city=entry.city)
            yield Finding(RULE.code, message, entry.at("roster", "city"), hint=hint)


RULE = Rule("BF014", "roster-city", province=check)
