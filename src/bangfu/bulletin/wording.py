"""How figures, days and lists are put into Chinese (GB/T 15834 punctuation, GB/T 15835 numerals)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bangfu.lifecycle.replay import Step
from bangfu.model.period import Period, PeriodKind
from bangfu.tally.figures import Rate

SMALL_BASE = 5
"""Below this denominator a rate says little: it is marked, or left out of the prose."""

MANY = 6
"""Up to so many cities are told one by one; more are compared, and their figures stand in an annex."""

FEW = 3
"""How many are named at either end of a comparison."""

STEP_NAMES = {
    Step.REPORTED: "收集",
    Step.VERIFIED: "核实",
    Step.REJECTED: "退回",
    Step.ASSIGNED: "交办",
    Step.ON_THE_SPOT: "现场办结",
    Step.RESOLVED: "办结",
    Step.CLOSED: "销号",
}
"""The steps as counts are named."""

_NUMERALS = "〇一二三四五六七八九十"
_FULL_STOP = re.compile(r"[。！？…](?:[”’）》])?$")
_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +(?=[0-9])|(?<=[0-9%]) +(?=[{_CJK}])|(?<=[{_CJK}]) +(?=[{_CJK}])")
_THIS = {
    PeriodKind.WEEK: "本周",
    PeriodKind.MONTH: "本月",
    PeriodKind.QUARTER: "本季度",
    PeriodKind.HALF: "本半年",
    PeriodKind.YEAR: "本年",
    PeriodKind.CUSTOM: "本期",
}
_BEFORE = {
    PeriodKind.WEEK: "上周",
    PeriodKind.MONTH: "上月",
    PeriodKind.QUARTER: "上季度",
    PeriodKind.HALF: "上个半年",
    PeriodKind.YEAR: "上年",
    PeriodKind.CUSTOM: "上期",
}


def day(value: date) -> str:
    """A day: 2019年7月5日, without leading zeros."""
    return f"{value.year}年{value.month}月{value.day}日"


def later_day(value: date, since: date | None) -> str:
    """A day in a text that has just named `since`: 当日 for the same day, 6月30日 within the same year."""
    if value == since:
        return "当日"
    return f"{value.month}月{value.day}日" if since and since.year == value.year else day(value)


def numeral(number: int) -> str:
    """A heading's number from 1 to 99 in Chinese: 四, 十二."""
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return front + (_NUMERALS[ones] if ones else "")


def this(period: Period) -> str:
    """The period as a sentence begins with it: 本月."""
    return _THIS[period.kind]


def before(period: Period) -> str:
    """The period before: 上月."""
    return _BEFORE[period.kind]


def listing(words: Iterable[str]) -> str:
    """Words side by side: A、B、C."""
    return "、".join(words)


def tidy(text: str) -> str:
    """A text on one line, without the spaces that people set around figures between Chinese characters."""
    return _LOOSE.sub("", " ".join(text.split()))


def sentence(text: str) -> str:
    """A text that ends as a sentence ends: with one full stop."""
    cut = text.rstrip(" ，、；：,;")
    return cut if not cut or _FULL_STOP.search(cut) else f"{cut}。"


def leading(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those with the highest counts, the highest first; who ties with the last of them is among them.

    Nobody where so many tie that naming them says nothing.
    """
    if not counts:
        return []
    ordered = sorted(counts, key=lambda each: -each[1])
    chosen = [each for each in ordered if each[1] >= ordered[min(FEW, len(ordered)) - 1][1]]
    return chosen if len(chosen) <= min(2 * FEW, len(ordered) - 1) else []


def clauses(parts: Iterable[str], joint: str = "，") -> str:
    """One sentence out of clauses, empty ones left out; nothing out of nothing."""
    return sentence(joint.join(part for part in parts if part))


def heading(number: int, words: str) -> str:
    """A run-in heading such as `1、组织领导`; the renderer adds the full stop."""
    return f"{number}、{words.rstrip('。')}"


def number(value: Decimal) -> str:
    """A number without a needless .0: 21, 23.5."""
    return f"{value:f}".removesuffix(".0")


def fraction(rate: Rate) -> str:
    """A rate with both its figures: 25.6%（62/242）; — over nothing."""
    return f"{rate}（{rate.numerator}/{rate.denominator}）" if rate.denominator else str(rate)


def change(now: int, earlier: int, unit: str) -> str:
    """How a count has moved: 增加3个, 减少2个, 持平."""
    if now == earlier:
        return "持平"
    return f"增加{now - earlier}{unit}" if now > earlier else f"减少{earlier - now}{unit}"


def points(now: Rate, earlier: Rate) -> str:
    """How a rate has moved: 提高1.2个百分点, 下降0.4个百分点, 持平; empty when either is over nothing.

    The difference is that of the percentages as they are printed, so that readers can check it.
    """
    if now.percent is None or earlier.percent is None:
        return ""
    moved = now.percent - earlier.percent
    if moved == 0:
        return "持平"
    return f"{'提高' if moved > 0 else '下降'}{abs(moved)}个百分点"


def shares(counts: Sequence[tuple[str, int]], unit: str) -> str:
    """Counts by name, zeros left out: 融资12个、用地3个."""
    return listing(f"{name}{count}{unit}" for name, count in counts if count)
