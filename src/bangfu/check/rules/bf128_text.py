"""A text is too long or has a line break. / 文本过长或含换行。

What: a text is longer than 20,000 characters, or holds a line break where only one line may stand. `detail` of an
issue and `note` of an event may hold several lines.

Why: names, titles and measures are put into sentences and table cells.

是什么：文字超过 20,000 字，或者在只能写一行的地方换了行。问题的 `detail` 和办理记录的 `note` 可以写多行。

为什么：名称、标题、举措都要放进句子和表格里。

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
