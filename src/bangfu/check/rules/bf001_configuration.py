"""bangfu.yaml cannot be used as it is. / bangfu.yaml 无法使用。

What: bangfu.yaml is missing, is no YAML, lacks a key that it must have, or has a key or value that is not known.

Why: without the list of cities nothing else can be read. All other commands stop until it is put right.

是什么：全省的设置文件 bangfu.yaml 找不到，不是合法的 YAML，缺少必填的键，或者有不认识的键或内容。

为什么：没有市州名单，别的都读不出来。改好之前，检查以外的命令都会停下。

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
