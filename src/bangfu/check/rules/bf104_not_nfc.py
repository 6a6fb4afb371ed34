"""Text is not in the normal form NFC. / 文本不是 NFC 规范形式。

What: a letter is written as two characters, such as e and a combining accent; some systems write file names so.

Why: two names that look the same would be different.

Wrong:

    enterprises:
      - {name: Cafe<U+0301> 示例食品有限公司}

Right:

    enterprises:
      - {name: Café 示例食品有限公司}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF104", "not-nfc")
