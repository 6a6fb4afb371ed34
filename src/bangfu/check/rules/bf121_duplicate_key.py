"""A key stands twice in one entry. / 同一条目中键重复。

What: an entry has two values under one key.

Why: only one of them could count, and which one differs from program to program.

是什么：同一个条目里，一个键写了两次。

为什么：两处内容只能算一处，算哪一处，各个软件不一样。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, leader: 市长, leader: 副市长}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, leader: 市长}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF121", "duplicate-key")
