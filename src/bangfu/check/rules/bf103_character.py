"""A character that cannot be seen stands in a file. / 文件中有看不见的字符。

What: a control, zero-width or bidirectional character, such as U+200B; they come with text copied from web pages.

Why: two names that look the same would be different, and what is shown would not be what is written.

Wrong:

    enterprises:
      - {name: 示例轨道<U+200B>装备有限公司}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF103", "character")
