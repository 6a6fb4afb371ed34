"""bangfu.yaml cannot be used as it is. / bangfu.yaml 无法使用。

What: bangfu.yaml is missing, is no YAML, lacks a key that it must have, or has a key or value that is not known.

Why: without the list of cities nothing else can be read. All other commands stop until it is put right.

Wrong:

    # bangfu.yaml
    recipient: 各市州工信局

Right:

    # bangfu.yaml
    recipients: 各市州工信局
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF001", "configuration")
