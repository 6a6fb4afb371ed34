"""`bangfu check --fix`: what has one remedy is put right, nothing else is touched, and nothing is guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Repository = Callable[..., Path]

NAME = "ledgers/zhuzhou.yaml"
LEDGER = """\
# 台账，一字不动
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, leader: 市长, department: 市工信局}
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地   # 一家两块
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-06, type: 退回, note: 企业已自行解决}
measures:
  - date: 2019-05-20
    section: 要素保障
    text: 举办银企对接会。
"""


def changed(*pairs: tuple[str, str]) -> str:
    text = LEDGER
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def text_of(root: Path) -> str:
    return (root / NAME).read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("BF103", changed(("银企对接", "银企\u200b对接\ufeff"))),
        ("BF107", changed(("    section: ", "    section："))),
        ("BF107", changed(("{date: 2019-03-06, type: 退回, ", "{date：2019-03-06, type：　退回, "))),
        ("BF108", changed(("    section: ", "　　section: "))),
        ("BF108", changed(("    section: ", "  \u00a0\u00a0section: "))),
        ("BF111", changed(("    title: ", "    title:"))),
        ("BF124", changed(("2019-05-20", "2019-5-20"))),
        ("BF124", changed(("2019-05-20", "2019/5/20"))),
        ("BF124", changed(("2019-05-20", "2019.05.20"))),
        ("BF124", changed(("2019-05-20", "2019年5月20日"))),
        ("BF201", changed(("city: 株洲市", "city: 株洲"))),
        ("BF201", changed(("city: 株洲市", "city: zhuzhou"))),
        ("BF910", changed(("市工信局}", "市工信局}  # bangfu: ignore[BF205] 已核对"))),
    ],
)  # fmt: skip
def test_what_has_one_remedy_is_put_right(code: str, broken: str, repository: Repository, run_bangfu: Run) -> None:
    root = repository({NAME: broken})
    assert f" {code} " in run_bangfu(root, "check").out
    result = run_bangfu(root, "check", "--fix", "--ignore", "BF003")
    assert f"{NAME}: {code} " in result.err
    assert " fixed; lines: 1\n" in result.err
    assert text_of(root) == LEDGER
    assert (result.code, result.out) == (0, "")
    again = run_bangfu(root, "check", "--fix")
    assert "nothing can be fixed without guessing" in again.err
    assert text_of(root) == LEDGER


def test_several_slips_of_one_record_are_put_right_together(repository: Repository, run_bangfu: Run) -> None:
    root = repository({NAME: changed(("    section: ", "　　section："), ("    text: ", "    text:"),
                                     ("date: 2019-05-20", "date：2019-5-20"))})  # fmt: skip
    result = run_bangfu(root, "check", "--fix")
    assert result.code == 0
    assert text_of(root) == LEDGER


def test_line_ends_and_the_encoding(repository: Repository, run_bangfu: Run) -> None:
    other = "ledgers/changsha.yaml"
    root = repository({NAME: LEDGER.replace("\n", "\r").encode(), other: "city: 长沙市\n".encode("gbk")})
    result = run_bangfu(root, "check", "--fix")
    assert result.code == 0
    assert text_of(root) == LEDGER
    assert (root / other).read_text("utf-8") == "city: 长沙市\n"


def test_crlf_and_a_byte_order_mark_are_kept(repository: Repository, run_bangfu: Run) -> None:
    broken = changed(("2019-05-20", "2019-5-20")).replace("\n", "\r\n")
    root = repository({NAME: b"\xef\xbb\xbf" + broken.encode()})
    assert run_bangfu(root, "check", "--fix").code == 0
    assert (root / NAME).read_bytes() == b"\xef\xbb\xbf" + LEDGER.replace("\n", "\r\n").encode()


def test_text_is_put_into_its_normal_form(repository: Repository, run_bangfu: Run) -> None:
    accents = changed(("银企对接会", "Café 对接会"))
    root = repository({NAME: unicodedata.normalize("NFD", accents)})
    assert run_bangfu(root, "check", "--fix").code == 0
    assert text_of(root) == accents


def test_a_credit_code_gets_its_capitals_where_its_check_digit_is_right(
    repository: Repository, run_bangfu: Run
) -> None:
    right = changed(("leader: 市长", "uscc: 91430200MA4L00003X, leader: 市长"))
    root = repository({NAME: right.replace("MA4L00003X", "ma4l00003x")})
    assert run_bangfu(root, "check", "--fix").code == 0
    assert text_of(root) == right
    wrong = right.replace("MA4L00003X", "ma4l00004x")
    root = repository({NAME: wrong})
    assert run_bangfu(root, "check", "--fix").code == 1
    assert text_of(root) == wrong


@pytest.mark.parametrize(
    "broken",
    [
        changed(("2019-05-20", "20.5.2019")),
        changed(("2019-05-20", "2019-02-30")),
        changed(("2019-05-20", "5月20日")),
        changed(("2019-05-20", "2019-5/20")),
        changed(("text: ", "txet: ")),
        changed(("type: 退回", "type: 退還")),
        changed(("city: 株洲市", "city: 长沙市")),
        changed(("    section: ", "\tsection: ")),
        changed(("    section: ", "\u2003section: ")),
        changed(("银企对接", "银企\u202e对接")),
        changed(("银企对接", "👩\u200d👩 对接")),
        changed(("enterprise: 示例轨道装备", "enterprise: 示例轨道设备")),
        changed(("市工信局}", "市工信局}  # bangfu: ignore[BF999] 已核对")),
        changed(("市工信局}", "市工信局}  # bangfu: ignore[BF412] 企业停产")),
        changed(("市工信局}", "市工信局}  # bangfu: ignore[BF205]")),
        changed(("市工信局}", "市工信局}  # bangfu: ignore[BF205] 已核对"), ("2019-05-20", "2019-5-40")),
        changed(("    text: 举办银企对接会。", '    text: "第一句。\n      title：第二句。"')),
        changed(("    text: 举办银企对接会。", '    text: "第一句。\n\u3000\u3000第二句。"')),
        changed(("    text: 举办银企对接会。", '    {text: "其一，title：其二。"}')),
        changed(("city: 株洲市", "city: 株洲市\rmeasures: ~")),
    ],
)
def test_nothing_is_guessed(broken: str, repository: Repository, run_bangfu: Run) -> None:
    root = repository({NAME: broken})
    assert run_bangfu(root, "check", "--strict", "--ignore", "BF003").code == 1
    result = run_bangfu(root, "check", "--fix", "--strict", "--ignore", "BF003")
    assert result.code == 1
    assert "nothing can be fixed without guessing" in result.err
    assert text_of(root) == broken


def test_gb18030_that_does_not_name_the_city_is_left(repository: Repository, run_bangfu: Run) -> None:
    data = LEDGER.replace("株洲市", "长沙市").encode("gb18030")
    root = repository({NAME: data})
    assert run_bangfu(root, "check", "--fix").code == 1
    assert (root / NAME).read_bytes() == data


def test_one_hopeless_slip_does_not_keep_the_others(repository: Repository, run_bangfu: Run) -> None:
    hopeless = '    text: "第一句。\n      title：第二句。"'
    root = repository({NAME: changed(("    title: ", "    title："), ("    text: 举办银企对接会。", hopeless))})
    assert run_bangfu(root, "check", "--fix").code == 1
    assert text_of(root) == changed(("    text: 举办银企对接会。", hopeless))


def test_of_several_codes_in_a_comment_only_the_idle_one_goes(repository: Repository, run_bangfu: Run) -> None:
    twice = "  - {name: 示例轨道装备有限公司}  # bangfu: ignore[BF206, BF205, BF207] 同名的两家\nissues:"
    root = repository({NAME: changed(("issues:", twice))})
    assert run_bangfu(root, "check", "--fix").code == 0
    assert text_of(root) == changed(("issues:", twice.replace("BF206, BF205, BF207", "BF205")))


def test_a_dry_run_shows_the_change_and_writes_nothing(repository: Repository, run_bangfu: Run) -> None:
    broken = changed(("2019-05-20", "2019-5-20"))
    root = repository({NAME: broken})
    result = run_bangfu(root, "check", "--fix", "--dry-run")
    assert "-  - date: 2019-5-20\n+  - date: 2019-05-20\n" in result.out
    assert f"{NAME}: BF124 date can be fixed; lines: 1" in result.err
    assert result.code == 0  # what would be left
    assert text_of(root) == broken
    assert run_bangfu(root, "check", "--dry-run").code == 2


def test_only_what_is_asked_for_is_put_right(repository: Repository, run_bangfu: Run) -> None:
    broken = changed(("2019-05-20", "2019-5-20"), ("city: 株洲市", "city: 株洲"))
    root = repository({NAME: broken, "ledgers/changsha.yaml": "city: 长沙\n"})
    run_bangfu(root, "check", "--fix", "--ignore", "BF201")
    assert text_of(root) == changed(("city: 株洲市", "city: 株洲"))
    run_bangfu(root, "check", "--fix", str(root / NAME))
    assert text_of(root) == LEDGER
    assert (root / "ledgers/changsha.yaml").read_text("utf-8") == "city: 长沙\n"


def test_what_remains_is_told_in_any_format(repository: Repository, run_bangfu: Run) -> None:
    root = repository({NAME: changed(("2019-05-20", "2019-5-20"), ("type: 退回", "type: 退還"))})
    result = run_bangfu(root, "check", "--fix", "--format", "github")
    assert result.code == 1
    assert [line.partition("title=")[2][:5] for line in result.out.splitlines() if "::error" in line] == ["BF127"]


def test_a_broken_configuration_fixes_nothing(repository: Repository, run_bangfu: Run) -> None:
    root = repository({"bangfu.yaml": "province：湖南省\n", NAME: changed(("2019-05-20", "2019-5-20"))})
    assert run_bangfu(root, "check", "--fix").code == 1
    assert (root / "bangfu.yaml").read_text("utf-8") == "province：湖南省\n"


def test_more_slips_than_are_reported(repository: Repository, run_bangfu: Run) -> None:
    lines = [f"  - {{name: 企业{number}, leader: 市长}}\n" for number in range(1000)]
    right = "city: 株洲市\nenterprises:\n" + "".join(lines)
    root = repository({NAME: right.replace("name: ", "name：").replace("leader: ", "leader:")})
    result = run_bangfu(root, "check", "--fix")
    assert result.code == 0, result.out
    assert text_of(root) == right
