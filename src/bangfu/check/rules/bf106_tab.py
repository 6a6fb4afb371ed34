"""A line is indented with a tab. / 用制表符缩进。

What: a tab stands in the indentation of a line.

Why: YAML indents with spaces only; how wide a tab is differs from editor to editor.

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
