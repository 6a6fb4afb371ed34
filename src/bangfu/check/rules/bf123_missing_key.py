"""A key or a value is missing. / 缺少键或值。

What: an entry lacks a key that it must have, or the key has no value.

Why: a record without it cannot be counted. An issue needs id, enterprise, title, category and events; every dated
entry its date.

是什么：条目缺少必填的键，或者写了键没有写内容。

为什么：缺了这一项，就没法统计。问题要有编号 `id`、企业 `enterprise`、标题 `title`、
类别 `category` 和办理记录 `events`；凡是有日期的条目都要写 `date`。

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
