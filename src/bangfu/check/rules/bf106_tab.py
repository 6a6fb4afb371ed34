"""A line is indented with a tab. / 用制表符缩进。

What: a tab stands in the indentation of a line.

Why: YAML indents with spaces only; how wide a tab is differs from editor to editor.

Remedy: put spaces in its place, as many as the lines beside it have.

是什么：行首的缩进里有制表符（Tab）。

为什么：缩进只能用空格；一个制表符有多宽，各个软件不一样。

怎么改：删掉行首的制表符，改按空格键，与同级的各行对齐。

Wrong:

    enterprises:
    <U+0009>- {name: 示例轨道装备有限公司}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF106", "tab")
