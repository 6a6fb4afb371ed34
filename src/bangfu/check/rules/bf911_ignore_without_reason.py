"""A finding is suppressed without a reason. / 忽略注释没有写明理由。

What: nothing stands after the bracket of `# bangfu: ignore[CODE]`. The comment has no effect.

Why: whoever reads the ledger later must be able to see who looked at it and why it is right.

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
