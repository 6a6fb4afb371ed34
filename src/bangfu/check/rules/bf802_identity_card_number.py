"""An identity-card number stands in a ledger. / 台账中出现身份证号码。

What: a text holds 18 digits (the last may be X) with a day of birth in them and the right check digit (GB
11643-1999).

Why: ledgers are passed on and bulletins are published. A person's number has no place in them.

是什么：文字里有 18 位数字（末位可以是 X），其中有出生日期，校验码也对得上（GB 11643-1999）。

为什么：台账要流转，通报要公开，里面不应有个人的号码。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        detail: 法定代表人身份证号430102190001010015
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.check.texts import holding, narrow, texts
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity

NUMBER = r"[1-8][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?<![0-9A-Za-z].{18})(?![0-9A-Za-z])"


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every text with an identity-card number in it."""
    for section, record in holding(book, NUMBER):
        for place, each in texts(section, record):
            if any(is_number(match[0]) for match in re.finditer(NUMBER, narrow(each))):
                message = _("an identity-card number stands in this text")
                yield Finding(RULE.code, message, place, hint=_("leave it out"))


def is_number(text: str) -> bool:
    """Whether its check digit and its day of birth are right; the list of places is not asked, it grows old."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    number = text.upper()
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return ric.calc_check_digit(number) == number[-1]


RULE = Rule("BF802", "identity-card-number", Severity.WARNING, city=check)
