"""A ledger file cannot be read. / 台账文件无法读取。

What: it is a symbolic link, no regular file, larger than 8 MiB, or the system does not let it be read.

Why: a link may lead out of the repository, and a file without end would never be read through.

Wrong: ledgers/zhuzhou.yaml is a symbolic link to a file elsewhere.

Right: ledgers/zhuzhou.yaml is the file itself; a city with more than 8 MiB uses parts, ledgers/zhuzhou/*.yaml.
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF100", "file")
