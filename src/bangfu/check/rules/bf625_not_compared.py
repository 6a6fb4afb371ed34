"""What it is compared with cannot be read whole. / 拿来比较的版本读不全。

What: something in this file cannot be read in the revision that `check --against` compares with, so it takes no
part in the comparison.

Why: were it lost since, nobody would see it.

Remedy: compare the two texts by hand: `git diff REV -- FILE`; or compare with a revision before the mistake.

是什么：在 `check --against` 拿来比较的那个版本里，这个文件有内容读不出来，这部分没有参加比较。

为什么：这部分内容如果后来丢了，是看不出来的。

怎么改：用 `git diff REV -- 文件` 人工比对；或者改与出错以前的版本比较。

Wrong:

    # git show REV:ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-6-20, kind: 授信, value: 4365万元}
    # ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}

Right:

    # git show REV:ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}
    # ledgers/zhuzhou.yaml
    outcomes:
      - {date: 2019-06-20, kind: 授信, value: 4365万元}
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF625", "not-compared", Severity.WARNING)
