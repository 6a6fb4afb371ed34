"""A mobile number stands in a ledger. / 台账中出现手机号码。

What: a text holds a number of the form of a mainland mobile number: 11 digits from 13 to 19, with or without 86
before it, spaces or hyphens between, full-width or not. Office telephones are not looked for.

Why: ledgers are passed on and bulletins are published. A person's number has no place in them.

Remedy: leave it out; where somebody must be reached, name an office and its telephone.

是什么：文字里有像手机号码的数字：11 位，以 13 到 19 开头，前面可以有 86，
中间可以有空格或连字符，全角数字也算。办公电话不查。

为什么：台账要流转，通报要公开，里面不应有个人的号码。

怎么改：删掉号码；确需联系方式的，写单位和办公电话。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实，联系电话13800138000
        category: 用地
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

# It begins with the digit 1, which is quick to look for; what stands before it is looked at afterwards.
NUMBER = (
    r"1(?:(?<![0-9A-Za-z.]1)|(?<=(?<![0-9A-Za-z])861)|(?<=(?<![0-9A-Za-z])00861)|(?<=(?<![0-9A-Za-z])86[- ]1))"
    r"[3-9][0-9](?P<gap>[- ]?)[0-9]{4}(?P=gap)[0-9]{4}(?![0-9A-Za-z元万亿]|\.[0-9])"
)


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every text with a mobile number in it."""
    for section, record in holding(book, NUMBER):
        for place, each in texts(section, record):
            if match := re.search(NUMBER, narrow(each)):
                message = _("a mobile number ({start}…) stands in this text", start=match[0][:3])
                yield Finding(
                    RULE.code, message, place, hint=_("leave it out; name an office and its telephone if needed")
                )


RULE = Rule("BF801", "mobile-number", Severity.WARNING, city=check)
