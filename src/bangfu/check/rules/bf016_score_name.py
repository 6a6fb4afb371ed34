"""The scoring names a rate that there is not. / 考评指标名称不存在。

What: a key of `scoring` in bangfu.yaml is none of resolution_rate (办结率), closure_rate (销号率),
collected_resolution_rate (收集办结率), on_time_rate (按期办结率), satisfaction_rate (满意率), reply_rate (回应率).

Why: its weight would be given to nothing.

是什么：bangfu.yaml 的考评权重（`scoring`）中，有的名称不是可考评的指标。可用的有：resolution_rate（办结率）、
closure_rate（销号率）、collected_resolution_rate（收集办结率）、on_time_rate（按期办结率）、
satisfaction_rate（满意率）、reply_rate（回应率）。

为什么：名称写错就对不上数据，这一份权重就落空了。

Wrong:

    # bangfu.yaml
    scoring: {resolution_rate: 60, satisfied_rate: 40}

Right:

    # bangfu.yaml
    scoring: {resolution_rate: 60, satisfaction_rate: 40}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.province import SCORES, Province
from bangfu.model.source import Place


def check(province: Province) -> Iterator[Finding]:
    """Every weight whose name is no rate's."""
    for name in province.scoring:
        if name not in SCORES:
            place = Place("bangfu.yaml", ("scoring", name), key=True)
            hint = did_you_mean(name, SCORES) or _("the rates are {names}", names=", ".join(SCORES))
            yield Finding(RULE.code, _("there is no rate “{name}” to score", name=name), place, hint=hint)


RULE = Rule("BF016", "score-name", province=check)
