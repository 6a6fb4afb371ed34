"""What each kind of period's bulletin consists of: one file a shape, its parts and annexes in their order.

The rhythm is 一周一报告、一月一调度、一季一讲评, then 半年考核督查 and 年底综合考评; a span of days of one's own has
the month's shape.
"""

from __future__ import annotations

from bangfu.bulletin.shapes.half import HALF
from bangfu.bulletin.shapes.month import MONTH
from bangfu.bulletin.shapes.quarter import QUARTER
from bangfu.bulletin.shapes.shape import Shape
from bangfu.bulletin.shapes.week import WEEK
from bangfu.bulletin.shapes.year import YEAR
from bangfu.model.period import PeriodKind

_SHAPES = {
    PeriodKind.WEEK: WEEK,
    PeriodKind.MONTH: MONTH,
    PeriodKind.QUARTER: QUARTER,
    PeriodKind.HALF: HALF,
    PeriodKind.YEAR: YEAR,
    PeriodKind.CUSTOM: MONTH,
}


def shape_of(kind: PeriodKind) -> Shape:
    """The shape of a kind of period."""
    return _SHAPES[kind]
