"""Work shared out: the same things in the same order, whatever becomes of the children."""

from __future__ import annotations

import os
import signal
import threading
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.crew import hands, made
from bangfu.model.errors import BangfuError
from bangfu.site import html
from bangfu.site.material import Material, gather

INVENTED = Path(__file__).parents[1] / "golden/invented"
DAY = date(2019, 6, 30)
SIZES = [30, 1, 200_000, 0, 5]
HERE = os.getpid()


@pytest.fixture(scope="module")
def material() -> Material:
    return gather(pipeline.load(INVENTED, DAY).book, DAY, 3)


def thing(number: int) -> bytes:
    return bytes([number]) * SIZES[number]


EXPECTED = [thing(number) for number in range(len(SIZES))]


@pytest.mark.parametrize("children", [0, 1, 2, 3, 9])
def test_things_come_in_order(children: int) -> None:
    assert list(made(range(len(SIZES)), thing, children)) == EXPECTED


def test_nothing_is_nothing() -> None:
    assert list(made([], thing, 2)) == []


def test_children_do_the_work() -> None:
    pids = [int(pid) for pid in made(range(6), lambda _number: b"%d" % os.getpid(), 2)]
    assert len({*pids}) == 2
    assert HERE not in pids


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_several_processes_make_the_same_pages_in_the_same_order(material: Material, workers: int) -> None:
    alone = list(html.pages(material, workers=0))
    assert len(alone) == html.count(material)
    assert list(html.pages(material, workers=workers)) == alone


def test_few_pages_are_made_here(material: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise AssertionError

    monkeypatch.setattr(os, "fork", refuse)
    assert html.count(material) < html.ENOUGH
    assert len(list(html.pages(material))) == html.count(material)


def test_what_a_dying_child_has_not_sent_is_made_here() -> None:
    def deadly(number: int) -> bytes:
        if number in (1, 4) and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return thing(number)

    assert list(made(range(len(SIZES)), deadly, 2)) == EXPECTED


def test_what_a_child_cannot_make_fails_here(capfd: pytest.CaptureFixture[str]) -> None:
    def wrong(number: int) -> bytes:
        if number == 3:
            raise BangfuError("no page")  # type: ignore[arg-type]
        return b"%d" % number

    things = made(range(5), wrong, 2)
    assert [next(things) for _ in range(3)] == [b"0", b"1", b"2"]
    with pytest.raises(BangfuError):
        next(things)
    assert capfd.readouterr() == ("", "")


def test_no_child_or_pipe_is_left_when_not_all_is_taken() -> None:
    lowest = os.dup(0)
    os.close(lowest)
    things = made(range(10_000), lambda number: b"%1000d" % number, 2)
    assert int(next(things)) == 0
    things.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    again = os.dup(0)
    os.close(again)
    assert again == lowest


def test_without_processes_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    assert list(made(range(len(SIZES)), thing, 2)) == EXPECTED


def test_one_thing_and_company_of_threads_need_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 2, 3}, raising=False)
    assert hands(100) == 4
    assert hands(3) == 3
    assert hands(1) == 0
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert hands(100) == 0
