"""An alias belongs to two enterprises. / 简称或曾用名对应两个帮扶对象。

What: an alias of an enterprise is the name or an alias of another one in the same city.

Why: an issue may name its enterprise by an alias; it must be clear which one is meant.

是什么：一家帮扶对象的简称或曾用名，同时又是本市州另一家的名称、简称或曾用名。

为什么：问题可以用简称或曾用名写企业，必须分得清是哪一家。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, aliases: [示例公司]}
      - {name: 示例食品有限公司, aliases: [示例公司]}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, aliases: [示例轨道]}
      - {name: 示例食品有限公司, aliases: [示例食品]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.fold import fold_name
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.enterprise import Enterprise
from bangfu.model.source import Place


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every alias that leads to another enterprise as well."""
    owners: dict[str, tuple[Enterprise, Place]] = {}
    for enterprise in book.enterprises():
        owners.setdefault(fold_name(enterprise.name), (enterprise, enterprise.at("enterprises", "name")))
    for enterprise in book.enterprises():
        for index, alias in enumerate(enterprise.aliases):
            place = enterprise.at("enterprises", "aliases", index)
            owner, other = owners.setdefault(fold_name(alias), (enterprise, place))
            if owner is not enterprise:
                yield Finding(
                    RULE.code,
                    _("“{alias}” stands for “{name}” too", alias=alias, name=owner.name),
                    place,
                    hint=_("give each enterprise aliases of its own"),
                    related=(Related(_("the other one"), other),),
                )


RULE = Rule("BF206", "alias-clash", city=check)
