"""The bulletin in the form of Word, laid out by LibreOffice and measured like the printed page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from printed import Line, Paper, read
from test_printed_bulletin import (  # noqa: F401 - the tests run here on the papers of this file
    ALL,
    CHAR,
    MEASURES,
    SEALED,
    Measure,
    test_a_notices_headings_have_faces_of_their_own,
    test_a_tables_head_is_repeated_on_every_page,
    test_a_turned_page_keeps_its_type_area,
    test_no_line_leaves_the_type_area,
    test_pages_are_numbered_through,
    test_the_first_page_shows_body_text_and_a_red_head,
    test_the_signature_stands_with_text,
    test_the_standards_headings_have_its_faces,
)

pytestmark = pytest.mark.xdist_group("printed docx")  # one process: what it makes first is made once

TOP = Path(__file__).resolve().parents[2]
NO_HANGING = b'<w:overflowPunct w:val="0"/>'
HANGING = b'<w:overflowPunct w:val="1"/>'


@pytest.fixture(scope="session")
def papers(office: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """June as it was reported, an invented year, its last month with seal and 版记, and a month with an error."""
    folder = tmp_path_factory.mktemp("papers")

    def bangfu(*arguments: str) -> None:
        subprocess.run([sys.executable, "-m", "bangfu", *arguments], check=True, capture_output=True, timeout=120)

    bangfu("init", "--demo", "--today", "2020-01-05", str(folder / "demo"))
    shutil.copytree(folder / "demo", folder / "seal")
    words = (folder / "seal" / "bangfu.yaml").read_text("utf-8")
    (folder / "seal" / "bangfu.yaml").write_text(words.replace("\nbulletin:\n", f"\nbulletin:\n{SEALED}"), "utf-8")
    june, year, sealed, warned = (folder / f"{name}.docx" for name in ("june", "year", "sealed", "warned"))
    invented = ("--repo", str(folder / "demo"), "--today", "2020-01-05", "report")
    bangfu("--repo", str(TOP), "--today", "2019-07-05", "report", "--month", "2019-06", "-o", str(june))
    bangfu(*invented, "--year", "2019", "-o", str(year))
    bangfu("--repo", str(folder / "seal"), "--today", "2020-01-05", "report", "--month", "2019-12", "-o", str(sealed))
    with (folder / "demo" / "ledgers" / "zhuzhou.yaml").open("a", encoding="utf-8") as ledger:
        ledger.write("  - {date: 2019-12-32, section: 项目建设, text: 演示}\n")
    bangfu(*invented, "--month", "2019-12", "--allow-errors", "-o", str(warned))
    return {document.stem: read(office(for_libreoffice(document))) for document in (june, year, sealed, warned)}


def for_libreoffice(document: Path) -> Path:
    """`document` with its word on hanging punctuation turned round: LibreOffice 7.4 takes it the wrong way."""
    with ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert NO_HANGING in parts["word/styles.xml"]
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(NO_HANGING, HANGING)
    with ZipFile(document, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return document


@pytest.fixture(params=["june", "year", "sealed"])
def paper(request: pytest.FixtureRequest, papers: dict[str, Paper]) -> Paper:
    return papers[request.param]


MINE = (
    Measure("characters a line", lambda p: [len(starts) for starts in _filled(p)], 28, 0),
    Measure("signature over the date", lambda p: [_middle(p.signature) - _middle(p.date)], 0, 3),
    Measure("character pitch", lambda p: [(starts[-1] - starts[0]) / 27 for starts in _filled(p)], CHAR, 0.02),
)
"""In place of those of the same names. LibreOffice parts digits from ideographs, whatever the document says, so that a
day is about an em wider than in Word."""


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


def _filled(paper: Paper) -> list[tuple[float, ...]]:
    """Where the characters start, of the lines of ideographs and commas that nothing but their length has ended.

    A line gives up its last character where the next may not begin a line; a browser tightens the line instead.
    """
    return [
        line.starts
        for sheet in paper.full
        for line, below in zip(sheet.lines, sheet.lines[1:], strict=False)
        if line.right > 183
        and line.left < 28.5
        and all("一" <= char <= "鿿" or char in "，、。" for char in line.text)
        and all("一" <= char <= "鿿" for char in below.text[:2])
    ]


@pytest.mark.parametrize(("name", "measure"), ALL)
def test_the_page_keeps_the_standard(name: str, measure: Measure, papers: dict[str, Paper]) -> None:
    measure = next((mine for mine in MINE if mine.name == measure.name), measure)
    found = measure.found(papers[name])
    assert found
    assert [value for value in found if abs(value - measure.expected) > measure.tolerance + 1e-9] == []


def test_the_year_is_long_and_turns_its_wide_table(papers: dict[str, Paper]) -> None:
    sheets = papers["year"].sheets
    wide = [number for number, sheet in enumerate(sheets) if sheet.sideways]
    assert 20 <= len(sheets) <= 26  # as the printed page
    assert len(wide) >= 3
    assert wide == list(range(wide[0], wide[-1] + 1))
    assert {number % 2 for number in wide} == {0, 1}  # so the page numbers above were measured on both sides
    assert all(sheets[number].lines == () for number in wide)


def test_two_warnings_leave_the_red_head_where_it_is(papers: dict[str, Paper]) -> None:
    lines = papers["warned"].first.lines
    assert [line.text[:4] for line in lines[:3]] == ["演示数据", "台账尚有", "湖南省工"]
    measure = next(measure for measure in MEASURES if measure.name == "top of the red head")
    assert measure.found(papers["warned"]) == [pytest.approx(measure.expected, abs=measure.tolerance)]
