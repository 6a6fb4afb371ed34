"""What the fuzzer calls: each target takes any bytes, lets the program at them, and judges what came of it.

A target raises nothing but its own complaint (AssertionError), and passes over what the program refuses in words.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bangfu import pipeline
from bangfu.bulletin.passages import read as read_bulletin
from bangfu.bulletin.proofread import day_of, period_of, proofread
from bangfu.cli.session import printable
from bangfu.edit.canonical import canonical
from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.edit.desk import errors, open_desk
from bangfu.edit.fix import fix as mended
from bangfu.edit.make import make
from bangfu.edit.phrase import inline, tree_of
from bangfu.edit.reconcile import reconcile
from bangfu.edit.revise import revise
from bangfu.edit.steps import state_of
from bangfu.exchange.sheets.bring import bring
from bangfu.exchange.sheets.incoming import read_incoming
from bangfu.findings import text as as_text
from bangfu.lifecycle.transitions import may_follow
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import BangfuError, EditRefusedError
from bangfu.model.event import Event, EventType, Satisfaction
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.source import Source
from bangfu.read.configuration import read_configuration
from bangfu.read.fast import batches
from bangfu.read.files import BOM, decode
from bangfu.read.part import read_part, read_precisely

FILE = "ledgers/zhuzhou.yaml"
TODAY = date(2026, 1, 1)
PROVINCE = """\
province: 湖南省
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""
KNOWN = """\
city: 株洲市
enterprises:
  - name: 甲公司
    aliases: [老甲]
  - name: 乙公司
issues:
  - id: ZZ-190305-AA22
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
"""
"""The ledger into which `sheet` brings what a sheet says."""
BETWEEN = b"\n=====8<=====\n"
"""Parts the three versions in one input of `merge`: base, ours, theirs."""

_MOST = 110
"""Findings of one file: a hundred of the pre-scan's, and what else could be told besides."""
_EMPTY_LIST = re.compile(r"\s*(\[?\s*\]?|~|n?u?l?l?)\s*(#.*)?\s*")
_NOTED = (EventType.REJECT, EventType.EXTEND, EventType.RESOLVE, EventType.REOPEN)
_WORDS = ("供地三十亩", "两行\n文字", "a: b #c", "'\"\\", "- ~", "{用地}，[甲]")


class Targets:
    """The targets by name, on a repository of their own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        (root / "ledgers").mkdir()
        (root / "bangfu.yaml").write_text(PROVINCE, "utf-8")
        (root / FILE).write_text("city: 株洲市\n", "utf-8")
        province, _source, _findings = read_configuration(root)
        assert province
        self._province = province
        self.all: Mapping[str, Callable[[bytes], None]] = {
            "read": self.read,
            "edit": self.edit,
            "fix": self.fix,
            "merge": self.merge,
            "configuration": self.configuration,
            "bulletin": self.bulletin,
            "sheet": self.sheet,
        }

    def close(self) -> None:
        """Removes the folder."""
        shutil.rmtree(self._root)

    def read(self, data: bytes) -> None:
        """A ledger: both lanes agree, whatever is found has its place, and the rules bear it."""
        source, found = decode(data, FILE)
        assert source or found
        if source is None:
            return
        quick, precise = read_part(source), read_precisely(source)
        assert quick == precise, "the lanes disagree"
        assert _origins(quick.part) == _origins(precise.part), "the lanes find records on different lines"
        assert quick.part or quick.findings
        assert len(quick.findings) <= _MOST
        lines = source.text.count("\n") + 2
        for diagnostic in self._checked(source):
            span = diagnostic.span
            assert span is None or diagnostic.file != FILE or 1 <= span.line <= lines
        total = sum(len(getattr(quick.part, section)) for section in SECTIONS) if quick.part else 0
        assert sum(len(batch.places) for batch in batches(source)) <= total or quick.findings

    def configuration(self, data: bytes) -> None:
        """A bangfu.yaml: a province, or findings."""
        (self._root / "bangfu.yaml").write_bytes(data)
        try:
            province, _source, findings = read_configuration(self._root)
            assert (province is None) == bool(findings)
            assert all(finding.code == "BF001" for finding in findings)
            assert len(findings) <= _MOST
            self._checked(Source(FILE, "city: 株洲市\n", ""))
            if province:
                open_desk(self._root, TODAY)
        except BangfuError:
            pass
        finally:
            (self._root / "bangfu.yaml").write_text(PROVINCE, "utf-8")

    def edit(self, data: bytes) -> None:
        """Any edit of a ledger changes its own lines and nothing else, or is refused; so does the canonical layout."""
        source, found = decode(data, FILE)
        if source is None or found:
            return
        reading = read_precisely(source)
        if reading.part is None:
            return
        (self._root / FILE).write_bytes(data)
        for change in _changes(reading.part):
            try:
                made = make(open_desk(self._root, TODAY), [("zhuzhou", change)], dry_run=True)
            except BangfuError:
                continue
            after = (BOM if source.bom else b"") + made.texts[FILE][1].encode()
            gone = _replaced(data, after)
            assert _EMPTY_LIST.fullmatch(gone), f"gone: {gone!r}"
            again, bad = decode(after, FILE)
            assert again
            assert not bad
            assert _records(read_precisely(again).part) == _records(change.apply(reading.part))
        if not errors(reading.findings):
            self._laid_out(source, reading.part)

    def _laid_out(self, source: Source, part: Part) -> None:
        try:
            text = canonical(source, read_part(source))
        except EditRefusedError:
            return
        again = Source(FILE, text, "")
        assert _records(read_precisely(again).part) == _records(part)
        assert canonical(again, read_part(again)) == text, "the canonical layout is not stable"

    def fix(self, data: bytes) -> None:
        """`check --fix` loses no record and ends."""
        source, found = decode(data, FILE)
        (self._root / FILE).write_bytes(data)
        city = self._province.cities[1]

        def look(instead: Mapping[str, Source]) -> list[Diagnostic]:
            return pipeline.check(self._root, TODAY, None, instead)

        made = mended(self._root, {FILE: city}, look, lambda _found: True).replacements
        if not made or source is None or found:
            return
        again, _bad = decode(made[0].after, FILE)
        assert again
        before, after = (Counter(_alike(read_precisely(one).part)) for one in (source, again))
        assert not before - after, f"lost: {before - after}"

    def merge(self, data: bytes) -> None:
        """No event of either side is lost, and what cannot be merged keeps every line that a side has added."""
        base, ours, theirs = [*data.split(BETWEEN, 2), b"", b""][:3]
        merged = reconcile(FILE, base, ours, theirs, self._province, TODAY)
        if merged.plan is None or merged.doubt:
            assert not merged.clean
            assert b"<<<<<<<" in merged.data
            kept = Counter(_lines(merged.data))
            for side in (ours, theirs):
                assert not set(_lines(side)) - set(_lines(base)) - set(kept), "a line of a side is lost"
            return
        parts = [_read(one) for one in (base, ours, theirs)]
        assert parts[1]
        assert parts[2]
        known = _events(parts[0])
        if merged.clean:
            result = _read(merged.data)
            assert result, "a clean merge cannot be read"
            assert not [f for f in read_part(_source(merged.data)).findings if f.code.startswith("BF1") and errors([f])]
            for part in parts[1:]:
                lost = _events(part) - known - _events(result)
                assert not lost, f"lost: {lost}"
        else:
            assert b"<<<<<<<" in merged.data

    def bulletin(self, data: bytes) -> None:
        """A bulletin to be checked: its figures are compared, or it is none."""
        try:
            markdown = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return
        cities = [(city.name, city.short) for city in self._province.cities]
        page = read_bulletin(markdown, cities)
        period = period_of(page.title)
        if period:
            day_of(page, period)
        proof = proofread(page, page)
        assert not proof.disagreements, "a page disagrees with itself"

    def sheet(self, data: bytes) -> None:
        """A CSV of bangfu's or of others: read or refused in a sentence; what it brings in loses no record."""
        (self._root / FILE).write_text(KNOWN, "utf-8")
        path = self._root / "a.csv"
        path.write_bytes(data)
        desk = open_desk(self._root, TODAY)
        try:
            incoming = read_incoming(path, today=TODAY, province=self._province)
        except BangfuError as error:
            assert _is_sentence(str(error))  # noqa: PT017
            return
        proposal = bring(desk, incoming.sheet)
        refused = [message for _row, message in (*proposal.refused, *incoming.refused)]
        assert all(_is_sentence(str(message)) for message in (*refused, *(one.message for one in incoming.remarks)))
        try:
            made = revise(desk, [taken.revision for taken in proposal.taken], dry_run=True)
        except BangfuError:
            return
        if FILE not in made.texts:
            return
        before, after = (_read(text.encode()) for text in (KNOWN, made.texts[FILE][1]))
        assert before
        assert after
        assert {issue.id for issue in before.issues} <= {issue.id for issue in after.issues}
        names = {name for firm in after.enterprises for name in (firm.name, *firm.aliases)}
        assert {firm.name for firm in before.enterprises} <= names
        (self._root / FILE).write_text(made.texts[FILE][1], "utf-8")
        again = bring(open_desk(self._root, TODAY), incoming.sheet)
        new = [taken for taken in again.taken if taken.new]
        assert not new, "the same sheet brings in a record a second time"

    def _checked(self, source: Source) -> list[Diagnostic]:
        """What the whole program finds, and that it can be printed."""
        found = pipeline.check(self._root, TODAY, None, {FILE: source})
        printed = as_text.render(found, lambda message: printable(str(message)))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed), "unprintable"
        return found


def _is_sentence(text: str) -> bool:
    """Whether it is one line, and says something."""
    return bool(text.strip()) and "\n" not in printable(text)


def targets() -> Targets:
    """The targets, on a new folder in memory where there is one."""
    memory = "/dev/shm"
    return Targets(Path(tempfile.mkdtemp(prefix="bangfu-fuzz-", dir=memory if os.path.isdir(memory) else None)))  # noqa: PTH112


def _changes(part: Part) -> Iterator[Change]:
    """Edits that fit a ledger: the next step of its first and its last issue, a new issue, a new enterprise."""
    for issue in {issue.id: issue for issue in (*part.issues[:1], *part.issues[-1:])}.values():
        steps = may_follow(state_of(issue).status)
        kind = steps[len(issue.events) % len(steps)] if steps else EventType.PROGRESS
        day = max((event.date for event in issue.events), default=date(2019, 3, 5))
        word = _WORDS[len(issue.title) % len(_WORDS)]
        due = min(day, date(9999, 1, 1)) + timedelta(days=9)
        yield NewEvents(FILE, issue.id, (
            Event(
                date=day, type=kind, note=word if kind in _NOTED else None,
                to=("市住建局",) if kind is EventType.ASSIGN else (),
                due=due if kind is EventType.EXTEND else None,
                satisfaction=Satisfaction.SATISFIED if kind is EventType.RATE else None,
            ),
        ))  # fmt: skip
    name = part.enterprises[-1].name if part.enterprises else "丁公司"
    report = Event(date=date(2019, 3, 5), type=EventType.REPORT)
    word = _WORDS[len(part.issues) % len(_WORDS)]
    issue = Issue(id="ZZ-NEW", enterprise=name, title=word.replace("\n", " "), category="用地", detail=word,
                  events=(report,))  # fmt: skip
    yield NewRecord(FILE, "issues", issue)
    yield NewRecord(FILE, "enterprises", Enterprise(name="戊公司", aliases=("a, b", "#戊")))


def _replaced(before: bytes, after: bytes) -> str:
    """What of `before` is gone from between what both begin and end with."""
    begin = len(os.path.commonprefix([before, after]))  # noqa: RUF071 - characters are what is meant
    end = len(os.path.commonprefix([before[begin:][::-1], after[begin:][::-1]]))  # noqa: RUF071
    return before[begin : len(before) - end].decode("utf-8", "replace")


def _origins(part: Part | None) -> list[dict[str, Any]]:
    """Every record with its file and line, which take no part in equality."""
    return [asdict(record) for section in SECTIONS for record in getattr(part, section)] if part else []


def _records(part: Part | None) -> list[tuple[str, Any]]:
    return [(section, record) for section in SECTIONS for record in getattr(part, section)] if part else []


def _alike(part: Part | None) -> list[str]:
    """Every record as text, in the form in which a fix may write it."""
    return [
        f"{section} {unicodedata.normalize('NFC', inline(tree_of(_plain(record)))).upper()}"
        for section, record in _records(part)
    ]


def _plain(record: Any) -> Any:
    return replace(record, file="", line=0)


def _source(data: bytes) -> Source:
    source, _findings = decode(data, FILE)
    return source or Source(FILE, "", "")


def _read(data: bytes) -> Part | None:
    return read_precisely(_source(data)).part


def _events(part: Part | None) -> set[tuple[str, EventType, date]]:
    """Every event, by each id that its issue has or had."""
    return {
        (name.upper(), event.type, event.date)
        for issue in (part.issues if part else ())
        for event in issue.events
        for name in (issue.id, *issue.was)
    }


def _lines(data: bytes) -> list[bytes]:
    return [line.rstrip(b"\r") for line in data.split(b"\n")]
