"""Stories of reading: a ledger's text in, findings as `CODE line:column` out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bangfu.model.diagnostic import Finding
from bangfu.model.source import Source
from bangfu.read.files import decode
from bangfu.read.part import PartReading, read_part
from bangfu.read.places import Places

HEAD = "city: 株洲市\nissues:\n"
ISSUE = """\
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映, via: 走访}
"""


class Story:
    """One ledger file that was read."""

    def __init__(self, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        source, findings = decode(data, "ledgers/zhuzhou.yaml")
        self.source = source or Source("ledgers/zhuzhou.yaml", "", "")
        self.reading = read_part(source) if source else PartReading(None, [])
        self.findings: list[Finding] = [*findings, *self.reading.findings]
        self._places = Places(self.source)

    @property
    def places(self) -> list[str]:
        """Every finding as `CODE line:column`."""
        spans = [finding.span or (self._places.span(finding.at) if finding.at else None) for finding in self.findings]
        return [
            f"{finding.code} {span.line}:{span.column}" if span else f"{finding.code} -"
            for finding, span in zip(self.findings, spans, strict=True)
        ]

    @property
    def messages(self) -> str:
        """All messages and hints in English."""
        return "\n".join(f"{finding.message} {finding.hint or ''}" for finding in self.findings)

    @property
    def ids(self) -> list[str]:
        """The ids of the issues that could be read."""
        return [issue.id for issue in self.reading.part.issues] if self.reading.part else []


Read = Callable[[str | bytes], Story]


@pytest.fixture
def read() -> Read:
    """Reads a ledger's text."""
    return Story


@pytest.fixture
def issue() -> Callable[..., str]:
    """The text of a ledger with one issue in which one thing is written differently: `issue("反映", "反影")`."""

    def text(old: str = "", new: str = "") -> str:
        assert old in ISSUE
        return HEAD + ISSUE.replace(old, new, 1)

    return text
