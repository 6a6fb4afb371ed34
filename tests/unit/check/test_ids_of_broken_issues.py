"""An id is taken even where the issue that has it is wrong elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-02-30, type: 反映}
  - id: ZZ-190305-7k3m
    enterprise: 示例轨道装备有限公司
    title: 流动资金不足
    category: 融资
    events:
      - {date: 2019-06-27, type: 反映}
"""


def test_both_mistakes_show_in_one_run(run_bangfu: Callable[..., Any], repository: Callable[..., Path]) -> None:
    root = repository({"ledgers/zhuzhou.yaml": LEDGER})
    result = run_bangfu(root, "check", "--select", "BF1", "--select", "BF2")
    assert result.code == 1
    assert "ledgers/zhuzhou.yaml:10:16: BF124 error: “2019-02-30” is no date" in result.out
    assert "ledgers/zhuzhou.yaml:5:9: BF203 error: another issue has the id ZZ-190305-7K3M" in result.out
    assert "  ledgers/zhuzhou.yaml:11:9: it stands here first" in result.out
    assert result.err == "errors: 2, warnings: 0\n"
