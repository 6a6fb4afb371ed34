"""一月一调度: what was done, how the issues stand, what is wrong, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin import measures, problems, progress
from bangfu.bulletin.annexes import CITIES, EFFECTS, PAIRED, SUPERVISED, cases
from bangfu.bulletin.assistance import assistance
from bangfu.bulletin.effects import effects
from bangfu.bulletin.material import Material
from bangfu.bulletin.outlook import HEADING as OUTLOOK
from bangfu.bulletin.outlook import outlook
from bangfu.bulletin.restatement import corrections
from bangfu.bulletin.shapes.shape import PartOf, Shape, Urgent


def _parts(material: Material, urgent: Urgent) -> Iterator[PartOf]:
    yield measures.HEADING, measures.measures(material)
    yield (
        progress.HEADING,
        (*progress.progress(material), *assistance(material), *effects(material), *corrections(material)),
    )
    yield problems.HEADING, problems.problems(material, urgent)
    yield OUTLOOK, outlook(material)


MONTH = Shape(_parts, (CITIES, SUPERVISED, cases(), PAIRED, EFFECTS))
