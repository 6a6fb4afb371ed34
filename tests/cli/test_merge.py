"""`bangfu merge`: all cities in one document, with the place every record comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bangfu import pipeline
from bangfu.model.ledger import SECTIONS
from bangfu.model.record import Record
from bangfu.read.build import Builder, type_record
from bangfu.read.nodes import Mapping, Node, Sequence, compose

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
    uscc: 91430200MA4L00003X
    leader: 市长
    department: 市工信局
issues:
  - id: ZZ-190605-7K3M
    enterprise: 示例轨道装备有限公司
    title: "用地：\\"两块地\\" #1 未落实"
    category: 用地
    detail: |
      第一行
      第二行
    events:
      - {date: 2019-06-05, type: 反映, via: 走访}
      - {date: 2019-06-10, type: 交办, to: [市自然资源局, 市住建局], due: 2019-07-08}
      - {date: 2019-06-20, type: 办结, note: 供地三十亩, outcomes: [{kind: 供地, value: 1000余亩}]}
      - {date: 2019-06-20, type: 评价, satisfaction: 满意}
"""
OPENING = """\
city: 株洲市
opening:
  - {date: 2019-05-31, source: 市月报, reported: 256, resolved: 62}
"""
MERGED = """\
format: 1
province: 湖南省
cities:
  - city: 长沙市
    slug: changsha
    files: []
  - city: 株洲市
    slug: zhuzhou
    files: [ledgers/zhuzhou.yaml, ledgers/zhuzhou/a.yaml]
    opening:
      - {date: "2019-05-31", source: 市月报, reported: 256, resolved: 62, \
origin: {file: ledgers/zhuzhou/a.yaml, line: 3}}
    enterprises:
      - {name: 示例轨道装备有限公司, uscc: "91430200MA4L00003X", kind: 企业, leader: 市长, department: 市工信局, \
origin: {file: ledgers/zhuzhou.yaml, line: 3}}
    issues:
      - id: ZZ-190605-7K3M
        enterprise: 示例轨道装备有限公司
        title: '用地："两块地" #1 未落实'
        category: 用地
        detail: "第一行\\n第二行\\n"
        events:
          - {date: "2019-06-05", type: 反映, via: 走访}
          - {date: "2019-06-10", type: 交办, to: [市自然资源局, 市住建局], due: "2019-07-08"}
          - {date: "2019-06-20", type: 办结, note: 供地三十亩, outcomes: [{kind: 供地, value: "1000余亩", state: 实现}]}
          - {date: "2019-06-20", type: 评价, satisfaction: 满意}
        origin: {file: ledgers/zhuzhou.yaml, line: 8}
"""
FILES = {"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/zhuzhou/a.yaml": OPENING}


def typed(city: Mapping) -> Iterator[tuple[str, Record]]:
    """The records of one city of a merged document, made by the reader of ledgers."""
    for section, owner in SECTIONS.items():
        records = city.get(section)
        for node in records.items if isinstance(records, Sequence) else ():
            assert isinstance(node, Mapping)
            origin = node.get("origin")
            node.pairs = [(key, value) for key, value in node.pairs if getattr(key, "text", "") != "origin"]
            builder = Builder("")
            record, problems = type_record(builder.record(node, owner, ()), owner, "")
            assert not builder.findings
            assert not problems
            assert record is not None
            yield section, replace(record, file=text(origin, "file"), line=int(text(origin, "line")))


def text(node: Node | None, key: str) -> str:
    assert isinstance(node, Mapping)
    return str(getattr(node.get(key), "text", ""))


def test_two_parts_and_a_city_that_did_not_report(run_bangfu: Run, repository: Make) -> None:
    result = run_bangfu(repository(FILES), "merge")
    assert result.code == 0
    header, _, body = result.out.partition("\n")
    assert header.startswith("#")
    assert body == MERGED


def test_json_is_the_same_document(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository(FILES)
    plain = json.loads(run_bangfu(root, "merge", "--format", "json").out)
    assert plain == YAML(typ="safe", pure=True).load(run_bangfu(root, "merge").out)
    assert plain["cities"][1]["issues"][0]["events"][2]["outcomes"][0]["value"] == "1000余亩"
    assert run_bangfu(root, "merge", "-o", str(tmp_path / "book.json")).code == 0
    assert json.loads((tmp_path / "book.json").read_text()) == plain


def test_read_back_every_record_is_equal_and_has_its_place(run_bangfu: Run, tmp_path: Path) -> None:
    run_bangfu(tmp_path, "init", str(tmp_path / "demo"), "--demo")
    root, output = tmp_path / "demo", tmp_path / "book.yaml"
    result = run_bangfu(root, "merge", "-o", str(output), today="2020-01-10")
    assert (result.code, result.out) == (0, "")
    document = compose(output.read_text())
    assert isinstance(document, Mapping)
    cities = document.get("cities")
    assert isinstance(cities, Sequence)
    book = pipeline.load(root, date(2020, 1, 10)).book
    assert len(cities.items) == len(book.cities) == 14
    for node, city in zip(cities.items, book.cities, strict=True):
        assert isinstance(node, Mapping)
        assert city.ledger
        expected = [(name, record) for name in SECTIONS for record in getattr(city.ledger, name)]
        merged = list(typed(node))
        assert merged == expected
        assert [(r.file, r.line) for _, r in merged] == [(r.file, r.line) for _, r in expected]


def test_the_summary_counts_and_names_what_was_merged(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository(FILES)
    result = run_bangfu(root, "merge", "--json")
    summary = json.loads(result.out)
    assert summary["schema"] == 1
    assert summary["output"] is None
    assert [city["city"] for city in summary["cities"]] == ["长沙市", "株洲市"]
    assert summary["cities"][1]["records"] == {
        "opening": 1, "enterprises": 1, "issues": 1, "measures": 0, "outcomes": 0, "assertions": 0, "visits": 0,
        "surveys": 0, "commitments": 0, "policies": 0, "stages": 0,
    }  # fmt: skip
    assert summary["cities"][1]["issues"] == ["ZZ-190605-7K3M"]
    assert summary["total"]["issues"] == 1
    output = tmp_path / "book.yaml"
    summary = json.loads(run_bangfu(root, "merge", "--json", "-o", str(output)).out)
    assert summary["output"] == str(output)
    assert output.read_text().endswith(MERGED)


def test_what_only_shows_across_cities_is_a_warning_on_stderr(run_bangfu: Run, repository: Make) -> None:
    twin = "city: 长沙市\nenterprises:\n  - {name: 示例轨道分公司, uscc: 91430200MA4L00003X}\n"
    result = run_bangfu(repository({**FILES, "ledgers/changsha.yaml": twin}), "merge")
    assert result.code == 0
    assert "BF501 warning" in result.err
    assert "示例轨道分公司" in result.out


def test_errors_are_named_and_nothing_is_written(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    bad = "measures:\n  - {date: 2019-5-20, section: 要素保障, text: 某事}\n"
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU + bad})
    output = tmp_path / "book.yaml"
    result = run_bangfu(root, "merge", "-o", str(output))
    assert (result.code, result.out) == (1, "")
    assert "ledgers/zhuzhou.yaml:21:12: BF124 error" in result.err
    assert "errors in the ledgers: 1" in result.err
    assert not output.exists()
    result = run_bangfu(root, "merge", "-o", str(output), "--allow-errors")
    assert result.code == 0
    assert "\nerrors: 1\n" in output.read_text()


def test_only_the_first_errors_are_shown(run_bangfu: Run, repository: Make) -> None:
    bad = "measures:\n" + "  - {date: 2019-5-20, section: 要素保障, text: 某事}\n" * 40
    result = run_bangfu(repository({"ledgers/zhuzhou.yaml": ZHUZHOU + bad}), "merge")
    assert result.code == 1
    assert result.err.count("BF124") == 20
    assert "errors in the ledgers: 40" in result.err


def test_the_same_ledgers_give_the_same_bytes_on_any_day(run_bangfu: Run, repository: Make) -> None:
    root = repository(FILES)
    assert run_bangfu(root, "merge").out == run_bangfu(root, "merge", today="2021-02-03").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.yaml", "b.yaml"), "there is no “b.yaml”"),
        (("--format", "xml"), "--format takes yaml, json"),
        (("-o", "no/such/folder/book.yaml"), "cannot be written"),
    ],
)
def test_what_cannot_be_asked_for(run_bangfu: Run, repository: Make, arguments: tuple[str, ...], message: str) -> None:
    result = run_bangfu(repository(FILES), "merge", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


@pytest.mark.parametrize("name", ["bangfu.yaml", "ledgers/zhuzhou.yaml", "ledgers/loudi.yaml", "templates/a.yaml"])
def test_what_the_repository_lives_from_is_not_written_over(run_bangfu: Run, repository: Make, name: str) -> None:
    root = repository(FILES)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = run_bangfu(root, "merge", "-o", str(root / name))
    assert result.code == 2
    assert "is not overwritten" in result.err
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


TRICKY = (
    "007", "1e5", "0x1F", "-1", "+1", ".5", "yes", "No", "on", "null", "~", "2019-06-05", "a: b", "a #b", "- a", "{a}",
    "[a", "*a", "&a", "!a", "%a", "@a", "`a", "'a", '"a', "a\\b", "100%", "=", "<<", "?", "|", ">", ":", "a:b,c",
    "，：", "true",
)  # fmt: skip


@pytest.mark.parametrize("value", TRICKY)
def test_text_stays_text(run_bangfu: Run, repository: Make, value: str) -> None:
    quoted = "'" + value.replace("'", "''") + "'"
    ledger = f"city: 株洲市\nmeasures:\n  - date: 2019-06-20\n    section: 要素保障\n    text: {quoted}\n"
    root = repository({"ledgers/zhuzhou.yaml": ledger})
    result = run_bangfu(root, "merge", "--allow-errors")
    assert result.code == 0
    for parser in (YAML(typ="safe", pure=True), YAML(typ="safe")):
        city = parser.load(result.out)["cities"][1]
        assert city["measures"][0]["text"] == value
