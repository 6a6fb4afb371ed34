"""A key is not known. / 未知的键。

What: the key is not one that an entry of this kind may have; the nearest one is suggested.

Why: a mistyped key would silently be left out. The keys stand in docs/format.md.

是什么：这一类条目没有这个键；提示里会给出最接近的键。

为什么：键写错了，里面的内容就会不声不响地漏掉。有哪些键，见 docs/format.zh-CN.md。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, teir: 重点骨干}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, tier: 重点骨干}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF120", "unknown-key")
