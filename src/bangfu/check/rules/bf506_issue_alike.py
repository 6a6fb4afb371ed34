"""Two issues may be one difficulty. / 两个问题可能是同一件事。

What: two open issues of one enterprise have titles of which one says all that the other says, in other words or
another order. Words that ask, deny or measure are passed over (希望, 尚未, 偏 …), words that mean the same are taken
for one (费用 and 成本, 缺口 and 不足 …), and numbers that differ make two issues. `bangfu duplicates` shows both side
by side, and with `--near` what is less alike.

Why: what is raised through two channels would be counted, and dealt with, twice. It is a guess by the words, and a few
of such pairs are two difficulties after all.

Remedy: if they are one, send the later one back into the other: `bangfu reject ID --into OTHER`; if not, let the titles
say how they differ, or write `# bangfu: ignore[BF506] reason` at the issue.

是什么：同一家企业有两个未办结的问题，一个标题说的，另一个标题都说到了，只是用词、次序不同。“希望”“尚未”“偏”一类的话不计，
意思一样的词（费用、成本，缺口、不足等）算一个词；数字不同的，算两个问题。`bangfu duplicates` 把两个问题并排列出，
加 `--near` 还列出不那么像的。

为什么：同一件事从两个渠道反映上来，会重复统计，重复办理。这是按用词猜的，也有少数其实是两件事。

怎么改：是一件事的，把后一个退回、并入前一个：`bangfu reject 编号 --into 另一个编号`；不是的，把标题写得分得清，
或者在该问题处写 `# bangfu: ignore[BF506] 理由`。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 技改设备补贴200万元未兑现
        category: 技改
        events:
          - {date: 2019-06-27, type: 反映, via: 企业服务专线}
      - id: ZZ-190628-PW4C
        enterprise: 示例轨道装备有限公司
        title: 希望尽快拨付技改补贴
        category: 技改
        events:
          - {date: 2019-06-28, type: 反映, via: 走访}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 技改设备补贴200万元未兑现
        category: 技改
        events:
          - {date: 2019-06-27, type: 反映, via: 企业服务专线}
      - id: ZZ-190628-PW4C
        enterprise: 示例轨道装备有限公司
        title: 希望尽快拨付技改补贴
        category: 技改
        events:
          - {date: 2019-06-28, type: 反映, via: 走访}
          - {date: 2019-06-28, type: 退回, note: 与此前反映的问题重复, into: ZZ-190627-7K3M}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.alike import joining, pairs
from bangfu.check.fold import fold_title
from bangfu.check.rule import Context, Rule
from bangfu.i18n import Message, _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Related, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every open issue that another open one seems to repeat; what says the same letter by letter is BF503's."""
    for pair in pairs(book, context.today):
        first, second = pair.first.issue, pair.second.issue
        if fold_title(first.title) == fold_title(second.title):
            continue
        way = joining(pair)
        hint: Message = (
            _("if they are one: bangfu reject {id} --into {other}", id=way[0], other=way[1])
            if way
            else _("both are being dealt with; if they are one, let the same office see to both")
        )
        yield Finding(
            RULE.code,
            _("{id} may be the same as {other}: both say {words}", id=second.id, other=first.id,
              words=pair.likeness.shared),
            second.at("issues", "title"),
            hint=hint,
            related=(Related(_("the other one"), first.at("issues", "title")),),
        )  # fmt: skip


RULE = Rule("BF506", "issue-alike", Severity.WARNING, city=check)
