"""A file or folder in ledgers/ belongs to no city. / ledgers/ 中有不属于任何市州的文件或文件夹。

What: its name is not the slug of a city in bangfu.yaml, it does not end in .yaml, or it lies too deep.

Why: it is not read. What a clerk has entered in zhuzhuo.yaml or zhuzhou.yml would be missing from every figure.

Remedy: rename it after its city's slug; what is no ledger goes elsewhere.

是什么：ledgers/ 里有个文件或文件夹，名字不是 bangfu.yaml 中任何市州的拼音名（slug），或者不以 .yaml 结尾，
或者放得太深。

为什么：这样的文件不会读取。写进 zhuzhuo.yaml（拼错）或 zhuzhou.yml（后缀不对）的内容，哪项数据里都不会有。

怎么改：按市州的拼音名改文件名；不是台账的，移到 ledgers/ 之外。

Wrong:

    # ledgers/zhuzhuo.yaml
    opening:
      - {date: 2019-06-30, reported: 256}

Right:

    # ledgers/zhuzhou.yaml
    opening:
      - {date: 2019-06-30, reported: 256}
"""

from __future__ import annotations

from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

RULE = Rule("BF002", "stray-file", Severity.WARNING)
