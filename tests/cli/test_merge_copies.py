"""`bangfu merge LEDGER COPY`: a copy that was mailed back, or another branch's, goes into its ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

FILE = "ledgers/zhuzhou.yaml"
SENT = """\
city: 株洲市   # 手工维护
enterprises:
  - name: 甲公司
    leader: 市长
issues:
  - id: ZZ-190305-7K3M
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
"""
RAISED = "      - {date: 2019-03-05, type: 反映}\n"
OURS = SENT + "      - {date: 2019-03-08, type: 交办, to: [市自然资源局]}\n"
BACK = SENT.replace("   # 手工维护", "").replace(RAISED, RAISED + "      - {date: 2019-03-07, type: 核实}\n").replace(
    "issues:\n", "  - name: 乙公司\nissues:\n"
)  # fmt: skip
TOGETHER = OURS.replace(RAISED, RAISED + "      - {date: 2019-03-07, type: 核实}\n").replace(
    "issues:\n", "  - name: 乙公司\nissues:\n"
)


@pytest.fixture
def root(repository: Make, tmp_path: Path) -> Path:
    (tmp_path / "sent.yaml").write_text(SENT)
    (tmp_path / "back.yaml").write_text(BACK)
    return repository({FILE: OURS})


def test_a_copy_finds_its_ledger_by_the_city_it_names(run_bangfu: Run, root: Path) -> None:
    done = run_bangfu(root, "merge", str(root.parent / "back.yaml"))
    assert done.code == 0
    assert done.err == f"merged: {FILE}\n"
    assert (root / FILE).read_text() == TOGETHER
    again = run_bangfu(root, "merge", str(root.parent / "back.yaml"))
    assert again.err == f"{FILE}: the copy holds nothing new\n"


def test_a_ledger_and_a_copy_with_the_version_that_was_sent(run_bangfu: Run, root: Path) -> None:
    back = root.parent / "back.yaml"
    back.write_text(BACK.replace("leader: 市长", "leader: 书记"))
    done = run_bangfu(root, "merge", "--base", str(root.parent / "sent.yaml"), str(root / FILE), str(back))
    assert done.code == 0
    assert (root / FILE).read_text() == TOGETHER.replace("市长", "书记")


def test_dry_run_shows_the_difference_and_writes_nothing(run_bangfu: Run, root: Path) -> None:
    done = run_bangfu(root, "merge", str(root.parent / "back.yaml"), "--into", "zz", "--dry-run")
    assert done.code == 0
    assert "+  - name: 乙公司\n" in done.out
    assert "+      - {date: 2019-03-07, type: 核实}\n" in done.out
    assert (root / FILE).read_text() == OURS


def test_output_goes_to_another_file(run_bangfu: Run, root: Path) -> None:
    target = root.parent / "merged.yaml"
    assert run_bangfu(root, "merge", str(root.parent / "back.yaml"), "-o", str(target)).code == 0
    assert target.read_text() == TOGETHER
    assert (root / FILE).read_text() == OURS


def test_json_says_what_changed_by_id(run_bangfu: Run, root: Path) -> None:
    (root.parent / "back.yaml").write_text(BACK.replace("leader: 市长", "leader: 书记"))
    done = run_bangfu(root, "merge", "--json", str(root.parent / "back.yaml"))
    assert done.code == 1
    assert json.loads(done.out) == {
        "schema": 1,
        "file": FILE,
        "output": FILE,
        "clean": False,
        "added": {"enterprises": ["乙公司"]},
        "changed": [{"section": "issues", "id": "ZZ-190305-7K3M", "keys": ["events"]}],
        "removed": [],
        "renamed": [],
        "conflicts": [
            {
                "section": "enterprises",
                "id": "甲公司",
                "key": "leader",
                "reason": "both sides changed it",
                "base": None,
                "ours": "市长",
                "theirs": "书记",
            }
        ],
    }


def test_what_differs_without_a_base_is_marked_and_told(run_bangfu: Run, root: Path) -> None:
    (root.parent / "back.yaml").write_text(BACK.replace("leader: 市长", "leader: 书记"))
    done = run_bangfu(root, "merge", str(root.parent / "back.yaml"))
    assert done.code == 1
    assert f"{FILE}: 甲公司: leader: conflict: both sides changed it\n  ours: 市长\n  theirs: 书记\n" in done.err
    text = (root / FILE).read_text()
    assert "<<<<<<< ours\n    leader: 市长\n||||||| base\n=======\n    leader: 书记\n>>>>>>> theirs\n" in text
    assert "- {date: 2019-03-07, type: 核实}" in text
    assert run_bangfu(root, "merge", str(root.parent / "back.yaml")).code == 2  # first resolve what is there


def test_files_that_are_no_ledgers_of_the_repository(run_bangfu: Run, root: Path) -> None:
    ours = root.parent / "ours.yaml"
    ours.write_bytes(OURS.replace("\n", "\r\n").encode())
    assert run_bangfu(root, "merge", str(ours), str(root.parent / "back.yaml")).code == 0
    assert ours.read_bytes().decode() == TOGETHER.replace("\n", "\r\n")
    assert (root / FILE).read_text() == OURS


def test_a_city_that_has_no_ledger_yet_gets_the_copy(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({"ledgers/.gitkeep": ""})
    (tmp_path / "back.yaml").write_text(SENT)
    assert run_bangfu(root, "merge", str(tmp_path / "back.yaml")).code == 0
    assert (root / FILE).read_text() == SENT


def test_an_issue_that_another_part_of_the_city_has_is_refused(run_bangfu: Run, root: Path) -> None:
    (root / "ledgers/zhuzhou").mkdir()
    other = SENT.replace("7K3M", "8N4P")
    enterprises = other[other.index("enterprises") : other.index("issues")]
    (root / "ledgers/zhuzhou/b.yaml").write_text(other.replace(enterprises, ""))
    back = root.parent / "zhuzhou.yaml"
    back.write_text(other.replace("用地未落实", "融资难"))
    done = run_bangfu(root, "merge", str(back))
    assert done.code == 2
    assert "BF203" in done.err
    assert (root / FILE).read_text() == OURS


def test_of_several_files_the_one_of_the_copys_name_is_meant(run_bangfu: Run, root: Path) -> None:
    (root / "ledgers/zhuzhou").mkdir()
    (root / "ledgers/zhuzhou/b.yaml").write_text("city: 株洲市\n")
    done = run_bangfu(root, "merge", str(root.parent / "back.yaml"))
    assert done.code == 2
    assert "株洲市 has 2 files" in done.err
    (root.parent / "back.yaml").rename(root.parent / "zhuzhou.yaml")
    assert run_bangfu(root, "merge", str(root.parent / "zhuzhou.yaml")).code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["back.yaml", "--format", "json"], "--format goes with the book of all ledgers, not with a copy"),
        (["back.yaml", "--allow-errors"], "--allow-errors goes with the book of all ledgers, not with a copy"),
        (["--base", "back.yaml"], "--base goes with a copy to merge"),
        (["--dry-run"], "--dry-run goes with a copy to merge"),
        (["a", "b", "c"], "merge takes a ledger and a copy of it"),
        (["nothing.yaml"], "there is no “nothing.yaml”"),
        (["back.yaml", "--into", "汉城"], "there is no city “汉城”"),
        (["back.yaml", "--base", "no-such-revision"], "“no-such-revision” is no file and no git revision"),
        (["back.yaml", "-o", f"repository/{FILE}"], "belongs to the repository"),
        (["."], ": this is not a regular file"),
        (["back.yaml", "--into", "长沙"], "these are ledgers of two cities: 长沙市, 株洲市"),
        (["broken.yaml"], "broken.yaml names no city of the province"),
        (["broken.yaml", "--into", "株洲"], "THEIRS, line 2: "),
        (["gbk.yaml", "--into", "株洲"], "THEIRS, line 1: the file is not UTF-8; it looks like GB18030 (GBK)"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    run_bangfu: Run, root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(root.parent)
    (root.parent / "broken.yaml").write_text("city: [\n")
    (root.parent / "gbk.yaml").write_bytes(BACK.encode("gb18030"))
    done = run_bangfu(root, "merge", *arguments)
    assert done.code == 2
    assert told in done.err
    assert (root / FILE).read_text() == OURS
