"""`--format pdf` with the real browser: the page is printed, and a template that asks for something gets nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from printed import MM, read
from test_bulletin_in_browser import Server, server  # noqa: F401 - a fixture

TOP = Path(__file__).resolve().parents[2]
Run = Callable[..., Any]


@pytest.fixture
def temporary(browser: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program puts what it writes for a moment, for the browser that the tests drive."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("BANGFU_BROWSER", browser)
    return folder


def test_the_bulletin_is_printed_and_nothing_is_left_behind(run_bangfu: Run, tmp_path: Path, temporary: Path) -> None:
    file = tmp_path / "june.pdf"
    result = run_bangfu(TOP, "report", "--month", "2019-06", "-o", str(file), today="2019-07-05")
    assert (result.code, result.out) == (0, "")
    paper = read(file)
    assert paper.head.text == "湖南省工业和信息化厅文件"
    assert (round(paper.first.width), round(paper.first.height)) == (210, 297)
    assert [sheet.footer.text for sheet in paper.sheets] == [f"—{page}—" for page in range(1, len(paper.sheets) + 1)]
    assert round(paper.paragraph.size * MM) == round(16 * MM)
    assert list(temporary.iterdir()) == []


def test_a_template_that_asks_for_something_gets_nothing(
    run_bangfu: Run,
    repository: Callable[..., Path],
    tmp_path: Path,
    temporary: Path,
    server: Server,  # noqa: F811
) -> None:
    here = f"http://127.0.0.1:{server.server_port}"
    template = f"<p>通报</p><img src={here}/a><script>fetch('{here}/b')</script><link rel=stylesheet href={here}/c>"
    root = repository(
        {
            "bangfu.yaml": "format: 1\nprovince: 湖南省\nissuer: 省厅\nbulletin: {templates: templates}\n"
            'cities: [{slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}]\n',
            "templates/bulletin.html.j2": template,
        }
    )
    result = run_bangfu(root, "report", "--month", "2019-06", "-o", str(tmp_path / "a.pdf"))
    assert result.code == 0, result.err
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert server.asked == []
