"""Part two, continued: how the pairings are spread over leaders, and what has nobody."""

from __future__ import annotations

from decimal import Decimal

from bangfu.bulletin.document import Text, joined, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.wording import number
from bangfu.tally.figures import one_decimal
from bangfu.tally.pairs import Pair, Role, loads, pairs, without

_ROLES: tuple[tuple[Role, str], ...] = (("leader", "联点领导"), ("department", "责任单位"))


def loads_told(material: Material) -> Text:
    """A sentence or two on what is paired by name; nothing where no ledger names leaders or departments."""
    found = pairs(material.book, material.as_of)
    said = [each for each in (_spread(found, material), _lacking(found, material)) if each]
    return text(joined(said, "；"), "。") if said else ()


def _spread(found: list[Pair], material: Material) -> Text:
    """How many a leader is paired with, on average and at most."""
    carried = loads(found, "leader")
    most = max((len(load.pairs) for load in carried), default=0)
    if most < 2:
        return ()
    mine = material.sources[WHOLE]
    every = [origin(pair.enterprise) for load in carried for pair in load.pairs]
    heaviest = [origin(pair.enterprise) for load in carried for pair in load.pairs if len(load.pairs) == most]
    mean = one_decimal(Decimal(len(every)) / len(carried))
    return text(
        "逐个登记的帮扶对象中，每名联点领导平均联系", mine.standing(number(mean), every, "人均联系"), "个，最多的联系",
        mine.standing(str(most), heaviest, "最多联系"), "个",
    )  # fmt: skip


def _lacking(found: list[Pair], material: Material) -> Text:
    """How many have no leader, and no department, where others of the ledgers have one."""
    mine = material.sources[WHOLE]
    words: list[Text] = []
    for role, noun in _ROLES:
        lacking = without(found, role)
        if lacking and len(lacking) < len(found):
            figure = mine.standing(str(len(lacking)), [origin(pair.enterprise) for pair in lacking], f"没有{noun}")
            words.append(text("没有明确" + noun + "的有", figure, "个"))
    return joined(words, "，")
