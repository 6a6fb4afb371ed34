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

from bangfu.check.rule import Rule

RULE = Rule("BF108", "odd-space")
