"""One issue was entered twice. / 同一问题重复登记。

What: two open issues of one enterprise have the same title; punctuation, spaces and full-width forms do not tell
titles apart. Issues that are 已退回, 已办结 or 已销号 are not open.

Why: it would be counted, and dealt with, twice.

Remedy: if they are one, send the later one back into the other: `bangfu reject ID --into OTHER`; if not, let the titles
say how they differ.

是什么：同一家企业有两个未办结的问题标题相同；标点、空格、全角半角有差别也算相同。已退回、已办结、已销号的不算。

为什么：会重复统计，重复办理。

怎么改：确是同一个问题的，把后一个退回、并入前一个（`bangfu reject 编号 --into 另一个编号`）；不是的，把标题写得分得清。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-190628-PW4C
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实。
        category: 用地
        events:
          - {date: 2019-06-28, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
      - id: ZZ-190628-PW4C
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实。
        category: 用地
        events:
          - {date: 2019-06-28, type: 反映}
          - {date: 2019-06-28, type: 退回, note: 与此前反映的问题重复, into: ZZ-190627-7K3M}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.alike import OPEN
from bangfu.check.fold import fold_title
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.lifecycle.replay import replay
from bangfu.merge.book import Case, CityBook
from bangfu.model.diagnostic import Finding, Related, Severity


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every open issue that an earlier open one repeats; states are computed for repeated titles only."""
    groups: dict[tuple[str, str], list[Case]] = {}
    folded: dict[str, str] = {}
    for case in book.cases:
        issue = case.issue
        title = folded.get(issue.title)
        if title is None:
            title = folded[issue.title] = fold_title(issue.title)
        groups.setdefault((case.enterprise.name if case.enterprise else issue.enterprise, title), []).append(case)
    for cases in groups.values():
        if len(cases) == 1:
            continue
        still_open = [case.issue for case in cases if replay(case.issue.events, context.today).status in OPEN]
        for issue in still_open[1:]:
            first = still_open[0]
            yield Finding(
                RULE.code,
                _("{id} says the same as {other}, which is open too", id=issue.id, other=first.id),
                issue.at("issues", "title"),
                hint=_("if they are one: bangfu reject {id} --into {other}", id=issue.id, other=first.id),
                related=(Related(_("the other one"), first.at("issues", "title")),),
            )


RULE = Rule("BF503", "issue-twice", Severity.WARNING, city=check)
