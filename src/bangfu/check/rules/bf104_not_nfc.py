"""Text is not in the normal form NFC. / 文本不是 NFC 规范形式。

What: a letter is written as two characters, such as e and a combining accent; some systems write file names so.

Why: two names that look the same would be different.

Remedy: delete the letter and type it anew.

是什么：一个字母写成了两个字符，如 e 后面另跟一个重音符号；有些系统的文件名就是这样写的。

为什么：看上去一样的两个名称其实不同。

怎么改：删掉这个字母，用输入法重新输入。

Wrong:

    enterprises:
      - {name: Cafe<U+0301> 示例食品有限公司}

Right:

    enterprises:
      - {name: Café 示例食品有限公司}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bangfu.check.mend import on_lines
from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.province import City
from bangfu.model.source import Span

LONGEST = 2_000
"""Characters of a line that is put right: putting a long run of marks in order takes quadratic time."""


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """The lines in NFC: the same text by Unicode's own definition."""
    return on_lines(text, found, _normal)


def _normal(line: str, _place: Span) -> str:
    return unicodedata.normalize("NFC", line) if len(line) <= LONGEST else line


RULE = Rule("BF104", "not-nfc", fix=fix)
