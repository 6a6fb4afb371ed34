"""Something says otherwise than before. / 原有的内容改了。

What: an event, another entry or a key of a record reads otherwise than in the revision that `check --against`
compares with. Filling in a key that was empty and adding to a list is no correction, except in an event.

Why: a correction is legitimate, and should be seen by whoever answers for the ledger. After a merge it may be a
change that one side made and the other side's version has covered.

Remedy: none, where the correction is meant. Where a merge has undone somebody's change, put it back.

是什么：办理记录、其他条目或者某一项，与 `check --against` 拿来比较的那个版本写得不一样。补填原来空着的项、在列表里
添内容不算，办理记录除外。

为什么：更正是允许的，但要让对台账负责的人看得见。合并以后出现的，也可能是一方的改动被另一方的旧内容盖掉了。

怎么改：确实要更正的，不用改；是合并时把别人的改动盖掉的，改回去。

Wrong:

    # git show REV:ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-07-28}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-08-08}

Right:

    # git show REV:ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-07-28}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
          - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-07-28}
          - {date: 2019-06-29, type: 延期, due: 2019-08-08, note: 地块调整}
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF621", "corrected", Severity.WARNING)
