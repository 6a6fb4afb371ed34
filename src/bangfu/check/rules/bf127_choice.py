"""A word is not one of the choices. / 不在可选值之内。

What: the key takes one of a few words (an event's type, a kind, a stage, 满意 …), and this is none of them.

Why: figures are counted by these words.

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, kind: 公司}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, kind: 企业}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF127", "choice")
