"""Two clerks work in two clones for a while, are killed at it, and merge: the ledgers say what a plain dict says.

The dict knows nothing of the program: its life cycle, its counts and what a merge comes to are typed here once more.
"""

from __future__ import annotations

import copy
import gc
import io
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bangfu.cli.app import main
from bangfu.edit.lock import locked
from bangfu.edit.reconcile import reconcile
from bangfu.edit.write import Replacement, write_all
from bangfu.read.configuration import read_configuration
from plain_yaml import composed, texts_of
from soak import cases, measured

FILE = "ledgers/zhuzhou.yaml"
TODAY = "2019-12-31"
PROVINCE = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}
"""
START = "# 株洲市\ncity: 株洲市\nenterprises:\n  - name: 甲公司  # 老企业\n  - name: 乙公司\nissues: []\n"
PLACES = ("here", "there")
CALLS = ("open", "write", "fsync", "link", "rename", "unlink", "close")
KILLED = 9

Event = dict[str, Any]
Model = dict[str, dict[str, Any]]
"""Issues by id: enterprise, title, category, and events as the file has them."""

STEPS: dict[str, tuple[str, str, str]] = {
    "verify": ("核实", "待核实", "待交办"),
    "reject": ("退回", "待核实 待交办", "已退回"),
    "assign": ("交办", "待核实 待交办 办理中", "办理中"),
    "progress": ("办理", "办理中", ""),
    "supervise": ("督办", "办理中", ""),
    "extend": ("延期", "办理中", ""),
    "resolve": ("办结", "待核实 待交办 办理中", "已办结"),
    "rate": ("评价", "已办结 已销号", ""),
    "close": ("销号", "已办结", "已销号"),
    "reopen": ("重开", "已办结 已销号 已退回", ""),
}
"""Commands: the event's word, the statuses that it may follow, and where it leads to (empty: see `status_of`)."""

NOTES = ("现场办公", "a # b", "it's: 行", "第一行\n第二行", "“好”, {x}", "~", "007")


def status_of(events: list[Event]) -> tuple[str, bool, str]:
    """Where an issue stands, whether it was ever assigned, and the rating in force."""
    status, assigned, rating = "", False, ""
    for event in events:
        kind = event["type"]
        if kind == "反映":
            status = "待核实"
        elif kind == "重开":
            status = "待核实" if status == "已退回" else "办理中" if assigned else "待交办"
        else:
            status = next((to for word, _after, to in STEPS.values() if word == kind and to), status)
        assigned = assigned or kind == "交办"
        rating = event["satisfaction"] if kind == "评价" else "" if kind in ("办结", "重开") else rating
    return status, assigned, rating


def counts_of(model: Model) -> dict[str, int]:
    """The stock of each step."""
    found: Counter[str] = Counter()
    for issue in model.values():
        status, assigned, _rating = status_of(issue["events"])
        verified, resolved = status not in ("待核实", "已退回"), status in ("已办结", "已销号")
        found["reported"] += 1
        found["rejected"] += status == "已退回"
        found["verified"] += verified
        found["assigned"] += verified and assigned
        found["on_the_spot"] += resolved and not assigned
        found["resolved"] += resolved
        found["closed"] += status == "已销号"
        due = max((event["due"] for event in issue["events"] if "due" in event), default=TODAY)
        found["overdue"] += status == "办理中" and due < TODAY
    return {key: found[key] for key in (*STOCK, "overdue")}


STOCK = ("reported", "verified", "rejected", "assigned", "on_the_spot", "resolved", "closed")


class Done(NamedTuple):
    """What one run of the program gave."""

    code: int
    out: str
    err: str


class Work:
    """A command and what it makes of the model; `after` is None where it has to be refused."""

    def __init__(self, command: list[str], after: Callable[[Model, str], Model] | None) -> None:
        self.command, self.after = command, after


def add(draw: st.DataObject, model: Model) -> Work:
    """A new issue; the same row is the same issue."""
    day = f"2019-0{draw.draw(st.integers(1, 3))}-15"
    enterprise, title = draw.draw(st.sampled_from(("甲公司", "乙公司"))), draw.draw(st.sampled_from(("用地", "缺水")))
    command = ["add-issue", "--city", "株洲", "--enterprise", enterprise, "--title", title, "--category", "用地"]
    new = {"enterprise": enterprise, "title": title, "category": "用地", "events": [{"date": day, "type": "反映"}]}
    known = any((one["enterprise"], one["title"], one["events"][0]["date"]) == (enterprise, title, day)
                for one in model.values())  # fmt: skip
    after = None if known else lambda before, name: before | {name: copy.deepcopy(new)}
    return Work([*command, "--date", day], after)


def step(draw: st.DataObject, model: Model) -> Work:
    """One more event of an issue, whether it may follow or not."""
    name = draw.draw(st.sampled_from(sorted(model)))
    events = model[name]["events"]
    status, _assigned, rating = status_of(events)
    fitting = [command for command, (_word, after, _to) in STEPS.items() if status in after.split()]
    command = draw.draw(st.sampled_from([*fitting, *fitting, *fitting, *STEPS]))
    word, after, _to = STEPS[command]
    day = date.fromisoformat(events[-1]["date"]) + timedelta(days=draw.draw(st.integers(-1, 12)))
    event: Event = {"date": day.isoformat(), "type": word}
    options: list[str] = []
    if command in ("assign", "extend"):
        last = max((one["due"] for one in events if "due" in one), default="")
        event["due"] = (max(day, date.fromisoformat(last or "2019-01-01")) + timedelta(days=9)).isoformat()
        options += ["--due", event["due"]]
    if command == "assign":
        event["to"] = [draw.draw(st.sampled_from(("市住建局", "市供电公司")))]
        options += ["--to", event["to"][0]]
    if command == "rate":
        event["satisfaction"] = draw.draw(st.sampled_from(("满意", "不满意")))
        options += ["--satisfaction", event["satisfaction"]]
    if command in ("reject", "resolve", "reopen", "extend") or draw.draw(st.booleans()):
        event["note"] = draw.draw(st.sampled_from(NOTES))
        options += ["--note", event["note"]]
    allowed = (
        status in after.split()
        and events[-1]["date"] <= event["date"] <= TODAY
        and not (command == "close" and rating == "不满意")
    )
    return Work([command, name, "--date", event["date"], *options], partial_of(name, event) if allowed else None)


def partial_of(name: str, *events: Event) -> Callable[[Model, str], Model]:
    """The model with more events of one issue."""

    def after(before: Model, _new: str) -> Model:
        made = copy.deepcopy(before)
        made[name]["events"] += copy.deepcopy(events)
        return made

    return after


def strike_off(draw: st.DataObject, model: Model) -> Work:
    """办结, 评价 and 销号 at once."""
    name = draw.draw(st.sampled_from(sorted(model)))
    events = model[name]["events"]
    day, rating = events[-1]["date"], draw.draw(st.sampled_from(("基本满意", "不满意")))
    open_still = status_of(events)[0] in ("待核实", "待交办", "办理中")
    made = [
        {"date": day, "type": "办结", "note": "供地"},
        {"date": day, "type": "评价", "satisfaction": rating},
        {"date": day, "type": "销号"},
    ]
    after = partial_of(name, *made) if open_still and rating != "不满意" else None
    return Work(["close", name, "--date", day, "--result", "供地", "--satisfaction", rating], after)


WORKS = (step, step, step, add, strike_off)
"""What a clerk does: each gives a command and the model after it. Another way to write (an import) joins here."""


class Clerks(RuleBasedStateMachine):
    """Two clones of one repository, the text that they have in common, and the model of each."""

    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _descriptor: None)  # a killed process loses nothing that it has written
        self.folder = Path(tempfile.mkdtemp())
        self.models: dict[str, Model] = {place: {} for place in PLACES}
        self.common: Model = {}
        self.base = START.encode()
        self.looked_at: dict[str, bytes] = {}
        for place in PLACES:
            (self.folder / place / "ledgers").mkdir(parents=True)
            (self.folder / place / "bangfu.yaml").write_text(PROVINCE, "utf-8")
            (self.folder / place / FILE).write_bytes(self.base)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    def text(self, place: str) -> bytes:
        return (self.folder / place / FILE).read_bytes()

    def run(self, place: str, *arguments: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(["--repo", str(self.folder / place), "--lang", "en", "--today", TODAY, *arguments])
        finally:
            gc.enable()
        return Done(code, out.getvalue(), err.getvalue())

    @rule(place=st.sampled_from(PLACES), work=st.sampled_from(WORKS), draw=st.data())
    def edit(self, place: str, work: Callable[..., Work], draw: st.DataObject) -> None:
        """A command does what the model says, or is refused and changes nothing."""
        made = (work if self.models[place] else add)(draw, self.models[place])
        before = self.text(place)
        done = self.run(place, *made.command)
        self.done["edits" if made.after else "refused, as they have to be"] += 1
        assert (done.code == 0) == bool(made.after), (made.command, done)
        if made.after:
            self.models[place] = made.after(self.models[place], done.out.strip())
        else:
            assert done.code == 2
            assert self.text(place) == before

    @rule(place=st.sampled_from(PLACES), work=st.sampled_from(WORKS), draw=st.data(), at=st.integers(1, 40))
    def killed(self, place: str, work: Callable[..., Work], draw: st.DataObject, at: int) -> None:
        """The process dies at some call of the system: the ledger is the old or the new one."""
        made = (work if self.models[place] else add)(draw, self.models[place])
        child = os.fork()
        if child == 0:
            self.die_at(at)
            code = 1
            try:
                code = self.run(place, *made.command).code
            finally:
                os._exit(code)
        _child, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        self.done["killed"] += code == KILLED
        now = self.held(place)
        if made.after and now != self.models[place]:
            new = next(iter(now.keys() - self.models[place].keys()), "")
            self.models[place] = made.after(self.models[place], new)
        else:
            assert code != 0 or not made.after, "an acknowledged change is there"

    def die_at(self, at: int) -> None:
        """Lets the `at`-th of the calls that write a file be the last thing that this process does."""
        made = 0
        for name in CALLS:
            real = getattr(os, name)

            def call(*args: Any, real: Callable[..., Any] = real, **kwargs: Any) -> Any:
                nonlocal made
                made += 1
                if made == at:
                    os._exit(KILLED)
                return real(*args, **kwargs)

            setattr(os, name, call)

    @precondition(lambda self: self.base not in map(self.text, PLACES))
    @rule()
    def merge(self) -> None:
        """One clerk merges the other's work; where it conflicts, it is given up for what is here."""
        here, there = self.models["here"], self.models["there"]
        province, _source, _findings = read_configuration(self.folder / "here")
        assert province
        merged = reconcile(FILE, self.base, self.text("here"), self.text("there"), province, date.fromisoformat(TODAY))
        assert merged.doubt is None
        self.done["merges" if merged.clean else "merges with a conflict"] += 1
        both = {name for name in here.keys() & there.keys() if self.added(here, name) and self.added(there, name)}
        assert merged.clean or both, "what only one has worked on is in no conflict"
        for place in PLACES:
            result = merged.data if merged.clean else self.text("here")
            with locked(self.folder / place):
                write_all(self.folder / place, [Replacement(FILE, self.text(place), result)])
        now = self.held("here")
        if merged.clean:
            assert now.keys() == here.keys() | there.keys()
            for name in now:
                self.comes_to(now[name]["events"], name)
        self.models = {place: copy.deepcopy(now) for place in PLACES}
        self.common, self.base = copy.deepcopy(now), self.text("here")

    def added(self, model: Model, name: str) -> list[Event]:
        """What one clerk has added to an issue since the last merge."""
        return model.get(name, {"events": []})["events"][len(self.common.get(name, {"events": []})["events"]) :]

    def comes_to(self, events: list[Event], name: str) -> None:
        """The events of both are there once, in the order of their dates; none else."""
        known = self.common.get(name, {"events": []})["events"]
        mine, other = (Counter(map(said, self.added(self.models[place], name))) for place in PLACES)
        assert events[: len(known)] == known
        assert Counter(map(said, events[len(known) :])) == mine | other
        assert [event["date"] for event in events] == sorted(event["date"] for event in events)

    def held(self, place: str) -> Model:
        """What another reader finds in the ledger."""
        found = texts_of(composed(self.text(place).decode()))
        return {issue.pop("id"): issue for issue in found["issues"] or []}

    @invariant()
    def says_what_the_model_says(self) -> None:
        """The ledger is the model, passes check, and is counted as the model is."""
        for place in PLACES:
            if self.looked_at.get(place) == self.text(place):
                continue
            self.looked_at[place] = self.text(place)
            assert self.held(place) == self.models[place]
            assert self.text(place).startswith(START.removesuffix("issues: []\n").encode())
            assert self.run(place, "check").code == 0
            table = json.loads(self.run(place, "tally", "--month", "2019-12", "--json").out)
            row = next((row for row in table["rows"] if row["key"] == "株洲市"), None)
            found = {key: row["stock"][key] for key in STOCK} | {"overdue": row["overdue"]} if row else {}
            assert {key: count or 0 for key, count in found.items()} == counts_of(self.models[place])
            self.done["ledgers compared"] += 1


def said(event: Event) -> str:
    return json.dumps(event, ensure_ascii=False, sort_keys=True)


@pytest.mark.soak
def test_two_clerks_and_a_dict_agree() -> None:
    tries, steps = cases(5, 200), cases(12, 40)
    Clerks.done.clear()
    with measured("two clerks, killed and merged, against a dict", __file__, stories=tries) as figures:
        run_state_machine_as_test(
            Clerks,
            settings=settings(
                max_examples=tries, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
        figures.update(Clerks.done)
