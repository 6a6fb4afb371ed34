"""承诺兑现: how many commitments were made and kept, and which cities have some past their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.bulletin.document import Paragraph, Text, clause_texts, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import fraction, this, upto
from bangfu.merge.book import CityBook
from bangfu.model.ledger import Commitment, Pledger
from bangfu.tally.pledges import Standing, standing


def pledges(material: Material) -> Iterator[Paragraph]:
    """One paragraph with the run-in heading 承诺兑现; none where no commitment is on record."""
    figures, day, mine = material.total.pledges, material.as_of, material.sources[WHOLE]
    every = [commitment for city in material.book.cities for commitment in made(city, material)]
    if not every:
        return
    now, whole = this(material.period), list(map(origin, every))
    kept = [each for each in every if standing(each, day) is Standing.KEPT]
    newly = [each for each in kept if each.kept and each.kept in material.period]
    due = [each for each in every if each.due is not None and each.due <= day]

    def made_by(pledger: Pledger) -> Text:
        own = [each for each in every if each.by is pledger]
        return text(pledger.value, mine.standing(str(len(own)), map(origin, own), f"{pledger.value}承诺"), "项")

    both = text("（", made_by(Pledger.ENTERPRISE), "、", made_by(Pledger.GOVERNMENT), "）")
    alone = len({each.by for each in every}) == 1
    opening = text(
        f"{upto(day)}，{every[0].by.value if alone else '企业和政府'}作出承诺",
        mine.standing(str(figures.made), whole, "承诺"), "项", () if alone else both,
    )  # fmt: skip
    done = (
        text("已兑现", mine.standing(str(figures.kept), map(origin, kept), "兑现"), "项") if kept else text("尚无兑现")
    )
    lately = mine.within(str(figures.newly_kept), map(origin, newly), f"{now}兑现")
    said = [opening, done, text(f"其中{now}兑现", lately, "项") if newly else ()]
    if due:
        rate = mine.standing(fraction(figures.fulfilment), map(origin, due), "承诺兑现率")
        said.append(text("到期承诺兑现率为", rate))
    yield Paragraph(text(clause_texts(said), _late(material) if due else ()), "承诺兑现")


def made(city: CityBook, material: Material) -> list[Commitment]:
    """A city's commitments that were made by the day."""
    return [each for each in city.ledger.commitments if each.date <= material.as_of] if city.ledger else []


def _late(material: Material) -> Text:
    """How many are past their day, and whose."""
    late = {
        city.city.name: [each for each in made(city, material) if standing(each, material.as_of) is Standing.OVERDUE]
        for city in material.book.cities
    }
    every = [each for some in late.values() for each in some]
    if not every:
        return text("没有逾期未兑现的承诺。")
    counts = [
        (name, material.sources[name].standing(str(len(some)), _origins(some), "逾期未兑现"))
        for name, some in late.items()
        if some
    ]
    if len(counts) == 1:
        ((name, count),) = counts
        return text(f"{name}有", count, "项承诺逾期未兑现。")
    whole = material.sources[WHOLE].standing(str(len(every)), _origins(every), "逾期未兑现")
    return text("逾期未兑现的有", whole, "项，其中", shared(counts, "项"), "。")


def _origins(commitments: Iterable[Commitment]) -> list[str]:
    return list(map(origin, commitments))
