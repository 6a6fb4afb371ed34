"""年底综合考评: the whole year by quarter and by field, its effects, the ranking by score, the typical cases."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin import measures, problems, progress
from bangfu.bulletin.annexes import CITIES, EFFECTS, PAIRED, SCORES, SUPERVISED, cases
from bangfu.bulletin.assistance import assistance
from bangfu.bulletin.commentary import commentary
from bangfu.bulletin.effects import effects
from bangfu.bulletin.fields import fields
from bangfu.bulletin.material import Material
from bangfu.bulletin.outlook import HEADING as OUTLOOK
from bangfu.bulletin.outlook import outlook
from bangfu.bulletin.quarters import quarters
from bangfu.bulletin.restatement import corrections
from bangfu.bulletin.scoring import scoring
from bangfu.bulletin.selection import Most
from bangfu.bulletin.shapes.shape import PartOf, Shape, Urgent


def _parts(material: Material, urgent: Urgent) -> Iterator[PartOf]:
    yield (
        "全年办理情况",
        (*progress.progress(material, cities=False, fields=False), *assistance(material), *corrections(material)),
    )
    yield "分季度和分领域情况", (*quarters(material), *fields(material))
    yield "帮扶成效", effects(material, heading=False)
    yield measures.HEADING, measures.measures(material, Most(city=1, section=6))
    yield "综合考评情况", (*scoring(material), *commentary(material))
    yield problems.HEADING, problems.problems(material, urgent, rates=False)
    yield OUTLOOK, outlook(material)


YEAR = Shape(
    _parts,
    (CITIES, SUPERVISED, SCORES, cases(Most(city=1)), PAIRED, EFFECTS),
    matter="综合考评情况",
    of="{period}度",
    brief="综合考评",
)
