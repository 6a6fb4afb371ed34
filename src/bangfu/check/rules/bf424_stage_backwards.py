"""A project goes back a stage, or its stages are out of order. / 项目阶段倒退，或者日期颠倒。

What: an entry of `stages` has an earlier day, or an earlier stage, than the entry of the same project above it; or what
it names is paired, but no project (项目).

Why: a project goes from 前期 through 在建 and 试生产 to 竣工达产. A stage or a day is mistyped, and the counts of
stages are those of the last entry.

是什么：`stages` 中一条的日期或阶段，早于同一项目上一条的日期或阶段；或者写的是结对的企业，不是项目。

为什么：项目从前期、在建、试生产到竣工达产，一步一步往前走。多半是阶段或日期输错了，而各阶段的项目数是按最后一条算的。

Wrong:

    enterprises:
      - {name: 示例动力总成扩建, kind: 项目}
    stages:
      - {date: 2019-03-01, project: 示例动力总成扩建, stage: 试生产}
      - {date: 2019-06-10, project: 示例动力总成扩建, stage: 在建}

Right:

    enterprises:
      - {name: 示例动力总成扩建, kind: 项目}
    stages:
      - {date: 2019-03-01, project: 示例动力总成扩建, stage: 在建}
      - {date: 2019-06-10, project: 示例动力总成扩建, stage: 试生产}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.merge.stages import ORDER, milestones
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.enterprise import Kind


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every step back of a project, in days or in stages."""
    for name, reached in milestones(book).items():
        own = book.names.get(name)
        if own and own.kind is not Kind.PROJECT:
            message = _("“{name}” is no project but {kind}", name=name, kind=own.kind.value)
            yield from (Finding(RULE.code, message, each.at("stages", "project")) for each in reached)
        for earlier, later in pairwise(reached):
            if later.date < earlier.date:
                message = _("{date} is earlier than the entry above it, {before}", date=later.date, before=earlier.date)
                yield Finding(RULE.code, message, later.at("stages", "date"))
            elif ORDER.index(later.stage) < ORDER.index(earlier.stage):
                message = _("“{name}” goes back from {before} to {stage}", name=name, before=earlier.stage.value,
                            stage=later.stage.value)  # fmt: skip
                yield Finding(RULE.code, message, later.at("stages", "stage"))


RULE = Rule("BF424", "stage-backwards", Severity.WARNING, city=check)
