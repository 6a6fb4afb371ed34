"""Something is gone that was there. / 原有的内容不见了。

What: an issue, an event, another entry or the seal of a published period stands in the revision that `check
--against` compares with, and not in the ledgers as they are now.

Why: records are not deleted: an issue that comes to nothing is sent back (退回), so that every issue has an answer.
What goes without a word is most often lost by a merge: hosting sites merge line by line, and a conflict settled in
haste drops a side.

Remedy: bring it back from the revision that is named; for a seal, `git checkout REV -- seals/…`.

是什么：`check --against` 拿来比较的那个版本里有的问题、办理记录、其他条目或封账，现在的台账里没有了。

为什么：台账的内容不删除：不予受理的问题用“退回”，件件有回音。内容不声不响地没有了，多半是合并时丢的：
托管网站的合并按钮逐行合并，匆忙处理冲突也会丢掉一方的内容。

怎么改：从提示中写明的版本把内容找回来；封账用 `git checkout REV -- seals/…` 恢复。

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
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF620", "lost")
