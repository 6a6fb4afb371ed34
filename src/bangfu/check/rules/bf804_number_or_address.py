"""A number or an address by which somebody is reached. / 台账中出现电话、账号、邮箱等。

What: a text of a ledger or of bangfu.yaml holds a telephone number, a bank card, another number of 11 digits or more,
a credit code, an e-mail or a WeChat address: all that `--public` leaves out of a text and that BF801 and BF802 do not
tell of. It is looked for with `check --publish` only. Numbers of issues and of enterprises in their own keys are none.

Why: within the offices a landline or an account is part of the work. Texts that are passed on or printed for the
public are read by others.

Remedy: leave it out. Where it is meant to be public, such as an office's telephone under a bulletin, say so at the end
of the line: `# bangfu: ignore[BF804] reason`.

是什么：台账或 bangfu.yaml 的文字里有电话号码、银行卡号、其他 11 位以上的数字、信用代码、邮箱或微信号，
也就是 `--public` 会从文字里去掉、BF801 和 BF802 又没有提示的内容。只有 `check --publish` 才查。
问题编号、企业信用代码写在各自的项里的不算。

为什么：座机、账号在内部办事时用得着；文字要流转、要公开，看的就是别人了。

怎么改：删掉。确实要公开的，比如通报末尾的单位电话，在这一行末尾写明：`# bangfu: ignore[BF804] 理由`。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    measures:
      - {date: 2019-06-20, section: 要素保障, text: 设立服务专线0731-88880000，随到随办}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    measures:
      - {date: 2019-06-20, section: 要素保障, text: 设立服务专线，随到随办}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF804", "number-or-address")
