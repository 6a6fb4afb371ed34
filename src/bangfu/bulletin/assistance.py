"""Part two, continued: what was done for enterprises besides their issues, topic by topic."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin.document import Paragraph
from bangfu.bulletin.material import Material
from bangfu.bulletin.pairing import pairing
from bangfu.bulletin.pledges import pledges
from bangfu.bulletin.policies import policies
from bangfu.bulletin.stages import stages
from bangfu.bulletin.teams import teams


def assistance(material: Material) -> Iterator[Paragraph]:
    """The paragraphs, their run-in headings without numbers."""
    yield from pairing(material)
    yield from stages(material)
    yield from teams(material)
    yield from policies(material)
    yield from pledges(material)
