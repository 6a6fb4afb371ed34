"""Texts that mean harm to whoever prints them: one list for every output.

A ledger may hold those of HOSTILE; those of REFUSED it may not, and they are tried to be refused.
"""

from __future__ import annotations

MARKUP = (
    "<script>window.ran=1</script>",
    '"><img src=x onerror=window.ran=2>',
    "' onmouseover='window.ran=3' x='",
    "<svg/onload=window.ran=4>",
    "</title></style></textarea><script>window.ran=5</script>",
    "<!-- <b>",
    "--><iframe srcdoc='<script>parent.ran=6</script>'></iframe>",
    "<a href=javascript:window.ran=7>a</a>",
    "javascript:window.ran=8",
    "<meta http-equiv=refresh content='0;url=http://hostile.invalid/9'>",
    "<base href=http://hostile.invalid/><form action=/x><button>b</button></form>",
    "<link rel=stylesheet href=http://hostile.invalid/s.css><style>@import 'http://hostile.invalid/i'</style>",
    "}*{background:url(http://hostile.invalid/b)}/*",
    "&lt;script&gt;window.ran=10&lt;/script&gt;&#60;b&#62;&amp;amp;&nbsp",
    "<plaintext><xmp><noscript><template>",
    "<![CDATA[ x ]]><?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<math><mtext><mglyph><style><img src onerror=window.ran=11>",
    "<w:t>x</w:t></w:r><w:instrText>INCLUDETEXT</w:instrText>",
    "</script><script src=//hostile.invalid/z.js></script>",
)
MARKDOWN = (
    "# heading",
    "## two ##",
    "===",
    "---",
    "> quoted",
    "- item",
    "+ item",
    "* item",
    "12. item",
    "3) item",
    "```sh",
    "~~~",
    "[a](http://hostile.invalid/a)",
    "![a](http://hostile.invalid/a.png)",
    "[a]: http://hostile.invalid/b",
    "[^1]: a foot note[^1]",
    "<http://hostile.invalid/c> http://hostile.invalid/d www.example.com mail@hostile.invalid ftp://hostile.invalid",
    "| a | b | \\| c",
    "**bold** __bold__ *i* _i_ ~~gone~~ `code` ``c``",
    "$x^2$ $$y$$ :smile: @somebody #12 : note",
    "end\\",
    "\\`\\*\\<b>",
    "&copy; &#x3c;b&#x3e;",
    "term\u3000: ::: note",
    "- [ ] task",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://hostile.invalid/";"a")',
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "\uff0b1+1",
    "－1+1",
    "\uff20SUM(1)",
    " =1+1",
    "\u3000=1+1",
    '";=1+1;"',
    ",=1+1",
)
TERMINAL = (
    "[/z] [bold red]x[/] [link=http://hostile.invalid]y[/link]",
    ":1234: :smile:",
    "\\033[31m \\x1b]8;;http://hostile.invalid\\x07",
    "{0.__class__} {} {period %s %(x)s %n",
    "$(touch ran) `touch ran` ;touch ran; |touch ran",
)
COMMANDS = (
    "::error::x",
    "::set-output name=a::b",
    ":::stop-commands::x",
    "%0A::error::x %0D%0A",
    "##[error]x",
    "##[set-output name=a]b",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStatus status='FAILURE']",
)
TEMPLATES = (
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% include '../../../etc/passwd' %}",
    "{# gone #}",
    "{%- raw -%}",
    "${7*7} #{7*7} <%= 7*7 %>",
)
PATHS = ("../../../hostile", "/etc/passwd", "C:\\hostile", "file:///etc/passwd", "-o", "--help", "~/.ssh")
LONG = ("长" * 300, "W" * 300)

HOSTILE = (*MARKUP, *MARKDOWN, *FORMULAS, *TERMINAL, *COMMANDS, *TEMPLATES, *PATHS, *LONG)

REFUSED = {
    "ESC": "\x1b[31m",
    "OSC 8": "\x1b]8;;http://hostile.invalid\x07a\x1b]8;;\x07",
    "OSC 52": "\x1b]52;c;aGk=\x07",
    "CSI of C1": "\x9b31m",
    "OSC of C1": "\x9d0;title\x9c",
    "NUL": "a\x00b",
    "BEL": "\x07",
    "backspace": "ab\b\b",
    "vertical tab": "a\x0bb",
    "form feed": "a\x0cb",
    "DEL": "\x7f",
    "NEL": "a\x85b",
    "right to left": "\u202egnp.exe",
    "isolate": "\u2066x\u2069",
    "Arabic mark": "a\u061cb",
    "zero width space": "a\u200bb",
    "zero width joiner": "a\u200db",
    "word joiner": "a\u2060b",
    "BOM inside": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "line separator": "a\u2028::error::x",
    "tags": "a\U000e0041b",
    "variation selector": "a\ufe0fb",
    "no character": "a\ufffeb",
}
"""What a ledger may not hold, by name: it hides what is written, or moves a terminal."""

_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PLAIN = dict.fromkeys(map(ord, _SIGNS), "q") | dict.fromkeys(map(ord, "＝\uff0b－\uff20"), "全")


def chunks() -> tuple[str, ...]:
    """All of HOSTILE in fewer texts: each begins with one that does its harm at the beginning, others follow."""
    first = (*MARKDOWN, *FORMULAS, *COMMANDS)
    rest = [text for text in HOSTILE if text not in first]
    return tuple(" ".join([begins, *rest[at :: len(first)]]) for at, begins in enumerate(first))


def harmless(text: str) -> str:
    """The twin of a text: as long and as wide, with the same spaces, and nothing in it means anything to a program."""
    return text.translate(_PLAIN)
