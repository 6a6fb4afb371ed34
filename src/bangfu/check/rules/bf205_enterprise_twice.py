"""An enterprise is paired twice in a city. / 同一市州内帮扶对象重名。

What: two entries of a city's `enterprises` have one name; spaces, full-width forms and case do not tell names apart.

Why: an issue names its enterprise; it must be clear which one is meant, and each is counted once.

是什么：同一市州的 `enterprises` 里有两条名称相同；空格、全角半角、大小写有差别也算相同。

为什么：问题要写明是哪家企业，重名就分不清；每家企业也只能算一次。

Wrong:

    enterprises:
      - {name: 示例轨道装备（株洲）有限公司, leader: 市长}
      - {name: 示例轨道装备(株洲)有限公司, leader: 副市长}

Right:

    enterprises:
      - {name: 示例轨道装备（株洲）有限公司, leader: 市长}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.fold import fold_name
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.enterprise import Enterprise


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every enterprise whose name an earlier one of the city has."""
    first: dict[str, Enterprise] = {}
    for enterprise in book.enterprises():
        other = first.setdefault(fold_name(enterprise.name), enterprise)
        if other is not enterprise:
            yield Finding(
                RULE.code,
                _("“{name}” is paired twice in {city}", name=enterprise.name, city=book.city.name),
                enterprise.at("enterprises", "name"),
                related=(Related(_("it stands here first"), other.at("enterprises", "name")),),
            )


RULE = Rule("BF205", "enterprise-twice", city=check)
