"""One dated step in an issue's life."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from bangfu.model.fields import STRICT, Block, Day, Text
from bangfu.model.frozen import record
from bangfu.model.quantity import Quantity


class EventType(StrEnum):
    """The steps (办理记录) of docs/format.md; the value is what stands in the file."""

    REPORT = "反映"
    VERIFY = "核实"
    REJECT = "退回"
    ASSIGN = "交办"
    PROGRESS = "办理"
    SUPERVISE = "督办"
    EXTEND = "延期"
    RESOLVE = "办结"
    RATE = "评价"
    CLOSE = "销号"
    REOPEN = "重开"


class Satisfaction(StrEnum):
    """What the enterprise says of the result."""

    SATISFIED = "满意"
    FAIR = "基本满意"
    DISSATISFIED = "不满意"


class OutcomeState(StrEnum):
    """How real an outcome is; the three are never added together."""

    PLANNED = "计划"
    EXPECTED = "预计"
    REALISED = "实现"


@record
class Result:
    """An outcome that stands inside a 办结 event, such as `{kind: 供地, value: 30亩}`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    kind: Text
    value: Quantity
    state: OutcomeState = OutcomeState.REALISED


@record
class Event:
    """One entry of an issue's `events`. Which keys a type carries is in lifecycle.transitions."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    date: Day
    type: EventType
    to: tuple[Text, ...] = ()
    via: Text | None = None
    due: Day | None = None
    into: Text | None = None
    satisfaction: Satisfaction | None = None
    note: Block | None = None
    outcomes: tuple[Result, ...] = ()
    number: Text | None = None
    source: Text | None = None
