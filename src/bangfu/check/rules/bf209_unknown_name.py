"""A visit, delivery or commitment names an unknown enterprise. / 走访、政策送达或承诺中的企业不在台账中。

What: a name in `visited` of a visit, in `delivered` of a policy, the `party` of an enterprise's commitment or the
`project` of a stage is neither a name nor an alias in the `enterprises` of the same city.

Why: it may be mistyped. An enterprise that is visited without being paired is possible; so this is a warning.

是什么：走访的 `visited`、政策送达的 `delivered`、企业承诺的 `party` 或项目阶段的 `project` 里的名称，
本市州的 `enterprises` 里没有，也不是哪一家的简称或曾用名。

为什么：可能是写错了；也可能是走访了没有结对的企业，所以只作提醒。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    visits:
      - {date: 2019-06-20, visited: [示例轨道设备有限公司]}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    visits:
      - {date: 2019-06-20, visited: [示例轨道装备有限公司]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import enterprise_meant
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.ledger import Ledger, Pledger
from bangfu.model.source import Place


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """Every name outside the issues that no enterprise of the city has."""
    if book.ledger is None:
        return
    for name, place in _names(book.ledger):
        if name not in book.names and name not in book.ledger.unread:
            message = _("there is no enterprise “{name}” in {city}", name=name, city=book.city.name)
            yield Finding(RULE.code, message, place, hint=enterprise_meant(name, book))


def _names(ledger: Ledger) -> Iterator[tuple[str, Place]]:
    for visit in ledger.visits:
        for index, name in enumerate(visit.visited):
            yield name, visit.at("visits", "visited", index)
    for commitment in ledger.commitments:
        if commitment.by is Pledger.ENTERPRISE:
            yield commitment.party, commitment.at("commitments", "party")
    for delivery in ledger.policies:
        for index, name in enumerate(delivery.delivered):
            yield name, delivery.at("policies", "delivered", index)
    for milestone in ledger.stages:
        yield milestone.project, milestone.at("stages", "project")


RULE = Rule("BF209", "unknown-name", Severity.WARNING, city=check)
