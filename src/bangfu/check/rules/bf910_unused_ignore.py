"""A comment suppresses nothing. / 忽略注释没有作用。

What: `# bangfu: ignore[CODE] reason` names a code that is not found on its line, nor in the record that begins there;
or a code of reading (BF1, BF001), which cannot be suppressed.

Why: what was wrong has been put right, or the code is mistyped; a later finding would go unseen.

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}  # bangfu: ignore[BF205] 同名的两家企业已核对

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF910", "unused-ignore", Severity.WARNING)
