"""考评得分: the cities' points by the weights of bangfu.yaml, and who stands where."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.bulletin.document import Figure, Paragraph, Text, clause_texts, listed, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import Sources
from bangfu.bulletin.together import joint
from bangfu.bulletin.wording import FEW, listing
from bangfu.model.province import Province
from bangfu.tally.score import Score, scores

ANNEX = "考评得分表"
RATE_NAMES = {
    "resolution_rate": "办结率",
    "closure_rate": "销号率",
    "collected_resolution_rate": "收集办结率",
    "on_time_rate": "按期办结率",
    "satisfaction_rate": "满意率",
    "reply_rate": "限时回应率",
}


def weights(province: Province) -> dict[str, int]:
    """The weights that count, by the names of model.province.SCORES."""
    return {name: weight for name, weight in province.scoring.items() if weight and name in RATE_NAMES}


def scored(material: Material) -> tuple[Score, ...]:
    """The cities with data, from the most points to the least; those without points last."""
    return scores([row for _, row in material.by_city()], weights(material.province))


def scoring(material: Material) -> list[Paragraph]:
    """How points are given and who stands first and last; nothing without weights or points."""
    weighed = weights(material.province)
    every = scored(material) if weighed else ()
    placed = [each for each in every if each.points is not None]
    if not placed:
        return []
    rule = listing(f"{RATE_NAMES[name]}{weight}分" for name, weight in weighed.items())
    unscored = [row.label for _, row in material.by_city() if row.label not in {each.row.label for each in placed}]
    words = [text(f"按{rule}计分"), _order(placed, [*weighed], material)]
    if unscored:
        number = text(material.count_of(unscored), "个市州") if len(unscored) > 1 else ()
        many = "等" if len(unscored) > FEW else ""
        words.append(text(f"{listing(unscored)}{many}", number, "缺少考评数据，不计分"))
    return [Paragraph(text(clause_texts(words), f"各项得分详见附件《{ANNEX}》。"), "考评得分")]


def points(score: Score, names: Iterable[str], mine: Sources) -> Figure:
    """A city's points, which rest on the records of all the rates that are weighed."""
    rates = (
        mine.measured(name.removesuffix("_rate"), rate, RATE_NAMES[name])
        for name, rate in zip(names, score.parts, strict=True)
    )
    every = dict.fromkeys(origin for figure in rates for origin in figure.origins)
    return mine.standing(str(score.points), every, "得分")


def first_scored(material: Material) -> list[Score]:
    """The first three by points, ties among them; nobody where fewer than four have any."""
    placed = [each for each in scored(material) if each.place is not None] if weights(material.province) else []
    first = [each for each in placed if (each.place or 0) <= FEW]
    return first if len(first) < len(placed) else []


def _order(placed: list[Score], names: list[str], material: Material) -> Text:
    """The first and the last three, ties among them; of few, all."""
    first = [each for each in placed if (each.place or 0) <= FEW]
    bar = placed[-FEW].points if len(placed) > FEW else None
    last = [each for each in placed if bar is not None and each.points is not None and each.points <= bar]
    if len(placed) <= 2 * FEW or len(first) + len(last) > len(placed):
        return text("依次为" if len(placed) > 1 else "得分的有", _named(placed, names, material))
    front, back = (_named(some, names, material) for some in (first, last))
    return text("得分居前的有", front, "，靠后的有", back)


def _named(some: list[Score], names: list[str], material: Material) -> Text:
    """长沙市（93.8分）, and 株洲市、湘潭市（均为92.1分） where points are equal."""
    groups: dict[str, list[Score]] = {}
    for each in some:
        groups.setdefault(str(each.points), []).append(each)
    told = []
    for equal in groups.values():
        figure = joint([points(each, names, material.sources[each.row.label]) for each in equal])
        tied = "并列，均为" if len(equal) > 1 else ""
        told.append(text(f"{listing(each.row.label for each in equal)}（{tied}", figure, "分）"))
    return listed(told)
