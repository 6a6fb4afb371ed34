"""How figures, days and lists are put into Chinese (GB/T 15834 punctuation, GB/T 15835 numerals)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bangfu.lifecycle.deadlines import elapsed
from bangfu.lifecycle.replay import Step
from bangfu.model.period import Period, PeriodKind
from bangfu.model.province import Headings, Limits
from bangfu.tally.figures import Rate

SMALL_BASE = 5
"""Below this denominator a rate says little: it is marked, or left out of the prose."""

DEIDENTIFIED = "企业名称等信息已作去标识化处理"
"""What a page of a public Book says of itself."""

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

PAIRING_NAMES = {
    "enterprises": "企业",
    "projects": "项目",
    "prospects": "拟入规企业",
    "leaders": "联点领导",
    "departments": "责任单位",
    "people": "走访人次",
    "visits": "走访企业",
}
"""The counters of a tally's row, as figures are named."""

_NUMERALS = "〇一二三四五六七八九十"
_FULL_STOP = re.compile(r"[。！？…](?:[”’）》])?$")
_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +(?=[0-9])|(?<=[0-9%]) +(?=[{_CJK}])|(?<=[{_CJK}]) +(?=[{_CJK}])")
_THIS = {
    PeriodKind.WEEK: "本周",
    PeriodKind.MONTH: "本月",
    PeriodKind.QUARTER: "本季度",
    PeriodKind.YEAR: "本年度",
    PeriodKind.CUSTOM: "本期",
}
_BEFORE = {
    PeriodKind.WEEK: "上周",
    PeriodKind.MONTH: "上月",
    PeriodKind.QUARTER: "上季度",
    PeriodKind.YEAR: "上年",
    PeriodKind.CUSTOM: "上期",
}


def day(value: date) -> str:
    """A day: 2019年7月5日, without leading zeros."""
    return f"{value.year}年{value.month}月{value.day}日"


def known_by(value: date) -> str:
    """What a page says whose ledgers are those of a commit (`--known-at`)."""
    return f"只计{day(value)}前（含当日）已登记的内容"


def later_day(value: date, since: date | None) -> str:
    """A day in a text that has just named `since`: 当日 for the same day, 6月30日 within the same year."""
    if value == since:
        return "当日"
    return f"{value.month}月{value.day}日" if since and since.year == value.year else day(value)


def upto(value: date) -> str:
    """The day of stock where a text has named its year already: 截至6月30日."""
    return f"截至{value.month}月{value.day}日"


def duration(days: int, limits: Limits) -> str:
    """So many days in the unit of the limits: 5天, 5个工作日."""
    return f"{days}个工作日" if limits.in_working_days else f"{days}天"


def delay(due: date, as_of: date, limits: Limits) -> str:
    """How a due date stands: 逾期12天, 今日到期, 还有3天; a weekend away are 不足1个工作日."""
    left = elapsed(as_of, due, limits)
    days = duration(abs(left), limits) if left else "不足1个工作日"
    if due == as_of:
        return "今日到期"
    return f"逾期{days}" if due < as_of else f"还有{days}"


def numeral(number: int) -> str:
    """A heading's number from 1 to 99 in Chinese: 四, 十二."""
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return front + (_NUMERALS[ones] if ones else "")


def this(period: Period) -> str:
    """The period as a sentence begins with it: 本月, 上半年."""
    if period.kind is PeriodKind.HALF:
        return "上半年" if period.start.month == 1 else "下半年"
    return _THIS[period.kind]


def before(period: Period) -> str:
    """The period before: 上月, 上年下半年."""
    if period.kind is PeriodKind.HALF:
        return "上年下半年" if period.start.month == 1 else "上半年"
    return _BEFORE[period.kind]


def eve(period: Period) -> str:
    """The end of the period before: 上月末; 上周, because 上周末 is a Saturday or Sunday to most readers."""
    if period.kind is PeriodKind.WEEK:
        return "上周"
    if period.kind is PeriodKind.HALF and period.start.month == 1:
        return "上年末"
    return f"{before(period)}末"


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


def heading(number: int, words: str, headings: Headings = "notice") -> str:
    """A run-in heading such as `1、组织领导`, or `（一）组织领导` by the standard; the renderer adds the full stop."""
    ordinal = f"（{numeral(number)}）" if headings == "standard" else f"{number}、"
    return ordinal + words.rstrip("。")


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


def since(earlier: str, moved: str) -> str:
    """What has moved, beside when: 比上月增加3个, 与上月持平."""
    return f"{'与' if moved == '持平' else '比'}{earlier}{moved}"


def shares(counts: Sequence[tuple[str, int]], unit: str) -> str:
    """Counts by name, zeros left out: 融资12个、用地3个."""
    return listing(f"{name}{count}{unit}" for name, count in counts if count)
