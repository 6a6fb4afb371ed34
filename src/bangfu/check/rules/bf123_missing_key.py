"""A key or a value is missing. / 缺少键或值。

What: an entry lacks a key that it must have, or the key has no value.

Why: a record without it cannot be counted. An issue needs id, enterprise, title, category and events; every dated
entry its date.

Wrong:

    measures:
      - {date: 2019-05-20, section: 要素保障}

Right:

    measures:
      - {date: 2019-05-20, section: 要素保障, text: 设立信贷风险补偿基金。}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF123", "missing-key")
