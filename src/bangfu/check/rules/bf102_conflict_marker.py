"""A git conflict was left in a file. / 文件中留有 git 合并冲突标记。

What: a line begins with <<<<<<<, =======, or >>>>>>>: two versions of these lines were not brought together.

Why: one of the two versions would be lost. Until it is settled, the rest is checked with the upper version (ours).

Wrong:

    opening:
    <<<<<<< HEAD
      - {date: 2019-06-30, reported: 256}
    =======
      - {date: 2019-06-30, reported: 265}
    >>>>>>> zhuzhou

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF102", "conflict-marker")
