"""What a hosting site knows a finding by from run to run, whatever line it has moved to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from bangfu.i18n import Message
from bangfu.model.diagnostic import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """For each diagnostic 64 hexadecimal digits, no two of them alike.

    They are made of its code, its file, the names and days in its message, and the text of its line: not of line
    numbers, nor of counts such as days overdue, nor of the reader's language. Of findings alike in all that, the nth is
    told from the others by its number.
    """
    seen: Counter[str] = Counter()
    made = []
    for diagnostic in diagnostics:
        said = _said(diagnostic.message)
        about = "\x1f".join((diagnostic.code, diagnostic.file, said, diagnostic.excerpt.strip()))
        seen[about] += 1
        text = f"{about}\x1f{seen[about]}".encode("utf-8", "surrogatepass")
        made.append(hashlib.sha256(text).hexdigest())
    return made


def _said(message: Message) -> str:
    """A message with what it names, in no language, and without its counts."""
    named = {name: value for name, value in message.args.items() if not isinstance(value, int)}
    told = (f"{name}={_said(value) if isinstance(value, Message) else value}" for name, value in named.items())
    return "\x1f".join((message.id, *sorted(told)))
