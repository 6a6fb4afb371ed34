"""There is no space after a key's colon. / 键的冒号后缺空格。

What: a known key and its value stand together, such as `title:用地`.

Why: without the space YAML sees one word, not a key with a value.

是什么：键和内容连在了一起，如 `title:用地`。

为什么：冒号后面没有空格，就会看成一个词，而不是键和内容。

Wrong:

    enterprises:
      - name:示例轨道装备有限公司
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

_KEY = re.compile(r"((?:^|[{,])[ \t-]*)([a-z][a-z_]*):(?=[^\s])")


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """A space after the colons of the keys that a ledger has, on lines without quotes: in quotes they would be text."""
    return on_lines(text, found, _spaced)


def _spaced(line: str, _place: Span) -> str:
    return line if any(quote in line for quote in "'\"") else _KEY.sub(_as_key, line)


def _as_key(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}: " if match[2] in every_key() else match[0]


RULE = Rule("BF111", "space-after-colon", fix=fix)
