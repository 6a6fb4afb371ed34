"""Which team (攻坚组, 专家组) an issue belongs to."""

from __future__ import annotations

from bangfu.merge.book import Case
from bangfu.model.province import City, Province, Team


def team_for(province: Province, city: City, category: str) -> Team | None:
    """The team of bangfu.yaml for a category of a city: the city's own before the province's, the first that fits."""
    words = {category, province.field_of(category)}
    own = [team for team in province.teams if not words.isdisjoint(team.categories) and of_city(province, team, city)]
    return min(own, key=lambda team: team.city is None, default=None)


def of_city(province: Province, team: Team, city: City) -> bool:
    """Whether a team works for a city; one that names none works for all."""
    return team.city is None or province.city(team.city) == city


def team_of(province: Province, case: Case) -> str | None:
    """The name of the issue's team: that for its category, else the one that looks after its enterprise."""
    team = team_for(province, case.city, case.issue.category) if province.teams else None
    if team:
        return team.name
    return case.enterprise.team if case.enterprise else None
