"""A city's slug, prefix or code is badly formed. / 市州的文件名、编号前缀或代码形式不对。

What: a slug is lower-case ASCII letters, digits and hyphens, up to 32, beginning with a letter; a prefix is up to 16
ASCII letters and digits, beginning with a letter; a code is the six digits of GB/T 2260.

Why: files are named after the slug, and ids begin with the prefix: nothing else may stand in them.

是什么：市州的拼音名、编号前缀或代码不合规定。拼音名（`slug`）用小写字母、数字和连字符，以字母开头，至多 32 个字符；
前缀（`prefix`）用字母和数字，以字母开头，至多 16 个字符；代码（`code`）是 GB/T 2260 的六位数字。

为什么：台账文件按拼音名取名，问题编号以前缀开头，里面不能有别的字符。

Wrong:

    # bangfu.yaml
    cities:
      - {slug: changsha, name: 长沙市, prefix: CS}
      - {slug: zhuzhou, name: 株洲市, prefix: 株}

Right:

    # bangfu.yaml
    cities:
      - {slug: changsha, name: 长沙市, prefix: CS}
      - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.province import SLUG, Province

FORMS = {
    "slug": (SLUG, _("write lower-case letters, digits and hyphens, such as zhuzhou")),
    "prefix": ("[A-Za-z][A-Za-z0-9]{0,15}", _("write letters and digits, such as ZZ")),
    "code": ("[0-9]{6}", _('write the six digits of GB/T 2260, in quotes: "430200"')),
}


def check(province: Province) -> Iterator[Finding]:
    """Every value of a city that its form does not fit."""
    for city in province.cities:
        for key, (form, hint) in FORMS.items():
            value: str | None = getattr(city, key)
            if value is not None and not re.fullmatch(form, value):
                message = _("“{value}” cannot be a city's {key}", value=value, key=key)
                yield Finding(RULE.code, message, city.at("cities", key), hint=hint)


RULE = Rule("BF011", "city-form", province=check)
