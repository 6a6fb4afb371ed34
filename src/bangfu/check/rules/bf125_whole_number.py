"""A count is no whole number. / 计数不是整数。

What: a count has a sign, a point, a unit, a separator or a needless 0 at its beginning, or has more than nine digits.

Why: counts are added up; a unit or an 余 belongs to a quantity (outcomes).

是什么：计数带了正负号、小数点、单位、千位分隔符或开头多余的 0，或者超过九位数。

为什么：计数是要相加的；带单位或“余”字的，写在成效（outcomes）里。

Wrong:

    opening:
      - {date: 2019-06-30, reported: 256个}

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF125", "whole-number")
