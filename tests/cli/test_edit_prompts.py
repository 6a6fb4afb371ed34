"""Questions at a terminal: what is missing is asked for, near names are suggested, Ctrl-C writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
    aliases: [示例轨道]
issues:
  - id: ZZ-1
    enterprise: 示例轨道
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
"""
FILE = "ledgers/zhuzhou.yaml"
Terminal = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def terminal(repository: Callable[..., Path]) -> Iterator[tuple[Path, Terminal]]:
    root = repository({FILE: LEDGER})
    opened: list[pexpect.spawn[str]] = []

    def run(*arguments: str) -> pexpect.spawn[str]:
        base = ["-m", "bangfu", "--repo", str(root), "--lang", "en", "--today", "2019-06-30"]
        child = pexpect.spawn(sys.executable, [*base, *arguments], encoding="utf-8", timeout=30, echo=False)
        opened.append(child)
        return child

    yield root, run
    for child in opened:
        child.close(force=True)


def ended(child: pexpect.spawn[str]) -> tuple[int | None, str]:
    child.expect(pexpect.EOF)
    rest = child.before
    child.close()
    return child.exitstatus, rest


def test_a_new_issue_by_questions(terminal: tuple[Path, Terminal]) -> None:
    root, run = terminal
    child = run("add-issue")
    child.expect("1 长沙市  2 株洲市")
    child.expect("City: ")
    child.sendline("2")
    child.expect("Enterprise: ")
    child.sendline("示例轨到装备有限公司")
    child.expect("“示例轨到装备有限公司” is not among the choices")
    child.expect(r"Enterprise \[示例轨道装备有限公司\]: ")
    child.sendline("")
    child.expect("Title: ")
    child.sendline("")
    child.expect("Title: ")
    child.sendline("贷款难: 抵押不足")
    child.expect("1 融资  2 用地")
    child.expect("Category: ")
    child.sendline("融资")
    code, _rest = ended(child)
    assert code == 0
    assert (
        'enterprise: 示例轨道装备有限公司\n    title: "贷款难: 抵押不足"\n    category: 融资\n'
        in (root / FILE).read_text()
    )


def test_the_result_is_asked_for_when_an_open_issue_is_struck_off(terminal: tuple[Path, Terminal]) -> None:
    root, run = terminal
    child = run("close", "ZZ-1")
    child.expect("ZZ-1 is 办理中: the result is missing")
    child.expect("Result: ")
    child.sendline("供地三十亩")
    assert ended(child)[0] == 0
    events = "      - {date: 2019-06-30, type: 办结, note: 供地三十亩}\n      - {date: 2019-06-30, type: 销号}\n"
    assert (root / FILE).read_text() == LEDGER + events


@pytest.mark.parametrize(
    ("arguments", "question", "answer", "event"),
    [
        (("extend", "ZZ-1", "--due", "2019-08-01"), "Reason: ", "指标待批", "延期, due: 2019-08-01, note: 指标待批}"),
        (("assign", "ZZ-1"), "Department: ", "市住建局", "交办, to: [市住建局], due: 2019-07-30}"),
        (("resolve", "ZZ-1"), "Result: ", "供地", "办结, note: 供地}"),
    ],
)
def test_a_missing_option_is_asked_for(
    terminal: tuple[Path, Terminal], arguments: tuple[str, ...], question: str, answer: str, event: str
) -> None:
    root, run = terminal
    child = run(*arguments)
    child.expect(question)
    child.sendline(answer)
    assert ended(child)[0] == 0
    assert (root / FILE).read_text() == f"{LEDGER}      - {{date: 2019-06-30, type: {event}\n"


@pytest.mark.parametrize("key", ["c", "d"])
def test_an_interrupt_at_a_question_writes_nothing(terminal: tuple[Path, Terminal], key: str) -> None:
    root, run = terminal
    child = run("extend", "ZZ-1", "--due", "2019-08-01")
    child.expect("Reason: ")
    child.sendcontrol(key)
    code, rest = ended(child)
    assert code == 130
    assert "interrupted" in rest
    assert (root / FILE).read_text() == LEDGER
    assert [path.name for path in (root / "ledgers").iterdir()] == ["zhuzhou.yaml"]


def test_the_diff_is_coloured_at_a_terminal(terminal: tuple[Path, Terminal]) -> None:
    root, run = terminal
    child = run("progress", "ZZ-1", "--note", "\x1b[31m红".replace("\x1b", ""), "--dry-run")
    code, rest = ended(child)
    assert code == 0
    assert "\x1b[32m+      - {date: 2019-06-30, type: 办理" in rest
    assert (root / FILE).read_text() == LEDGER


@pytest.mark.parametrize("answer", ["株洲", "株洲市", "zhuzhou", "ZZ", "zz", "2"])
def test_a_city_is_answered_in_any_of_its_spellings(terminal: tuple[Path, Terminal], answer: str) -> None:
    root, run = terminal
    child = run("add-enterprise", "--name", "新来的公司")
    child.expect("City: ")
    child.sendline(answer)
    assert ended(child)[0] == 0
    assert "  - name: 新来的公司\n" in (root / FILE).read_text("utf-8")


def test_a_part_of_one_choice_alone_will_do(terminal: tuple[Path, Terminal]) -> None:
    root, run = terminal
    child = run("add-issue", "--city", "株洲", "--enterprise", "示例轨道", "--title", "招工难")
    child.expect("Category: ")
    child.sendline("用")
    child.expect("is not among the choices")
    child.sendline("用工")
    assert ended(child)[0] == 0
    assert "    category: 用工\n" in (root / FILE).read_text("utf-8")
