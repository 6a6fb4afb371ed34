"""A month of three people: two clerks of one city and the province's officer, with a hosting site between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from clones import LEDGER, Clone, environ

FIRM, FOOD = "演示株洲甲机械有限公司", "演示株洲乙食品有限公司"
LAND, LOAN, WELDERS = "ZZ-200106-58G2", "ZZ-200107-45VG", "ZZ-200110-3BG5"


@dataclass(frozen=True)
class Desk(Clone):
    """Somebody's clone, and what runs bangfu in it."""

    call: Callable[..., Any]

    def on(self, today: str, *arguments: str) -> str:
        """Runs bangfu on a day; it must succeed."""
        done = self.call(self.root, *arguments, today=today)
        assert done.code == 0, done
        return str(done.out)

    def commit(self, message: str) -> None:
        self.git("commit", "-qam", message)

    def sync(self, today: str) -> None:
        """Brings in what others have pushed, and pushes."""
        self.on(today, "sync")
        self.git("push", "-q")

    def events(self, issue: str) -> list[tuple[str, str]]:
        """The days and types of an issue's events."""
        told = json.loads(self.on("2020-01-31", "show", issue, "--json"))
        return [(event["date"], event["type"]) for event in told["issue"]["events"]]

    def lost(self, today: str) -> list[str]:
        """What `check --against` says of the last merge."""
        done = self.call(self.root, "check", "--against", "--select", "BF62", "--json", today=today)
        return [found["message"] for found in json.loads(done.out)["findings"]]


@pytest.fixture
def desks(
    tmp_path: Path, run_bangfu: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[Desk, Desk, Desk, Desk]:
    """Clones of one bare repository: those of both clerks and the officer, and what the hosting site works in."""
    for name, value in environ().items():
        monkeypatch.setenv(name, value)
    seed = Desk(tmp_path / "seed", run_bangfu)
    seed.root.mkdir()
    cities = ("--city", "长沙市:CS:changsha", "--city", "株洲市:ZZ:zhuzhou")
    seed.on("2020-01-01", "--quiet", "init", "--demo", *cities)
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "建库")):
        seed.git(*arguments)
    seed.git("clone", "-q", "--bare", ".", "../bare.git")
    made = [Desk(tmp_path / name, run_bangfu) for name in ("first", "second", "officer", "site")]
    for desk in made:
        seed.git("clone", "-q", "../bare.git", str(desk.root))
        if desk.root.name != "site":
            desk.on("2020-01-01", "git", "install")
            assert desk.git("status", "--porcelain") == ""  # `init` has laid out the attribute already
    first, second, officer, site = made
    return first, second, officer, site


def test_a_month_of_work(desks: tuple[Desk, Desk, Desk, Desk], tmp_path: Path) -> None:
    first, second, officer, site = desks

    # both add, and work on one issue of the first's
    add = ("add-issue", "--city", "株洲", "--enterprise")
    assert first.on("2020-01-06", *add, FIRM, "--title", "新增用地未落实", "--category", "用地").split()[0] == LAND
    first.commit("用地")
    first.sync("2020-01-06")
    second.sync("2020-01-06")
    assert second.on("2020-01-07", *add, FOOD, "--title", "流动资金不足", "--category", "融资").split()[0] == LOAN
    second.commit("融资")
    first.on("2020-01-07", "assign", LAND, "--to", "市自然资源局", "--due", "2020-02-07")
    first.commit("交办")
    second.sync("2020-01-08")
    first.sync("2020-01-08")
    second.sync("2020-01-08")

    # one lays the file out anew and uses the old name; the other renames the enterprise and closes the issue
    for desk in (first, second):
        desk.change(("    tier: 重点骨干\n", "    tier:   重点骨干\n"))
    second.on("2020-01-09", "fmt")
    second.on("2020-01-09", "progress", LAND, "--note", "已现场踏勘")
    assert second.on("2020-01-10", *add, FIRM, "--title", "缺焊工十名", "--category", "用工").split()[0] == WELDERS
    second.commit("办理、用工")
    first.change(
        (f"  - name: {FIRM}\n", "  - name: 演示株洲甲智能装备有限公司\n"),
        ("aliases: [演示甲机械]", f"aliases: [演示甲机械, {FIRM}]"),
    )
    first.on("2020-01-12", "close", LAND, "--result", "供地三十亩", "--satisfaction", "满意")
    first.commit("销号")
    first.sync("2020-01-12")
    second.sync("2020-01-12")
    first.sync("2020-01-12")
    assert first.events(LAND) == [
        ("2020-01-06", "反映"), ("2020-01-07", "交办"), ("2020-01-09", "办理"),
        ("2020-01-12", "办结"), ("2020-01-12", "评价"), ("2020-01-12", "销号"),
    ]  # fmt: skip
    listed = json.loads(first.on("2020-01-12", "list", "--enterprise", FIRM, "--json"))["issues"]
    assert {each["enterprise"] for each in listed if each["id"] in (LAND, WELDERS)} == {"演示株洲甲智能装备有限公司"}

    # a pull request; the site has no driver, and somebody settles its conflict by taking one side
    first.git("switch", "-q", "-c", "request")
    first.on("2020-01-15", "assign", LOAN, "--to", "市金融办", "--due", "2020-02-15")
    first.commit("交办")
    first.git("push", "-q", "origin", "request")
    second.on("2020-01-14", "verify", LOAN)
    second.on("2020-01-16", "assign", WELDERS, "--to", "市人社局", "--due", "2020-02-16")
    second.commit("核实、交办")
    second.git("push", "-q")
    site.git("pull", "-q")
    assert site.try_git("merge", "--no-ff", "-m", "合并请求", "origin/request").code == 1
    site.git("checkout", "--theirs", LEDGER)
    site.commit("合并请求")
    site.git("push", "-q")
    officer.git("pull", "-q", "--ff-only")
    told = officer.lost("2020-01-16")
    assert [message.split("：")[0].split(":")[0] for message in told] == [LOAN, WELDERS]
    assert "type: 核实" in told[0]
    assert "type: 交办, to: [市人社局]" in told[1]

    # it is brought back from the side that was dropped, record by record
    base = officer.git("merge-base", "HEAD^1", "HEAD^2").strip()
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(officer.git("show", f"HEAD^1:{LEDGER}").encode())
    officer.on("2020-01-16", "merge", str(copy), "--base", base)
    assert officer.lost("2020-01-16") == []
    assert officer.events(LOAN) == [("2020-01-07", "反映"), ("2020-01-14", "核实"), ("2020-01-15", "交办")]
    officer.commit("找回")

    # a copy that was mailed out a week ago comes back, saved on Windows
    entry = (
        f"  - id: ZZ-200120-9Q2W\n    enterprise: {FOOD}\n    title: 批文办理慢\n    category: 手续办理\n"
        "    events:\n      - {date: 2020-01-20, type: 反映}\nmeasures:\n"
    )
    mailed = officer.git("show", f"{base}:{LEDGER}").replace("measures:\n", entry, 1)
    copy.write_bytes(b"\xef\xbb\xbf" + mailed.replace("\n", "\r\n").encode())
    officer.on("2020-01-20", "merge", str(copy), "--base", base)
    assert officer.git("diff", "--numstat").split()[:2] == ["6", "0"]
    officer.commit("寄回的台账")
    officer.sync("2020-01-20")

    # January is published; what is entered for it afterwards is named, and the next bulletin says it
    officer.on("2020-02-03", "seal", "2020-01", "--number", "2")
    officer.git("add", "seals")
    officer.commit("封账")
    officer.sync("2020-02-03")
    first.git("switch", "-q", "main")
    first.sync("2020-02-05")
    first.on("2020-02-05", "resolve", WELDERS, "--result", "招到十人", "--date", "2020-01-30")
    first.commit("补报")
    first.sync("2020-02-05")
    officer.sync("2020-02-06")
    [late] = json.loads(officer.on("2020-02-06", "check", "--select", "BF61", "--json"))["findings"]
    assert late["code"] == "BF611"
    assert late["message"].startswith("株洲市: published figures of 2020-01 have changed: resolved ")
    assert late["message"].endswith(f"by: {WELDERS}")
    page = officer.on("2020-03-02", "report", "--month", "2020-02")
    assert "、补报更正**。2020年1月情况通报后，株洲市补报了台账，涉及1个问题，全省办结由" in page
    table = page.partition("各市州数据更正情况表\n")[2]
    assert f"| 2020年1月 | 株洲市 | 本期办结 | 1 | 2 | \\+1 | {WELDERS} |" in table
    sealed = officer.git("log", "--format=%H", "-1", "--grep=封账").strip()
    assert "补报更正" not in officer.on("2020-03-02", "report", "--month", "2020-01", "--known-at", sealed)
    officer.on("2020-03-02", "seal", "2020-02")
    assert json.loads(officer.on("2020-03-02", "check", "--select", "BF61", "--json"))["findings"] == []
