"""Mutations of ledgers by the line and by the word, so that most of what the fuzzer tries is nearly a ledger."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from fuzz_targets import BETWEEN

_WORDS = (
    "2019-03-05", "2019-02-30", "20190305", "9999-12-31", "0001-01-01", "2019-3-5", "反映", "核实", "交办", "办理",
    "督办", "延期", "办结", "评价", "销号", "退回", "重开", "满意", "不满意", "株洲市", "甲公司", "用地", "ZZ-190305-1A",
    "ZZ-190305-2A", "zz-190305-1a", "30亩", "5000万元以上", "约1.5亿元", "95.5%", "true", "false", "null", "~", "''", '""',
    "[]", "{}", "[甲, 乙]", "0", "1_0", "0o17", "1e400", ".inf", "1:30", "１２", "999999999", "1000000000",
)  # fmt: skip
_KEYS = (
    "city", "opening", "enterprises", "issues", "measures", "outcomes", "assertions", "visits", "surveys", "commitments",
    "policies", "name", "aliases", "id", "was", "title", "category", "detail", "events", "date", "type", "to", "via", "due",
    "into", "note", "source", "case", "kind", "value", "state", "scope", "section", "text", "number", "satisfaction",
    "reported", "resolved", "uscc", "province", "cities", "slug", "prefix", "limits", "bulletin", "outlook",
)  # fmt: skip
_MARKS = (
    " ", "  ", "\n", "\r\n", "\r", "\t", ": ", ":", "- ", "-", ", ", ",", "#", " # 注", "'", '"', "{", "}", "[", "]", "|\n",
    ">-\n", "&a ", "*a", "!a ", "<<: *a", "? ", "%YAML 1.2\n", "---\n", "...\n", "：", "，", "\u3000", "\xa0", "\ufeff",
    "\u200b", "\u202e", "e\u0301", "\x00", "\x1b[2J", "\x85", "\u2028", "\\", "\\u200b", "<<<<<<< ours\n", "=======\n",
    "||||||| base\n", ">>>>>>> theirs\n", "# bangfu: ignore[BF412] 注", "𠮷", "{reported}", "[" * 18, "x" * 999,
)  # fmt: skip
_VALUE = re.compile(r"(?<=: )[^,{}\[\]\n#]+|(?<=[\[,] )[^,{}\[\]\n:#]+")
_KEY = re.compile(r"[a-z_]+(?=:)")


_CELLS = (
    "市州", "企业名称", "单位名称", "问题", "诉求", "问题类别", "诉求类型", "反映日期", "收集时间", "责任单位", "承办单位", "协办单位",
    "交办日期", "办理期限", "最新进展", "进展日期", "办结日期", "办理结果", "满意度", "销号日期", "状态", "办结情况", "编号", "校验",
    "序号", "授信金额（万元）", "株洲市", "甲公司", "老甲", "丙公司", "用地", "融资", "2019.3.5", "3月5日", "2019年3月5日", "43529",
    "2019-03-05", "满意", "办结", "销号", "是", "否", "合计", "同上", "—", "4365", "5000万元", "ZZ-190305-AA22", "zhuzhou/甲公司",
    "市自然资源局、市住建局", "'=1", '"a""b"', '="007"', "'", '"', "\t", ";", "，", "1e400", "９", "2019-13-01", "",
)  # fmt: skip


def mutated_cells(data: bytes, pool: Sequence[bytes], seed: int) -> bytes:
    """A CSV with other cells, rows or columns, or changed as any text."""
    draw = random.Random(seed)  # noqa: S311
    if draw.random() < 0.3:
        return _changed(data, pool, draw)
    rows = [line.split(",") for line in data.decode("utf-8", "surrogateescape").split("\n")]
    for _change in range(draw.choice((1, 1, 2, 4))):
        row = draw.choice(rows)
        at = draw.randrange(len(row))
        way = draw.randrange(5)
        if way == 0:
            row.insert(at, draw.choice(_CELLS))
        elif way == 1:
            del row[at:]
            row.append(draw.choice(_CELLS))
        elif way == 2:
            rows.insert(draw.randrange(len(rows) + 1), list(row))
        else:
            row[at] = draw.choice(_CELLS)
    return "\n".join(",".join(row) for row in rows).encode("utf-8", "surrogateescape")


def mutated(data: bytes, pool: Sequence[bytes], seed: int) -> bytes:
    """`data` changed in one to four places; of a triple of versions, in one of them or, one line, in several.

    Args:
        data: the input.
        pool: other inputs, to take lines from.
        seed: what to draw by.
    """
    draw = random.Random(seed)  # noqa: S311
    versions = data.split(BETWEEN)
    at = draw.randrange(len(versions))
    for _change in range(draw.choice((1, 1, 2, 4))):
        versions[at] = _changed(versions[at], pool, draw)
        if len(versions) == 1 or draw.random() < 0.5:
            continue
        other = draw.randrange(len(versions))
        if draw.random() < 0.3:
            versions[other] = versions[at]
        at = other
    return BETWEEN.join(versions)


def _changed(data: bytes, pool: Sequence[bytes], draw: random.Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    way = draw.randrange(12)
    if way == 0:
        del lines[at : at + draw.choice((1, 1, 2, 5))]
    elif way == 1:
        lines.insert(draw.randrange(len(lines) + 1), lines[at])
    elif way == 2:
        size = draw.choice((1, 2, 5))
        taken, lines[at : at + size] = lines[at : at + size], []
        place = draw.randrange(len(lines) + 1)
        lines[place:place] = taken
    elif way == 3:
        indent = draw.choice((1, 2, -1, -2))
        lines[at] = " " * indent + lines[at] if indent > 0 else lines[at][-indent:]
    elif way == 4 and pool:
        others = draw.choice(pool).split(BETWEEN)
        other = draw.choice(others).decode("utf-8", "surrogateescape").split("\n")
        begin = draw.randrange(len(other))
        lines[at:at] = other[begin : begin + draw.choice((1, 2, 6, 12))]
    elif way in (5, 6):
        lines[at] = _swapped(lines[at], _VALUE, _WORDS, draw)
    elif way == 7:
        lines[at] = _swapped(lines[at], _KEY, _KEYS, draw)
    elif way == 8:
        lines.insert(at, f"{' ' * draw.choice((0, 2, 4, 6, 8))}{draw.choice(_KEYS)}: {draw.choice(_WORDS)}")
    else:
        place = draw.randrange(len(lines[at]) + 1)
        end = place + draw.choice((0, 0, 0, 1, 3))
        lines[at] = lines[at][:place] + draw.choice(_MARKS) + lines[at][end:]
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _swapped(line: str, pattern: re.Pattern[str], words: Sequence[str], draw: random.Random) -> str:
    """The line with another word in place of one."""
    places = [match.span() for match in pattern.finditer(line)]
    if not places:
        return line
    start, end = draw.choice(places)
    return line[:start] + draw.choice(words) + line[end:]
