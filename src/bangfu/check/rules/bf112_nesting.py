"""The nesting is too deep. / 嵌套过深。

What: lists or entries stand in each other more than 16 levels deep. A ledger needs six.

Why: such a file can stall or crash a program that reads it.

是什么：列表或条目一层套一层，超过 16 层；台账有六层就够了。

为什么：这样的文件可能让读取它的软件卡死或崩溃。

Wrong:

    opening: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF112", "nesting")
