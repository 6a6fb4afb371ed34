"""Work shared out gives the same as work done here, whatever becomes of the children."""

from __future__ import annotations

import os
import signal

import pytest

from bangfu.extract.children import share

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
SIZES = [30, 1, 200_000, 0, 5]
HERE = os.getpid()


def work(number: int) -> bytes:
    return bytes([number]) * SIZES[number]


EXPECTED = [work(number) for number in range(len(SIZES))]


@pytest.mark.parametrize("workers", [0, 1, 2, 3, 9])
def test_results_come_in_order(workers: int) -> None:
    told: list[int] = []
    assert share(SIZES, work, told.append, workers) == EXPECTED
    assert sorted(told) == [0, 1, 2, 3, 4]


def test_nothing_is_nothing() -> None:
    assert share([], work, print) == []


def test_children_do_the_work() -> None:
    pids = {int(pid) for pid in share(SIZES, lambda _number: b"%d" % os.getpid(), lambda _number: None, 2)}
    assert len(pids) == 2
    assert HERE not in pids


def test_what_a_dying_child_has_not_sent_is_done_here() -> None:
    def deadly(number: int) -> bytes:
        if os.getpid() != HERE and number in (1, 3):
            os.kill(os.getpid(), signal.SIGKILL)
        return work(number)

    told: list[int] = []
    assert share(SIZES, deadly, told.append, 2) == EXPECTED
    assert sorted(told) == [0, 1, 2, 3, 4]


def test_what_a_child_raises_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def wrong(number: int) -> bytes:
        if number == 3:
            raise ValueError(str(number))
        return work(number)

    with pytest.raises(ValueError, match="3"):
        share(SIZES, wrong, lambda _number: None, 2)
    assert capfd.readouterr() == ("", "")


def test_without_processes_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    assert share(SIZES, work, lambda _number: None, 2) == EXPECTED


def test_no_pipe_or_child_is_left_behind() -> None:
    reading, _writing = pipe = os.pipe()
    share(SIZES, work, lambda _number: None, 3)
    assert os.pipe()[0] == reading + 2  # the lowest that is free
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    os.closerange(pipe[0], pipe[0] + 4)


def test_a_little_work_is_not_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert share(SIZES, work, lambda _number: None) == EXPECTED
