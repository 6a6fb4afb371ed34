"""政策送达: how many of those whom the policies fit have been told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.bulletin.document import Figure, Paragraph, clause_texts, listed, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import MANY, fraction, leading, this, upto
from bangfu.merge.matches import Fit, Match, matches
from bangfu.tally.figures import Rate


def policies(material: Material) -> Iterator[Paragraph]:
    """One paragraph with the run-in heading 政策送达; none where nobody was told of a policy and none fits anybody.

    In a public Book chains and districts are left out, so whom a policy for some of them fits cannot be said.
    """
    found = [
        match
        for match in matches(material.book, material.as_of)
        if match.fits and not (material.book.public and (match.policy.chains or match.policy.districts))
    ]
    told = [
        (city, delivery)
        for city in material.book.cities
        for delivery in (city.ledger.policies if city.ledger else ())
        if delivery.date <= material.as_of
    ]
    now = [delivery for _city, delivery in told if delivery.date in material.period]
    if not found and not told:
        return
    mine, period = material.sources[WHOLE], this(material.period)
    went = sum(len(delivery.delivered) for delivery in now)
    opening = text(
        f"{period}，政策送达企业", mine.within(str(went), map(origin, now), f"{period}送达"), "家次"
    ) if went else text(f"{period}没有送达政策")  # fmt: skip
    every = sum(len(delivery.delivered) for _city, delivery in told)
    so_far = mine.standing(str(every), [origin(delivery) for _city, delivery in told], "累计送达")
    said = [opening, text(f"{upto(material.as_of)}累计", so_far, "家次") if every > went else ()]
    yield Paragraph(text(clause_texts(said), _fitting(found, material) if found else ()), "政策送达")


def _fitting(found: list[Match], material: Material) -> tuple[str | Figure, ...]:
    """Of those whom the policies fit: how many were told, by policy, and where the others are."""
    mine = material.sources[WHOLE]

    def rate_of(some: list[Match], name: str) -> Figure:
        rate = Rate(sum(each.told for each in some), sum(len(each.fits) for each in some))
        return mine.standing(fraction(rate), _origins(fit for each in some for fit in each.fits), name)

    said = [text("按适用条件对照，符合条件企业的政策送达率为", rate_of(found, "政策送达率"))]
    if 1 < len(found) <= MANY:
        said.append(text("其中", listed(text(_titled(each), rate_of([each], "政策送达率")) for each in found)))
    untold: dict[str, list[Fit]] = {}
    for each in found:
        for fit in each.untold:
            untold.setdefault(fit.city.name, []).append(fit)
    if not untold:
        return text(clause_texts(said))
    counts = [
        (name, material.sources[name].standing(str(len(some)), _origins(some), "尚未送达"))
        for name, some in untold.items()
    ]
    if len(counts) > MANY:
        most = {name for name, _count in leading([(name, len(some)) for name, some in untold.items()])}
        counts = [(name, count) for name, count in counts if name in most]
        lead = "尚未送达较多的有"
    else:
        lead = "尚未送达的有"
    return text(clause_texts(said), lead, shared(counts, "家次"), "。") if counts else text(clause_texts(said))


def _titled(match: Match) -> str:
    title = match.policy.title
    return title if title.startswith("《") else f"《{title}》"


def _origins(fits: Iterable[Fit]) -> list[str]:
    """The enterprises, each once: it may fit several policies."""
    return list(dict.fromkeys(origin(fit.enterprise) for fit in fits))
