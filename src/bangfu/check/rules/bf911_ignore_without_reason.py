"""A finding is suppressed without a reason. / 忽略注释没有写明理由。

What: nothing stands after the bracket of `# bangfu: ignore[CODE]`. The comment has no effect.

Why: whoever reads the ledger later must be able to see who looked at it and why it is right.

Remedy: write the reason after the bracket, or delete the comment.

是什么：忽略注释 `# bangfu: ignore[代码]` 的方括号后面没有写理由，这条注释不起作用。

为什么：以后看台账的人，要知道是谁核对过、为什么没有错。

怎么改：在方括号后面写上理由；用不着忽略的，删掉注释。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}  # bangfu: ignore[BF205]

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF911", "ignore-without-reason", Severity.WARNING)
