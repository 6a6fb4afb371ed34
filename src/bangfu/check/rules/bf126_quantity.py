"""A quantity is no number with a unit. / 数量应为数字加单位。

What: an outcome's value is not a number in digits with a unit, such as 4365万元, 1000余亩, 5000万元以上, 约20项 or
63.3%.

Why: quantities are added up per unit, exactly. 一百亩 or 20多亩 cannot be.

是什么：成效的数量不是阿拉伯数字加单位，如 4365万元、1000余亩、5000万元以上、约20项、63.3%。

为什么：数量按单位精确相加，一百亩、20多亩没法相加。

Wrong:

    outcomes:
      - {date: 2019-06-30, kind: 授信, value: 4365}

Right:

    outcomes:
      - {date: 2019-06-30, kind: 授信, value: 4365万元}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF126", "quantity")
