"""The workbook opened and printed by LibreOffice, as WPS or Excel would."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from bangfu.exchange.sheets.returned import read_returned

Run = Callable[..., Any]
OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

LEDGER = """\
city: 株洲市
enterprises:
  - {name: 甲公司, leader: 市长}
issues:
"""
ISSUE = """\
  - id: ZZ-190401-A{n:03}
    enterprise: 甲公司
    title: 第{n}件用地未落实，企业反映指标一直没有下达
    category: 用地
    events:
      - {{date: 2019-04-01, type: 反映, via: 走访}}
      - {{date: 2019-04-03, type: 交办, to: [市自然资源局], due: 2019-05-03}}
"""


def test_a_sheet_printed_on_a4_across_and_saved_by_another_program(
    repository: Callable[..., Path], run_bangfu: Run, tmp_path: Path
) -> None:
    root = repository({"ledgers/zhuzhou.yaml": LEDGER + "".join(ISSUE.format(n=n) for n in range(1, 61))})
    sheet = tmp_path / "台账.xlsx"
    assert run_bangfu(root, "export", "-o", str(sheet)).code == 0
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form, folder in (("pdf", tmp_path), ("xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")):
        subprocess.run(
            [str(OFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(sheet)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    with pdfplumber.open(tmp_path / "台账.pdf") as pdf:
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(842, 595)}
        texts = ["".join((page.extract_text() or "").split()) for page in pdf.pages]
    issues = [text for text in texts if "办理期限最新进展" in text]
    assert len(issues) > 1  # the headings stand on every page of it
    assert "重点企业精准帮扶活动问题台账" in issues[0]
    assert "2019-05-03" in issues[-1]
    assert not any("###" in text for text in texts)  # no column is too narrow for its days
    assert not any("校验" in text for text in texts)
    back = read_returned(tmp_path / "saved/台账.xlsx")
    assert back.base is not None
    assert len(back.rows) == len(back.base) == 61
    saved = run_bangfu(root, "import", str(tmp_path / "saved/台账.xlsx"))
    assert saved.err == "nothing to take over: the sheet says what the ledgers say\n"
