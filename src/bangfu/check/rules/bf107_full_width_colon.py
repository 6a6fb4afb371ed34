"""A key is followed by a full-width colon. / 键后用了全角冒号。

What: a key stands before “：” instead of “: ”, as a Chinese input method writes it.

Why: to YAML the full-width colon is text, so there is no key; the trouble would be reported on a later line.

Wrong:

    enterprises:
      - name：示例轨道装备有限公司
        tier: 重点骨干

Right:

    enterprises:
      - name: 示例轨道装备有限公司
        tier: 重点骨干
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF107", "full-width-colon")
