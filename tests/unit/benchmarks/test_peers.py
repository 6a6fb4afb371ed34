"""The benchmarks' data: the same at every run, and the same in every tool's files. Nothing is timed."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from bangfu import pipeline
from bangfu.model.period import Period

TOP = Path(__file__).resolve().parents[3]
ISSUES = 6
JUNE = "2019-06-30"


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOP / "benchmarks"))
    import generate  # type: ignore[import-not-found]

    return generate


@pytest.mark.parametrize("hand", [False, True])
def test_the_same_size_gives_the_same_bytes(generate: ModuleType, tmp_path: Path, hand: bool) -> None:
    for name in "ab":
        generate.write(tmp_path / name, ISSUES, hand=hand)
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / n).rglob("*.yaml")} for n in "ab")
    assert len(first) == 15
    assert first == second


def test_every_layout_has_the_same_figures_and_no_error(generate: ModuleType, tmp_path: Path) -> None:
    generate.write(tmp_path / "fmt", ISSUES)
    generate.write(tmp_path / "hand", ISSUES, hand=True)
    assert _ours(tmp_path / "fmt") == _ours(tmp_path / "hand")


def test_a_large_city_is_in_parts_and_no_issue_is_lost_between_them(generate: ModuleType) -> None:
    from invented import City  # type: ignore[import-not-found]
    from ledgers import files  # type: ignore[import-not-found]

    city = City(0, 10)
    written = dict(files(city, part=4))
    assert list(written) == ["ledgers/jia.yaml", "ledgers/jia/02.yaml", "ledgers/jia/03.yaml"]
    ids = [re.findall("- id: (.*)", text) for text in written.values()]
    assert [len(some) for some in ids] == [4, 4, 2]
    assert [one for some in ids for one in some] == [issue.id for issue in city.issues()]


@pytest.mark.parametrize(
    ("peer", "pattern"),
    [("hledger", r"^    (\S+):(\S+)  (-?1) ISSUE"), ("beancount", r"^  \w+:S(\S+):C(\S+)  (-?1) ISSUE")],
)
def test_a_journal_moves_issues_as_we_count_them(generate: ModuleType, tmp_path: Path, peer: str, pattern: str) -> None:
    generate.write(tmp_path / "ours", ISSUES)
    generate.PEERS[peer].write(tmp_path / peer, generate.province(ISSUES))
    found: Counter[tuple[str, str]] = Counter()
    day = ""
    for path in (tmp_path / peer).iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            day = line[:10] if line[:4] == "2019" else day
            posting = re.match(pattern, line)
            if posting and posting[1] != "收集" and day <= JUNE:
                found[posting[2], posting[1]] += int(posting[3])
    assert +found == _ours(tmp_path / "ours")


def test_tables_tasks_and_items_have_every_event_and_issue(generate: ModuleType, tmp_path: Path) -> None:
    cities = generate.province(ISSUES)
    events = sum(len(issue.steps) for city in cities for issue in city.issues())
    from peers.sheets import write_tables  # type: ignore[import-not-found]

    write_tables(tmp_path / "tables", cities)
    tables = [path.read_text(encoding="utf-8") for path in (tmp_path / "tables").iterdir()]
    rows = [row for table in tables for row in csv.DictReader(table.splitlines())]
    assert len(rows) == events
    assert len({row["id"] for row in rows}) == 14 * ISSUES
    generate.PEERS["taskwarrior"].write(tmp_path / "tasks", cities)
    tasks = json.loads((tmp_path / "tasks/tasks.json").read_text(encoding="utf-8"))
    assert sum(len(task["annotations"]) for task in tasks) == events
    generate.PEERS["doorstop"].write(tmp_path / "items", cities)
    linked = [path.read_text(encoding="utf-8") for path in (tmp_path / "items").glob("*/??[0-9]*.yml")]
    assert len(linked) == 14 * ISSUES
    assert all(re.search(r"^- ..E\d{6}: null$", text, re.MULTILINE) for text in linked)


def _ours(root: Path) -> Counter[tuple[str, str]]:
    checked = pipeline.load(root, date(2019, 12, 31))
    assert checked.errors == []
    tally = pipeline.tally(checked, Period.from_key("2019-06"), compare=False)
    return +Counter({(str(row.key), status.value): count for row in tally.rows for status, count in row.status.items()})


def test_a_peer_that_counts_something_else_stops_the_run(generate: ModuleType) -> None:
    from proof import compare  # type: ignore[import-not-found]

    compare("hledger", Counter({("甲", "收集"): 2}), Counter({("甲", "收集"): 2, ("", "全省问题"): 9}))
    with pytest.raises(SystemExit, match="hledger counts something else"):
        compare("hledger", Counter({("甲", "收集"): 2}), Counter({("甲", "收集"): 3}))
