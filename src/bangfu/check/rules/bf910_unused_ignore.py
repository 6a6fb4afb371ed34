"""A comment suppresses nothing. / 忽略注释没有作用。

What: `# bangfu: ignore[CODE] reason` names a code that is not found on its line, nor in the record that begins there;
or a code of reading (BF1, BF001), which cannot be suppressed.

Why: what was wrong has been put right, or the code is mistyped; a later finding would go unseen.

是什么：忽略注释 `# bangfu: ignore[代码] 理由` 里的代码，在这一行、在从这一行开始的条目里都没有查出来；
或者是不能忽略的代码（读取类 BF1 和 BF001）。

为什么：或是问题已经改好，或是代码写错了；留着它，以后真有问题就看不到了。

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
