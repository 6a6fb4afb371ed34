"""What is looked for in the text before any parser sees it: what crashes parsers, and what they blame elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.frozen import frozen
from bangfu.model.source import Source, Span

NESTING_LIMIT = 16
KIND_LIMIT = 100
"""How many findings of one kind are made for one file: a reader of more is not helped."""

_CRUDE_LIMIT = 200
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_CONFLICT_HINT = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})", re.MULTILINE)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_KEY = r"(?:-[ \t]+)*[a-z][a-z_]*"
_FULL_WIDTH_COLON = re.compile(rf"^[ \t]*{_KEY}(：)|[{{,][ ]*[a-z][a-z_]*(：)")
_NO_SPACE = r"^[ \t]*(?:-[ \t]+)*({keys}):[^\s]|[{{,][ ]*({keys}):[^\s]"
_ODD_SPACE = re.compile("^[ \t-]*([\u00a0\u3000\u2000-\u200a\u202f\u205f])")
_HINTS = (
    re.compile("：(?<=[a-z_]：)"),
    re.compile("[\u00a0\u3000\u2000-\u200a\u202f\u205f]"),
    re.compile(r"^ *\t[ \t]*[^\s#]", re.MULTILINE),
    re.compile(r":(?<=[a-z_]:)(?=\S)"),
)
"""What shows, in one quick look at the whole text, that a closer look may find a slip."""

_DASHES = re.compile(r"^[ \t]*((?:[-?:][ \t]+){17})")
_CONTENT = re.compile(r"^[ \t]*+([^\s#])", re.MULTILINE)
_BLOCK_TEXT = re.compile(r": [|>][1-9]?[+-]?[1-9]?[ \t]*(?:#.*)?$")
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")


@frozen
class Scan:
    """The text to parse (same line numbers as the file's), the findings, and whether parsing is safe."""

    text: str
    findings: list[Finding]
    safe: bool = True


def prescan(source: Source, keys: frozenset[str]) -> Scan:
    """Looks through the text line by line. `keys` are the names that a line may begin with (for `title:用地`)."""
    text, name = source.text, source.name
    if "\r" in text and (match := re.search(r"\r(?!\n)", text)):
        return Scan(text, [_carriage_return(name, text, match.start())], safe=False)
    if not text.strip():
        return Scan(text, [])
    lines = text.split("\n")
    findings = [*islice(_characters(name, text, lines), KIND_LIMIT)]
    safe = not findings
    if not unicodedata.is_normalized("NFC", text):
        findings += islice(_unnormalised(name, lines), KIND_LIMIT)
    if _CONFLICT_HINT.search(text):
        lines, found = _without_conflicts(name, lines)
        findings += found
        text = "\n".join(lines)
    if (match := _CONTENT.search(text)) and match[0] == "%":
        number = text.count("\n", 0, match.start()) + 1
        findings.append(_at(name, "BF113", _("% directives are not used in a ledger"), number, 1))
        lines[number - 1] = ""
        text = "\n".join(lines)
    findings += islice(_suspects(name, text, lines, keys), KIND_LIMIT)
    deep = _too_deep(name, text, lines)
    readable = safe and not deep and len(findings) < KIND_LIMIT  # so much is odd that the rest would mean nothing
    return Scan(text, findings + deep, readable)


def forbidden(text: str) -> bool:
    """Whether `text` holds a character that a ledger may not, or is not in the normal form NFC."""
    return hides(text) or not is_normal(text)


def hides(text: str) -> bool:
    """Whether `text` holds a character that a ledger may not."""
    return _FORBIDDEN.search(text) is not None


def is_normal(text: str) -> bool:
    """Whether `text` is in the normal form NFC."""
    return unicodedata.is_normalized("NFC", text)


def _at(
    name: str, code: str, message: Message, line: int, column: int, width: int = 1, hint: Message | None = None
) -> Finding:
    return Finding(code, message, file=name, span=Span(line, column, line, column + width), hint=hint)


def _carriage_return(name: str, text: str, offset: int) -> Finding:
    """A CR alone: some programs end a line there and some do not, so line numbers and content would be uncertain."""
    if "\n" not in text:
        return _at(name, "BF105", _("the lines end with CR alone"), 1, 1, hint=_("save with LF line ends"))
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return _at(name, "BF105", _("a CR alone stands inside this line"), line, column, hint=_("save with LF line ends"))


def _characters(name: str, text: str, lines: list[str]) -> Iterator[Finding]:
    """Control, zero-width and bidirectional characters: they hide what is written."""
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(lines, 1):
        for match in _FORBIDDEN.finditer(line):
            point = f"U+{ord(match[0]):04X}"
            message = _("the character {point} may not stand in a ledger", point=point)
            hint = _("delete it; it cannot be seen in most editors")
            yield _at(name, "BF103", message, number, match.start() + 1, hint=hint)


def _unnormalised(name: str, lines: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            shown = line[:1000]  # putting a long run of marks in order takes quadratic time
            letters = enumerate(zip(shown, unicodedata.normalize("NFC", shown), strict=False), 1)
            column = next((at for at, (given, normal) in letters if given != normal), 1)
            yield _at(name, "BF104", _("the text is not in the normal form NFC"), number, column)


def _without_conflicts(name: str, lines: list[str]) -> tuple[list[str], list[Finding]]:
    """Blanks conflict markers and the other side, so that the rest of the file (with ours) can still be checked."""
    findings: list[Finding] = []
    kept: list[str] = []
    depth = 0
    theirs = False
    for number, line in enumerate(lines, 1):
        match = _CONFLICT.match(line.rstrip("\r")) if line[:1] in ("<", "|", "=", ">") else None
        marker = match[1][0] if match else ""
        if not marker:
            kept.append("" if depth and theirs else line)
            continue
        if len(findings) == KIND_LIMIT:
            break
        kept.append("")
        if marker == "<":
            depth += 1
            if depth == 1:
                theirs = False
                message = _("a git conflict marker: two versions of these lines were not brought together")
                hint = _("keep the lines that are right, delete the markers <<<<<<<, ======= and >>>>>>>")
                findings.append(_at(name, "BF102", message, number, 1, len(line), hint))
        elif not depth:
            message = _("the end of a git conflict without its beginning")
            findings.append(_at(name, "BF102", message, number, 1, len(line)))
        elif marker == ">":
            depth -= 1
        elif depth == 1:
            theirs = True
    return kept, findings


def _suspects(name: str, text: str, lines: list[str], keys: frozenset[str]) -> Iterator[Finding]:
    """Slips that the parser would report on another line or not at all."""
    wide, odd, tab, close = (hint.search(text) for hint in _HINTS)
    if not (wide or odd or tab or close):
        return
    no_space = _no_space(keys)
    block_indent: int | None = None
    for number, line in enumerate(lines, 1):
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        if not body or body == "\r":
            continue
        if block_indent is not None:
            if indent > block_indent:
                continue  # inside a block of free text
            block_indent = None
        if body[0] == "#":
            continue
        if ("|" in body or ">" in body) and _BLOCK_TEXT.search(body.rstrip("\r")):
            block_indent = indent
        if wide and "：" in line and (match := _FULL_WIDTH_COLON.search(line)):
            column = (match.start(1) if match[1] else match.start(2)) + 1
            message = _("a full-width colon “：” stands after a key")
            hint = _("write the key with “: ”, an ASCII colon and a space")
            yield _at(name, "BF107", message, number, column, hint=hint)
        if odd and (match := _ODD_SPACE.match(line)):
            message = _("a full-width or no-break space stands where indentation is expected")
            yield _at(name, "BF108", message, number, match.start(1) + 1, hint=_("indent with ordinary spaces"))
        if body[0] == "\t" and tab and tab.re.match(line):
            message = _("a tab stands in the indentation")
            yield _at(name, "BF106", message, number, indent + 1, hint=_("indent with spaces: two a level"))
        if close and ":" in line and (match := no_space.search(line)):
            group = 1 if match[1] else 2
            message = _("no space after the colon of “{key}”", key=match[group])
            hint = _("write “{key}: …”", key=match[group])
            yield _at(name, "BF111", message, number, match.end(group) + 1, hint=hint)


@cache
def _no_space(keys: frozenset[str]) -> re.Pattern[str]:
    return re.compile(_NO_SPACE.format(keys="|".join(sorted(keys))))


def _too_deep(name: str, text: str, lines: list[str]) -> list[Finding]:
    """Nesting that would crash or stall a parser. Crude: it counts brackets in text too, against a far larger limit."""
    message = _("the nesting is deeper than {limit} levels", limit=NESTING_LIMIT)
    for number, line in enumerate(lines, 1):
        if len(line) > 34 and (match := _DASHES.match(line)):
            return [_at(name, "BF112", message, number, match.start(1) + 1)]
    brackets = text.encode("utf-8", "surrogatepass").translate(None, _NOT_BRACKETS)
    for _round in range(NESTING_LIMIT):
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    if len(brackets) <= _CRUDE_LIMIT:
        return []
    depth = 0
    for match in re.finditer(r"[\[{}\]]", text):
        depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
        if depth > _CRUDE_LIMIT:
            number = text.count("\n", 0, match.start()) + 1
            return [_at(name, "BF112", message, number, match.start() - text.rfind("\n", 0, match.start()))]
    return []
