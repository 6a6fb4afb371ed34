"""The three versions of a ledger file that a merge looks at, as they were read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangfu.edit.desk import errors
from bangfu.edit.page import Page
from bangfu.edit.thin import SMALL, thinned
from bangfu.i18n import Message, _
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import Part
from bangfu.model.source import Source
from bangfu.read.build import every_key
from bangfu.read.files import SIZE_LIMIT, decode
from bangfu.read.nodes import Mapping
from bangfu.read.part import PartReading, read_part
from bangfu.read.recover import compose_source

_REGION = re.compile(r"^<{7,}(?: .*)?\r?\n(?:.*\n)*?>{7,}(?: .*)?(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts. `whole`: nothing in it was left out for being broken or in conflict."""

    source: Source
    part: Part
    reading: PartReading
    whole: bool = True

    def page(self, lines: set[int] | None = None) -> Page:
        """The nodes of the text; of a big one, those of the records on `lines` alone, where lines are given.

        Raises:
            EditRefusedError: it holds no ledger.
        """
        thin = thinned(self.source.text, (), SMALL, lines) if lines is not None else None
        root = thin or compose_source(self.source, every_key()).root
        if not isinstance(root, Mapping):
            raise EditRefusedError(_("{file} holds no ledger", file=self.source.name))
        return Page(self.source.name, self.source.text, root)


def one_side(name: str, data: bytes, side: Message) -> Version:
    """One of the two sides.

    Args:
        name: the file.
        data: its bytes.
        side: what the reader knows it by.

    Raises:
        EditRefusedError: it has errors; nothing of it may be passed over.
    """
    if len(data) > SIZE_LIMIT:
        raise EditRefusedError(_("{side} is larger than 8 MiB", side=side))
    source, findings = decode(data, name)
    reading = read_part(source) if source else None
    broken = errors([*findings, *(reading.findings if reading else ())])
    if source is None or reading is None or reading.part is None or broken:
        reason = broken[0].message if broken else _("it cannot be read")
        line = broken[0].span.line if broken and broken[0].span else 1
        raise EditRefusedError(_("{side}, line {line}: {reason}", side=side, line=line, reason=reason))
    return Version(source, reading.part, reading)


def common_base(name: str, data: bytes | None) -> Version | None:
    """The base, as far as it can be read; None where it is not known.

    What is in conflict in it (git merges two bases into one for a criss-cross) or broken counts as unknown.
    """
    if data is None or len(data) > SIZE_LIMIT:
        return None
    source, findings = decode(data, name)
    if source is None:
        return None
    if not source.text.strip():  # both sides have added the file
        part = Part(city="", file=name)
        return Version(source, part, PartReading(part, []))
    known = Source(name, _REGION.sub("", source.text), "", source.bom)
    reading = read_part(known)
    if reading.part is None:
        return None
    whole = known.text == source.text and not errors([*findings, *reading.findings])
    return Version(known, reading.part, reading, whole)
