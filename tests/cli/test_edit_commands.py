"""The editing commands as users run them: a life from an empty repository to 销号, and everything that is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
    aliases: [示例轨道]
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
  - id: ZZ-190306-8M3M
    enterprise: 示例轨道装备有限公司
    title: 缺工
    category: 用工
    events:
      - {date: 2019-03-06, type: 反映}
"""
FILE = "ledgers/zhuzhou.yaml"


@pytest.fixture
def story(repository: Callable[..., Path]) -> Path:
    return repository({FILE: LEDGER})


def ledger(root: Path) -> str:
    return (root / FILE).read_bytes().decode()


def test_a_life_from_an_empty_repository_to_strike_off(repository, run_bangfu) -> None:
    root = repository({})
    run = run_bangfu
    done = run(
        root, "add-enterprise", "--city", "株洲", "--name", "某轨道公司", "--leader", "市长", "--alias", "某轨道"
    )
    assert (done.code, done.out) == (0, "")
    assert "某轨道公司  ledgers/zhuzhou.yaml:4" in done.err
    done = run(
        root, "add-issue", "--city", "ZZ", "--enterprise", "某轨道", "--title", "新增用地未落实", "--category", "用地",
        "--date", "2019-03-05", "--via", "企业服务专线",
    )  # fmt: skip
    assert done.code == 0
    name = done.out.strip()
    assert done.out == f"{name}\n"
    assert name.startswith("ZZ-190305-")
    steps = [
        ("verify", name, "--date", "2019-03-07"),
        ("assign", name, "--to", "市自然资源局", "--to", "市住建局", "--via", "问题交办函", "--date", "2019-03-08"),
        ("progress", name[-4:], "--note", "已现场踏勘", "--date", "2019-03-20"),
        ("supervise", name[-4:].lower(), "--via", "督办函", "--date", "2019-03-25"),
        ("extend", name, "--due", "2019-05-01", "--note", "指标待批", "--date", "2019-03-29"),
        ("resolve", name, "--result", "供地三十亩", "--outcome", "供地 30亩", "--date", "2019-04-02"),
        ("rate", name, "--satisfaction", "不满意", "--date", "2019-04-03"),
        ("reopen", name, "--note", "企业要六十亩", "--date", "2019-04-04"),
        (
            "close", name, "--result", "供地六十亩", "--outcome", "供地 约60亩", "--outcome", "投资 9.3亿元 预计",
            "--satisfaction", "满意", "--date", "2019-06-30", "--note", "回访属实",
        ),
    ]  # fmt: skip
    for step in steps:
        done = run(root, *step)
        assert (done.code, done.out) == (0, ""), done.err
    assert done.err.splitlines() == [
        f"{name} 办结 2019-06-30  ledgers/zhuzhou.yaml:22",
        f"{name} 评价 2019-06-30  ledgers/zhuzhou.yaml:23",
        f"{name} 销号 2019-06-30  ledgers/zhuzhou.yaml:24",
    ]
    outcomes = "note: 供地六十亩, outcomes: [{kind: 供地, value: 约60亩}, {kind: 投资, value: 9.3亿元, state: 预计}]"
    assert (
        ledger(root)
        == f"""\
# 株洲市精准帮扶台账
city: 株洲市
enterprises:
  - name: 某轨道公司
    leader: 市长
    aliases: [某轨道]
issues:
  - id: {name}
    enterprise: 某轨道公司
    title: 新增用地未落实
    category: 用地
    events:
      - {{date: 2019-03-05, type: 反映, via: 企业服务专线}}
      - {{date: 2019-03-07, type: 核实}}
      - {{date: 2019-03-08, type: 交办, to: [市自然资源局, 市住建局], via: 问题交办函, due: 2019-04-07}}
      - {{date: 2019-03-20, type: 办理, note: 已现场踏勘}}
      - {{date: 2019-03-25, type: 督办, via: 督办函}}
      - {{date: 2019-03-29, type: 延期, due: 2019-05-01, note: 指标待批}}
      - {{date: 2019-04-02, type: 办结, note: 供地三十亩, outcomes: [{{kind: 供地, value: 30亩}}]}}
      - {{date: 2019-04-03, type: 评价, satisfaction: 不满意}}
      - {{date: 2019-04-04, type: 重开, note: 企业要六十亩}}
      - {{date: 2019-06-30, type: 办结, {outcomes}}}
      - {{date: 2019-06-30, type: 评价, satisfaction: 满意}}
      - {{date: 2019-06-30, type: 销号, note: 回访属实}}
"""
    )
    assert run(root, "check").code == 0
    assert [path.name for path in (root / "ledgers").iterdir()] == ["zhuzhou.yaml"]


def test_several_issues_at_once_are_one_change(story, run_bangfu) -> None:
    before = ledger(story)
    done = run_bangfu(story, "assign", "7K3M", "8M3M", "--to", "市人社局", "--date", "2019-03-07")
    assert done.code == 2, "the second could be assigned that day, the first has an event on the 8th"
    assert "ZZ-190305-7K3M: 交办 on 2019-03-07 would stand before its last event, 交办 on 2019-03-08" in done.err
    assert ledger(story) == before
    done = run_bangfu(
        story, "assign", "7K3M", "8M3M", "--to", "市人社局", "--date", "2019-03-09", "--due", "2019-07-01"
    )
    assert done.code == 0
    line = "      - {date: 2019-03-09, type: 交办, to: [市人社局], due: 2019-07-01}\n"
    assert ledger(story).count(line) == 2
    assert done.err.splitlines() == [
        "ZZ-190305-7K3M 交办 2019-03-09  ledgers/zhuzhou.yaml:13",
        "ZZ-190306-8M3M 交办 2019-03-09  ledgers/zhuzhou.yaml:20",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("close", "3M", "--result", "好"), "“3M” may be any of 2 issues: ZZ-190305-7K3M (ledgers/zhuzhou.yaml:6), "),
        (("close", "XX", "--result", "好"), "there is no issue “XX”"),
        (("verify", "7K3M", "zz-190305-7k3m"), "ZZ-190305-7K3M is named twice"),
        (("verify", "7K3M"), "ZZ-190305-7K3M is 办理中: 核实 may not follow"),
        (("progress", "8M3M"), "what may follow: 核实 (bangfu verify), 退回 (bangfu reject), 交办 (bangfu assign)"),
        (("progress", "7K3M", "--date", "2019-07-01"), "2019-07-01 lies in the future (today is 2019-06-30)"),
        (("progress", "7K3M", "--date", "2019-3-9"), "“2019-3-9” is no date"),
        (("progress", "7K3M", "--date", "2019-03-07"), "would stand before its last event"),
        (("assign", "8M3M", "--to", "市人社局", "--due", "2019-03-01"), "due on 2019-03-01, before 2019-06-30"),
        (("close", "7K3M"), "ZZ-190305-7K3M is 办理中: the result is missing"),
        (("close", "7K3M", "--result", "好", "--satisfaction", "不满意"), "bangfu reopen ZZ-190305-7K3M --note TEXT"),
        (("close", "7K3M", "--result", "好", "--satisfaction", "满"), "did you mean “满意”?"),
        (("resolve", "7K3M", "--result", "好", "--outcome", "供地"), "“供地” is no outcome"),
        (("resolve", "7K3M", "--result", "好", "--outcome", "供地 20多亩"), "“供地 20多亩” is no outcome"),
        (("resolve", "7K3M", "--result", " "), "--result is empty"),
        (("extend", "7K3M"), "missing: --due, --note"),
        (("reject", "8M3M"), "missing: --note"),
        (("assign", "8M3M"), "missing: --to"),
        (("resolve", "8M3M"), "missing: --result"),
        (("rate", "8M3M"), "missing: --satisfaction"),
        (("reject", "8M3M", "--note", "重复", "--into", "9999"), "there is no issue “9999”"),
        (("add-issue", "--city", "株洲"), "missing: --enterprise, --title, --category"),
        (("add-enterprise",), "missing: --city, --name"),
        (("add-enterprise", "--city", "株州", "--name", "乙"), "did you mean “株洲"),
        (("add-enterprise", "--city", "株洲", "--name", "示例轨道"), "has “示例轨道” already (ledgers/zhuzhou.yaml:3)"),
        (("add-enterprise", "--city", "株洲", "--name", "乙", "--uscc", "91430200MA4L00003Z"), "add an error: BF207"),
        (("add-enterprise", "--city", "株洲", "--name", "乙\n丙"), "the edit would add an error: BF128"),
    ],
)  # fmt: skip
def test_refused(story, run_bangfu, arguments: tuple[str, ...], complaint: str) -> None:
    done = run_bangfu(story, *arguments)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.err
    assert ledger(story) == LEDGER
    assert [path.name for path in (story / "ledgers").iterdir()] == ["zhuzhou.yaml"]


def add(*more: str, enterprise: str = "示例轨道", category: str = "融资") -> tuple[str, ...]:
    return (
        "add-issue",
        "--city",
        "zhuzhou",
        "--enterprise",
        enterprise,
        "--title",
        "贷款难",
        "--category",
        category,
        *more,
    )


def test_the_same_issue_is_not_added_twice(story, run_bangfu) -> None:
    first = run_bangfu(story, *add())
    after = ledger(story)
    second = run_bangfu(story, *add(enterprise="示例轨道装备有限公司"))
    assert second.code == 2
    assert f"this issue is there already: {first.out.strip()} (ledgers/zhuzhou.yaml:19)" in second.err
    assert ledger(story) == after
    third = run_bangfu(story, *add("--date", "2019-06-29"))
    assert third.code == 0
    assert third.out != first.out


def test_an_unknown_enterprise_or_category_is_refused_with_the_nearest(story, run_bangfu) -> None:
    assert "did you mean “示例轨道" in run_bangfu(story, *add(enterprise="示例轨到")).err
    assert "did you mean “融资”?" in run_bangfu(story, *add(category="融")).err
    assert ledger(story) == LEDGER


def test_a_detail_of_several_lines_is_a_text_block(story, run_bangfu) -> None:
    assert run_bangfu(story, *add("--detail", "第一行\n第二行: # 不是注释\n")).code == 0
    assert "    detail: |\n      第一行\n      第二行: # 不是注释\n    events:\n" in ledger(story)


def test_a_dry_run_shows_the_diff_and_writes_nothing(story, run_bangfu) -> None:
    done = run_bangfu(story, "progress", "7K3M", "--note", "踏勘", "--dry-run")
    assert done.code == 0
    assert (
        done.out
        == """\
--- a/ledgers/zhuzhou.yaml
+++ b/ledgers/zhuzhou.yaml
@@ -10,6 +10,7 @@
     events:
       - {date: 2019-03-05, type: 反映}
       - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
+      - {date: 2019-06-30, type: 办理, note: 踏勘}
   - id: ZZ-190306-8M3M
     enterprise: 示例轨道装备有限公司
     title: 缺工
"""
    )
    assert ledger(story) == LEDGER


def test_a_dry_run_refuses_what_the_run_would(story, run_bangfu) -> None:
    assert run_bangfu(story, "verify", "7K3M", "--dry-run").code == 2


def test_an_error_that_stood_before_does_not_block(story, run_bangfu) -> None:
    broken = LEDGER.replace("category: 用工", "category: 用工\n    colour: 红")
    (story / FILE).write_text(broken)
    done = run_bangfu(story, "progress", "7K3M")
    assert done.code == 0
    assert "errors that stood in this ledger before: " in done.err
    assert ledger(story) == broken.replace(
        "due: 2019-04-08}\n", "due: 2019-04-08}\n      - {date: 2019-06-30, type: 办理}\n"
    )


@pytest.mark.parametrize("broken", ["title: [\n", "&重点 x: 1\n", "\t- a\n"])
def test_a_file_that_cannot_be_read_is_not_edited(story, run_bangfu, broken: str) -> None:
    (story / FILE).write_text(LEDGER + broken)
    done = run_bangfu(story, "progress", "7K3M")
    assert done.code == 2
    assert "ledgers/zhuzhou.yaml:" in done.err
    assert ledger(story) == LEDGER + broken


def test_a_link_is_not_edited(story, run_bangfu, tmp_path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(LEDGER)
    (story / FILE).unlink()
    (story / FILE).symlink_to(tmp_path / "elsewhere.yaml")
    assert run_bangfu(story, "progress", "7K3M").code == 2
    assert run_bangfu(story, "add-enterprise", "--city", "zz", "--name", "乙").code == 2
    assert (tmp_path / "elsewhere.yaml").read_text() == LEDGER


def test_an_id_of_before_a_merge_is_followed(story, run_bangfu) -> None:
    (story / FILE).write_text(LEDGER.replace("    title: 缺工\n", "    title: 缺工\n    was: [OLD-1]\n"))
    assert run_bangfu(story, "verify", "OLD-1").err.startswith("ZZ-190306-8M3M 核实 2019-06-30")


def test_an_issue_may_have_a_file_of_its_own(repository, run_bangfu) -> None:
    province = "province: 湖南省\nlayout: issue\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
    root = repository({"bangfu.yaml": province, FILE: LEDGER})
    name = run_bangfu(root, *add()).out.strip()
    assert (
        (root / f"ledgers/zhuzhou/{name}.yaml").read_text()
        == f"""\
# 株洲市精准帮扶台账
city: 株洲市
issues:
  - id: {name}
    enterprise: 示例轨道装备有限公司
    title: 贷款难
    category: 融资
    events:
      - {{date: 2019-06-30, type: 反映}}
"""
    )
    assert ledger(root) == LEDGER
    assert run_bangfu(root, "reject", name, "7K3M"[::-1], "--note", "重复").code == 2
    done = run_bangfu(root, "close", name, "7K3M", "--result", "已贷款")
    assert done.code == 0, "two files, one change"
    assert ledger(root).count("销号") == 1
    assert (root / f"ledgers/zhuzhou/{name}.yaml").read_text().count("销号") == 1


def test_reject_into_another_issue_writes_its_whole_id(story, run_bangfu) -> None:
    assert run_bangfu(story, "reject", "8M3M", "--note", "重复", "--into", "7k3m").code == 0
    assert "{date: 2019-06-30, type: 退回, into: ZZ-190305-7K3M, note: 重复}" in ledger(story)


def test_close_of_a_resolved_issue_writes_one_event(story, run_bangfu) -> None:
    assert run_bangfu(story, "resolve", "7K3M", "--result", "好").code == 0
    before = ledger(story)
    assert run_bangfu(story, "close", "7K3M", "--result", "好").code == 2
    assert ledger(story) == before
    assert run_bangfu(story, "close", "7K3M").code == 0
    assert ledger(story) == before.replace(
        "办结, note: 好}\n", "办结, note: 好}\n      - {date: 2019-06-30, type: 销号}\n"
    )


def test_in_chinese(story, run_bangfu) -> None:
    done = run_bangfu(story, "progress", "7K3M", lang="zh")
    assert done.err == "ZZ-190305-7K3M 办理 2019-06-30  ledgers/zhuzhou.yaml:13\n"


OTHER = """\
  - id: ZZ-190310-PW4C
    enterprise: 示例轨道
    title: 扩建用地指标未落实
    category: 用地
    events:
      - {date: 2019-03-10, type: 反映, via: 走访}
"""


def test_an_issue_is_joined_to_the_one_that_it_repeats_and_counted_once(repository, run_bangfu) -> None:
    root = repository({FILE: LEDGER + OTHER})
    done = run_bangfu(root, "reject", "PW4C", "--into", "7k3m")
    assert (done.code, done.err) == (0, f"ZZ-190310-PW4C 退回 2019-06-30  {FILE}:25\n")
    written = "{date: 2019-06-30, type: 退回, into: ZZ-190305-7K3M, note: 与 ZZ-190305-7K3M 重复，并入办理}"
    assert written in ledger(root)
    total = json.loads(run_bangfu(root, "tally", "--by", "category", "--json").out)["total"]
    figures = {step: total["stock"][step] for step in ("reported", "rejected", "verified", "assigned")}
    assert figures == {"reported": 3, "rejected": 1, "verified": 1, "assigned": 1}
    assert (total["overdue"], total["status"]["待核实"]) == (1, 1)


@pytest.mark.parametrize(
    ("before", "given", "said"),
    [
        ((), ("7K3M", "--into", "7K3M"), "ZZ-190305-7K3M cannot be sent back into itself"),
        (
            ("reject", "8M3M", "--into", "PW4C"),
            ("PW4C", "--into", "8M3M"),
            "sent back into it\n  it went into ZZ-190310-PW4C: --into ZZ-190310-PW4C\n",
        ),
        (
            ("reject", "8M3M", "--note", "不属帮扶范围"),
            ("PW4C", "--into", "8M3M"),
            "sent back into it\n  reopen it first: bangfu reopen ZZ-190306-8M3M --note TEXT\n",
        ),
        (
            (),
            ("8M3M", "--into", "PW4C", "--date", "2019-03-08"),
            "ZZ-190310-PW4C was reported on 2019-03-10 only, after 2019-03-08",
        ),
        ((), ("PW4C", "--into", "QQQQ"), "there is no issue “QQQQ”"),
    ],
)
def test_what_cannot_be_joined(repository, run_bangfu, before, given, said) -> None:
    root = repository({FILE: LEDGER + OTHER})
    if before:
        assert run_bangfu(root, *before).code == 0
    text = ledger(root)
    done = run_bangfu(root, "reject", *given)
    assert done.code == 2
    assert said in done.err
    assert ledger(root) == text


def test_a_reopened_issue_takes_others_in_again(repository, run_bangfu) -> None:
    root = repository({FILE: LEDGER + OTHER})
    assert run_bangfu(root, "reject", "8M3M", "--into", "PW4C").code == 0
    assert run_bangfu(root, "reopen", "8M3M", "--note", "以此件为准").code == 0
    assert run_bangfu(root, "reject", "PW4C", "--into", "8M3M").code == 0
    assert run_bangfu(root, "check").code == 0


def test_another_enterprise_s_issue_is_said(repository, run_bangfu) -> None:
    stranger = OTHER.replace("enterprise: 示例轨道", "enterprise: 示例食品有限公司").replace("PW4C", "9999")
    firm = "  - name: 示例食品有限公司\nissues:\n"
    root = repository({FILE: LEDGER.replace("issues:\n", firm) + OTHER + stranger})
    done = run_bangfu(root, "reject", "PW4C", "--into", "8M3M")
    assert (done.code, "another enterprise" in done.err) == (0, False), "an alias is the same enterprise"
    done = run_bangfu(root, "reject", "8M3M", "--into", "9999")
    assert (done.code, done.err.splitlines()[-1]) == (
        0,
        "ZZ-190310-9999 is of another enterprise: 示例食品有限公司",
    )


def test_an_issue_that_seems_to_be_there_already_is_said_when_it_is_added(story, run_bangfu) -> None:
    given = ("--city", "株洲", "--enterprise", "示例轨道", "--category", "用地", "--date", "2019-03-12")
    done = run_bangfu(story, "add-issue", *given, "--title", "新增用地指标没有落实")
    assert done.code == 0
    name = done.out.strip()
    assert f"BF506: {name} may be the same as ZZ-190305-7K3M: both say 新增用地\n" in done.err
    assert f"  if they are one: bangfu reject {name} --into ZZ-190305-7K3M\n" in done.err
    assert run_bangfu(story, "reject", name, "--into", "7K3M").code == 0
    assert "BF506" not in run_bangfu(story, "check").out
