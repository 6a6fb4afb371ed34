"""A stated figure is not what the ledger adds up to. / 上报数与台账不符。

What: a counter of an entry of `assertions` differs from the openings and records of the city as of its date. With a
`scope`, the openings and visits of that scope and the enterprises that belong to it count, with their issues; with a
`category`, the openings and issues of that category or demand field.

Why: a figure that a city has reported elsewhere and its ledger must agree; the entry proves it at every check. Either
the figure was wrong, or records are missing or were dated or counted twice. The issues nearest to the day are named.
While records of the city cannot be read, nothing is compared.

是什么：上报数（`assertions`）的某一项，与按期初数和各条记录算到那一天的数不一样。写了 `scope` 的，
只算这个范围的期初数、走访、企业及其问题；写了 `category` 的，只算这个类别或需求领域的期初数和问题。

为什么：在别处报过的数应当与台账一致，每次检查都会核对。不一致的，或是当时报错，或是台账漏记、重记、记错了日期；
提示里列出日期最接近的几个问题。市州有内容读不出来时，不作比较。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    opening:
      - {date: 2019-05-31, reported: 255}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
    assertions:
      - {date: 2019-06-30, reported: 265, source: 六月月报}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    opening:
      - {date: 2019-05-31, reported: 255}
    issues:
      - id: ZZ-190627-7K3M
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
    assertions:
      - {date: 2019-06-30, reported: 256, source: 六月月报}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.figures import STEPS, concerns, entered, figures, stated
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Related
from bangfu.model.ledger import Assertion

NAMED = 5
"""How many issues are named at most."""


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """Every counter of an assertion that differs from the computed figure."""
    assertions = [each for each in (book.ledger.assertions if book.ledger else ()) if each.date <= context.today]
    if not assertions or not context.is_whole(book):
        return
    for assertion, figure in zip(assertions, figures(book, assertions, context.province), strict=True):
        for name, value in stated(assertion):
            if name in figure and figure[name] != value:
                difference = figure[name] - value
                message = _(
                    "“{key}” is stated as {stated}, but the ledger gives {computed} on {date} ({difference})",
                    key=name, stated=value, computed=figure[name], date=assertion.date, difference=f"{difference:+d}",
                )  # fmt: skip
                related = tuple(_around(book, context, assertion, name, difference)) if name in STEPS else ()
                yield Finding(RULE.code, message, assertion.at("assertions", name), related=related)


def _around(book: CityBook, context: Context, assertion: Assertion, name: str, difference: int) -> Iterator[Related]:
    """The issues that may make the difference.

    Where the ledger has more, those that came in last up to the day; where it has fewer, those first after it.
    """
    step, day = STEPS[name], assertion.date
    cases = [case for case in book.cases if concerns(assertion, case, context.province)]
    until = day if difference > 0 else context.today
    dated = [(when, case) for case in cases if (when := entered(case, step, until)) and (difference > 0 or when > day)]
    dated.sort(key=lambda found: found[0], reverse=difference > 0)
    for when, case in dated[: min(abs(difference), NAMED)]:
        message = _("{id} is counted under “{key}” from {date}", id=case.issue.id, key=name, date=when)
        yield Related(message, case.issue.at("issues"))


RULE = Rule("BF601", "assertion", city=check)
