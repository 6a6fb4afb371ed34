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

import re
from collections.abc import Sequence
from datetime import date

from bangfu.check.mend import on_lines, value_at
from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.province import City
from bangfu.model.source import Span

_MONTH = "([0-9]{1,2})"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})(?:-{_MONTH}-|/{_MONTH}/|\.{_MONTH}\.|年{_MONTH}月)([0-9]{{1,2}})(日?)")


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """Year, month and day of a day that exists, where they are written in this order and the year has four digits."""
    return on_lines(text, found, _iso)


def _iso(line: str, place: Span) -> str:
    start, end = value_at(line, place)
    match = _YEAR_FIRST.fullmatch(line[start:end])
    if match is None or bool(match[5]) != bool(match[7]):
        return line
    year, *months, day, _mark = match.groups()
    try:
        made = date(int(year), int(next(month for month in months if month)), int(day))
    except ValueError:
        return line
    return f"{line[:start]}{made.isoformat()}{line[end:]}"


RULE = Rule("BF124", "date", fix=fix)
