"""One enterprise is paired twice. / 同一企业被重复结对。

What: two entries of `enterprises`, in one city or in two, have one credit code and are paired at the same time. A
project (`kind: 项目`) may have the code of the enterprise that builds it.

Why: it would be counted twice, and two leaders would call on it. One that moved ends in one city with `until` and
begins in the other with `since`.

是什么：同一市州或两个市州的 `enterprises` 里，有两条统一社会信用代码相同，结对的时间又重叠。
项目（`kind: 项目`）可以与建设它的企业用同一代码。

为什么：会重复统计，还会有两位领导联系同一家企业。企业迁走的，原市州写 `until`，新市州写 `since`。

Wrong:

    # ledgers/changsha.yaml
    enterprises:
      - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备株洲公司, uscc: 91430200MA4L00003X}

Right:

    # ledgers/changsha.yaml
    enterprises:
      - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X, until: 2019-05-01}
    # ledgers/zhuzhou.yaml
    enterprises:
      - {name: 示例轨道装备株洲公司, uscc: 91430200MA4L00003X, since: 2019-05-01}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.check.facts import Facts
from bangfu.check.pairing import overlap
from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related, Severity
from bangfu.model.enterprise import Enterprise, Kind


def check(cities: Sequence[Facts], _context: Context) -> Iterator[Finding]:
    """Every enterprise whose credit code an earlier one has in the same days."""
    seen: dict[str, list[tuple[str, Enterprise]]] = {}
    for city in cities:
        for enterprise in city.enterprises:
            if enterprise.uscc is None or enterprise.kind is Kind.PROJECT:
                continue
            others = seen.setdefault(enterprise.uscc, [])
            for name, other in others:
                if overlap(enterprise, other):
                    yield Finding(
                        RULE.code,
                        _(
                            "{code} is paired as “{name}” in {city} already",
                            code=enterprise.uscc,
                            name=other.name,
                            city=name,
                        ),
                        enterprise.at("enterprises", "uscc"),
                        related=(Related(_("it stands here first"), other.at("enterprises", "uscc")),),
                    )
                    break
            others.append((city.city, enterprise))


RULE = Rule("BF501", "credit-code-twice", Severity.WARNING, cities=check)
