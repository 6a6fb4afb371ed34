"""The bulletin of June 2019 from the repository's own ledgers holds every figure of the notice, each with its city."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bangfu.cli.app import main

TOP = Path(__file__).resolve().parents[2]
FIGURES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("notice_figures.yaml"))
CITIES = (
    "长沙市",
    "株洲市",
    "湘潭市",
    "衡阳市",
    "邵阳市",
    "岳阳市",
    "常德市",
    "张家界市",
    "益阳市",
    "郴州市",
    "永州市",
    "怀化市",
    "娄底市",
    "湘西州",
)


class Passages(HTMLParser):
    """The text of every paragraph, table row and list item of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.passages: list[str] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "tr", "li"):
            self.passages.append("")
            self._open = True
        elif tag in ("td", "th") and self._open:
            self.passages[-1] += "|"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "tr", "li"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.passages[-1] += data


def _report(*options: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--repo", str(TOP), "--today", "2019-07-05", "report", "--month", "2019-06", *options])
    assert code == 0, err.getvalue()
    return out.getvalue()


def _markdown() -> list[str]:
    lines = [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line) for line in _report().splitlines()]
    return [re.sub(r" *\| *", "|", line).removesuffix("|") if line.startswith("|") else line for line in lines if line]


def _html() -> list[str]:
    return Passages(_report("--format", "html")).passages


@pytest.fixture(scope="module", params=[_markdown, _html], ids=["md", "html"])
def passages(request: pytest.FixtureRequest) -> list[str]:
    """Every paragraph and table row, in either format."""
    read: Callable[[], list[str]] = request.param
    return read()


def _said_of(city: str, passages: list[str]) -> str:
    """What the passages say of a city: from each sentence that names it up to the next that names another one."""
    said = []
    for passage in passages:
        speaking = False
        for sentence in re.split(r"(?<=[。；|])", passage):
            named = [name for name in CITIES if name in sentence]
            if named:
                speaking = city in named
            if speaking:
                said.append(sentence)
    return "".join(said)


def test_there_are_figures_of_every_city_but_one() -> None:
    assert len(FIGURES) == 113
    assert {figure["city"] for figure in FIGURES} == set(CITIES) - {"益阳市"}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure['city']}-{figure['fact']}")
def test_the_figure_stands_in_a_passage_that_names_its_city(figure: dict[str, str], passages: list[str]) -> None:
    city, text = figure["city"], figure["text"]
    assert any(text in passage and city in passage for passage in passages)
    assert text in _said_of(city, passages)


def _row(city: str, passages: list[str]) -> list[str]:
    (row,) = [passage for passage in passages if re.match(rf"\|[^|]*\|{city}\|", passage)]
    return row.split("|")[1:]


def test_the_rows_of_the_table(passages: list[str]) -> None:
    gaps = ["—"] * 3
    assert _row("株洲市", passages) == ["2", "株洲市", "256", "242", "—", "62", "—", "25.6%", "24.2%", *gaps]
    assert _row("岳阳市", passages) == ["1", "岳阳市", "2", "0", "2", "2", "0", "100.0%*", "100.0%", "0", "2", "2"]
    assert _row("长沙市", passages) == ["—", "长沙市", "508", *["—"] * 9]
    assert _row("益阳市", passages) == ["未报送", "益阳市", *["—"] * 10]
    for city in set(CITIES) - {"株洲市", "岳阳市", "长沙市", "张家界市"}:
        assert _row(city, passages)[0] == "未报送"
        assert not re.search(r"[0-9]", "".join(_row(city, passages)))


def test_zhuzhou_in_prose(passages: list[str]) -> None:
    (passage,) = [passage for passage in passages if "分市州进展" in passage]
    assert "株洲市收集问题256个，核实242个，交办242个，办结62个，办结率25.6%（62/242）" in passage
    assert "益阳市" not in passage


def test_who_did_not_report_is_named(passages: list[str]) -> None:
    (passage,) = [passage for passage in passages if "数据报送不完整" in passage]
    assert "益阳市" in passage
    assert "未报送问题办理数据" in passage
    assert "株洲市" not in passage


def test_plans_and_expectations_are_not_results(passages: list[str]) -> None:
    (passage,) = [passage for passage in passages if "帮扶成效" in passage]
    done, _, rest = passage.partition("预计可取得、尚未实现的成效有：")
    expected, _, planned = rest.partition("列入计划的有：")
    assert "贷款9.3亿元" in done
    assert "岳阳县" in done
    assert "辰州矿业" in done
    assert "289亿元" in expected
    assert "5000万元以上" in expected
    assert "6.75亿元" in planned
    assert not any(words in done for words in ("289亿元", "20余亿元", "5000万元以上", "6.75亿元"))


def test_what_speaks_for_a_part_of_a_city_says_so(passages: list[str]) -> None:
    said = "".join(passage for passage in passages if "帮扶成效" in passage or "走访调研" in passage)
    assert "株洲市芦淞区授信4365万元（14家企业）" in said
    assert "岳阳市岳阳县清理僵尸企业10家、盘活土地1000余亩" in said
    assert "怀化市辰州矿业规划科技技改项目31个、1—5月产值同比增长63.3%" in said
    assert "长沙市（长沙高新区）走访企业500家，回收问卷623份，正面评价占95.5%" in said
