"""A key is followed by a full-width colon. / 键后用了全角冒号。

What: a key stands before “：” instead of “: ”, as a Chinese input method writes it.

Why: to YAML the full-width colon is text, so there is no key; the trouble would be reported on a later line.

Remedy: type “: ” with the input method switched to English.

是什么：键后面用了中文输入法的全角冒号“：”，应当用半角冒号加一个空格“: ”。

为什么：全角冒号只算文字，这一行就没有键了；不在这里指出，错误会报到后面的行上。

怎么改：切换到英文输入状态，重打冒号，后面空一格。

Wrong:

    enterprises:
      - name：示例轨道装备有限公司
        tier: 重点骨干

Right:

    enterprises:
      - name: 示例轨道装备有限公司
        tier: 重点骨干
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangfu.check.mend import on_lines
from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.province import City
from bangfu.model.source import Span
from bangfu.read.build import every_key

_KEY = re.compile(r"((?:^|[{,])[ \t-]*)([a-z][a-z_]*)：[ \u3000]*")


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """A colon and a space after the keys that a ledger has, on lines without quotes: in quotes they would be text."""
    return on_lines(text, found, _narrow)


def _narrow(line: str, _place: Span) -> str:
    return line if any(quote in line for quote in "'\"") else _KEY.sub(_as_key, line).rstrip(" ")


def _as_key(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}: " if match[2] in every_key() else match[0]


RULE = Rule("BF107", "full-width-colon", fix=fix)
