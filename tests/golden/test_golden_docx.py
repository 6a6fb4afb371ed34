"""What stands in a .docx, paragraph by paragraph with its style, as it was read and approved; see the others here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.table import Table
from test_golden_letter import LEDGER

HERE = Path(__file__).parent
TOP = HERE.parents[1]


def lines(document: Document) -> Iterator[str]:
    """A paragraph a line, its style first; a table a row a line; where a sheet begins."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text.replace("\n", "⏎") for cell in row.cells)
            continue
        look = block._p.pPr
        if look.pageBreakBefore is not None:
            yield "────────"
        runs = (f"{{{run.style.name}:{run.text}}}" if run.style.style_id != "DefaultParagraphFont" else run.text
                for run in block.runs)  # fmt: skip
        yield f"[{block.style.name}] {''.join(runs)}".replace("\n", "⏎").rstrip()
        if look.sectPr is not None:
            yield f"──────── {'横' if look.sectPr.orientation else '竖'}"
    yield f"──────── {'横' if document.sections[-1].orientation else '竖'}"


@pytest.mark.parametrize(
    ("name", "root", "options"),
    [
        ("2019-06", TOP, ("report", "--month", "2019-06", "--date", "2019-07-05")),
        ("invented-2019-Q2", HERE / "invented", ("report", "--quarter", "2019-Q2", "--number", "4")),
        ("letter", None, ("letter", "supervise", "7K3M", "4N3M", "--due", "2019-07-20", "--number", "3")),
    ],
    ids=["month", "quarter", "letter"],
)
def test_the_document_is_as_approved(
    repository: Callable[..., Path],
    run_bangfu: Callable[..., Any],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    name: str,
    root: Path | None,
    options: tuple[str, ...],
) -> None:
    root = root or repository({"ledgers/zhuzhou.yaml": LEDGER})
    file = tmp_path / "document.docx"
    result = run_bangfu(root, *options, "-o", str(file), today="2019-07-05")
    assert result.code == 0, result.err
    document = "".join(f"{line}\n" for line in lines(docx.Document(str(file))))
    golden = HERE / f"{name}.docx.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(document, encoding="utf-8")
    assert document == golden.read_text("utf-8")
