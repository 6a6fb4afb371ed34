"""The text is no YAML. / 不是合法的 YAML。

What: a quote or bracket is never closed, a comma is missing, or a line is not indented as its neighbours are.

Why: what the text means cannot be known. The record in which it happens is set aside; all others are still checked.

Wrong:

    opening:
      - {date: 2019-06-30, reported: 256

Right:

    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF110", "syntax")
