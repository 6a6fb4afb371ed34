"""下一步工作要求: the fixed words of bangfu.yaml, one set for all periods or one for a kind of period."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin.document import Paragraph
from bangfu.bulletin.filling import finished
from bangfu.bulletin.material import Material
from bangfu.model.period import PeriodKind
from bangfu.model.province import Outlook

HEADING = "下一步工作要求"


def outlook(material: Material) -> Iterator[Paragraph]:
    """The paragraphs of `bulletin.outlooks` for this kind of period, else those of `bulletin.outlook`.

    A week has its own words or none: a report of two pages does not repeat the month's.
    """
    words = material.province.bulletin
    kind = material.period.kind
    own = getattr(words.outlooks, kind.value, None)
    general = () if kind is PeriodKind.WEEK else words.outlook
    for item in general if own is None else own:
        head, said = (item.heading, item.text) if isinstance(item, Outlook) else (None, item)
        yield Paragraph(finished(material.told(said)), head and material.filled(head))
