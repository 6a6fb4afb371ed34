"""Lines end with CR alone. / 行尾只有 CR。

What: the file's lines end as on very old Macintosh systems. LF and CR LF are both accepted.

Why: most programs, git among them, see such a file as one line.

Wrong: a file whose lines end with U+000D alone.

Right: the same file saved with LF line ends.
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF105", "line-end")
