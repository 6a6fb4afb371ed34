"""Lines end with CR alone. / 行尾只有 CR。

What: the file's lines end as on very old Macintosh systems, or such an end stands inside a line. LF and CR LF are both
accepted.

Why: most programs, git among them, see such a file as one line.

Wrong: a file whose lines end with U+000D alone.

Right: the same file saved with LF line ends.

是什么：文件各行以单独的回车符（CR）结尾，这是很老的苹果电脑的写法；
或者某一行中间夹着这种符号。LF 和 CR LF 两种换行都可以。

为什么：多数软件（包括 git）会把整个文件看成一行。

错误写法：每行只以 U+000D 结尾的文件。

正确写法：同一个文件，换行改存为 LF。
"""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.province import City


def fix(text: str, _found: Sequence[Diagnostic], _city: City) -> str:
    """LF for CR in a file that has no other line end; a CR inside a line may be anything."""
    return text if "\n" in text else text.replace("\r", "\n")


RULE = Rule("BF105", "line-end", fix=fix)
