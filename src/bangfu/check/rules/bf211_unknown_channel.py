"""A channel is not in bangfu.yaml. / 渠道不在 bangfu.yaml 中。

What: the `via` of an event is none of the channels of bangfu.yaml.

Why: issues are counted by channel; two spellings of one channel make two rows.

Remedy: use a channel that is there; a new one is added to `channels` in bangfu.yaml.

是什么：办理记录的 `via` 不是 bangfu.yaml 中列出的渠道。

为什么：问题要按渠道统计，一个渠道有两种写法，就会分成两行。

怎么改：改成已有的渠道；确是新渠道的，加进 bangfu.yaml 的 `channels`。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映, via: 专线}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映, via: 企业服务专线}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every event through an unknown channel."""
    known = {None, *context.province.channels}
    for case in book.cases:
        for index, event in enumerate(case.issue.events):
            if event.via not in known:
                via = event.via or ""
                names = "、".join(context.province.channels)
                hint = did_you_mean(via, context.province.channels) or _("the channels are {names}", names=names)
                place = case.issue.at("issues", "events", index, "via")
                yield Finding(RULE.code, _("there is no channel “{via}”", via=via), place, hint=hint)


RULE = Rule("BF211", "unknown-channel", Severity.WARNING, city=check)
