"""A date is no date. / 日期写法不对。

What: a date is written other than year-month-day with two digits each, or there is no such day.

Why: 2019-5-6, 2019/05/06 and 5月6日 are read differently by different programs; 2019-06-31 is a slip of the pen.

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
