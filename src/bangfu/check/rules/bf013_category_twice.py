"""A category stands twice in bangfu.yaml. / 同一类别重复出现。

What: a category is named under two demand fields, or twice under one.

Why: every issue of a category is counted in the one field that the category belongs to.

是什么：bangfu.yaml 中，同一个类别写在了两个需求领域下，或者在一个领域下写了两次。

为什么：每个问题按类别计入一个需求领域，类别归哪个领域必须是唯一的。

Wrong:

    # bangfu.yaml
    categories:
      要素保障: [融资, 用地, 人才]
      管理提升: [人才, 咨询]

Right:

    # bangfu.yaml
    categories:
      要素保障: [融资, 用地]
      管理提升: [人才, 咨询]
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.province import Province
from bangfu.model.source import Place


def check(province: Province) -> Iterator[Finding]:
    """Every category that stands at an earlier place too."""
    first: dict[str, Place] = {}
    for field, categories in province.categories.items():
        for index, category in enumerate(categories):
            place = Place("bangfu.yaml", ("categories", field, index))
            other = first.setdefault(category, place)
            if other is not place:
                message = _(
                    "the category “{category}” stands in “{first}” already", category=category, first=other.path[1]
                )
                yield Finding(RULE.code, message, place, related=(Related(_("it stands here first"), other),))


RULE = Rule("BF013", "category-twice", province=check)
