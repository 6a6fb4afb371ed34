"""走访覆盖: how much of what is paired was visited by name, and what never was."""

from __future__ import annotations

from datetime import date

from bangfu.bulletin.document import Text, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import MANY, fraction, leading, upto
from bangfu.tally.coverage import Covered, coverage, grouped


def coverage_told(material: Material) -> Text:
    """A sentence or two; nothing where no city names whom it visits."""
    found = [each for each in coverage(material.book, date.min, material.as_of) if each.known]
    if not found:
        return ()
    whole, mine = Covered(None, tuple(found)), material.sources[WHOLE]
    groups = grouped(found, "city")
    cities = material.count_of([str(group.key) for group in groups])
    rate = mine.standing(fraction(whole.rate), [origin(each.enterprise) for each in found], "走访覆盖率")
    opening = text(f"{upto(material.as_of)}，走访逐家点名的", cities, "个市州，帮扶对象走访覆盖率为", rate)
    never = {str(group.key): [origin(each.enterprise) for each in group.never] for group in groups if group.never}
    if not never:
        return text(opening, "，没有遗漏。")
    counts = [(name, material.sources[name].standing(str(len(some)), some, "从未走访")) for name, some in never.items()]
    if len(counts) == 1:
        ((name, count),) = counts
        return text(opening, f"，{name}还有", count, "个从未走访。")
    every = mine.standing(str(len(whole.never)), [place for some in never.values() for place in some], "从未走访")
    told = text(opening, "，还有", every, "个从未走访")
    if len(counts) > MANY:
        most = {name for name, _count in leading([(name, len(some)) for name, some in never.items()])}
        counts = [(name, count) for name, count in counts if name in most]
        return text(told, "，较多的有", shared(counts, "个"), "。") if counts else text(told, "。")
    return text(told, "，其中", shared(counts, "个"), "。")
