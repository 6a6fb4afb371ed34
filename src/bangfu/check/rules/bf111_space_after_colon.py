"""There is no space after a key's colon. / 键的冒号后缺空格。

What: a known key and its value stand together, such as `title:用地`.

Why: without the space YAML sees one word, not a key with a value.

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
