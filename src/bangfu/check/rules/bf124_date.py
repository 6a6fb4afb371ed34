"""A date is no date. / 日期写法不对。

What: a date is written other than year-month-day with two digits each, or there is no such day.

Why: 2019-5-6, 2019/05/06 and 5月6日 are read differently by different programs; 2019-06-31 is a slip of the pen.

是什么：日期没有写成“年-月-日”（月和日各两位），或者日历上没有这一天。

为什么：2019-5-6、2019/05/06、5月6日，各个软件认法不一；2019-06-31 是笔误。

Wrong:

    measures:
      - {date: 2019-5-20, section: 要素保障, text: 设立信贷风险补偿基金。}

Right:

    measures:
      - {date: 2019-05-20, section: 要素保障, text: 设立信贷风险补偿基金。}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF124", "date")
