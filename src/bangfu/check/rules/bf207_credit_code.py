"""A credit code is wrong. / 统一社会信用代码有误。

What: `uscc` is not 18 characters of the form of GB 32100-2015 (no I, O, S, V, Z), or its check digit, the last
character, does not fit the others.

Why: enterprises of all ledgers are recognised by it. One mistyped character makes another enterprise of it.

Remedy: copy it from the business licence.

是什么：`uscc` 不是 GB 32100-2015 规定的 18 位形式（不含 I、O、S、V、Z），或者最后一位校验码与前面各位对不上。

为什么：各本台账都靠它认企业，错一位就成了另一家。

怎么改：对照营业执照重新填写。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00030X}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangfu.check.mend import on_lines, value_at
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Diagnostic, Finding
from bangfu.model.enterprise import Enterprise
from bangfu.model.province import City
from bangfu.model.source import Span

FORM = "[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}"


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every credit code of the wrong form or with a wrong check digit."""
    for enterprise in book.enterprises():
        if enterprise.uscc is not None:
            yield from _wrong(enterprise, enterprise.uscc)


def _wrong(enterprise: Enterprise, code: str) -> Iterator[Finding]:
    from stdnum.cn import uscc  # here: it takes 30 ms, and not every ledger has codes

    place = enterprise.at("enterprises", "uscc")
    if not re.fullmatch(FORM, code):
        hint = _("write 18 digits and capital letters without spaces; I, O, S, V and Z do not occur")
        yield Finding(RULE.code, _("“{code}” does not have the form of a credit code", code=code), place, hint=hint)
    elif uscc.calc_check_digit(code) != code[-1]:
        hint = _("compare it with the business licence, character by character")
        yield Finding(RULE.code, _("the check digit of the credit code “{code}” is wrong", code=code), place, hint=hint)


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """Capital letters, where the check digit then is right."""
    return on_lines(text, found, _capital)


def _capital(line: str, place: Span) -> str:
    from stdnum.cn import uscc

    start, end = value_at(line, place)
    code = line[start:end].upper()
    right = re.fullmatch(FORM, code, re.ASCII) and uscc.calc_check_digit(code) == code[-1]
    return f"{line[:start]}{code}{line[end:]}" if right else line


RULE = Rule("BF207", "credit-code", city=check, fix=fix)
