"""A file is not UTF-8. / 文件不是 UTF-8 编码。

What: its bytes are not UTF-8 text. Files saved by older Windows programs are often GB18030 (GBK); such a file is read
for the other findings all the same.

Why: every program must see the same characters, whatever machine it runs on.

Wrong: ledgers/zhuzhou.yaml was saved as “ANSI” or “GBK”.

Right: save it as UTF-8, or convert it: `iconv -f GB18030 -t UTF-8 old.yaml > new.yaml`.

是什么：文件不是用 UTF-8 编码保存的。较老的 Windows 软件常存成 GB18030（GBK）；这样的文件仍会读出来，
把其他问题一并查完。

为什么：换一台电脑、换一个软件打开，看到的字都应当一样。

错误写法：ledgers/zhuzhou.yaml 存成了“ANSI”或“GBK”。

正确写法：用记事本打开，另存时编码选“UTF-8”；也可以用命令转换：`iconv -f GB18030 -t UTF-8 old.yaml > new.yaml`。
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.province import City


def fix(text: str, _found: Sequence[Diagnostic], city: City) -> str | None:
    """The text as it was read, to be saved as UTF-8, where the city's own name in it shows that it was read rightly."""
    name = rf"[\"']?{re.escape(city.name)}[\"']?"
    return text if re.search(rf"^city:[ \t]+{name}[ \t]*(?:#.*)?\r?$", text, re.MULTILINE) else None


RULE = Rule("BF101", "encoding", fix=fix)
