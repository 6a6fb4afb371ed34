"""A team works for what does not exist, or two for the same. / 专班的市州或类别写错了，或者两个专班重复。

What: the `city` of a team in bangfu.yaml is no city of it, a word in its `categories` is neither a category nor a
demand field, or two teams of one city (or of the whole province) have the same word.

Why: issues are handed to teams by category; such a team would get none, or only one of the two would get them.

是什么：bangfu.yaml 中专班（`teams`）的 `city` 不是其中的市州；`categories` 中有的词既不是问题类别，也不是需求领域；
或者同一市州（或全省）的两个专班写了同一个词。

为什么：问题按类别归口到专班；写错的专班一件也分不到，重复的只有一个分得到。

Wrong:

    # bangfu.yaml
    teams:
      - {name: 融资攻坚组, categories: [贷款]}

Right:

    # bangfu.yaml
    teams:
      - {name: 融资攻坚组, categories: [融资]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.hints import did_you_mean
from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Related, Severity
from bangfu.model.province import Province, Team


def check(province: Province) -> Iterator[Finding]:
    """Every city and every word that is wrong or taken."""
    known = [word for field, members in province.categories.items() for word in (field, *members)]
    first: dict[tuple[str, str], tuple[Team, int]] = {}
    for team in province.teams:
        city = province.city(team.city) if team.city else None
        if team.city and city is None:
            hint = did_you_mean(team.city, (each.name for each in province.cities))
            message = _("there is no city “{city}” in bangfu.yaml", city=team.city)
            yield Finding(RULE.code, message, team.at("teams", "city"), hint=hint)
        for index, word in enumerate(team.categories):
            at = team.at("teams", "categories", index)
            if word not in known:
                message = _("“{word}” is neither a category nor a field", word=word)
                yield Finding(RULE.code, message, at, hint=did_you_mean(word, known))
            other, where = first.setdefault((city.slug if city else "", word), (team, index))
            if other is not team:
                related = Related(_("it stands here first"), other.at("teams", "categories", where))
                message = _(
                    "“{first}” and “{second}” are both for “{word}”", first=other.name, second=team.name, word=word
                )
                yield Finding(RULE.code, message, at, related=(related,))


RULE = Rule("BF018", "team", Severity.WARNING, province=check)
