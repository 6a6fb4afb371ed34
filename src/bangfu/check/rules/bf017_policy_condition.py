"""A policy is for what does not exist. / 政策的适用条件写错了。

What: a word in `tags` of a policy is neither a category nor a demand field of bangfu.yaml, or one in `kinds` is none of
企业, 项目 and 拟入规企业.

Why: no enterprise would ever fit it by that word, and nobody would notice.

是什么：政策的 `tags` 中有的词既不是 bangfu.yaml 中的问题类别，也不是需求领域；
或者 `kinds` 中有的词不是企业、项目、拟入规企业。

为什么：按这个词一家企业也匹配不上，而且没有人会发现。

Wrong:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 信贷风险补偿办法, tags: [贷款]}

Right:

    # bangfu.yaml
    policies:
      - {id: HN-2019-03, title: 信贷风险补偿办法, tags: [融资]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.enterprise import Kind
from bangfu.model.province import Province


def check(province: Province) -> Iterator[Finding]:
    """Every word that no enterprise can fit."""
    categories = [word for field, members in province.categories.items() for word in (field, *members)]
    kinds = [kind.value for kind in Kind]
    for policy in province.policies:
        for key, words, known in (("tags", policy.tags, categories), ("kinds", policy.kinds, kinds)):
            for index, word in enumerate(words):
                if word not in known:
                    message = _("“{word}” in {key} fits no enterprise", word=word, key=key)
                    at = policy.at("policies", key, index)
                    yield Finding(RULE.code, message, at, hint=did_you_mean(word, known))


RULE = Rule("BF017", "policy-condition", Severity.WARNING, province=check)
