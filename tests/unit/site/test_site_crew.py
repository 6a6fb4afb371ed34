"""Pages made by child processes: the same pages in the same order, whatever becomes of the children."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.model.errors import BangfuError
from bangfu.site import crew, html
from bangfu.site.material import Material, gather

INVENTED = Path(__file__).parents[2] / "golden/invented"
DAY = date(2019, 6, 30)


@pytest.fixture(scope="module")
def material() -> Material:
    return gather(pipeline.load(INVENTED, DAY).book, DAY, 3)


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_several_processes_make_the_same_pages_in_the_same_order(material: Material, workers: int) -> None:
    alone = list(html.pages(material, workers=0))
    assert len(alone) == html.count(material)
    assert list(html.pages(material, workers=workers)) == alone


def test_a_child_that_dies_leaves_its_pages_to_the_parent() -> None:
    parent = os.getpid()

    def make(number: int) -> str:
        if number == 5 and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return f"第{number}页" * 1000

    assert list(crew.made(range(20), make, 2)) == [f"第{number}页" * 1000 for number in range(20)]


def test_what_a_child_cannot_make_fails_in_the_parent() -> None:
    def make(number: int) -> str:
        if number == 3:
            raise BangfuError("no page")  # type: ignore[arg-type]
        return str(number)

    pages = crew.made(range(5), make, 2)
    assert [next(pages) for _ in range(3)] == ["0", "1", "2"]
    with pytest.raises(BangfuError):
        next(pages)


def test_no_child_is_left_when_the_pages_are_not_all_taken() -> None:
    pages = crew.made(range(10_000), lambda number: "页" * 1000 + str(number), 2)
    assert next(pages).endswith("0")
    pages.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_few_pages_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise AssertionError

    monkeypatch.setattr(os, "fork", refuse)
    assert list(crew.made(range(crew.ENOUGH - 1), str)) == [str(number) for number in range(crew.ENOUGH - 1)]
