"""一周一报告: a report of a page or two on the week's figures, what is overdue and what falls due next."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin.material import Material
from bangfu.bulletin.measures import key_measures
from bangfu.bulletin.outlook import HEADING as OUTLOOK
from bangfu.bulletin.outlook import outlook
from bangfu.bulletin.restatement import corrections
from bangfu.bulletin.shapes.shape import PartOf, Shape, Urgent
from bangfu.bulletin.weekly import DUE, due, week

_MEASURES = 6


def _parts(material: Material, urgent: Urgent) -> Iterator[PartOf]:
    yield "本周进展", (*week(material), *corrections(material, heading=False))
    yield "逾期和到期情况", due(material, urgent)
    yield "重点举措", key_measures(material, _MEASURES)
    yield OUTLOOK, outlook(material)


WEEK = Shape(_parts, (DUE,), matter="情况周报", title=("{campaign}", "{period}{matter}"), brief="周报")
