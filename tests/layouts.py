"""Ledgers as people keep them by hand: any layout that the format allows, comments and quotes anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from bangfu.edit.phrase import inline, tree_of
from bangfu.model.event import Event
from dice import Dice, Drawn
from strategies import history

WORDS = (
    "新增用地未落实",
    "融资难",
    "用电 增容",
    "a # b",
    "it's",
    "说“好”",
    "x: y",
    "1:30",
    "{reported}",
    "null",
    "-",
    "甲,乙",
)
REMARKS = ("# 待核", "#", "# - {date: 2019-01-01, type: 反映}", '# it\'s "so" {', "# issues:", "#无空格", "# a: |")
DETAILS = ("一行\n", "第一行\n\n# 不是注释\n第三行: x\n", "末尾没有换行", "甲 #1\n乙\n")


@dataclass(frozen=True)
class HandKept:
    """A ledger file: its bytes, and the ids of its issues."""

    data: bytes
    ids: tuple[str, ...]


class _Hand:
    """Writes lines the way one careless hand does."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.lines: list[str] = []
        self.dash = self.dice.pick((2, 2, 0, 4, 1))
        self.nested = self.dice.pick((2, 2, 0, 4))
        self.gap = self.dice.pick((" ", " ", "   "))
        self.blank = self.dice.number(0, 2)
        self.tidy = self.dice.chance(2)

    def chance(self, one_in: int) -> bool:
        return not self.tidy and self.dice.chance(one_in)

    def scalar(self, text: str, *, flow: bool = False) -> str:
        forms = [f'"{text}"'] if '"' not in text else []
        forms.append("'" + text.replace("'", "''") + "'")
        plain = inline(text) == text or (not flow and text in ("{", "甲,乙"))
        return text if plain and not self.chance(3) else self.dice.pick(forms)

    def end(self) -> str:
        """What may stand at the end of a line: space, a comment."""
        if self.chance(5):
            return self.dice.pick((" ", "  ", "\t")) + self.dice.pick(REMARKS)
        return " " * self.dice.number(0, 2) if self.chance(6) else ""

    def line(self, text: str, *, end: bool = True) -> None:
        self.lines.append(text + (self.end() if end else ""))

    def remarks(self, column: int) -> None:
        """Comment lines and blank lines, perhaps."""
        while self.chance(5):
            indent = self.dice.pick((0, column, column, max(0, column - 2), column + 2))
            self.lines.append(" " * indent + self.dice.pick(REMARKS))
        while self.chance(8):
            self.lines.append(self.dice.pick(("", "", "  ")))

    def flow_event(self, event: Event) -> str:
        pairs = list(tree_of(event).items())
        if self.chance(3):
            pairs = self.dice.shuffled(pairs)
        comma = self.dice.pick((", ", ",  ", " , ")) if not self.tidy else ", "
        text = comma.join(
            f"{key}: {self.scalar(value, flow=True) if isinstance(value, str) else inline(value)}"
            for key, value in pairs
        )
        return "{ " + text + " }" if self.chance(4) else "{" + text + "}"

    def block_event(self, event: Event, column: int) -> None:
        pairs = list(tree_of(event).items())
        for number, (key, value) in enumerate(pairs):
            lead = " " * column + "-" + self.gap if number == 0 else " " * (column + 1 + len(self.gap))
            self.line(f"{lead}{key}: {self.scalar(value) if isinstance(value, str) else inline(value)}")

    def events(self, events: tuple[Event, ...], key_column: int) -> None:
        style = (
            self.dice.pick(("lines", "lines", "lines", "blocks", "mixed", "row", "rows")) if not self.tidy else "lines"
        )
        margin = " " * key_column
        if style == "row":
            self.line(f"{margin}events: [" + ", ".join(self.flow_event(event) for event in events) + "]")
            return
        if style == "rows":
            self.line(f"{margin}events: [")
            last = len(events) - 1
            trailing = self.chance(2)
            for number, event in enumerate(events):
                comma = "," if number < last or trailing else ""
                self.line(f"{margin}  {self.flow_event(event)}{comma}")
            self.line(f"{margin}]" if self.chance(2) else f"{margin}  ]")
            return
        self.line(f"{margin}events:")
        column = key_column + self.nested
        for event in events:
            self.remarks(column)
            if style == "blocks" or (style == "mixed" and self.dice.chance(2)):
                self.block_event(event, column)
            else:
                self.line(" " * column + "-" + self.gap + self.flow_event(event))
        self.remarks(column)

    def issue(self, name: str, title: str, detail: str | None, events: tuple[Event, ...]) -> None:
        if self.chance(8):
            text = ", ".join(self.flow_event(event) for event in events)
            title = self.scalar(title, flow=True)
            self.line(
                " " * self.dash
                + f"- {{id: {name}, enterprise: 甲公司, title: {title}, category: 用地, events: [{text}]}}"
            )
            return
        column = self.dash + 1 + len(self.gap)
        keys = ["id", "enterprise", "title", "category", "events", *(["detail"] if detail else [])]
        if self.chance(3):
            keys = self.dice.shuffled(keys)
        begin = len(self.lines)
        for key in keys:
            self.remarks(column) if len(self.lines) > begin else None
            margin = " " * column
            if key == "events":
                self.events(events, column)
            elif key == "detail":
                assert detail is not None
                keep = "" if detail.endswith("\n") else "-"
                self.line(f"{margin}detail: |{keep}")
                self.lines += [margin + "   " + line if line else "" for line in detail.removesuffix("\n").split("\n")]
            else:
                self.line(
                    f"{margin}{key}: "
                    + self.scalar({"id": name, "enterprise": "甲公司", "title": title, "category": "用地"}[key])
                )
        first = self.lines[begin]
        self.lines[begin] = " " * self.dash + "-" + self.gap + first[column:]

    def section(self, name: str, count: int) -> bool:
        """The section's key; whether anything stands below it."""
        if count:
            self.line(f"{name}:")
            return True
        empty = self.dice.pick(("", ":", ": []", ": ~", ": null", ": [ ]"))
        if empty:
            self.line(f"{name}{empty}")
        return False


@st.composite
def hand_kept(draw: st.DrawFn, fewest: int = 0, most: int = 3) -> HandKept:
    """A ledger of 株洲市 with an enterprise 甲公司 and a few issues, in a layout of its own."""
    return kept_by_hand(Drawn(draw), fewest, most)


def kept_by_hand(dice: Dice, fewest: int = 0, most: int = 3) -> HandKept:
    """The same by any dice."""
    hand = _Hand(dice)
    ids = tuple(f"ZZ-190305-{number}A" for number in range(dice.number(fewest, most)))
    if hand.chance(4):
        hand.lines.append("---")
    hand.remarks(0)
    hand.line("city: 株洲市")
    sections = ["enterprises", "issues", "outcomes"]
    if hand.chance(3):
        sections = dice.shuffled(sections)
    for section in sections:
        hand.remarks(0)
        if section == "enterprises" and hand.section(section, 1):
            hand.line(" " * hand.dash + f"-{hand.gap}name: 甲公司")
            if hand.chance(2):
                hand.line(" " * (hand.dash + 1 + len(hand.gap)) + f"leader: {hand.scalar('市长')}")
        elif section == "outcomes" and hand.section(section, dice.number(0, 1)):
            hand.line(" " * hand.dash + f"-{hand.gap}{{date: 2019-06-30, kind: 授信, value: 4365万元}}")
        elif section == "issues" and hand.section(section, len(ids)):
            for number, name in enumerate(ids):
                hand.lines += [""] * (hand.blank if number else 0)
                hand.remarks(hand.dash)
                detail = None if dice.chance(3) else dice.pick(DETAILS)
                hand.issue(name, dice.pick(WORDS), detail, history(dice, 4))
            hand.remarks(hand.dash)
    if hand.chance(6):
        hand.lines.append("...")
    eol = dice.pick(("\n", "\n", "\r\n"))
    text = eol.join(hand.lines) + (eol if not hand.chance(4) else "")
    bom = b"\xef\xbb\xbf" if hand.chance(6) else b""
    return HandKept(bom + text.encode(), ids)
