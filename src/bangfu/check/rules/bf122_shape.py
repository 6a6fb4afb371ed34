"""A value is of the wrong kind. / 值的形式不对。

What: a list stands where one value is expected, one value where a list is, or text where an entry with keys is.

Why: what is meant cannot be known. The record is set aside.

是什么：该写一项内容的地方写了列表，该写列表的地方只写了一项，或者该写条目的地方写了文字。

为什么：看不出写的是什么意思，这一条先放在一边。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, aliases: 示例轨道}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, aliases: [示例轨道]}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF122", "shape")
