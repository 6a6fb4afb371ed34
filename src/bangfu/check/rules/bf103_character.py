"""A character that cannot be seen stands in a file. / 文件中有看不见的字符。

What: a control, zero-width or bidirectional character, such as U+200B; they come with text copied from web pages.

Why: two names that look the same would be different, and what is shown would not be what is written.

Remedy: delete the word in which it stands and type it anew.

是什么：文件里有控制字符、零宽字符或改变书写方向的字符，如 U+200B，多半是从网页复制文字时带进来的。

为什么：看上去一样的两个名称其实不同，显示出来的也可能不是写在文件里的。

怎么改：把它所在的那个词整个删掉，重新输入。

Wrong:

    enterprises:
      - {name: 示例轨道<U+200B>装备有限公司}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.province import City

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u2060\ufeff"))
"""Characters of no width that mean nothing in Chinese: soft hyphen, zero-width space, left-to-right mark, word joiner,
byte-order mark. A joiner may belong to an emoji, a control character may stand for a space: they are left alone."""


def fix(text: str, _found: Sequence[Diagnostic], _city: City) -> str:
    """The text without characters of no width."""
    return text.translate(UNSEEN)


RULE = Rule("BF103", "character", fix=fix)
