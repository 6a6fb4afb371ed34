"""The bulletin on paper, measured: GB/T 9704-2012, on a short one, a sealed one, and one of more than thirty pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from printed import MM, Line, Paper, read

pytestmark = pytest.mark.xdist_group("printed bulletin")  # one process: what it makes first is made once

TOP = Path(__file__).resolve().parents[2]
LINE = 225 / 22
CHAR = 156 / 28
EM = 16 / MM


def blank(lines: int, above: float, below: float) -> float:
    """From type to type over so many blank lines: the leading of type of these sizes (pt) stands beside them."""
    return lines * LINE + (LINE - above / MM) / 2 + (LINE - below / MM) / 2


SEALED = """\
  seal: true
  headings: standard
  contact: 联系人：示例处
  colophon:
    copies: 各市州人民政府，省发展和改革委员会，省财政厅，省自然资源厅，省住房和城乡建设厅，示例省市场监督管理局
    office: 示例省工业和信息化厅办公室
"""
KAI = ("楷体_GB2312", "KaiTi", "STKaiti", "FandolKai", "LXGW WenKai", "AR PL KaitiM GB")


@pytest.fixture(scope="session")
def papers(to_paper: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """June as it was reported, a whole invented year, and its last month sealed, with 版记."""
    folder = tmp_path_factory.mktemp("papers")

    def bangfu(*arguments: str) -> None:
        subprocess.run([sys.executable, "-m", "bangfu", *arguments], check=True, capture_output=True, timeout=120)

    bangfu("init", "--demo", "--today", "2020-01-05", str(folder / "demo"))
    shutil.copytree(folder / "demo", folder / "seal")
    words = (folder / "seal" / "bangfu.yaml").read_text("utf-8")
    (folder / "seal" / "bangfu.yaml").write_text(words.replace("\nbulletin:\n", f"\nbulletin:\n{SEALED}"), "utf-8")
    june, year, sealed = (folder / f"{name}.html" for name in ("june", "year", "sealed"))
    bangfu("--repo", str(TOP), "--today", "2019-07-05", "report", "--month", "2019-06", "-o", str(june))
    bangfu("--repo", str(folder / "demo"), "--today", "2020-01-05", "report", "--year", "2019", "-o", str(year))
    bangfu("--repo", str(folder / "seal"), "--today", "2020-01-05", "report", "--month", "2019-12", "-o", str(sealed))
    return {page.stem: read(to_paper(page)) for page in (june, year, sealed)}


@pytest.fixture(params=["june", "year", "sealed"])
def paper(request: pytest.FixtureRequest, papers: dict[str, Paper]) -> Paper:
    return papers[request.param]


@dataclass(frozen=True)
class Measure:
    """What is measured, all the values found for it, what each must be, and how far it may be off (mm, or as named)."""

    name: str
    found: Callable[[Paper], list[float]]
    expected: float
    tolerance: float


def test_what_leads_to_the_sources_is_not_printed(paper: Paper) -> None:
    words = "".join(line.text + sheet.sideways for sheet in paper.sheets for line in sheet.lines)
    assert "问题办理情况" in words
    assert "数据来源" not in words
    assert "ledgers/" not in words
    assert not any(line.text.endswith("来源") for sheet in paper.sheets for line in sheet.lines)


MEASURES = (
    Measure("sheet width", lambda p: [sheet.width for sheet in p.sheets], 210, 0.5),
    Measure("sheet height", lambda p: [sheet.height for sheet in p.sheets], 297, 0.5),
    Measure("left margin", lambda p: [min(line.left for line in sheet.lines) for sheet in p.full], 28, 0.5),
    Measure("right margin", lambda p: [210 - max(line.right for line in sheet.lines) for sheet in p.full], 26, 0.5),
    Measure("top margin", lambda p: [s.lines[0].top - (LINE - EM) / 2 for s in p.full], 37, 1),
    Measure("bottom margin", lambda p: [297 - s.lines[-1].bottom - (LINE - EM) / 2 for s in p.full], 35, 1),
    Measure("lines a page", lambda p: [len(sheet.lines) for sheet in p.full], 22, 0),
    Measure("line pitch", lambda p: [(s.lines[-1].baseline - s.lines[0].baseline) / 21 for s in p.full], LINE, 0.02),
    Measure("body size (pt)", lambda p: [line.size for sheet in p.full for line in sheet.lines], 16, 0.05),
    Measure("top of the red head", lambda p: [p.head.baseline - 0.855 * p.head.em], 37 + 35, 1),
    Measure("middle of the red head", lambda p: [_middle(p.head)], 28 + 78, 0.5),
    Measure("head to number", lambda p: [p.number.top - p.head.bottom], 2 * LINE + (LINE - EM) / 2, 1),
    Measure("middle of the number", lambda p: [_middle(p.number)], 28 + 78, 0.5),
    Measure("number to red line", lambda p: [p.rule[1] - p.number.bottom], 4, 0.5),
    Measure("left of the red line", lambda p: [p.rule[0]], 28, 0.3),
    Measure("width of the red line", lambda p: [p.rule[2] - p.rule[0]], 156, 0.3),
    Measure("red line to title", lambda p: [p.title[0].top - p.rule[3]], 2 * LINE + (LINE - 22 / MM) / 2, 1),
    Measure("title size (pt)", lambda p: [line.size for line in p.title], 22, 0.05),
    Measure("middle of the title", lambda p: [_middle(line) for line in p.title], 28 + 78, 0.5),
    Measure("title to recipients", lambda p: [p.recipients.top - p.title[-1].bottom], blank(1, 22, 16), 1),
    Measure("left of the recipients", lambda p: [p.recipients.left], 28, 0.3),
    Measure("body indent", lambda p: [p.paragraph.left - 28], 2 * CHAR, 0.3),
    Measure("text to 附件说明", lambda p: _before(p, "附件：1"), blank(1, 16, 16), 1),
    Measure("indent of 附件说明", lambda p: [p.enclosed[0].left - 28], 2 * CHAR, 0.3),
    Measure("hang of 附件说明", lambda p: [line.left - p.enclosed[0].starts[3] for line in p.enclosed[1:]], 0, 0.3),
    Measure("附件说明 to the signature", lambda p: [p.signature.top - p.enclosed[-1].bottom], blank(2, 16, 16), 1),
    Measure("signature to date", lambda p: [p.date.baseline - p.signature.baseline], LINE, 0.5),
    Measure("date to 附注", lambda p: [p.note.baseline - p.date.baseline], LINE, 0.5),
    Measure("indent of 附注", lambda p: [p.note.starts[0] - 28], 2 * CHAR, 0.3),
    Measure("indent of a heading", lambda p: [line.left - 28 for line, _ in p.headings], 2 * CHAR, 0.3),
    Measure("heading size (pt)", lambda p: [line.size for line, _ in p.headings], 16, 0.05),
    Measure("heading to text", lambda p: [below.baseline - line.baseline for line, below in p.headings], LINE, 0.5),
    Measure("page number size (pt)", lambda p: [sheet.footer.size for sheet in p.sheets], 14, 0.05),
    Measure("page number below the text", lambda p: [s.footer.top - 262 for s in p.sheets], 7, 1),
    Measure("odd page numbers", lambda p: [184 - s.footer.right for s in p.sheets[::2]], 14 / MM, 0.5),
    Measure("even page numbers", lambda p: [s.footer.left - 28 for s in p.sheets[1::2]], 14 / MM, 0.5),
    Measure("附件1 on line 1", lambda p: [s.lines[0].baseline for s in p.annexes], 44.45, 1),
    Measure("附件1 flush left", lambda p: [s.lines[0].left for s in p.annexes], 28, 0.3),
    Measure("附件1 size (pt)", lambda p: [s.lines[0].size for s in p.annexes], 16, 0.05),
    Measure("annex title on line 3", lambda p: [s.lines[1].baseline for s in p.annexes], 44.45 + 2 * LINE, 1.5),
    Measure("annex title size (pt)", lambda p: [s.lines[1].size for s in p.annexes], 22, 0.05),
    Measure("middle of an annex title", lambda p: [_middle(s.lines[1]) for s in p.annexes], 28 + 78, 0.5),
    Measure("type under 11 pt", lambda p: [max(0.0, 11 - min(sheet.sizes)) for sheet in p.annexes], 0, 0.05),
)

PLAIN = (
    Measure("characters a line", lambda p: [len(starts) for starts in _square(p)], 28, 0),
    Measure("character pitch", lambda p: [(starts[-1] - starts[0]) / 27 for starts in _square(p)], CHAR, 0.02),
    Measure("right of the signature", lambda p: [184 - p.signature.right], 2 * CHAR, 0.5),
    Measure("date after signature", lambda p: [p.date.left - p.signature.left], 2 * CHAR, 0.5),
)
TURNED = (
    Measure("page number size (pt)", lambda p: [s.footer.size for _, s in p.turned], 14, 0.05),
    Measure("page number below the text", lambda p: [s.footer.top - 262 for _, s in p.turned], 7, 1),
    Measure("odd page numbers", lambda p: [184 - s.footer.right for n, s in p.turned if n % 2], 14 / MM, 0.5),
    Measure("even page numbers", lambda p: [s.footer.left - 28 for n, s in p.turned if not n % 2], 14 / MM, 0.5),
)
SEAL = (
    Measure("date from the right", lambda p: [184 - p.date.right], 4 * CHAR, 0.5),
    Measure("signature over the date", lambda p: [_middle(p.signature) - _middle(p.date)], 0, 0.5),
)
COLOPHON = (
    Measure("size (pt)", lambda p: [line.size for line in p.colophon], 14, 0.05),
    Measure("left of its lines", lambda p: [stroke[0] for stroke in _strokes(p)], 28, 0.3),
    Measure("width of its lines", lambda p: [stroke[2] - stroke[0] for stroke in _strokes(p)], 156, 0.3),
    Measure("first and last line", lambda p: [_thickness(p)[0], _thickness(p)[-1]], 0.35, 0.02),
    Measure("lines between", lambda p: _thickness(p)[1:-1], 0.25, 0.02),
    Measure("bottom of the last line", lambda p: [_strokes(p)[-1][3]], 37 + 225, 0.3),
    Measure("indent", lambda p: [p.colophon[0].left - 28, p.colophon[-1].left - 28], 14 / MM, 0.3),
    Measure("indent on the right", lambda p: [184 - p.colophon[-1].right], 14 / MM, 0.3),
    Measure("hang of 抄送", lambda p: [line.left - p.colophon[0].starts[3] for line in p.colophon[1:-1]], 0, 0.5),
)
ALL = [
    pytest.param(paper, measure, id=f"{paper}-{room}{measure.name}")
    for room, papers, measures in (
        ("", ("june", "year", "sealed"), MEASURES),
        ("", ("june", "year"), PLAIN),
        ("turned: ", ("year", "sealed"), TURNED),
        ("seal: ", ("sealed",), SEAL),
        ("版记: ", ("sealed",), COLOPHON),
    )
    for paper in papers
    for measure in measures
]


def _strokes(paper: Paper) -> list[tuple[float, float, float, float]]:
    """The lines of 版记, from the top: those of a table on its page stand above them."""
    above = paper.colophon[0].top - 5
    return [stroke for stroke in paper.sheets[-1].strokes if stroke[1] > above]


def _thickness(paper: Paper) -> list[float]:
    """Of the lines of 版记, from the top."""
    return [stroke[3] - stroke[1] for stroke in _strokes(paper)]


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


def _square(paper: Paper) -> list[tuple[float, ...]]:
    """Where the characters start, of the lines that hold ideographs and full-width commas alone, and are filled."""
    return [
        line.starts
        for sheet in paper.full
        for line in sheet.lines
        if line.right > 183 and line.left < 28.5 and all("一" <= char <= "鿿" or char in "，、。" for char in line.text)
    ]


def _before(paper: Paper, start: str) -> list[float]:
    """From the type above to the line that begins so; nothing where it begins its page."""
    lines = paper.last.lines
    at = next(number for number, line in enumerate(lines) if line.text.startswith(start))
    return [lines[at].top - lines[at - 1].bottom] if at else []


@pytest.mark.parametrize(("name", "measure"), ALL)
def test_the_page_keeps_the_standard(name: str, measure: Measure, papers: dict[str, Paper]) -> None:
    found = measure.found(papers[name])
    assert found
    assert [value for value in found if abs(value - measure.expected) > measure.tolerance + 1e-9] == []


def test_pages_are_numbered_through(paper: Paper) -> None:
    assert [sheet.footer.text for sheet in paper.sheets] == [f"—{page}—" for page in range(1, len(paper.sheets) + 1)]


def test_the_first_page_shows_body_text_and_a_red_head(paper: Paper) -> None:
    assert paper.head.text == "湖南省工业和信息化厅文件"
    assert paper.paragraph.top < 230


@pytest.mark.parametrize("name", ["june", "year"])
def test_a_notices_headings_have_faces_of_their_own(name: str, papers: dict[str, Paper]) -> None:
    paper = papers[name]
    (heading, _below), run_in = paper.headings[1], paper.run_in("2、")
    assert len({heading.font, run_in.font, paper.paragraph.font}) == 3
    assert paper.annexes[0].lines[0].font == heading.font
    assert paper.title[0].font != paper.paragraph.font


def test_the_standards_headings_have_its_faces(papers: dict[str, Paper]) -> None:
    paper = papers["sealed"]
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    (heading, _below), run_in = paper.headings[1], paper.run_in("（二）")
    assert heading.font != paper.paragraph.font
    assert "Bold" not in run_in.font
    assert (run_in.font != paper.paragraph.font) == any(name in installed for name in KAI)
    assert paper.annexes[0].lines[0].font == heading.font
    assert "Bold" in paper.title[0].font


def test_no_line_leaves_the_type_area(paper: Paper) -> None:
    outside = [
        line.text
        for sheet in paper.sheets
        for line in sheet.lines
        if line.left < 27.5 or line.right > 184.5 or line.top < 36.5 or line.bottom > 262.5
    ]
    assert outside == []


def test_the_signature_stands_with_text(paper: Paper) -> None:
    assert not paper.last.lines[0].text.startswith(paper.signature.text)
    assert len(paper.last.body) >= 5


def test_the_year_is_bearable_and_turns_its_wide_table(papers: dict[str, Paper]) -> None:
    sheets = papers["year"].sheets
    wide = [number for number, sheet in enumerate(sheets) if sheet.sideways]
    assert len(papers["june"].sheets) == 11
    assert 20 <= len(sheets) <= 26
    assert len(wide) >= 3
    assert wide == list(range(wide[0], wide[-1] + 1))
    assert {number % 2 for number in wide} == {0, 1}  # so the page numbers above were measured on both sides
    assert all(sheets[number].lines == () for number in wide)


def test_a_turned_page_keeps_its_type_area(papers: dict[str, Paper]) -> None:
    boxes = [sheet.turned for sheet in papers["year"].sheets if sheet.turned]
    assert boxes
    assert [box for box in boxes if box[0] < 27.5 or box[1] < 36.5 or box[2] > 184.5 or box[3] > 262.5] == []
    first = boxes[0]
    assert first[0] < 28 + LINE  # 附件2 on line 1
    assert first[3] > 261  # and flush with the edge of the type area


def test_a_tables_head_is_repeated_on_every_page(papers: dict[str, Paper]) -> None:
    wide = [sheet for sheet in papers["year"].sheets if sheet.sideways]
    assert [sheet.sideways.count("督办事由") for sheet in wide] == [1] * len(wide)


ENDING = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司}
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
"""


def test_the_ending_takes_text_along_and_the_colophon_has_a_page_after_a_turned_annex(
    to_paper: Callable[[Path], Path], run_bangfu: Callable[..., Any], repository: Callable[..., Path], tmp_path: Path
) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ENDING})
    words = (root / "bangfu.yaml").read_text("utf-8")
    ends = set()
    for further in range(0, 22, 3):
        outlook = "".join(f"    - 第{number}项要求。\n" for number in range(1, 8 + further))
        (root / "bangfu.yaml").write_text(f"{words}bulletin:\n{SEALED}  outlook:\n{outlook}", "utf-8")
        page = tmp_path / f"{further}.html"
        assert run_bangfu(root, "report", "--month", "2019-06", "-o", str(page), today="2019-07-05").code == 0
        paper = read(to_paper(page))
        last = paper.last.body
        assert last[0].text.endswith("。"), further
        assert [line.text for line in last[-2:]] == ["（数据取自各市州台账，截至2019年6月30日）", "（联系人：示例处）"]
        assert paper.date in last
        assert paper.sheets[-2].sideways.count("督办事由") == 1
        assert [line.text for line in paper.colophon[-1:]] == ["示例省工业和信息化厅办公室2019年7月5日印发"]
        assert paper.sheets[-1].lines == tuple(paper.colophon)
        assert abs(paper.sheets[-1].strokes[-1][3] - 262) < 0.3
        ends.add(len(paper.sheets))
    assert len(ends) > 1
