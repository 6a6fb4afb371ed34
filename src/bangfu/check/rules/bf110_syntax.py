"""The text is no YAML. / 不是合法的 YAML。

What: a quote or bracket is never closed, a comma is missing, or a line is not indented as its neighbours are.

Why: what the text means cannot be known. The record in which it happens is set aside; all others are still checked.

是什么：引号或括号没有配对，少了半角逗号，或者某一行的缩进与同级的行不一样。

为什么：看不出写的是什么意思。出错的这一条先放在一边，其他各条照常检查。

Wrong:

    opening:
      - {date: 2019-06-30, reported: 256

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF110", "syntax")
