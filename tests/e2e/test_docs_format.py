"""docs/format.md is what bangfu does: its examples are run, its tables compared with the code."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bangfu import pipeline
from bangfu.lifecycle.transitions import COMMON, TABLE, Status
from bangfu.model import ledger, province
from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event, Result
from bangfu.model.fields import SCALAR_LIMIT
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.placeholder import NAMES
from bangfu.model.province import SCORES, BulletinWords, City, Limits, Outlook, Policy, Province, RosterEntry
from bangfu.model.quantity import MAX_DIGITS, MAX_UNIT
from bangfu.read.build import keys_of
from bangfu.read.configuration import read_configuration
from bangfu.read.files import SIZE_LIMIT
from bangfu.read.prescan import NESTING_LIMIT

Make = Callable[..., Path]

TOP = Path(__file__).parents[2]
FORMAT = (TOP / "docs" / "format.md").read_text("utf-8")
FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
EXAMPLES = [
    pytest.param(*match[1].split()[1:2], " ".join(match[1].split()[2:]), match[2], id=f"line {line}")
    for match in FENCE.finditer(FORMAT)
    if (line := FORMAT[: match.start()].count("\n") + 1) and match[1].startswith(("yaml ledger", "yaml bangfu"))
]
RECORDS: dict[str, type[Any]] = {
    owner.__name__: owner
    for owner in (
        Part, *SECTIONS.values(), Event, Result, Province, City, Limits, RosterEntry, Policy, BulletinWords, Outlook,
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


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 20


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


def tables() -> dict[str, list[list[str]]]:
    """The rows of the table below each `<!-- keys: NAME -->`."""
    found: dict[str, list[list[str]]] = {}
    for match in re.finditer(r"<!-- keys: (\w+) -->\n((?:\|.*\n)+)", FORMAT):
        rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in match[2].splitlines()[2:]]
        found[match[1]] = rows
    return found


def test_every_record_has_its_table() -> None:
    assert tables().keys() == RECORDS.keys()


@pytest.mark.parametrize("name", RECORDS)
def test_every_key_is_in_its_table_and_no_other(name: str) -> None:
    written = [key for row in tables()[name] for key in re.findall(r"`(\w+)`", row[0])]
    assert sorted(written) == sorted(keys_of(RECORDS[name]))


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "Province"])
def test_what_is_required_is_said(name: str) -> None:
    required = {
        field.name
        for field in dataclasses.fields(RECORDS[name])
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    said = {key for row in tables()[name] if "required" in row[1] for key in re.findall(r"`(\w+)`", row[0])}
    assert said == required


def test_what_bangfu_yaml_must_hold(tmp_path: Path) -> None:
    said = {row[0].strip("`") for row in tables()["Province"] if "required" in row[1]}
    assert said == {"province", "cities"}
    (tmp_path / "bangfu.yaml").write_text(CONFIGURATION, "utf-8")
    read, _source, findings = read_configuration(tmp_path)
    assert not findings
    assert read
    defaults = {row[0].strip("`"): row[2] for row in tables()["Province"]}
    assert (read.issuer, read.recipients, read.campaign) == (
        defaults["issuer"], defaults["recipients"], defaults["campaign"],
    )  # fmt: skip
    assert {row[0].strip("`"): int(row[2]) for row in tables()["Limits"]} == dataclasses.asdict(read.limits)
    assert read.bulletin.number == {row[0]: row[2] for row in tables()["BulletinWords"]}["`number`"]
    assert [len(x) for x in (read.categories, read.channels, read.sections, read.scoring, read.bulletin.outlook)] == [
        5, 8, 5, 4, 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "owner", [Enterprise, Issue, Event, Result, ledger.Outcome, ledger.Commitment, province.Province]
)
def test_every_choice_is_named(owner: type[Any]) -> None:
    from typing import get_args, get_type_hints

    for name, hint in get_type_hints(owner).items():
        for choice in [member for kind in (hint, *get_args(hint)) if hasattr(kind, "__members__") for member in kind]:
            row = next(row for row in tables()[owner.__name__] if f"`{name}`" in row[0])
            assert choice.value in "".join(row) or name == "type", (name, choice)


def test_the_event_table_is_the_transition_table() -> None:
    match = re.search(r"<!-- events -->\n((?:\|.*\n)+)", FORMAT)
    assert match
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in match[1].splitlines()[2:]]
    assert [row[0] for row in rows] == [event.value for event in TABLE]
    for (_event, after, leads, required, further), transition in zip(rows, TABLE.values(), strict=True):
        statuses = {status.value or "(first)" for status in transition.after}
        assert set(after.split(", ")) == statuses
        if leads != "see below":
            assert leads == (transition.leads_to.value if transition.leads_to else "(the same)")
        assert set(re.findall(r"`(\w+)`", required)) == set(transition.required)
        assert set(re.findall(r"`(\w+)`", further)) == set(transition.allowed)
    assert set(COMMON) == {"date", "type", "note", "via", "source"}
    assert "Any event may also carry `note`, `via` and `source`." in FORMAT
    assert all(status.value in FORMAT for status in Status)


def test_the_placeholders_and_rates_are_all_there() -> None:
    match = re.search(r"<!-- placeholders -->\n((?:.+\n)+)", FORMAT)
    assert match
    assert re.findall(r"`\{(\w+)\}`", match[1]) == list(NAMES)
    match = re.search(r"The rates that `scoring` may name: ((?:.+\n)+)", FORMAT)
    assert match
    assert re.findall(r"`(\w+)`", match[1]) == list(SCORES)


def test_the_limits_are_the_codes() -> None:
    section = FORMAT.partition("\n## Limits\n")[2]
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE))
    assert rows["a file"].startswith(f"{SIZE_LIMIT // 2**20} MiB")
    assert rows["nesting"] == f"{NESTING_LIMIT} levels"
    assert rows["one value"] == f"{SCALAR_LIMIT:,} characters"
    assert rows["a quantity"] == f"{MAX_DIGITS} digits, a unit of {MAX_UNIT} letters"


def test_the_links_lead_somewhere() -> None:
    for name in ("format.md", "figures.md", "cli.md"):
        text = (TOP / "docs" / name).read_text("utf-8")
        anchors = {
            re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
            for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        }
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in anchors, target
            elif "://" not in target:
                assert (TOP / "docs" / target.partition("#")[0]).exists(), target
