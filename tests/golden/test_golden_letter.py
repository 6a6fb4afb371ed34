"""A whole letter as it was read and approved. `pytest --update-golden` writes it anew: read the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
  - name: 示例陶瓷有限公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    detail: 二期厂房需新增用地 30 亩，指标尚未下达。
    events:
      - {date: 2019-03-05, type: 反映, via: 走访}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局, 市住建局], due: 2019-04-08}
      - {date: 2019-06-27, type: 办理, note: 已报省厅}
  - id: ZZ-190610-4N3M
    enterprise: 示例陶瓷有限公司
    title: 土地证换发问题
    category: 手续办理
    events:
      - {date: 2019-06-10, type: 反映}
      - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-07-10}
"""


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_letter_is_as_approved(
    repository: Callable[..., Path], run_bangfu: Callable[..., Any], request: pytest.FixtureRequest, form: str
) -> None:
    root = repository({"ledgers/zhuzhou.yaml": LEDGER})
    result = run_bangfu(
        root, "letter", "supervise", "7K3M", "4N3M", "--due", "2019-07-20", "--number", "3", "--format", form,
        today="2019-07-05",
    )  # fmt: skip
    assert result.code == 0, result.err
    document = result.out if form == "md" else result.out[result.out.index("<body>") :]
    golden = HERE / f"letter.{form}"
    if request.config.getoption("--update-golden"):
        golden.write_text(document, encoding="utf-8")
    assert document == golden.read_text("utf-8")
