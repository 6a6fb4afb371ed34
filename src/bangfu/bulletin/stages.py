"""项目进展: how many projects stand at each stage, and which have moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.bulletin.document import Paragraph, Text, clause_texts, listed, quoted, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.wording import MANY, this, upto
from bangfu.merge.stages import ORDER, Staged, staged


def stages(material: Material) -> Iterator[Paragraph]:
    """One paragraph with the run-in heading 项目进展; none where no stage of a project is on record."""
    found = [each for each in staged(material.book, material.period.start, material.as_of) if each.stage]
    if not found:
        return
    mine = material.sources[WHOLE]
    whole = mine.standing(str(len(found)), _origins(found), "登记阶段的项目")
    at = {stage: [each for each in found if each.stage is stage] for stage in ORDER}
    counts = [
        text(stage.value, mine.standing(str(len(some)), _origins(some), f"{stage.value}项目"), "个")
        for stage, some in at.items()
        if some
    ]
    opening = text(f"{upto(material.as_of)}，登记阶段的", whole, "个项目中，", listed(counts), "。")
    moved = [each for each in found if each.moved]
    yield Paragraph(text(opening, _moved(moved, material) if moved else ()), "项目进展")


def _moved(moved: list[Staged], material: Material) -> Text:
    """Which came to another stage within the period; of many, how many."""
    mine, now = material.sources[WHOLE], this(material.period)
    count = mine.within(str(len(moved)), _origins(moved), f"{now}进入新阶段")
    told = text(f"{now}有", count, "个项目进入新阶段")
    if len(moved) > MANY:
        return text(told, "。")
    return text(told, "：", clause_texts(text(each.city.name, _step(each)) for each in moved))


def _step(each: Staged) -> Text:
    """丙项目由在建转为试生产; without a stage before, 进入试生产."""
    assert each.stage and each.milestone  # noqa: S101, PT018 - it has moved
    turned = f"由{each.before.value}转为{each.stage.value}" if each.before else f"进入{each.stage.value}"
    return text(quoted(each.project.name, origin(each.milestone)), turned)


def _origins(found: Iterable[Staged]) -> list[str]:
    return [origin(each.milestone or each.project) for each in found]
