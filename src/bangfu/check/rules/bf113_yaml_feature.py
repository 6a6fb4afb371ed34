"""YAML is used in a way that a ledger does not. / 使用了台账不用的 YAML 功能。

What: an anchor (`&name`), an alias (`*name`), a tag (`!name`), a merge key (`<<`), a % directive, or a second
document.

Why: a ledger is data to be read and compared line by line, not a program.

Remedy: write the value itself; one that begins with one of these characters goes in quotes.

是什么：用了锚点（`&名称`）、别名引用（`*名称`）、标签（`!名称`）、合并键（`<<`）或以 % 开头的指令行，
或者一个文件里有两份内容。

为什么：台账是给人一行一行看、一行一行比对的，不是程序。

怎么改：去掉这些写法，直接写内容；内容本身以这些符号开头的，加上引号。

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
