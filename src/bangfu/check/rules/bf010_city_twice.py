"""Two cities share a name, a slug, a prefix or a code. / 两个市州的名称、文件名、编号前缀或代码相同。

What: an entry of `cities` in bangfu.yaml repeats what an earlier one has; letters are compared ignoring case.

Why: the slug names the city's file and the prefix begins its issues' ids: each must lead to one city.

是什么：bangfu.yaml 的市州名单（`cities`）中，有市州的名称、拼音名（`slug`）、编号前缀（`prefix`）或代码（`code`）与
前面的市州相同；字母不分大小写。

为什么：台账文件按拼音名取名，问题编号以前缀开头，每个都只能对应一个市州。

Wrong:

    # bangfu.yaml
    cities:
      - {slug: changsha, name: 长沙市, prefix: CS}
      - {slug: zhuzhou, name: 株洲市, prefix: cs}

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
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.province import City, Province

KEYS = ("slug", "name", "prefix", "code")


def check(province: Province) -> Iterator[Finding]:
    """Every key of a city whose value an earlier city has."""
    for key in KEYS:
        first: dict[str, City] = {}
        for city in province.cities:
            value: str | None = getattr(city, key)
            if value is None:
                continue
            other = first.setdefault(value.casefold(), city)
            if other is not city:
                yield Finding(
                    RULE.code,
                    _("two cities have the {key} “{value}”", key=key, value=value),
                    city.at("cities", key),
                    related=(Related(_("it stands here first"), other.at("cities", key)),),
                )


RULE = Rule("BF010", "city-twice", province=check)
