"""专班攻坚: what the teams of bangfu.yaml have to do, by their categories, and what of it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.bulletin.document import Figure, Paragraph, Text, clause_texts, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.wording import FEW, MANY, fraction, upto
from bangfu.lifecycle.replay import State, Step
from bangfu.merge.book import Case
from bangfu.merge.teams import team_for
from bangfu.model.province import Team
from bangfu.tally.figures import Rate

Held = tuple[Case, State]


def teams(material: Material) -> Iterator[Paragraph]:
    """One paragraph with the run-in heading 专班攻坚; none where no team of bangfu.yaml has an issue."""
    held = _held(material)
    if not held:
        return
    every = [each for _team, own in held for each in own]
    mine = material.sources[WHOLE]
    number = mine.standing(str(len(held)), _ids(every), "专班")
    opening = text(
        f"{upto(material.as_of)}，", number, "个专班对口收集", _count(every, material, "专班收集"), "个问题，"
    )
    if len(held) == 1:
        yield Paragraph(clause_texts([text(f"{upto(material.as_of)}，", _one(*held[0], material))]), "专班攻坚")
        return
    shown = held if len(held) <= MANY else held[:FEW]
    lead = "其中" if len(shown) == len(held) else "收集较多的："
    first, *rest = (_one(team, own, material) for team, own in shown)
    said = [text(opening, _done(every, material)), text(lead, first), *rest]
    yield Paragraph(clause_texts(said, "；"), "专班攻坚")


def _held(material: Material) -> list[tuple[Team, list[Held]]]:
    """The teams that have issues, those with the most first, else in the order of bangfu.yaml."""
    every = material.province.teams
    held: list[list[Held]] = [[] for _team in every]
    for case, state in material.states() if every else ():
        if team := team_for(material.province, case.city, case.issue.category):
            held[every.index(team)].append((case, state))
    found = [(team, own) for team, own in zip(every, held, strict=True) if own]
    return sorted(found, key=lambda each: -len(each[1]))


def _one(team: Team, held: Sequence[Held], material: Material) -> Text:
    city = material.province.city(team.city) if team.city else None
    whose = f"{city.name}{team.name}" if city else team.name
    return text(whose, "收集", _count(held, material, f"{team.name}收集"), "个，", _done(held, material))


def _done(held: Sequence[Held], material: Material) -> Text:
    """How many are resolved, as a rate of those collected."""
    done = sum(Step.RESOLVED in state.entered for _case, state in held)
    rate = fraction(Rate(done, len(held)))
    return text("收集办结率", material.sources[WHOLE].standing(rate, _ids(held), "专班收集办结率"))


def _count(held: Sequence[Held], material: Material, name: str) -> Figure:
    return material.sources[WHOLE].standing(str(len(held)), _ids(held), name)


def _ids(held: Sequence[Held]) -> list[str]:
    return [case.issue.id for case, _state in held]
