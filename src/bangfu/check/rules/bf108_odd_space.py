"""A line is indented with a space that is none. / 用全角空格或不间断空格缩进。

What: a full-width (U+3000), no-break or other special space stands in the indentation of a line.

Why: to YAML it is text, not indentation.

Remedy: delete the spaces and type them anew with the input method switched to English.

是什么：行首的缩进里有全角空格（U+3000）、不间断空格或其他特殊空格。

为什么：这些空格算文字，不算缩进。

怎么改：删掉行首的空格，切换到英文输入状态，重打空格。

Wrong:

    enterprises:
      - name: 示例轨道装备有限公司
      <U+3000>tier: 重点骨干

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

_INDENT = re.compile("[ \t\u00a0\u3000-]*")
_WIDTHS = {ord("\u00a0"): " ", ord("\u3000"): "  "}
"""As wide as they are on a screen; the other special spaces have no certain width."""


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """A space for a no-break space, and two for a full-width one, in the indentation."""
    return on_lines(text, found, _plain)


def _plain(line: str, _place: Span) -> str:
    indent = _INDENT.match(line)
    return indent[0].translate(_WIDTHS) + line[indent.end() :] if indent else line


RULE = Rule("BF108", "odd-space", fix=fix)
