"""YAML is used in a way that a ledger does not. / 使用了台账不用的 YAML 功能。

What: an anchor (`&name`), an alias (`*name`), a tag (`!name`), a merge key (`<<`), a % directive, or a second
document.

Why: a ledger is data to be read and compared line by line, not a program. A value that begins with one of these
characters goes in quotes.

Wrong:

    enterprises:
      - {name: &轨道 示例轨道装备有限公司}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF113", "yaml-feature")
