"""A file or folder in ledgers/ belongs to no city. / ledgers/ 中有不属于任何市州的文件或文件夹。

What: its name is not the slug of a city in bangfu.yaml, it does not end in .yaml, or it lies too deep.

Why: it is not read. What a clerk has entered in zhuzhuo.yaml or zhuzhou.yml would be missing from every figure.

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
