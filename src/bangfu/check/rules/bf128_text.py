"""A text is too long or has a line break. / 文本过长或含换行。

What: a text is longer than 20,000 characters, or holds a line break where only one line may stand. `detail` of an
issue and `note` of an event may hold several lines.

Why: names, titles and measures are put into sentences and table cells.

Wrong:

    measures:
      - date: 2019-05-20
        section: 要素保障
        text: |
          设立信贷风险补偿基金。
          支持企业获得授信。

Right:

    measures:
      - date: 2019-05-20
        section: 要素保障
        text: 设立信贷风险补偿基金，支持企业获得授信。
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF128", "text")
