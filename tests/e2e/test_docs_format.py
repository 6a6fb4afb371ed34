"""docs/format.md and figures.md, in both languages, are what bangfu does: examples run, tables compared with code."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from bangfu import pipeline
from bangfu.check.manual import parts
from bangfu.check.registry import registry
from bangfu.lifecycle.replay import STEPS
from bangfu.lifecycle.transitions import COMMON, STATUSES, TABLE, Status
from bangfu.model import ledger, province
from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event, EventType, Result
from bangfu.model.fields import SCALAR_LIMIT
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.placeholder import NAMES
from bangfu.model.province import (
    SCORES,
    BulletinWords,
    City,
    ColophonWords,
    Limits,
    Outlook,
    Outlooks,
    Policy,
    Province,
    RosterEntry,
    Team,
)
from bangfu.model.quantity import MAX_DIGITS, MAX_UNIT
from bangfu.read.build import keys_of
from bangfu.read.configuration import read_configuration
from bangfu.read.files import SIZE_LIMIT
from bangfu.read.nodes import KEY_LIMIT, LOOSE_LIMIT, NODE_LIMIT
from bangfu.read.prescan import NESTING_LIMIT
from bangfu.tally.figures import Pledges, Rate, Rates

Make = Callable[..., Path]

TOP = Path(__file__).parents[2]
FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
Row = dict[str, str]
"""The cells of a table's row by the heading of their column; `key` is the first."""


@dataclasses.dataclass(frozen=True)
class Page:
    """One language's docs/format.md, and the words of its tables."""

    name: str
    kind: str
    default: str
    first: str
    same: str
    below: str
    comma: str
    common: str
    rates: str
    limits: str

    @property
    def text(self) -> str:
        return (TOP / "docs" / self.name).read_text("utf-8")

    def required(self, row: Row) -> bool:
        """Whether a key's row says that the key must be there."""
        return row["必填"] == "是" if "必填" in row else "required" in (row.get("kind") or row["holds"])

    def tables(self) -> dict[str, list[Row]]:
        """The rows of the table below each `<!-- keys: NAME -->`."""
        return {match[1]: rows(match[2]) for match in re.finditer(r"<!-- keys: (\w+) -->\n((?:\|.*\n)+)", self.text)}

    def examples(self) -> list[tuple[int, str, str]]:
        """Every example that is run: its line, what stands after `yaml`, and its text."""
        text = self.text
        return [
            (text[: match.start()].count("\n") + 1, match[1].removeprefix("yaml "), match[2])
            for match in FENCE.finditer(text)
            if match[1].startswith(("yaml ledger", "yaml bangfu"))
        ]


def rows(table: str) -> list[Row]:
    """The rows of a Markdown table."""
    head, _rule, *body = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()]
    return [{"key": row[0], **dict(zip(head, row, strict=True))} for row in body]


def names(cell: str) -> list[str]:
    """The words in backquotes."""
    return re.findall(r"`(\w+)`", cell)


ENGLISH = Page(
    "format.md", "kind", "default", "(first)", "(the same)", "see below", ", ",
    "Any event may also carry `note`, `via` and `source`.", "The rates that `scoring` may name: ", "Limits",
)  # fmt: skip
CHINESE = Page(
    "format.zh-CN.md", "填什么", "默认", "（第一条）", "（不变）", "见下", "、",
    "任何一条记录都还可以写 `note`、`via` 和 `source`。", "`scoring` 可以写的比率：", "上限",
)  # fmt: skip
PAGES = (ENGLISH, CHINESE)
EXAMPLES = [
    pytest.param(*head.partition(" ")[::2], text, id=f"{page.name} line {line}")
    for page in PAGES
    for line, head, text in page.examples()
]
in_both_languages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
KINDS = {
    "text": "文字", "long text": "多行文字", "day": "日期", "count": "整数", "yes or no": "是否", "quantity": "数量",
    "choice": "选一", "list of text": "多项文字", "list of days": "多项日期", "list": "列表", "names": "名称表",
    "entry": "条目", "`1`": "`1`",
}  # fmt: skip
RECORDS: dict[str, type[Any]] = {
    owner.__name__: owner
    for owner in (
        Part, *SECTIONS.values(), Event, Result, Province, City, Limits, RosterEntry, Policy, Team, BulletinWords,
        ColophonWords, Outlook, Outlooks,
    )
}  # fmt: skip

CONFIGURATION = """\
province: 湖南省
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}
policies:
  - {id: HN-2019-03, title: 信贷风险补偿办法}
"""
ENTERPRISES = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, leader: 市长, department: 市工信局}
"""


def codes(root: Path, name: str | None = None) -> list[str]:
    """The codes that check finds (in one file)."""
    found = pipeline.check(root, date(2019, 7, 5))
    return [diagnostic.code for diagnostic in found if name is None or diagnostic.file == name]


def test_both_languages_have_the_same_examples() -> None:
    def without_comments(page: Page) -> list[tuple[str, str]]:
        return [(head, re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)) for _line, head, text in page.examples()]

    assert len(ENGLISH.examples()) > 20
    assert without_comments(CHINESE)[1:] == without_comments(ENGLISH)  # the first is for readers new to YAML


@pytest.mark.parametrize(("kind", "code", "text"), EXAMPLES)
def test_every_example_gives_just_the_finding_it_names(kind: str, code: str, text: str, repository: Make) -> None:
    if kind == "bangfu":
        ledgers = {
            f"ledgers/{slug}.yaml": f"city: {name}\n" for slug, name in re.findall(r"slug: (\w+), name: (\w+)", text)
        }
        assert codes(repository({"bangfu.yaml": text, **ledgers}), "bangfu.yaml") == code.split()
        return
    files = {"bangfu.yaml": CONFIGURATION, "ledgers/zhuzhou.yaml": text}
    if "city: " not in text:
        files["ledgers/zhuzhou.yaml"] = "city: 株洲市\n" + text
    if "enterprises:\n" not in text:
        files["ledgers/zhuzhou/enterprises.yaml"] = ENTERPRISES
    assert sorted(set(codes(repository(files)))) == code.split()


@in_both_languages
def test_every_record_has_its_table(page: Page) -> None:
    assert page.tables().keys() == RECORDS.keys()


@in_both_languages
@pytest.mark.parametrize("name", RECORDS)
def test_every_key_is_in_its_table_and_no_other(page: Page, name: str) -> None:
    written = [key for row in page.tables()[name] for key in names(row["key"])]
    assert sorted(written) == sorted(keys_of(RECORDS[name]))


@in_both_languages
@pytest.mark.parametrize("name", [name for name in RECORDS if name != "Province"])
def test_what_is_required_is_said(page: Page, name: str) -> None:
    required = {
        field.name
        for field in dataclasses.fields(RECORDS[name])
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    said = {key for row in page.tables()[name] if page.required(row) for key in names(row["key"])}
    assert said == required


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "Part"])
def test_both_languages_give_every_key_the_same_kind(name: str) -> None:
    def kinds(page: Page) -> dict[str, str]:
        return {key: row[page.kind] for row in page.tables()[name] for key in names(row["key"])}

    def in_chinese(kind: str) -> str:
        kind, _default, default = kind.removesuffix(", required").partition(", default ")
        chosen = KINDS.get(kind) or (kind.replace(" or ", " 或 ") if "`" in kind else KINDS["choice"])
        return f"{chosen}，默认 {default}" if default else chosen

    assert kinds(CHINESE) == {key: in_chinese(kind) for key, kind in kinds(ENGLISH).items()}


@in_both_languages
def test_what_bangfu_yaml_must_hold(page: Page, tmp_path: Path) -> None:
    assert {row["key"].strip("`") for row in page.tables()["Province"] if page.required(row)} == {"province", "cities"}
    read = province_of(tmp_path)

    def defaults(name: str) -> dict[str, str]:
        return {row["key"].strip("`"): row[page.default] for row in page.tables()[name]}

    said = defaults("Province")
    assert (read.issuer, read.recipients, read.campaign) == (said["issuer"], said["recipients"], said["campaign"])
    limits = {key: str(value or "none") for key, value in dataclasses.asdict(read.limits).items()}
    assert {key: said.replace("无", "none") for key, said in defaults("Limits").items()} == limits
    assert read.bulletin.number == defaults("BulletinWords")["number"]
    assert [len(x) for x in (read.categories, read.channels, read.sections, read.scoring, read.bulletin.outlook)] == [
        5, 8, 5, 4, 3,
    ]  # fmt: skip


def test_the_chinese_page_writes_the_default_words_out(tmp_path: Path) -> None:
    read = province_of(tmp_path)
    said = {row["key"].strip("`"): row["默认"] for row in CHINESE.tables()["Province"]}
    assert said["channels"].split("、") == list(read.channels)
    assert said["sections"].split("、") == list(read.sections)
    text = re.sub(r"\n(?=\S)", "", CHINESE.text)
    fields = "；".join(f"{field}（{'、'.join(members)}）" for field, members in read.categories.items())
    assert f"`categories` 的默认值：{fields}。" in text
    weights = "、".join(f"`{name}` {weight}" for name, weight in read.scoring.items())
    assert f"`scoring` 的默认值：{weights}。" in text


def province_of(root: Path) -> Province:
    """The province as read from a bangfu.yaml that leaves all it can to the defaults."""
    (root / "bangfu.yaml").write_text(CONFIGURATION, "utf-8")
    read, _source, findings = read_configuration(root)
    assert not findings
    assert read
    return read


@in_both_languages
@pytest.mark.parametrize(
    "owner", [Enterprise, Issue, Event, Result, ledger.Outcome, ledger.Commitment, province.Province]
)
def test_every_choice_is_named(page: Page, owner: type[Any]) -> None:
    for name, hint in get_type_hints(owner).items():
        for choice in [member for kind in (hint, *get_args(hint)) if hasattr(kind, "__members__") for member in kind]:
            row = next(row for row in page.tables()[owner.__name__] if f"`{name}`" in row["key"])
            assert choice.value in "".join(row.values()) or name == "type", (name, choice)


@in_both_languages
def test_the_event_table_is_the_transition_table(page: Page) -> None:
    match = re.search(r"<!-- events -->\n((?:\|.*\n)+)", page.text)
    assert match
    table = [list(row.values())[1:] for row in rows(match[1])]
    assert [row[0] for row in table] == [event.value for event in TABLE]
    for (event, after, leads, required, further), transition in zip(table, TABLE.values(), strict=True):
        assert set(after.split(page.comma)) == {status.value or page.first for status in transition.after}
        if event == EventType.REOPEN.value:
            assert leads == page.below
        else:
            assert leads == (transition.leads_to.value if transition.leads_to else page.same)
        assert set(names(required)) == set(transition.required)
        assert set(names(further)) == set(transition.allowed)
    assert set(COMMON) == {"date", "type", "note", "via", "source"}
    assert page.common in page.text
    assert all(status.value in page.text for status in Status)


@in_both_languages
def test_the_placeholders_and_rates_are_all_there(page: Page) -> None:
    match = re.search(r"<!-- placeholders -->\n((?:.+\n)+)", page.text)
    assert match
    assert re.findall(r"`\{(\w+)\}`", match[1]) == list(NAMES)
    match = re.search(re.escape(page.rates) + r"((?:.+\n)+)", page.text)
    assert match
    assert names(match[1]) == list(SCORES)


@in_both_languages
def test_the_limits_are_the_codes(page: Page) -> None:
    section = page.text.partition(f"\n## {page.limits}\n")[2]
    cells = re.findall(r"^\| .+? \| (.*[0-9].*?) \|$", section, re.MULTILINE)
    a_file, values, nesting, keys, one_value, _an_id, quantity = [
        [int(number) for number in re.findall("[0-9]+", cell.replace(",", ""))] for cell in cells
    ]
    assert (a_file, nesting, one_value) == ([SIZE_LIMIT // 2**20], [NESTING_LIMIT], [SCALAR_LIMIT])
    assert values == [NODE_LIMIT, LOOSE_LIMIT]
    assert keys == [KEY_LIMIT]
    assert quantity == [MAX_DIGITS, MAX_UNIT]


@pytest.mark.parametrize("name", ["figures.md", "figures.zh-CN.md"])
def test_every_figure_is_defined(name: str) -> None:
    text = (TOP / "docs" / name).read_text("utf-8")
    defined = [word for line in text.splitlines() if line.startswith("| ") for word in names(line.split("|")[1])]
    rates = [rate.name for rate in dataclasses.fields(Rates)]
    assert defined == [*(step.value for step in STEPS), *rates, *Pledges._fields]
    assert all(status.value in text for status in STATUSES)
    assert str(Rate(62, 242)).strip("%") in text


@pytest.mark.parametrize(
    "name",
    [
        "format.md",
        "format.zh-CN.md",
        "figures.md",
        "figures.zh-CN.md",
        "privacy.md",
        "privacy.zh-CN.md",
        "cli.md",
        "api.md",
        "api.zh-CN.md",
    ],
)
def test_the_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", (TOP / "docs" / name).read_text("utf-8")):
        if "://" in target:
            continue
        file, _sharp, anchor = target.partition("#")
        path = TOP / "docs" / (file or name)
        assert path.exists(), target
        assert not anchor or anchor in anchors(path.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors that hosting sites make from a page's headings."""
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("name", ["format", "figures", "privacy", "api"])
def test_each_language_links_to_the_other_at_the_top(name: str) -> None:
    for page, other in ((f"{name}.md", f"{name}.zh-CN.md"), (f"{name}.zh-CN.md", f"{name}.md")):
        top = (TOP / "docs" / page).read_text("utf-8").splitlines()[:3]
        assert f"]({other})" in top[2]


def test_chinese_readers_are_led_to_the_chinese_pages() -> None:
    readme = (TOP / "README.zh-CN.md").read_text("utf-8")
    assert "](docs/format.zh-CN.md)" in readme
    assert "](docs/figures.zh-CN.md)" in readme
    for code in registry():
        for part in parts(code):
            if part.language == "zh":
                assert "docs/format.md" not in part.text, code
