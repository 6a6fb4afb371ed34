"""`bangfu init`: a repository that works at once, and never over what is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bangfu import pipeline

Run = Callable[..., Any]


def files_of(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_an_empty_repository_has_the_14_cities_and_no_errors(run_bangfu: Run, tmp_path: Path) -> None:
    root = tmp_path / "台账"
    result = run_bangfu(tmp_path, "init", str(root))
    assert (result.code, result.out) == (0, "")
    assert "bangfu add-enterprise --city 长沙" in result.err
    assert "bangfu check" in result.err
    files = files_of(root)
    assert len([name for name in files if name.startswith("ledgers/")]) == 14
    assert {"bangfu.yaml", "README.md", ".gitattributes", ".editorconfig", ".gitignore"} <= files.keys()
    assert files["ledgers/xiangxi.yaml"].decode().splitlines()[2:] == ["city: 湘西州"]
    assert all(b"\r" not in content and content.endswith(b"\n") for content in files.values())
    assert run_bangfu(root, "check").code == 0


def test_a_demonstration_is_a_year_without_errors(run_bangfu: Run, tmp_path: Path) -> None:
    assert run_bangfu(tmp_path, "init", str(tmp_path / "a"), "--demo").code == 0
    found = json.loads(run_bangfu(tmp_path / "a", "check", "--json", today="2020-01-10").out)
    assert [finding for finding in found["findings"] if finding["severity"] == "error"] == []
    for name, content in files_of(tmp_path / "a").items():
        if name.startswith("ledgers/"):
            assert "演示" in content.decode().splitlines()[0]
    assert "\ndemo: true\n" in (tmp_path / "a" / "bangfu.yaml").read_text()


def test_the_same_demonstration_every_time(run_bangfu: Run, tmp_path: Path) -> None:
    for name in "ab":
        run_bangfu(tmp_path, "init", str(tmp_path / name), "--demo", today=f"2020-01-1{len(name)}")
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_a_repository_is_never_made_twice(run_bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "bangfu.yaml").write_text("province: 某省\n")
    result = run_bangfu(tmp_path, "init", str(tmp_path))
    assert result.code == 2
    assert "holds a bangfu.yaml already" in result.err
    assert files_of(tmp_path) == {"bangfu.yaml": "province: 某省\n".encode()}


def test_files_that_are_there_are_left_and_named(run_bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours\n")
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "ledgers" / "loudi.yaml").write_text("city: 娄底市\n")
    result = run_bangfu(tmp_path, "init", str(tmp_path), "--demo")
    assert result.code == 0
    assert "left as it is: README.md" in result.err
    assert "left as it is: ledgers/loudi.yaml" in result.err
    assert (tmp_path / "README.md").read_text() == "ours\n"
    assert (tmp_path / "ledgers" / "loudi.yaml").read_text() == "city: 娄底市\n"
    assert (tmp_path / "ledgers" / "huaihua.yaml").exists()


def test_without_a_folder_it_is_made_here(run_bangfu: Run, tmp_path: Path) -> None:
    assert run_bangfu(tmp_path, "init").code == 0
    assert (tmp_path / "bangfu.yaml").exists()


def test_a_file_is_no_folder(run_bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run_bangfu(tmp_path, "init", str(tmp_path / "file")).code == 2
    result = run_bangfu(tmp_path, "init", str(tmp_path / "file" / "below"))
    assert result.code == 2
    assert "cannot be written" in result.err


def test_another_province(run_bangfu: Run, tmp_path: Path) -> None:
    result = run_bangfu(tmp_path, "init", str(tmp_path / "a"), "--province", "广东省")
    assert result.code == 2
    assert "--city 广州市:GZ:guangzhou" in result.err
    assert not (tmp_path / "a").exists()
    cities = ("--city", "广州市:GZ:guangzhou", "--city", "深圳市:SZ:shenzhen")
    result = run_bangfu(tmp_path, "init", str(tmp_path / "a"), "--demo", "--province", "广东省: # 1", *cities)
    assert result.code == 0
    province = pipeline.load(tmp_path / "a", date(2020, 1, 10)).book.province
    assert province.province == "广东省: # 1"
    assert province.issuer == "广东省: # 1工业和信息化厅"
    assert [(city.name, city.slug, city.prefix) for city in province.cities] == [
        ("广州市", "guangzhou", "GZ"), ("深圳市", "shenzhen", "SZ"),
    ]  # fmt: skip
    assert run_bangfu(tmp_path / "a", "check", today="2020-01-10").code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--city", "广州市"),
        ("--city", "广州市:GZ:../x"),
        ("--city", "广州市:广州:guangzhou"),
        ("--city", "广州市:GZ:guangzhou", "--city", "贵州市:GZ:guizhou"),
        ("--province", " "),
        ("--issuer", "某\n厅"),
        ("--issuer", "某\x1b厅"),
    ],
)
def test_names_that_cannot_be(run_bangfu: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run_bangfu(tmp_path, "init", str(tmp_path / "a"), *options)
    assert result.code == 2
    assert not (tmp_path / "a").exists()


def test_the_commands_of_its_readme_work(run_bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "台账"
    run_bangfu(tmp_path, "init", str(root))
    monkeypatch.chdir(root)
    lines = [line for line in (root / "README.md").read_text().splitlines() if line.startswith("bangfu ")]
    issue = ""
    for line in lines:
        result = run_bangfu(root, *line.replace("编号", issue).split()[1:], lang="zh")
        assert result.code == 0, (line, result.err)
        issue = result.out.strip() if "add-issue" in line else issue
    assert issue.startswith("CS-190630-")
    assert len(lines) == 8
    assert "某某机械有限公司" in run_bangfu(root, "list").out
