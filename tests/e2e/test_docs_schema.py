"""The JSON Schema takes what docs/format.md calls valid, refuses what a schema can see, and says what the page says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_docs_format import CHINESE, ENGLISH, EXAMPLES, RECORDS, Page, names

from bangfu.check.rules.bf308_surplus_field import SURPLUS
from bangfu.i18n import Translator
from bangfu.lifecycle.transitions import TABLE
from bangfu.model.quantity import Quantity, pattern
from bangfu.read.build import keys_of
from bangfu.read.configuration import default_province
from bangfu.scaffold import hunan
from bangfu.scaffold.repository import CONFIG, LEDGER, scaffold
from bangfu.schema.document import schema
from bangfu.schema.words import KEYS
from plain_yaml import loaded

TOP = Path(__file__).parents[2]
SEEN = {"BF001", "BF120", "BF123", "BF124", "BF125", "BF126", "BF127"}
"""What a schema can see, of the findings that docs/format.md has examples of."""

ISSUE = {"id": "ZZ-190305-7K3M", "enterprise": "示例", "title": "新增用地未落实", "category": "用地"}
REPORT = {"date": "2019-03-05", "type": "反映"}
CARRIED = {
    "to": ["市住建局"], "due": "2019-04-08", "into": "ZZ-1", "satisfaction": "满意", "note": "理由", "number": "1号",
    "outcomes": [{"kind": "供地", "value": "30亩"}], "via": "走访", "source": "表",
}  # fmt: skip


@cache
def validator(kind: str, language: str = "zh") -> jsonschema.Draft7Validator:
    made = schema(kind, default_province("湖南省", hunan.cities()), Translator(language))
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def accepts(kind: str, data: Any) -> bool:
    return bool(validator(kind).is_valid(data))


def with_event(event: dict[str, Any]) -> dict[str, Any]:
    return {"city": "株洲市", "issues": [{**ISSUE, "events": [REPORT, event]}]}


@pytest.mark.parametrize(("kind", "code", "text"), EXAMPLES)
def test_it_takes_the_right_examples_and_refuses_the_wrong_ones(kind: str, code: str, text: str) -> None:
    if code in {"BF107", "BF111", "BF113", "BF121"}:
        return  # these are of how YAML is written, which is before any schema
    data = loaded(text)
    if kind == "ledger":
        data = {"city": "株洲市", **data}
    assert accepts("config" if kind == "bangfu" else "ledger", data) is (code not in SEEN)


def test_it_takes_the_demonstration_and_the_notice() -> None:
    files = scaffold("湖南省", "湖南省工业和信息化厅", hunan.cities(), demo=True)
    for name, text in files.items():
        if name == "bangfu.yaml" or name.startswith("ledgers/"):
            validator("ledger" if name.startswith("ledgers/") else "config").validate(loaded(text))
    for path in [TOP / "bangfu.yaml", *(TOP / "ledgers").glob("*.yaml")]:
        validator("config" if path.name == "bangfu.yaml" else "ledger").validate(loaded(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "city: 360\n",
        "city: 株洲市\nissues: ~\nmeasures:\n",
        "city: 株洲市\nopening: [{date: 2019-06-30, reported: '14', scope: ~, category: 要素保障}]\n",
        "city: 株洲市\nenterprises: [{name: 007, stage: , kind: ~, aliases: , since: }]\n",
        "city: 株洲市\nmeasures: [{date: '2019-06-30', section: 新栏目, text: 一句, case: 'true'}]\n",
    ],
)
def test_it_does_not_call_wrong_what_check_accepts(text: str) -> None:
    validator("ledger").validate(loaded(text))


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.name)
def test_events_carry_what_their_type_carries(kind: Any) -> None:
    row = TABLE[kind]
    event = {"date": "2019-03-06", "type": kind.value, **{key: CARRIED[key] for key in row.required}}
    assert accepts("ledger", with_event(event))
    for key in row.required:
        assert not accepts("ledger", with_event({name: value for name, value in event.items() if name != key}))
        assert not accepts("ledger", with_event({**event, key: None}))
    for key in row.allowed:
        assert accepts("ledger", with_event({**event, key: CARRIED[key]}))
    for key in SURPLUS[kind]:
        assert not accepts("ledger", with_event({**event, key: CARRIED[key]})), key
        assert accepts("ledger", with_event({**event, key: None}))


QUANTITIES = "4365万元 1000余亩 5000万元以上 约20项 63.3% 20余亿元 3亿余元 0.5亿元 1万亿元"


@pytest.mark.parametrize("text", [*QUANTITIES.split(), "约 20 项"])
def test_the_pattern_of_quantities_is_no_narrower_than_the_parser(text: str) -> None:
    Quantity.parse(text)
    assert re.search(pattern(), text)


@pytest.mark.parametrize("text", ["4365", "一百亩", "20多亩", "1,000亩", "-5亩", "20万", "5 亩 "])
def test_the_pattern_of_quantities_refuses_what_is_none(text: str) -> None:
    assert not re.search(pattern(), text)


def test_every_key_is_explained_in_chinese() -> None:
    translate = Translator("zh")
    for record, owner in RECORDS.items():
        if record == "Assertion":
            continue
        assert list(KEYS[record]) == list(keys_of(owner))
        for key, (title, meaning) in KEYS[record].items():
            for text in (title, meaning):
                assert re.search("[一-鿿]", translate(text)) or key == "source", (record, key)


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=lambda page: page.name)
def test_an_editor_says_what_the_page_says(page: Page) -> None:
    """Where a row is of one key, and explains it itself: `see below` helps nobody in an editor."""
    translate = Translator("zh" if page is CHINESE else "en")
    compared = 0
    for record, rows in page.tables().items():
        for row in rows:
            cell, keys = list(row.values())[-1], names(row["key"])
            cell = re.sub(r"^(text, required: |文字。)", "", cell).replace("\\|", "|")
            cell = re.sub(r"（见 \[[^]]*\]\([^)]*\)）| \(\[[^]]*\]\([^)]*\)\)", "", cell)
            told = re.sub(r"[，,]? ?(见|see )\[.*$|(，|, )(each )?(as below|.*见下)$", "", cell)
            told = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", told)
            if len(keys) > 1 or record == "Assertion" or (record, keys[0]) in UNLIKE or not told:
                continue
            compared += 1
            assert translate(KEYS[record][keys[0]][1]) == told, (record, keys[0])
    assert compared > 90


UNLIKE = {("Event", "type"), ("Issue", "id"), ("RosterEntry", "name")} | {
    ("Part", section) for section in ("visits", "surveys", "commitments", "policies", "stages")
}
UNLIKE |= {("Opening", key) for key in ("enterprises", "projects", "prospects", "leaders", "departments")}


Run = Callable[..., Any]


def test_the_command_prints_what_init_wrote(run_bangfu: Run, tmp_path: Path) -> None:
    root = tmp_path / "台账"
    assert run_bangfu(tmp_path, "init", str(root)).code == 0
    for kind, name in (("ledger", LEDGER), ("config", CONFIG)):
        assert run_bangfu(root, "schema", kind, lang="zh").out == (root / name).read_text("utf-8")


def test_the_repositorys_own_words_are_offered(run_bangfu: Run, repository: Callable[..., Path]) -> None:
    root = repository({"bangfu.yaml": "province: 某省\ncities:\n  - {slug: a, name: 甲市, prefix: A}\n"
                       "categories: {要素: [水, 电]}\nchannels: [来信]\nsections: [动员]\n"
                       "policies: [{id: P-1, title: 办法}]\n"})  # fmt: skip
    made = json.loads(run_bangfu(root, "schema").out)
    records = made["definitions"]
    assert made["properties"]["city"]["anyOf"][0] == {"enum": ["甲市"]}
    assert records["Issue"]["properties"]["category"]["anyOf"][0] == {"enum": ["水", "电"]}
    assert records["Opening"]["properties"]["category"]["anyOf"][0] == {"enum": ["要素", "水", "电"]}
    assert records["Event"]["properties"]["via"]["anyOf"][0] == {"enum": ["来信"]}
    assert records["Measure"]["properties"]["section"]["anyOf"][0] == {"enum": ["动员"]}
    assert records["Delivery"]["properties"]["policy"]["anyOf"][0] == {"enum": ["P-1"]}


def test_outside_of_a_repository_the_default_words_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bangfu.cli.app import main

    monkeypatch.chdir(tmp_path)
    assert main(["schema", "ledger", "-o", "ledger.json"]) == 0
    assert main(["--repo", str(tmp_path), "schema"]) == 2
    assert "no bangfu.yaml" in capsys.readouterr().err
    made = json.loads((tmp_path / "ledger.json").read_text("utf-8"))
    assert "融资" in made["definitions"]["Issue"]["properties"]["category"]["anyOf"][0]["enum"]


@pytest.mark.parametrize("arguments", [("ledgre",), ("ledger", "-o", "{root}/ledgers/zhuzhou.yaml")])
def test_a_mistake_on_the_command_line_writes_nothing(
    arguments: tuple[str, ...], run_bangfu: Run, repository: Callable[..., Path]
) -> None:
    root = repository({"ledgers/zhuzhou.yaml": "city: 株洲市\n"})
    assert run_bangfu(root, "schema", *(word.replace("{root}", str(root)) for word in arguments)).code == 2
    assert (root / "ledgers/zhuzhou.yaml").read_text("utf-8") == "city: 株洲市\n"


def test_a_broken_configuration_makes_no_schema(run_bangfu: Run, repository: Callable[..., Path]) -> None:
    result = run_bangfu(repository({"bangfu.yaml": "province: [\n"}), "schema")
    assert (result.code, result.out) == (2, "")
