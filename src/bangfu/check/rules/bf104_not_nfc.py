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

from bangfu.check.rule import Rule

RULE = Rule("BF104", "not-nfc")
