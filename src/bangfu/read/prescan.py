"""What is looked for in the text before any parser sees it: what crashes parsers, and what they blame elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.source import Source, Span

NESTING_LIMIT = 16
_CRUDE_LIMIT = 200
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_KEY = r"(?:-[ \t]+)*[a-z][a-z_]*"
_FULL_WIDTH_COLON = re.compile(rf"^[ \t]*{_KEY}(：)|[{{,][ ]*[a-z][a-z_]*(：)")
_NO_SPACE = re.compile(rf"^[ \t]*(?:-[ \t]+)*({{keys}}):[^\s]|[{{{{,][ ]*({{keys}}):[^\s]")
_ODD_SPACE = re.compile("^[ \t-]*([\u00a0\u3000\u2000-\u200a\u202f\u205f])")
_DASHES = re.compile(r"^[ \t]*((?:[-?:][ \t]+){17,})")


@dataclass(frozen=True, slots=True)
class Scan:
    """The text to parse (same length and line numbers as the file's), the findings, and whether parsing is safe."""

    text: str
    findings: list[Finding]
    safe: bool = True


def prescan(source: Source, keys: frozenset[str]) -> Scan:
    """Looks through the text line by line. `keys` are the names that a line may begin with (for `title:用地`)."""
    text = source.text
    findings: list[Finding] = []
    if "\r" in text and "\n" not in text:
        message = _("the lines end with CR alone")
        finding = Finding("BF105", message, file=source.name, span=Span(1, 1, 1, 1), hint=_("save with LF line ends"))
        return Scan(text, [finding], safe=False)
    lines = text.split("\n")
    findings += _characters(source.name, text, lines)
    if not unicodedata.is_normalized("NFC", text):
        findings += _unnormalised(source.name, lines)
    if _CONFLICT_HINT.search(text):
        lines, found = _without_conflicts(source.name, lines)
        findings += found
        text = "\n".join(lines)
    findings += _suspects(source.name, lines, keys)
    deep = _too_deep(source.name, text, lines)
    findings += deep
    return Scan(text, findings, safe=not deep and not any(f.code == "BF103" for f in findings))


_CONFLICT_HINT = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7}$)", re.MULTILINE)


def _at(name: str, code: str, message: Message, line: int, column: int, width: int = 1, hint: Message | None = None) -> Finding:
    return Finding(code, message, file=name, span=Span(line, column, line, column + width), hint=hint)


def _characters(name: str, text: str, lines: list[str]) -> Iterator[Finding]:
    """Control, zero-width and bidirectional characters: they hide what is written."""
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(lines, 1):
        for match in _FORBIDDEN.finditer(line.removesuffix("\r")):
            point = f"U+{ord(match[0]):04X}"
            message = _("the character {point} may not stand in a ledger", point=point)
            yield _at(name, "BF103", message, number, match.start() + 1, hint=_("delete it; it cannot be seen in most editors"))


def _unnormalised(name: str, lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            column = next((i for i, c in enumerate(line, 1) if unicodedata.combining(c)), 1)
            yield _at(name, "BF104", _("the text is not in the normal form NFC"), number, column)


def _without_conflicts(name: str, lines: list[str]) -> tuple[list[str], list[Finding]]:
    """Blanks conflict markers and the other side, so that the rest of the file (with ours) can still be checked."""
    findings: list[Finding] = []
    kept: list[str] = []
    inside = theirs = False
    for number, line in enumerate(lines, 1):
        match = _CONFLICT.match(line.rstrip("\r"))
        marker = match[1][0] if match else ""
        if marker == "<":
            inside, theirs = True, False
            message = _("a git conflict marker: two versions of these lines were not brought together")
            hint = _("keep the lines that are right, delete the markers <<<<<<<, ======= and >>>>>>>")
            findings.append(_at(name, "BF102", message, number, 1, len(line), hint))
        elif inside and marker in "|=" and marker:
            theirs = True
        elif inside and marker == ">":
            inside = theirs = False
        elif marker == ">":
            findings.append(_at(name, "BF102", _("the end of a git conflict without its beginning"), number, 1, len(line)))
        elif not theirs:
            kept.append(line)
            continue
        kept.append("")
    return kept, findings


def _suspects(name: str, lines: list[str], keys: frozenset[str]) -> Iterator[Finding]:
    """Slips that the parser would report on another line or not at all."""
    no_space = re.compile(_NO_SPACE.pattern.format(keys="|".join(sorted(keys)))) if keys else None
    block_indent: int | None = None
    for number, line in enumerate(lines, 1):
        body = line.strip()
        if not body:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None:
            if indent > block_indent:
                continue  # inside a block of free text
            block_indent = None
        if body.endswith(("|", ">", "|-", ">-", "|+", ">+")) and ":" in body:
            block_indent = indent
        if body.startswith("#"):
            continue
        if "：" in line and (match := _FULL_WIDTH_COLON.search(line)):
            column = (match.start(1) if match[1] else match.start(2)) + 1
            message = _("a full-width colon “：” stands after a key")
            yield _at(name, "BF107", message, number, column, hint=_("write the key with “: ”, an ASCII colon and a space"))
        if match := _ODD_SPACE.match(line):
            message = _("a full-width or no-break space stands where indentation is expected")
            yield _at(name, "BF108", message, number, match.start(1) + 1, hint=_("indent with ordinary spaces"))
        if line[indent : indent + 1] == "\t":
            message = _("a tab stands in the indentation")
            yield _at(name, "BF106", message, number, indent + 1, hint=_("indent with spaces: two a level"))
        if no_space and ":" in line and (match := no_space.search(line)):
            group = 1 if match[1] else 2
            message = _("no space after the colon of “{key}”", key=match[group])
            yield _at(name, "BF111", message, number, match.end(group) + 1, hint=_("write “{key}: …”", key=match[group]))


def _too_deep(name: str, text: str, lines: list[str]) -> list[Finding]:
    """Nesting that would crash or stall a parser. Crude: it counts brackets in text too, against a far larger limit."""
    message = _("the nesting is deeper than {limit} levels", limit=NESTING_LIMIT)
    for number, line in enumerate(lines, 1):
        if len(line) > 34 and (match := _DASHES.match(line)):
            return [_at(name, "BF112", message, number, match.start(1) + 1)]
    if text.count("[") + text.count("{") <= _CRUDE_LIMIT:
        return []
    depth = 0
    for match in re.finditer(r"[\[{}\]\n]+", text):
        run = match[0]
        depth += run.count("[") + run.count("{") - run.count("]") - run.count("}")
        depth = max(depth, 0)
        if depth > _CRUDE_LIMIT:
            line = text.count("\n", 0, match.start()) + 1
            return [_at(name, "BF112", message, line, match.start() - text.rfind("\n", 0, match.start()))]
    return []
