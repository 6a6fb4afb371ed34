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

import re
from collections.abc import Sequence

from bangfu.check.mend import on_lines
from bangfu.check.rule import Rule
from bangfu.check.suppress import COMMENT, NEVER
from bangfu.model.diagnostic import Diagnostic, Severity
from bangfu.model.province import City
from bangfu.model.source import Span

_TIMELINESS = "BF4"


def fix(text: str, found: Sequence[Diagnostic], _city: City) -> str:
    """The comment without the code, or no comment where it is the only one.

    A code that no rule has was meant to be another, and one of timeliness may be found again tomorrow: both are left.
    """
    return on_lines(text, found, _without)


def _without(line: str, place: Span) -> str:
    from bangfu.check.registry import registry  # it reads this module

    code = line[place.column - 1 : place.end_column - 1]
    comment = re.search(COMMENT, line)
    if comment is None or code not in registry() or code.startswith((*NEVER, _TIMELINESS)):
        return line
    start, end = comment.span(1)
    before = [given.strip() for given in line[start : place.column - 1].split(",")[:-1]]
    after = [given.strip() for given in line[place.end_column - 1 : end].split(",")[1:]]
    if kept := [*before, *after]:
        return f"{line[:start]}{', '.join(kept)}{line[end:]}"
    return line[: comment.start()].rstrip(" \t")


RULE = Rule("BF910", "unused-ignore", Severity.WARNING, fix=fix)
