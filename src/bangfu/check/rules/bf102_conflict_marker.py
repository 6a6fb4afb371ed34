"""A git conflict was left in a file. / 文件中留有 git 合并冲突标记。

What: a line begins with <<<<<<<, =======, or >>>>>>>: two versions of these lines were not brought together.

Why: one of the two versions would be lost. Until it is settled, the rest is checked with the upper version (ours).

Remedy: keep the lines that are right, and delete the lines with the markers.

是什么：有的行以 <<<<<<<、======= 或 >>>>>>> 开头：同一处有两个版本，还没有合到一起。

为什么：不处理就会丢掉其中一个版本。处理之前，先按上面的版本（本方）检查其余内容。

怎么改：对照两个版本，留下正确的内容，再删掉这几个标记行。

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
