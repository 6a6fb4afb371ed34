"""Which runs of a job are taken for its figure. Nothing is timed: the runs are told what they took."""

from pathlib import Path
from types import ModuleType

import pytest

TOP = Path(__file__).resolve().parents[3]
CACHE = {"BANGFU_CACHE_DIR": "cache"}


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOP / "benchmarks"))
    import job  # type: ignore[import-not-found]

    return job


@pytest.mark.parametrize(
    ("environment", "took", "kept"),
    [
        ({}, [20.0], [20.0]),  # too slow to be run again
        (CACHE, [20.0, 0.4, 0.3, 0.5], [0.4, 0.3, 0.5]),  # the first filled the cache: it is no warm run
        (CACHE, [20.0, 19.0], [19.0]),  # slow though warm
        ({}, [9.0, 8.0, 10.0], [8.0, 10.0]),
        ({}, [1.0, 2.0, 3.0, 4.0], [2.0, 3.0, 4.0]),
    ],
)
def test_the_run_that_fills_a_cache_is_no_figure(
    job: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    took: list[float],
    kept: list[float],
) -> None:
    one = job.Job("tally, warm", "L", ("bangfu",), environment=environment)
    seconds = iter(took)
    monkeypatch.setattr(job.Job, "run", lambda _self: (next(seconds), 0.0))
    job.measure([one], rounds=3, patience=15.0)
    assert one.wall == kept
    assert next(seconds, None) is None
