"""`bangfu site`: where it writes, what it refuses, what it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

Run = Callable[..., Any]

LEDGER = """\
city: 株洲市
enterprises:
  - {name: 甲厂}
issues:
  - id: ZZ-190603-AAAA
    enterprise: 甲厂
    title: 缺工
    category: 用工
    events:
      - {date: 2019-06-03, type: 反映}
"""


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    return repository({"ledgers/zhuzhou.yaml": LEDGER})


def test_it_says_where_to_begin(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    result = run_bangfu(root, "site", "-o", str(out))
    assert (result.code, result.out) == (0, "")
    assert result.err == f"written: {out / 'index.html'}, pages: 6\n"
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html")) == [
        "cities/changsha.html",
        "cities/zhuzhou.html",
        "index.html",
        "issues/ZZ-190603-AAAA.html",
        "lists/category-1.html",
        "lists/urgent.html",
    ]


def test_the_same_ledgers_give_the_same_bytes(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run_bangfu(root, "site", "-o", str(tmp_path / name)).code == 0
    for path in (tmp_path / "one").rglob("*.html"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_a_page_of_an_issue_that_is_no_more_is_removed(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    run_bangfu(root, "site", "-o", str(out))
    assert run_bangfu(root, "site", "-o", str(out), "--as-of", "2019-06-01").code == 0
    assert not (out / "issues").exists()
    assert "株洲市未报送问题。" in (out / "cities/zhuzhou.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["ledgers", "ledgers/site", "seals", "templates/site", ".git"])
def test_what_the_repository_lives_from_is_spared(run_bangfu: Run, root: Path, name: str) -> None:
    before = sorted(root.rglob("*"))
    result = run_bangfu(root, "site", "-o", str(root / name))
    assert result.code == 2
    assert "belongs to the repository and is not overwritten" in result.err
    assert sorted(root.rglob("*")) == before


def test_a_folder_with_something_in_it_is_refused(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "site", "-o", str(root))
    assert result.code == 2
    assert "neither empty nor a site that bangfu wrote" in result.err
    assert not (root / "index.html").exists()


def test_a_file_is_no_folder(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run_bangfu(root, "site", "-o", str(tmp_path / "file"))
    assert result.code == 2
    assert "cannot be written: a part of the path is no folder" in result.err


@pytest.mark.parametrize("value", ["0", "37", "-1", "x", "十二", "²", "1.5", ""])
def test_months_are_a_whole_number(run_bangfu: Run, root: Path, tmp_path: Path, value: str) -> None:
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"), f"--months={value}")
    assert result.code == 2
    assert "--months takes a whole number from 1 to 36" in result.err
    assert not (tmp_path / "site").exists()


def test_a_folder_must_be_named(run_bangfu: Run, root: Path) -> None:
    assert run_bangfu(root, "site").code == 2


def test_the_calendar_may_begin_before_the_months_do(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"), "--as-of", "0001-02-03", "--months", "5")
    assert result.code == 0, result.err
    assert "1月" in (tmp_path / "site/index.html").read_text("utf-8")


def test_ledgers_with_errors_give_no_site(run_bangfu: Run, repository: Callable[..., Path], tmp_path: Path) -> None:
    root = repository({"ledgers/zhuzhou.yaml": LEDGER.replace("enterprise: 甲厂", "enterprise: 乙厂")})
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"))
    assert result.code == 1
    assert "no figures are given" in result.err
    assert not (tmp_path / "site").exists()
    assert run_bangfu(root, "site", "-o", str(tmp_path / "site"), "--allow-errors").code == 0
    for page in (tmp_path / "site").rglob("*.html"):
        assert "台账尚有1处错误未改正，本站数据不得作为正式依据" in page.read_text("utf-8")


OWN_TEMPLATES = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: changsha, name: 长沙市, prefix: CS, code: "430100"}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}
bulletin: {templates: templates}
"""


def test_a_repositorys_own_templates_come_first(
    run_bangfu: Run, repository: Callable[..., Path], tmp_path: Path
) -> None:
    root = repository(
        {
            "bangfu.yaml": OWN_TEMPLATES,
            "ledgers/zhuzhou.yaml": LEDGER,
            "templates/site_list.html.j2": "本省自己的{{ page.frame.basis }}",
        }
    )
    assert run_bangfu(root, "site", "-o", str(tmp_path / "site")).code == 0
    assert (tmp_path / "site/lists/urgent.html").read_text("utf-8") == "本省自己的截至2019年6月30日"
    (root / "templates/site_list.html.j2").write_text("{{ page.nothing }}")
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"))
    assert result.code == 2
    assert "template site_list.html.j2, line 1" in result.err


def test_ctrl_c_leaves_the_site_that_was_there(run_bangfu: Run, tmp_path: Path) -> None:
    demo, out = tmp_path / "demo", tmp_path / "site"
    assert run_bangfu(tmp_path, "init", "--demo", str(demo)).code == 0
    assert run_bangfu(demo, "site", "-o", str(out), "--as-of", "2019-03-31", today="2020-01-05").code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    child = subprocess.Popen(
        [sys.executable, "-m", "bangfu", "--repo", str(demo), "--lang", "en", "--today", "2020-01-05", "site", "-o",
         str(out)],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while child.poll() is None and not (out / ".bangfu-site.new/issues").exists():
        os.sched_yield()
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert (child.returncode, said) == (130, "bangfu: interrupted\n")
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_terminal_is_told_nothing_of_quick_work(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    seen, code = pexpect.run(
        f"{sys.executable} -m bangfu --repo {root} --lang en --quiet --today 2019-06-30 site -o {out}",
        withexitstatus=True, env={**os.environ, "TERM": "xterm"}, timeout=60,
    )  # fmt: skip
    assert (code, b"\r\x1b" in seen) == (0, False)
