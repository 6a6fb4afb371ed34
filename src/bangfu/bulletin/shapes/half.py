"""半年考核督查: the targets beside the state, both quarters, the cities, what is pressed and what must be put right."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin import measures, progress
from bangfu.bulletin.annexes import CITIES, EFFECTS, PAIRED, SCORES, SUPERVISED, cases
from bangfu.bulletin.assistance import assistance
from bangfu.bulletin.commentary import commentary
from bangfu.bulletin.effects import effects
from bangfu.bulletin.inspection import inspection, rectification
from bangfu.bulletin.material import Material
from bangfu.bulletin.outlook import HEADING as OUTLOOK
from bangfu.bulletin.outlook import outlook
from bangfu.bulletin.quarters import quarters
from bangfu.bulletin.restatement import corrections
from bangfu.bulletin.scoring import scoring
from bangfu.bulletin.selection import Most
from bangfu.bulletin.shapes.shape import PartOf, Shape, Urgent
from bangfu.bulletin.targets import targets


def _parts(material: Material, urgent: Urgent) -> Iterator[PartOf]:
    yield (
        progress.HEADING,
        (*progress.progress(material, cities=False), *assistance(material), *effects(material), *corrections(material)),
    )
    yield "考核指标完成情况", targets(material)
    yield "分季度对比", quarters(material)
    yield "市州考核情况", (*commentary(material), *scoring(material))
    yield measures.HEADING, measures.measures(material, Most(city=1, section=8))
    yield "督查发现的问题", inspection(material, urgent)
    yield "整改要求", rectification(material, urgent)
    yield OUTLOOK, outlook(material)


HALF = Shape(
    _parts, (CITIES, SUPERVISED, SCORES, cases(Most(city=1)), PAIRED, EFFECTS), matter="考核督查情况", brief="考核督查"
)
