"""`bangfu fmt`: one layout for all, every comment kept, nothing said otherwise than before."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bangfu.read import discover

FILE = "ledgers/zhuzhou.yaml"
UNTIDY = """\
---
# 株洲市台账
# 第二行

issues:
- title: '新增用地未落实'   # 标题
  # 编号见台账
  id: ZZ-1
  enterprise: "甲公司"
  category: 用地
  events:   # 办理记录
  - date: 2019-03-05   # 来电
    # 转来
    type: 反映
  # 已核


  - {type: 核实, date: 2019-03-07}  # 核实了
  # 待交办
  detail: "第一行\\n第二行\\n"
  # 以上第一件


# 第二件
- {id: ZZ-2, enterprise: 甲公司, title: 'null', category: 用工, events: [{date: 2019-03-06, type: 反映}]}
city: 株洲市
enterprises: [{name: 甲公司, leader: 市长}]   # 一家
opening:
- reported: 5
  date: 2019-01-01
  # 年初
# 完
...
# 后记
"""


def test_a_careless_ledger(repository: Callable[..., Path], run_bangfu) -> None:
    root = repository({FILE: UNTIDY})
    done = run_bangfu(root, "fmt", "--check")
    assert (done.code, done.out, done.err) == (1, f"{FILE}\n", "ledgers that would change: 1 of 1\n")
    assert (root / FILE).read_text() == UNTIDY
    done = run_bangfu(root, "fmt")
    assert (done.code, done.out, done.err) == (0, "", "ledgers changed: 1 of 1\n")
    assert (root / FILE).read_text() == EXPECTED
    assert run_bangfu(root, "fmt", "--check").code == 0


EXPECTED = """\
# 株洲市台账
# 第二行

city: 株洲市
opening:
  # 年初
  - {date: 2019-01-01, reported: 5}
enterprises:
  - name: 甲公司
    leader: 市长   # 一家
issues:
  # 编号见台账
  - id: ZZ-1
    enterprise: 甲公司
    title: 新增用地未落实   # 标题
    category: 用地
    # 待交办
    detail: |
      第一行
      第二行
    events:   # 办理记录
      # 来电
      # 转来
      - {date: 2019-03-05, type: 反映}
      # 已核
      - {date: 2019-03-07, type: 核实}  # 核实了
    # 以上第一件

  # 第二件
  - id: ZZ-2
    enterprise: 甲公司
    title: "null"
    category: 用工
    events:
      - {date: 2019-03-06, type: 反映}
# 完
# 后记
"""


def test_several_files_and_one_with_an_error(repository, run_bangfu) -> None:
    broken = "city: 长沙市\nissues:\n- id: CS-1\n"
    root = repository(
        {FILE: "city:   株洲市\n", "ledgers/changsha.yaml": broken, "ledgers/zhuzhou/a.yaml": "city: '株洲市'\n"}
    )
    done = run_bangfu(root, "fmt")
    assert done.code == 1
    assert "ledgers/changsha.yaml: it has errors (BF123" in done.err
    assert "ledgers changed: 2 of 3" in done.err
    assert (root / FILE).read_text() == (root / "ledgers/zhuzhou/a.yaml").read_text() == "city: 株洲市\n"
    assert (root / "ledgers/changsha.yaml").read_text() == broken


@pytest.mark.parametrize(
    ("path", "changed"), [("ledgers/zhuzhou", 1), ("ledgers/zhuzhou.yaml", 1), ("ledgers", 2), (".", 2)]
)
def test_only_what_is_named(repository, run_bangfu, monkeypatch, path: str, changed: int) -> None:
    root = repository({FILE: "city:   株洲市\n", "ledgers/zhuzhou/a.yaml": "city: '株洲市'\n"})
    monkeypatch.chdir(root)
    assert f"ledgers changed: {changed} of {changed}" in run_bangfu(root, "fmt", path).err


def test_a_path_without_ledgers_is_refused(repository, run_bangfu, monkeypatch) -> None:
    root = repository({})
    monkeypatch.chdir(root)
    assert run_bangfu(root, "fmt", "bangfu.yaml").code == 2
    assert run_bangfu(root, "fmt", "nowhere").code == 2


def test_windows_line_ends_and_byte_order_mark_go(repository, run_bangfu) -> None:
    root = repository({FILE: b"\xef\xbb\xbfcity: \xe6\xa0\xaa\xe6\xb4\xb2\xe5\xb8\x82\r\n\r\n\r\n# \xe5\xae\x8c"})
    assert run_bangfu(root, "fmt").code == 0
    assert (root / FILE).read_bytes().decode() == "city: 株洲市\n\n# 完\n"


def test_a_dry_run_shows_the_diff(repository, run_bangfu) -> None:
    root = repository({FILE: "city: '株洲市'\n"})
    done = run_bangfu(root, "fmt", "--dry-run")
    assert (
        done.out
        == "--- a/ledgers/zhuzhou.yaml\n+++ b/ledgers/zhuzhou.yaml\n@@ -1 +1 @@\n-city: '株洲市'\n+city: 株洲市\n"
    )
    assert (root / FILE).read_text() == "city: '株洲市'\n"


def test_a_long_measure_has_a_line_for_each_key(repository, run_bangfu) -> None:
    short = "  - {date: 2019-06-30, section: 组织领导, text: 设立专班。}\n"
    text = "设立信贷风险补偿基金，" * 12
    long = f"  - {{date: 2019-06-30, section: 组织领导, text: {text}}}\n"
    root = repository({FILE: f"city: 株洲市\nmeasures:\n{short}{long}"})
    assert run_bangfu(root, "fmt").code == 0
    assert (root / FILE).read_text() == (
        f"city: 株洲市\nmeasures:\n{short}  - date: 2019-06-30\n    section: 组织领导\n    text: {text}\n"
    )


def test_the_projects_own_ledgers_are_canonical(repository, run_bangfu) -> None:
    project = Path(__file__).parents[2]
    files = {path.relative_to(project).as_posix(): path.read_bytes() for path in (project / "ledgers").iterdir()}
    root = repository({"bangfu.yaml": (project / "bangfu.yaml").read_bytes(), **files})
    assert run_bangfu(root, "fmt", "--check").out == ""


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(repository, run_bangfu, monkeypatch) -> None:
    root = repository({FILE: "city: '株洲市'\n"})

    def full(folder: object) -> object:
        raise OSError(errno.EMFILE, "Too many open files", str(folder))

    monkeypatch.setattr(discover, "os", SimpleNamespace(**vars(os) | {"scandir": full}))
    done = run_bangfu(root, "fmt")
    assert done.code == 2
    assert "ledgers: BF100 the folder cannot be read: Too many open files" in done.err
