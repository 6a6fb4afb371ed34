"""The style of an official text, as rules that a strict editor would hold every document to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bangfu.bulletin.document import Block, Bulletin, Figure, Items, Paragraph, Span, Table, Text, plain

_HAN = "\u4e00-\u9fff"
_MARKS = "，、；：。！？"
_SLIPS = {
    "doubled punctuation": rf"[{_MARKS}](?:[{_MARKS}]|(?=[）”』〕]))|[（“‘〔](?=[{_MARKS}])",
    "empty brackets": r"（）|“”|《》|〔〕|\(\)",
    "half-width punctuation between Chinese": rf"(?<=[{_HAN}）”》])[,;:!?()](?=[{_HAN}（“《])",
    "a space between Chinese and a digit": rf"[{_HAN}{_MARKS}] +[0-9]|[0-9%] +[{_HAN}]",
    "a nought where there is a word": r"(?<![0-9.])0(?:个|家|件|名|次|条|项|人|份|亩)",
    "an amount that wants 亿元": r"(?<![0-9.])[1-9][0-9]{4,}余?万余?元",
    "an amount that wants 万元": r"(?<![0-9.])0(?:\.[0-9]+)?[万亿]余?元",
}
"""What may stand nowhere in the text that the program makes."""

_RATE = re.compile(r"(?<!占)(?<![0-9.])[0-9]+(?:\.[0-9]+)?%(?![（，][0-9]+/[0-9]+)")
_APART = {"已经实现的成效有": "预计|计划", "预计可取得、尚未实现的成效有": "计划", "列入计划的有": "预计|实现"}
_ENDS = re.compile(r"[。！？：](?:[）”])?$")
_USERS_OWN = ("主要工作举措", "重点举措", "下一步工作要求")
"""Parts whose words are those of ledgers and bangfu.yaml."""


def faults(bulletin: Bulletin, names: Sequence[str]) -> list[str]:
    """Everything in a bulletin that an editor would strike out; `names` are those of the cities."""
    found: list[str] = []
    for heading, blocks in _sections(bulletin):
        users_own = heading.endswith(_USERS_OWN)
        for text in _paragraphs(blocks):
            made = _made(text)
            found += sentences_faults(plain(text), names)
            found += [] if users_own else text_faults(made)
        for cell in _cells(blocks):
            found += cell_faults(plain(cell))
    return found


def text_faults(text: str) -> list[str]:
    """The slips of one paragraph, and rates without what they are of."""
    found = [f"{what}: {match[0]} in {text}" for what, rule in _SLIPS.items() for match in re.finditer(rule, text)]
    return found + [f"a rate without its figures: {match[0]} in {text}" for match in _RATE.finditer(text)]


def cell_faults(text: str) -> list[str]:
    """The slips of a cell; a nought is a figure there."""
    return [
        f"{what}: {match[0]} in {text}"
        for what, rule in _SLIPS.items()
        if what.startswith(("doubled", "empty", "an amount"))
        for match in re.finditer(rule, text)
    ]


def sentences_faults(text: str, names: Sequence[str]) -> list[str]:
    """One frame for three cities in a row, states added together, no full stop."""
    found = [] if _ENDS.search(text) else [f"no full stop: {text}"]
    found += [
        f"states in one sentence: {sentence}"
        for opening, others in _APART.items()
        for sentence in text.split("。")
        if opening in sentence and re.search(others, sentence.replace(opening, ""))
    ]
    for joint in "。；":
        found += _monotony([each.rstrip("。") for each in text.split(joint) if each], names)
    return found


def _monotony(sentences: Iterable[str], names: Sequence[str]) -> Iterator[str]:
    """Sentences that are the same once cities and figures are taken out, three cities in a row."""
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    run: list[str] = []
    frame = ""
    for sentence in [*sentences, ""]:
        begins = re.match(rf"(?:{name})(?:（[^）]*）)?(?:、(?:{name})(?:（[^）]*）)?)*", sentence)
        now = re.sub(r"[0-9]+(?:\.[0-9]+)?%?", "#", sentence[begins.end() :]) if begins else ""
        now = re.sub("#[^#，。；、]{0,3}(?:、#[^#，。；、]{0,3})+", "#", now)
        if begins and now == frame:
            run.append(begins[0])
            if len(set(run)) == 3:
                yield f"one frame for three cities: {sentence}"
        else:
            frame, run = now, [begins[0]] if begins else []


def _sections(bulletin: Bulletin) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "opening", bulletin.opening
    for part in bulletin.parts:
        yield part.heading, part.blocks
    for annex in bulletin.annexes:
        yield annex.title, annex.blocks


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from block.items
        else:
            yield from ((note,) for note in block.notes)


def _cells(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row


def _made(text: Text) -> str:
    """The text without what records say in their own words: sentences and percentages."""
    return "".join("某数" if _records_own(span) else plain(span) for span in text).replace("某数某数", "某数")


def _records_own(span: Span) -> bool:
    """Whether a figure is a record's own words or, as an outcome of the period is, its own percentage.

    Every rate that the program makes is as of a day, so a new one cannot pass for a record's.
    """
    if not isinstance(span, Figure):
        return False
    if not span.name:
        return re.search("[。%]", span.text) is not None
    return "%" in span.text and not span.period.startswith("..")
