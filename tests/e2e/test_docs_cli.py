"""docs/cli.md is what the commands say of themselves."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.cli.app import COMMANDS

Run = Callable[..., Any]

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "cli.md").read_text("utf-8")


def section(heading: str) -> str:
    """The text below a heading, up to the next of its kind."""
    return PAGE.partition(f"\n### {heading}\n")[2].partition("\n### ")[0].partition("\n## ")[0]


def test_the_commands_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(TOP / "tools")])
    import cli_docs

    assert re.findall(r"^### (\S+)\n\n```text\nUsage: bangfu \1 ", PAGE, re.MULTILINE) == list(COMMANDS)
    assert cli_docs.up_to_date(PAGE) == PAGE, "run: python tools/cli_docs.py"


def keys(text: str) -> set[str]:
    """The words in backquotes and between quotes."""
    return set(re.findall(r"[`\"](\w+)[`\"]", text))


@pytest.fixture
def demo(run_bangfu: Run, tmp_path: Path) -> Path:
    assert run_bangfu(tmp_path, "init", str(tmp_path / "demo"), "--demo").code == 0
    return tmp_path / "demo"


def test_the_keys_of_list(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "list", "--json", today="2020-01-10").out)
    documented = keys(section("list --json, show --json"))
    assert set(document) | set(document["issues"][0]) <= documented
    assert documented - {"issue", "list", "show"} == set(document) | set(document["issues"][0])


def test_the_keys_of_show(run_bangfu: Run, demo: Path) -> None:
    (issue, *_) = json.loads(run_bangfu(demo, "list", "--json", today="2020-01-10").out)["issues"]
    document = json.loads(run_bangfu(demo, "show", issue["id"], "--json", today="2020-01-10").out)
    assert set(document) == {"schema", "as_of", "issue"}
    assert set(issue) <= set(document["issue"])


def test_the_keys_of_check(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "check", "--format", "json", today="2021-01-10").out)
    documented = keys(section("check --format json"))
    assert set(document) | set(document["counts"]) | set(document["findings"][0]) == documented - {"BF304"}


def test_the_keys_of_tally(run_bangfu: Run, demo: Path) -> None:
    result = run_bangfu(demo, "tally", "--month", "2019-06", "--json", today="2020-01-10")
    document = json.loads(result.out)
    row = document["rows"][0]
    found = (
        set(document) | set(document["period"]) | set(row) | set(row["stock"]) | set(row["rates"]) | set(row["days"])
    )
    found |= set(row["rates"]["resolution"]) | set(row["pledges"])
    assert found == keys(section("tally --json"))


def test_the_keys_of_commitment_list(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "commitment", "list", "--json", today="2020-01-10").out)
    assert document.pop("demo") is True
    found = set(document) | set(document["commitments"][0]) | set(document["counts"])
    assert found == keys(section("commitment list --json"))


def test_the_keys_of_pairing(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "pairing", "--json", today="2020-01-10").out)
    leader = document["leaders"][0]
    found = set(document) | set(document["pairs"][0]) | set(leader) | set(document["departments"][0])
    found |= set(leader["departments"][0])
    assert found - {"demo"} == keys(section("pairing --json"))


def test_the_keys_of_visits(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "visits", "--json", today="2020-01-10").out)
    found = set(document) | set(document["groups"][0]) | set(document["visited"][0])
    assert found - {"demo"} == keys(section("visits --json"))


def test_the_keys_of_policy_match(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "policy", "match", "--json", today="2020-01-10").out)
    policy = document["policies"][0]
    assert (set(document) | set(policy) | set(policy["fits"][0])) - {"demo"} == keys(section("policy match --json"))


def test_the_keys_of_stages(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "stages", "--json", today="2020-01-10").out)
    assert (set(document) | set(document["projects"][0])) - {"demo"} == keys(section("stages --json"))


def test_the_keys_of_cache_info(run_bangfu: Run, tmp_path: Path) -> None:
    document = json.loads(run_bangfu(tmp_path, "cache", "info", "--json").out)
    assert set(document) == keys(section("cache info --json"))


def test_the_keys_of_merge(run_bangfu: Run, demo: Path) -> None:
    document = json.loads(run_bangfu(demo, "merge", "--json", today="2020-01-10").out)
    documented = keys(section("merge"))
    assert set(document) | set(document["cities"][0]) == documented


def test_the_keys_of_a_merged_copy(run_bangfu: Run, demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    text = (demo / "ledgers/zhuzhou.yaml").read_text("utf-8")
    copy.write_text(text.replace("    leader: ", "    leader: 另一位", 1), "utf-8")
    document = json.loads(run_bangfu(demo, "merge", str(copy), "--dry-run", "--json", today="2020-01-10").out)
    (conflict,) = document["conflicts"]
    documented = keys(section("merge COPY --json")) - {"keys", "old", "new"}
    assert set(document) | set(conflict) == documented
