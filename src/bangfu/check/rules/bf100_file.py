"""A ledger file cannot be read. / 台账文件无法读取。

What: it is a symbolic link, no regular file, larger than 8 MiB or of over 900,000 values (250,000 outside
the layout of `bangfu fmt`), an entry of it has over 1,000 keys, its name is not UTF-8, or the system does not let it
be read.

Why: a link may lead out of the repository, and a file without end would never be read through.

Wrong: ledgers/zhuzhou.yaml is a symbolic link to a file elsewhere.

Right: ledgers/zhuzhou.yaml is the file itself; a city with more than 8 MiB uses parts, ledgers/zhuzhou/*.yaml.

是什么：台账文件是符号链接（类似快捷方式），不是普通文件，超过 8 MiB 或 90 万个值
（未按 bangfu fmt 排版的值超过 25 万个），某一条超过 1000 个键，文件名不是 UTF-8 编码，或者系统不让读取。

为什么：链接可能指到台账库以外；没有尽头的文件永远读不完。

错误写法：ledgers/zhuzhou.yaml 是指向别处文件的符号链接。

正确写法：ledgers/zhuzhou.yaml 就是文件本身；台账超过 8 MiB 的市州，拆成分册放进 ledgers/zhuzhou/。
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF100", "file")
