"""What every record of a ledger has: the place it was read from."""

from __future__ import annotations

from dataclasses import field
from typing import Any, ClassVar

from bangfu.model.fields import STRICT, Text
from bangfu.model.frozen import record
from bangfu.model.source import AtLine, Place


@record
class Record:
    """One entry of a section. `file` and `line` say where it begins; they take no part in equality.

    `source` may name where the entry comes from (a document, a form); any record may carry it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    source: Text | None = None
    file: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)

    def at(self, section: str, *path: str | int) -> Place:
        """The place of this record in `section` of its file, or of the value at `path` inside it."""
        return Place(self.file, (section, AtLine(self.line), *path))
