"""`bangfu calendar`: which due dates stand in it, how an entry looks, and that it is put in again, not put in twice."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 甲公司}
issues:
  - id: ZZ-190501-AAAA
    enterprise: 甲公司
    title: 供地，三十亩；“一期”\\n
    category: 用地
    events:
      - {date: 2019-05-01, type: 反映}
      - {date: 2019-05-02, type: 交办, to: [市发改委, 市工信局], due: 2019-06-18}
  - id: ZZ-190502-BBBB
    enterprise: 甲公司
    title: 贷款未获批
    category: 融资
    events:
      - {date: 2019-05-02, type: 反映}
      - {date: 2019-05-03, type: 交办, to: [市金融办], due: 2019-07-07}
  - id: ZZ-190503-CCCC
    enterprise: 甲公司
    title: 没有时限
    category: 用电
    events:
      - {date: 2019-05-03, type: 反映}
      - {date: 2019-06-25, type: 交办, to: [市供电公司]}
  - id: ZZ-190504-DDDD
    enterprise: 甲公司
    title: 办结而时限已过
    category: 用电
    events:
      - {date: 2019-05-04, type: 反映}
      - {date: 2019-05-05, type: 交办, to: [市供电公司], due: 2019-06-01}
      - {date: 2019-06-20, type: 办结, note: 已解决}
"""
LATER = """\
      - {date: 2019-07-01, type: 延期, due: 2019-07-31, note: 等待银行审批}
"""


def written(run_bangfu: Run, root: Path, file: Path, *arguments: str, today: str = "2019-06-30") -> Calendar:
    result = run_bangfu(root, "calendar", "-o", str(file), *arguments, today=today)
    assert result.code == 0, result.err
    found = Calendar.from_ical(file.read_bytes())
    assert isinstance(found, Calendar)
    return found


def entries(calendar: Calendar) -> dict[str, Any]:
    """The events by the title of their issue."""
    return {str(event["SUMMARY"]).partition("】")[2].partition("（")[0]: event for event in calendar.walk("VEVENT")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "due.ics"


def test_an_entry_a_due_date(run_bangfu: Run, repository: Make, file: Path) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    made = written(run_bangfu, root, file)
    assert str(made["X-WR-CALNAME"]) == "重点企业精准帮扶活动办理期限"
    found = entries(made)
    assert list(found) == ["供地，三十亩；“一期”\\n", "贷款未获批"]
    land = found["供地，三十亩；“一期”\\n"]
    assert str(land["SUMMARY"]) == "【到期】供地，三十亩；“一期”\\n（株洲 甲公司）"  # what looks like an escape is none
    assert land["DTSTART"].dt == date(2019, 6, 18)
    assert land["DTSTART"].params["VALUE"] == "DATE"
    assert "DTEND" not in land
    assert land["DTSTAMP"].dt == datetime(2019, 5, 2, tzinfo=UTC)
    assert (str(land["STATUS"]), str(land["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(land["DESCRIPTION"]) == (
        "编号：ZZ-190501-AAAA\n市州：株洲市\n企业：甲公司\n类别：用地\n状态：办理中\n"
        "责任单位：市发改委\n协办单位：市工信局\n反映：2019年5月1日\n交办：2019年5月2日"
    )
    assert [alarm["TRIGGER"].dt for alarm in land.walk("VALARM")] == [timedelta(days=-3, hours=9), timedelta(hours=9)]


def test_the_file_keeps_to_the_form(run_bangfu: Run, repository: Make, file: Path) -> None:
    """RFC 5545: CR LF, at most 75 octets a line, a letter of three octets never parted."""
    written(run_bangfu, repository({"ledgers/zhuzhou.yaml": ZHUZHOU}), file)
    data = file.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert b"\n" not in line
        assert len(line) <= 75
        line.decode()


def test_the_same_ledgers_give_the_same_bytes_on_any_day(run_bangfu: Run, repository: Make, file: Path) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    written(run_bangfu, root, file)
    first = file.read_bytes()
    written(run_bangfu, root, file, today="2019-07-20")
    assert file.read_bytes() == first


def test_taken_again_it_changes_entries_and_doubles_none(run_bangfu: Run, repository: Make, file: Path) -> None:
    """A calendar knows an entry by its UID and takes the one with the higher SEQUENCE."""
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    before = entries(written(run_bangfu, root, file))
    repository({"ledgers/zhuzhou.yaml": ZHUZHOU.replace("due: 2019-07-07}\n", "due: 2019-07-07}\n" + LATER)})
    after = entries(written(run_bangfu, root, file, today="2019-07-02"))
    assert {title: str(event["UID"]) for title, event in before.items()} == {
        title: str(event["UID"]) for title, event in after.items()
    }
    loan, later = before["贷款未获批"], after["贷款未获批"]
    assert (loan["SEQUENCE"], later["SEQUENCE"]) == (2, 3)
    assert (loan["DTSTART"].dt, later["DTSTART"].dt) == (date(2019, 7, 7), date(2019, 7, 31))
    assert later["DTSTAMP"].dt > loan["DTSTAMP"].dt
    other = "供地，三十亩；“一期”\\n"
    assert before[other].to_ical() == after[other].to_ical()


def test_what_is_done_before_its_day_is_called_off(run_bangfu: Run, repository: Make, file: Path) -> None:
    done = "      - {date: 2019-07-01, type: 办结, note: 已放款}\n"
    ledger = ZHUZHOU.replace("due: 2019-07-07}\n", "due: 2019-07-07}\n" + done)
    root = repository({"ledgers/zhuzhou.yaml": ledger})
    loan = entries(written(run_bangfu, root, file, today="2019-07-02"))["贷款未获批"]
    assert str(loan["STATUS"]) == "CANCELLED"
    assert str(loan["SUMMARY"]).startswith("【已办结】")
    assert loan["SEQUENCE"] == 3
    assert not loan.walk("VALARM")
    assert "贷款未获批" not in entries(written(run_bangfu, root, file, today="2019-07-08"))


def test_a_department_s_own(run_bangfu: Run, repository: Make, file: Path) -> None:
    """What it leads or helps with; what has gone to another department is called off."""
    other = "      - {date: 2019-06-10, type: 交办, to: [市住建局], due: 2019-08-01}\n"
    ledger = ZHUZHOU.replace("due: 2019-06-18}\n", "due: 2019-06-18}\n" + other)
    root = repository({"ledgers/zhuzhou.yaml": ledger})
    mine = written(run_bangfu, root, file, "--department", "市工信局", "--as-of", "2019-06-05")
    (land,) = entries(mine).values()
    assert str(land["STATUS"]) == "CONFIRMED"
    assert str(mine["X-WR-CALNAME"]) == "重点企业精准帮扶活动办理期限（市工信局）"
    (gone,) = entries(written(run_bangfu, root, file, "--department", "市工信局")).values()
    assert (str(gone["STATUS"]), str(gone["UID"])) == ("CANCELLED", str(land["UID"]))
    assert str(gone["SUMMARY"]).startswith("【已取消】")
    (theirs,) = entries(written(run_bangfu, root, file, "--department", "市住建局")).values()
    assert theirs["DTSTART"].dt == date(2019, 8, 1)


def test_alarms(run_bangfu: Run, repository: Make, file: Path) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    loan = entries(written(run_bangfu, root, file, "--alarm", "1", "--alarm", "10"))["贷款未获批"]
    assert [alarm["TRIGGER"].dt for alarm in loan.walk("VALARM")] == [
        timedelta(days=-10, hours=9), timedelta(days=-1, hours=9),
    ]  # fmt: skip
    assert not written(run_bangfu, root, file, "--alarm", "none").walk("VALARM")


def test_a_city_and_the_marks(run_bangfu: Run, repository: Make, file: Path) -> None:
    province = (
        "province: 湖南省\ndemo: true\ncities:\n"
        "  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n  - {slug: changsha, name: 长沙市, prefix: CS}\n"
    )
    broken = ZHUZHOU.replace("株洲市", "长沙市").replace("ZZ-", "CS-").replace("category: 融资", "category: 钱")
    root = repository({
        "bangfu.yaml": province, "ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": broken,
    })  # fmt: skip
    assert run_bangfu(root, "calendar").code == 1
    made = written(run_bangfu, root, file, "--city", "株洲")
    assert str(made["X-WR-CALDESC"]) == "演示数据，均为虚构"
    assert len(entries(made)) == 2
    assert all(str(event["DESCRIPTION"]).startswith("演示数据，均为虚构\n编号：ZZ-") for event in made.walk("VEVENT"))
    allowed = written(run_bangfu, root, file, "--allow-errors")
    assert str(allowed["DESCRIPTION"]) == "演示数据，均为虚构；台账尚有1处错误未改正，不得作为正式依据"
    assert len(allowed.walk("VEVENT")) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--alarm", "x"), "--alarm takes a whole number from 0 to 365, or none, not “x”"),
        (("--alarm", "3", "--alarm", "none"), "or none, not “none”"),
        (("--department", "市金融班"), "no issue is charged to “市金融班”\n  did you mean “市金融办”?"),
        (("--as-of", "2019-6-1"), "“2019-6-1” is no date"),
    ],
)
def test_what_is_refused(run_bangfu: Run, repository: Make, arguments: tuple[str, ...], said: str) -> None:
    result = run_bangfu(repository({"ledgers/zhuzhou.yaml": ZHUZHOU}), "calendar", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_without_the_package_one_line_says_what_to_install(
    run_bangfu: Run, repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("bangfu.exchange.due_dates.find_spec", lambda name: None if name == "icalendar" else find(name))
    result = run_bangfu(repository({"ledgers/zhuzhou.yaml": ZHUZHOU}), "calendar")
    assert result.code == 2
    assert result.err == "bangfu: ics needs the package icalendar\n  install it: pip install 'bangfu[calendar]'\n"
