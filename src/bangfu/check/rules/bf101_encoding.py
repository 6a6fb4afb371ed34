"""A file is not UTF-8. / 文件不是 UTF-8 编码。

What: its bytes are not UTF-8 text. Files saved by older Windows programs are often GB18030 (GBK); such a file is read
for the other findings all the same.

Why: every program must see the same characters, whatever machine it runs on.

Wrong: ledgers/zhuzhou.yaml was saved as “ANSI” or “GBK”.

Right: save it as UTF-8, or convert it: `iconv -f GB18030 -t UTF-8 old.yaml > new.yaml`.
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF101", "encoding")
