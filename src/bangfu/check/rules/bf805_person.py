"""A person is named. / 台账中出现个人姓名。

What: a text of a ledger or of bangfu.yaml names a person: with a title (张总), behind a label (联系人), or anywhere
once another text has named the person so; or the leader of an enterprise is not given by office alone. It is what
`--public` puts a role in place of, and is looked for with `check --publish` only.

Why: what is passed on or printed for the public needs the office that acts, not the person.

Remedy: write the office or the role. A word that is only taken for a name is answered for at the end of the line:
`# bangfu: ignore[BF805] reason`. A person without title or label, or of a rare surname, is not found; read the text.

是什么：台账或 bangfu.yaml 的文字里点了个人的名：带职务、称呼的（张总），“联系人”等字样后面的（联系人：王某），
别处这样写过、这里只写姓名的；或者联点领导没有只写职务。也就是 `--public` 会换成身份的内容。
只有 `check --publish` 才查。

为什么：流转、公开的材料，要写的是办事的单位和职务，不是个人。

怎么改：改写成职务或身份。只是被当成姓名的普通词语，在这一行末尾写明：`# bangfu: ignore[BF805] 理由`。
没有职务和称呼的个人、罕见姓氏的个人查不出来，还要通读一遍。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司, leader: 市长张某}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司, leader: 市长}
"""

from __future__ import annotations

from bangfu.check.rule import Rule

RULE = Rule("BF805", "person")
