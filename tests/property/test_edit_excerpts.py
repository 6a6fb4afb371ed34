"""An edit that looks at an excerpt of a ledger says and writes what one that reads the whole does."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.check.fold import fold_title, fold_titles
from bangfu.edit import excerpt
from bangfu.edit.adding import issue_to_add
from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.edit.desk import Desk, open_desk
from bangfu.edit.excerpt import excerpt_of
from bangfu.edit.locate import find_issues
from bangfu.edit.make import Made, make
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import EditRefusedError
from bangfu.model.event import Event, EventType
from bangfu.model.source import Source
from soak import cases, measured

FILE = "ledgers/zhuzhou.yaml"
TODAY = date(2019, 6, 30)
CONFIGURATION = """\
province: 湖南省
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""
FIRMS = ("甲", "乙", "丙", "丁")
TITLES = ("缺水", "缺水。", "缺 水", "新增用电", "新增用地", "新增用地未落实", "新增用地指标")
EXTRAS = (
    "    detail: |\n      甲\n      - id: 乙\n", "    # 注\n", "  # 注 “\n", "\n", "    detail: '甲\n",
    "    detail: [\n", '    detail: "乙"\n', "    note: 甲\n", "# 注 \" '\n", "    detail: |+\n      甲\n\n",
)  # fmt: skip
STEPS = ("", "", "核实", "核实 交办", "退回")
MORE = {"交办": ", to: [甲局]", "退回": ", note: 重复, into: ZZ-0001"}


def rarely(usual: str, odd: str) -> st.SearchStrategy[str]:
    """`usual`, and one time in fifty something odd."""
    return st.integers(0, 49).map(lambda number: odd if number == 31 else usual)


@st.composite
def issues(draw: st.DrawFn, number: int) -> str:
    """One issue, most often canonical and in order; titles that say the same, ids that look alike, unknown firms."""
    tail = draw(rarely(f"{number:04}", draw(st.sampled_from(("00O1", "0001")))))
    was = draw(rarely("", "    was: [ZZ-OLD]\n"))
    firm = draw(rarely(draw(st.sampled_from(FIRMS)), "戊"))
    events = f"      - {{date: {draw(rarely('2019-03-05', '2019-02-30'))}, type: 反映}}\n"
    for kind in draw(st.sampled_from(STEPS if number != 1 else STEPS[:4])).split():
        events += f"      - {{date: 2019-03-06, type: {kind}{MORE.get(kind, '')}}}\n"
    extra = draw(rarely("", draw(st.sampled_from(EXTRAS))))
    detail, behind = (extra, "") if extra.startswith("    ") and draw(st.booleans()) else ("", extra)
    return (
        f"  - id: ZZ-{tail}\n{was}    enterprise: {firm}\n    title: {draw(st.sampled_from(TITLES))}\n"
        f"    category: 用地\n{detail}    events:\n{events}{behind}"
    )


@st.composite
def ledgers(draw: st.DrawFn) -> str:
    """A ledger of a dozen issues."""
    firms = "".join(
        f"  - name: {firm}\n" + ("    aliases: [丁]\n" if firm == "甲" and draw(st.booleans()) else "")
        for firm in draw(st.permutations(FIRMS))
    )
    listed = "".join(draw(issues(number)) for number in range(draw(st.integers(7, 14))))
    stated = draw(
        st.sampled_from(("", "", f"assertions:\n  - {{date: 2019-0{draw(st.integers(3, 6))}-30, reported: 9}}\n"))
    )
    return f"city: 株洲市\nenterprises:\n{firms}issues:\n{listed}{stated}"


def _verify(number: int) -> Callable[[Desk], list[tuple[str, Change]]]:
    def change(desk: Desk) -> list[tuple[str, Change]]:
        place = find_issues(desk, [f"{number:04}"])[0]
        desk.city(place.slug).issue(place.file, place.id)
        event = Event(date=date(2019, 6, 1), type=EventType.VERIFY)
        return [(place.slug, NewEvents(place.file, place.id, (event,)))]

    return change


def _reject(number: int) -> Callable[[Desk], list[tuple[str, Change]]]:
    def change(desk: Desk) -> list[tuple[str, Change]]:
        place, other = find_issues(desk, [f"{number:04}", f"{number + 1:04}"])
        event = Event(date=date(2019, 3, 7), type=EventType.REJECT, note="重复", into=other.id)
        return [(place.slug, NewEvents(place.file, place.id, (event,)))]

    return change


def _add(number: int) -> Callable[[Desk], list[tuple[str, Change]]]:
    def change(desk: Desk) -> list[tuple[str, Change]]:
        city = desk.province.cities[0]
        firm = desk.city(city.slug).enterprise(FIRMS[number % 4])
        name = firm.name if firm else "戊"
        day = date(2019, 3, 5) if number % 2 else date(2019, 6, 3)
        report = Event(date=day, type=EventType.REPORT)
        issue = issue_to_add(
            desk, city, enterprise=name, title=TITLES[number % 7], category="用地", detail=None, report=report
        )
        return [(city.slug, NewRecord(FILE, "issues", issue))]

    return change


def _firm(_number: int) -> Callable[[Desk], list[tuple[str, Change]]]:
    return lambda _desk: [("zhuzhou", NewRecord(FILE, "enterprises", Enterprise(name="戊", since=date(2019, 4, 1))))]


def _outcome(root: Path, change: Callable[[Desk], list[tuple[str, Change]]]) -> tuple[object, ...]:
    """What the edit writes and warns of, or why it is refused; and whether an excerpt was enough."""
    desk = open_desk(root, TODAY)
    try:
        made = make(desk, change(desk), dry_run=True)
    except EditRefusedError as error:
        return (str(error.message), str(error.hint)), False
    return _said(made), any(desk.city("zhuzhou").excerpts)


def _said(made: Made) -> tuple[object, ...]:
    warnings = [(finding.code, str(finding.message)) for proof in made.proofs for finding in proof.warnings]
    return made.texts, made.lines, warnings


edits = st.sampled_from((_verify, _reject, _add, _firm))


@pytest.mark.soak
def test_an_edit_of_an_excerpt_is_the_edit_of_the_whole() -> None:
    tries = cases(120, 4_000)
    with measured("edits of an excerpt, whatever is wrong in the rest", __file__, edits=tries):
        settings(max_examples=tries, deadline=None)(_excerpt_and_whole)()


@given(ledgers(), edits, st.integers(0, 9))
def _excerpt_and_whole(
    text: str, kind: Callable[[int], Callable[[Desk], list[tuple[str, Change]]]], number: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder)
        (root / "ledgers").mkdir()
        (root / "bangfu.yaml").write_text(CONFIGURATION, encoding="utf-8")
        (root / FILE).write_text(text, encoding="utf-8")
        whole, _read = _outcome(root, kind(number))
        patch.setattr(excerpt, "SMALL", 0)
        patch.setattr(excerpt, "MOST", 9)
        assert _outcome(root, kind(number))[0] == whole


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=8), min_size=1))
def test_titles_fold_in_one_go_as_they_do_one_by_one(titles: list[str]) -> None:
    assert fold_titles(titles) == [fold_title(title) for title in titles]


def _issue(number: int, title: str = "用电") -> str:
    return (
        f"  - id: ZZ-{number:04}\n    enterprise: 甲\n    title: {title}{number}\n    category: 用电\n    events:\n"
        "      - {date: 2019-03-05, type: 反映}\n"
    )


def _big(extra: str = "") -> str:
    issues = "".join(_issue(number) for number in range(1500))
    return f"city: 株洲市\nenterprises:\n  - name: 甲\n{extra}issues:\n{issues}"


Repository = Callable[..., Path]


def test_an_issue_amid_a_big_ledger_is_edited_and_nothing_else(repository: Repository, run_bangfu: Callable) -> None:
    root = repository({FILE: _big()})
    assert excerpt_of(Source(FILE, _big(), "")) is not None
    result = run_bangfu(root, "verify", "0150", "--date", "2019-06-01")
    line = _big().count("\n", 0, _big().index("ZZ-0151")) + 1
    assert (result.code, result.err) == (0, f"ZZ-0150 核实 2019-06-01  {FILE}:{line}\n")
    expected = _big().replace(_issue(150), f"{_issue(150)}      - {{date: 2019-06-01, type: 核实}}\n")
    assert (root / FILE).read_text("utf-8") == expected
    assert run_bangfu(root, "verify", "0150", "--date", "2019-06-01").code == 2
    assert (root / FILE).read_text("utf-8") == expected


def test_the_same_issue_amid_a_big_ledger_is_not_added_again(repository: Repository, run_bangfu: Callable) -> None:
    root = repository({FILE: _big()})
    given = ("--city", "株洲", "--enterprise", "甲", "--category", "用电", "--title", "用电150", "--date", "2019-03-05")
    result = run_bangfu(root, "add-issue", *given)
    line = _big().count("\n", 0, _big().index("ZZ-0150")) + 1
    assert result.code == 2
    assert f"ZZ-0150 ({FILE}:{line})" in result.err
    assert (root / FILE).read_text("utf-8") == _big()


def test_a_big_ledger_warns_of_an_open_issue_that_says_the_same(repository: Repository, run_bangfu: Callable) -> None:
    root = repository({FILE: _big()})
    given = (
        "--city",
        "株洲",
        "--enterprise",
        "甲",
        "--category",
        "用电",
        "--title",
        "用电，150",
        "--date",
        "2019-06-03",
    )
    result = run_bangfu(root, "add-issue", *given)
    assert result.code == 0
    assert re.search(r"BF503: ZZ-190603-\w{4} says the same as ZZ-0150, which is open too", result.err)


def test_a_big_ledger_warns_of_an_open_issue_in_other_words(repository: Repository, run_bangfu: Callable) -> None:
    text = _big("    aliases: [甲厂]\n").replace("甲\n    title: 用电150\n", "甲厂\n    title: 厂区需增容150千伏安\n")
    root = repository({FILE: text})
    assert "厂区需增容150千伏安" in text
    given = ("--city", "株洲", "--enterprise", "甲", "--category", "用电", "--title", "厂区用电增容150kVA")
    result = run_bangfu(root, "add-issue", *given)
    assert result.code == 0
    assert re.search(r"BF506: ZZ-190630-\w{4} may be the same as ZZ-0150: both say 厂区, 增容, kva", result.err)


def test_a_stated_figure_is_proven_by_every_issue_of_a_big_ledger(repository: Repository, run_bangfu: Callable) -> None:
    text = _big() + "assertions:\n  - date: 2019-06-30\n    reported: 1500\n    verified: 0\n"
    root = repository({FILE: text})
    result = run_bangfu(root, "verify", "0150", "--date", "2019-06-01")
    assert result.code == 2
    assert "BF601" in result.err
    assert (root / FILE).read_text("utf-8") == text


def test_an_entry_that_ends_in_another_layout_is_looked_at_and_the_rest_left_out() -> None:
    odd = _issue(150) + "      - date: 2019-06-01\n        type: 核实\n"
    text = _big().replace(_issue(150), odd)
    made = excerpt_of(Source(FILE, text, ""))
    assert made is not None
    assert odd in made.shown.text
    assert _issue(149) not in made.shown.text
    assert _issue(151) not in made.shown.text
    reading = made.read()
    assert reading is not None
    assert reading.part is not None
    numbers = [(issue.id, issue.line) for issue in reading.part.issues]
    lines = {number: text.count("\n", 0, text.index(f"id: ZZ-{number:04}")) + 1 for number in (0, 150, 1498, 1499)}
    assert numbers == [(f"ZZ-{number:04}", line) for number, line in lines.items()]
