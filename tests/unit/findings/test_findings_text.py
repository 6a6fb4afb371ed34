"""What a clerk sees of a finding in a terminal of 80 columns."""

from __future__ import annotations

from bangfu.cli.session import printable
from bangfu.findings.columns import columns
from bangfu.findings.text import render, summary
from bangfu.i18n import Message, Translator
from bangfu.model.diagnostic import Diagnostic, Severity
from bangfu.model.source import Span


def shown(line: str, span: Span, language: str = "zh", hint: Message | None = None) -> list[str]:
    """A finding about `span` of `line`, as it is printed."""
    translate = Translator(language)
    message = Message("a tab stands in the indentation")
    finding = Diagnostic("BF106", "tab", Severity.ERROR, message, "ledgers/zhuzhou.yaml", span, line, hint)
    return render([finding], lambda text: printable(translate(text))).splitlines()


def test_the_place_the_line_and_a_pointer_below_it() -> None:
    assert shown("    title: 用地难, x: 1", Span(7, 12, 7, 15), "en") == [
        "ledgers/zhuzhou.yaml:7:12: BF106 error: a tab stands in the indentation",
        "  7 |     title: 用地难, x: 1",
        "    |            ^^^^^^",
    ]


def test_a_long_line_is_shown_around_the_place_within_80_columns() -> None:
    line = "text: " + "开展精准帮扶活动，" * 40 + "错" + "，加强要素保障" * 40
    place = line.index("错") + 1
    _where, text, pointer = shown(line, Span(1234, place, 1234, place + 1))
    assert text.startswith("  1234 | …")
    assert text.endswith("…")
    assert columns(text) <= 80
    before = text[: text.index("错")]
    assert pointer == "       |" + " " * (columns(before) - 8) + "^^"


def test_a_pointer_does_not_run_past_what_is_shown() -> None:
    line = "  - {text: " + "开展精准帮扶活动，" * 40 + "}"
    _where, text, pointer = shown(line, Span(12, 5, 12, len(line) + 1))
    assert text.startswith("  12 |   - {text: 开展")
    assert columns(pointer) == columns(text) - 1


def test_what_a_terminal_would_obey_is_shown_and_pointed_at() -> None:
    _where, text, pointer = shown("a\x1b: \tb", Span(1, 2, 1, 3))
    assert (text, pointer) == ("  1 | a<U+001B>: →b", "    |  ^^^^^^^^")


def test_the_summary_counts_both_kinds() -> None:
    def finding(severity: Severity) -> Diagnostic:
        return Diagnostic("BF106", "tab", severity, Message("x"), "ledgers/zhuzhou.yaml", None)

    found = [finding(Severity.ERROR), finding(Severity.WARNING), finding(Severity.WARNING)]
    assert str(summary(found)) == "errors: 1, warnings: 2"
    assert Translator("zh")(summary(found)) == "错误 1 处，提醒 2 处"
    assert str(summary([])) == "no findings"
