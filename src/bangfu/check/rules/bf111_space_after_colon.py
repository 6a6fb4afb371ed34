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

from bangfu.check.rule import Rule

RULE = Rule("BF111", "space-after-colon")
