"""The same entry stands there once more. / 同一条内容重复了。

What: an event or an entry without an id that the revision has stands in the ledgers more often than there, to the
letter the same.

Why: a merge that keeps the lines of both sides (`merge=union`, or both halves of a conflict) doubles what both
have, and the figures count it twice.

Remedy: delete the copy. If it is another visit or another outcome indeed, say what tells them apart, such as
`scope` or `source`.

是什么：那个版本里已有的一条办理记录或没有编号的条目，在台账里又多出了一字不差的一条。

为什么：合并时两边的行都保留（`merge=union`，或者把冲突的两半都留下），两边都有的内容就会重复，数也就重复计算。

怎么改：删掉多出的一条；确实是另一次走访、另一项成效的，用 `scope`、`source` 等写明区别。

Wrong:

    # git show REV:ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}
    # ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}
      - {date: 2019-06-20, kind: 授信, value: 4365万元}

Right:

    # git show REV:ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}
    # ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}
      - {date: 2019-06-20, kind: 授信, scope: 芦淞区, value: 4365万元}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF622", "doubled")
