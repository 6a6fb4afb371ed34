"""A word is not one of the choices. / 不在可选值之内。

What: the key takes one of a few words (an event's type, a kind, a stage, 满意 …), and this is none of them.

Why: figures are counted by these words.

是什么：这个键只能写几个固定的词（如办理记录的类型、帮扶对象的类型、项目阶段、满意程度），写的不在其中。

为什么：各项数据就是按这些词统计的。

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
