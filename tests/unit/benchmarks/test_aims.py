"""How the benchmarks choose what to time, and judge it. Nothing is timed."""

from pathlib import Path
from types import ModuleType

import pytest

TOP = Path(__file__).resolve().parents[3]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOP / "benchmarks"))
    import run  # type: ignore[import-not-found]

    return run


def test_every_aim_is_of_jobs_that_there_are(run: ModuleType, tmp_path: Path) -> None:
    there = {(job.name, job.size) for job in run.catalogue(tmp_path, ("S", "M", "L"))}
    assert len(run.AIMS) == 26
    for aim in run.AIMS:
        assert set(aim.names) <= there, aim.text
    assert list(tmp_path.iterdir()) == []


def test_a_row_can_be_run_alone(run: ModuleType, tmp_path: Path) -> None:
    number = next(n for n, aim in enumerate(run.AIMS, 1) if aim.text == "check + tally, cold, L : ledger balance")
    assert _chosen(run, tmp_path, f"--aim={number}") == ["bare Python ", "tally, cold L", "ledger balance -M L"]
    assert _chosen(run, tmp_path, "--sizes=S", "--jobs=^tally") == ["bare Python ", "tally, cold S", "tally, warm S"]
    assert "yamllint M" not in _chosen(run, tmp_path)
    assert "yamllint M" in _chosen(run, tmp_path, "--slow")


def _chosen(run: ModuleType, work: Path, *options: str) -> list[str]:
    arguments = run.options().parse_args(options)
    return [f"{job.name} {job.size}" for job in run.chosen(arguments, work)]


@pytest.mark.parametrize("wrong", ["--sizes=S,Q", "--aim=0", "--aim=27", "--aim=one"])
def test_a_wrong_option_is_refused(run: ModuleType, wrong: str) -> None:
    with pytest.raises(SystemExit):
        run.options().parse_args([wrong])


def test_cold_runs_do_without_the_cache_and_warm_ones_have_one_of_their_own(run: ModuleType, tmp_path: Path) -> None:
    for job in run.catalogue(tmp_path, ("S", "M", "L")):
        if "cold" in job.name:
            assert job.environment["BANGFU_NO_CACHE"] == "1"
        if "warm" in job.name:
            assert job.environment["BANGFU_CACHE_DIR"].startswith(str(tmp_path))


def test_figures_are_medians_over_medians(run: ModuleType, tmp_path: Path) -> None:
    jobs = [job for job in run.catalogue(tmp_path, ("M",)) if job.size == "M"]
    times = {"tally, cold": (2, 3), "hledger check": (4, 2), "hledger balance -M": (6, 4)}
    for job in jobs:
        for add in (0, 9, 0) if job.name in times else ():
            wall, processor = times[job.name]
            job.keep((wall + add, processor + add))
    against_hledger, against_ledger, *_others = run.judged(jobs)
    assert (against_hledger.figure, against_hledger.processor, against_hledger.reached) == (0.2, 0.5, True)
    assert (against_ledger.figure, against_ledger.reached) == (None, None)
    table = run.aims([against_hledger, against_ledger])
    assert "| 0.35 × | 0.2 × | 0.5 × | yes | `make bench BENCH=--aim=1` |" in table
    assert "| 1 × | — | — | not measured | `make bench BENCH=--aim=2` |" in table


def test_growth_memory_and_a_bad_record_have_figures_of_their_own(run: ModuleType, tmp_path: Path) -> None:
    jobs = {(job.name, job.size): job for job in run.catalogue(tmp_path, ("M", "L"))}
    jobs["tally, cold", "M"].keep((1.0, 1.0))
    jobs["tally, cold", "L"].keep((12.0, 7.3))
    jobs["tally, cold", "L"].memory = 300 * 1024
    jobs["check, cold", "M"].keep((1.0, 1.0))
    jobs["check, cold", "M, one bad"].keep((1.015, 1.0))
    found = {one.aim.text: one for one in run.judged(list(jobs.values()))}
    cost = found["growth M → L, cold: processor time an issue"]
    assert (cost.figure, cost.reached) == (pytest.approx(50), True)  # 6.3 s for 126,000 issues
    growth = found["growth M → L, cold: time an issue, L : M"]
    assert (growth.figure, growth.reached) == (pytest.approx(1.2), False)
    memory = found["check + tally, cold, L: memory of the largest process"]
    assert (memory.figure, memory.reached) == (300, False)
    bad = found["one bad record in M adds"]
    assert (bad.figure, bad.reached) == (pytest.approx(15), True)


def test_the_page_keeps_its_text_around_the_results(run: ModuleType, tmp_path: Path) -> None:
    import page  # type: ignore[import-not-found]

    path = tmp_path / "page.md"
    path.write_text(f"before\n{page.BEGIN}old\n{page.END}after\n", "utf-8")
    page.fill(path, "new")
    assert path.read_text("utf-8") == f"before\n{page.BEGIN}\nnew\n{page.END}after\n"
    path.write_text("no place", "utf-8")
    with pytest.raises(SystemExit, match="no place"):
        page.fill(path, "new")
