"""Fills the placeholders of a text (docs/format.md) with figures, each with its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bangfu.bulletin.document import Figure, Span, Text, plain, text
from bangfu.bulletin.sources import Sources
from bangfu.bulletin.wording import PAIRING_NAMES, STEP_NAMES, sentence, tidy
from bangfu.lifecycle.replay import Step
from bangfu.model.placeholder import placeholders
from bangfu.tally.figures import NOTHING, Rate, Row

_RATES = {
    "resolution_rate": "办结率",
    "closure_rate": "销号率",
    "collected_resolution_rate": "收集办结率",
    "satisfaction_rate": "满意率",
}
Fill = Callable[[Row, Sources], Span]


def filled(words: str, row: Row, mine: Sources, origins: tuple[str, ...] = ()) -> Text:
    """`words`, tidied, with the figures of `row` in place of its placeholders.

    Args:
        words: a text of a ledger or of bangfu.yaml.
        row: what is filled in: — for a step that nobody stated and for a pairing figure of nothing.
        mine: the records behind `row`.
        origins: where the words themselves come from; without, they are no figure.
    """
    spans: list[Span] = []
    since = 0
    for name, begin, end in placeholders(words):
        if name in FILLED:
            spans += [_words(words[since:begin], origins), FILLED[name](row, mine)]
            since = end
    return _tidied([*spans, _words(words[since:], origins)])


def finished(spans: Text) -> Text:
    """A text that ends as a sentence ends (see wording.sentence)."""
    if not spans:
        return ()
    *rest, last = spans
    if isinstance(last, str):
        return (*rest, sentence(last) or "。")
    return (*rest, last, "。") if last.name else (*rest, replace(last, text=sentence(last.text) or "。"))


def _words(words: str, origins: tuple[str, ...]) -> Span:
    return Figure(words, origins) if origins else words


def _tidied(spans: list[Span]) -> Text:
    """The spans tidied as one text: only white space goes, so every span keeps its other characters."""
    whole = tidy(plain(spans))
    made: list[Span] = []
    at = 0
    for span in spans:
        words = plain(span)
        left, begin = sum(not letter.isspace() for letter in words), at
        while left or (at < len(whole) and whole[at].isspace() and not getattr(span, "name", "")):
            left -= not whole[at].isspace()
            at += 1
        kept = whole[begin:at]
        if isinstance(span, Figure):
            made.append(replace(span, text=kept))
        elif made and isinstance(made[-1], str):
            made[-1] += kept
        else:
            made.append(kept)
    return text(*(span for span in made if plain(span)))


def _step(step: Step) -> Fill:
    def figure(row: Row, mine: Sources) -> Span:
        return mine.stock(step, row.stock[step], STEP_NAMES[step]) if step in row.stated else NOTHING

    return figure


def _rate(key: str, name: str) -> Fill:
    kind = key.removesuffix("_rate")

    def figure(row: Row, mine: Sources) -> Span:
        rate: Rate = getattr(row.rates, kind)
        return mine.measured(kind, rate, name, text=str(rate)) if rate.denominator else NOTHING

    return figure


def _pairing(counter: str, name: str) -> Fill:
    def figure(row: Row, mine: Sources) -> Span:
        count: int = getattr(row, counter)
        return mine.paired(counter, count, name) if count else NOTHING

    return figure


FILLED: dict[str, Fill] = {
    **{step.value: _step(step) for step in Step},
    **{key: _rate(key, name) for key, name in _RATES.items()},
    "overdue": lambda row, mine: mine.overdue(row.overdue, "逾期") if row.issues else NOTHING,
    **{counter: _pairing(counter, name) for counter, name in PAIRING_NAMES.items()},
}
"""What stands in for each placeholder (model.placeholder.NAMES)."""
