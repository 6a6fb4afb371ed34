"""一季一讲评: who leads, who lags and who has moved, with praise, shortfalls and the score."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin import measures, problems, progress
from bangfu.bulletin.annexes import CITIES, EFFECTS, PAIRED, SCORES, SUPERVISED, cases
from bangfu.bulletin.assistance import assistance
from bangfu.bulletin.commentary import commentary
from bangfu.bulletin.effects import effects
from bangfu.bulletin.material import Material
from bangfu.bulletin.outlook import HEADING as OUTLOOK
from bangfu.bulletin.outlook import outlook
from bangfu.bulletin.restatement import corrections
from bangfu.bulletin.scoring import scoring
from bangfu.bulletin.selection import Most
from bangfu.bulletin.shapes.shape import PartOf, Shape, Urgent


def _parts(material: Material, urgent: Urgent) -> Iterator[PartOf]:
    yield (
        progress.HEADING,
        (*progress.progress(material, cities=False), *assistance(material), *effects(material), *corrections(material)),
    )
    yield "市州讲评", (*commentary(material), *scoring(material))
    yield measures.HEADING, measures.measures(material, Most(city=1))
    yield problems.HEADING, problems.problems(material, urgent, rates=False)
    yield OUTLOOK, outlook(material)


QUARTER = Shape(
    _parts, (CITIES, SUPERVISED, SCORES, cases(Most(city=2)), PAIRED, EFFECTS), matter="调度讲评情况", brief="调度讲评"
)
