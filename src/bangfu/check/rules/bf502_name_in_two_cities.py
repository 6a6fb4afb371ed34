"""One name is paired in two cities. / 同名企业在两个市州结对。

What: enterprises of two cities have one name and are paired at the same time, and no credit codes tell them apart.

Why: it may be one enterprise counted twice. If they are two, their credit codes say so.

是什么：两个市州的帮扶对象同名，结对的时间重叠，又没有信用代码能区分。

为什么：可能是一家企业算了两次。确实是两家的，填上各自的信用代码就能区分。

Wrong:

    # ledgers/changsha.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司}

Right:

    # ledgers/changsha.yaml
    enterprises:
      - {name: 示例轨道装备有限公司, until: 2019-05-01}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备有限公司, since: 2019-05-01}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.facts import Facts
from bangfu.check.fold import fold_name
from bangfu.check.pairing import overlap
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related, Severity
from bangfu.model.enterprise import Enterprise, Kind


def check(cities: Sequence[Facts], _context: Context) -> Iterator[Finding]:
    """Every enterprise that another city pairs under the same name in the same days."""
    seen: dict[str, list[tuple[str, Enterprise]]] = {}
    for city in cities:
        for enterprise in city.enterprises:
            if enterprise.kind is Kind.PROJECT:
                continue
            others = seen.setdefault(fold_name(enterprise.name), [])
            for home, other in others:
                if home != city.city and overlap(enterprise, other) and not (enterprise.uscc and other.uscc):
                    yield Finding(
                        RULE.code,
                        _("“{name}” is paired in {city} too", name=enterprise.name, city=home),
                        enterprise.at("enterprises", "name"),
                        hint=_("pair it in one city, or give both their credit codes (uscc)"),
                        related=(Related(_("the other one"), other.at("enterprises", "name")),),
                    )
                    break
            others.append((city.city, enterprise))


RULE = Rule("BF502", "name-in-two-cities", Severity.WARNING, cities=check)
