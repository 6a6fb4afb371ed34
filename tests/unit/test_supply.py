"""What the project stands on: pinned, held to hashes, under known licences; and what an audit's answer means."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOP / "tools"))


def test_pins_hashes_requirements_and_what_is_installed_agree() -> None:
    import pins

    assert pins.disagreements() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("constraints.txt", "ruamel-yaml==", "ruamel-yaml==9.", "ruamel-yaml: 9."),
        ("constraints.txt", "rich==", "poor==", "poor: "),
        ("requirements/run.txt", "--hash=sha256:", "--hash=md5:", "no hash in requirements/"),
        ("requirements/run.txt", "typer==0.28.0", "typer==0.29.0", "typer<0.29,>=0.26 of pyproject.toml: 0.29.0"),
        ("requirements/test.txt", "-r run.txt", "--find-links ftp://mirror.invalid", "test.txt holds an address"),
    ],
)
def test_what_does_not_agree_is_named(
    name: str, old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pins

    for attribute in ("PINS", "RUN", "TEST"):
        path = getattr(pins, attribute)
        copy = tmp_path / path.name
        text = path.read_text("utf-8")
        if path == TOP / name:
            assert old in text
            text = text.replace(old, new)
        copy.write_text(text, "utf-8")
        monkeypatch.setattr(pins, attribute, copy)
    assert [line for line in pins.disagreements() if said in line]


def test_every_licence_is_listed_and_one_of_those_allowed() -> None:
    import licences
    import pins

    rows = licences.PAGE.read_text("utf-8").splitlines()
    for name, version in pins.needed().items():
        if name != "pip":
            licence = licences.licence(distribution(name))
            assert licences.allowed(licence), f"{name}: {licence}"
            assert f"| {name} | {version} | {licence} |" in rows, "make licences"


def test_a_licence_that_binds_more_is_not_allowed() -> None:
    import licences

    assert not licences.allowed("(MIT OR Apache-2.0) AND GPL-3.0-only")
    assert not licences.allowed("MIT AND GPL-3.0-only")
    assert licences.allowed("GPL-2.0-only OR MIT")
    assert not licences.allowed("GPL-3.0-only")
    assert not licences.allowed("—")


def test_an_audit_that_asked_nobody_does_not_pass_for_one_that_found_nothing() -> None:
    import audit

    def answer(*packages: object) -> tuple[int, list[str]]:
        return audit.verdict(json.dumps({"dependencies": packages}))

    right = {"name": "rich", "version": "15.0.0", "vulns": []}
    wrong = {"name": "typer", "version": "0.28.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.28.1"]}]}
    left = {"name": "pydantic", "skip_reason": "not found"}
    assert answer(right) == (0, ["Known vulnerabilities: 0 in 1 packages."])
    assert answer(right, wrong, left) == (
        1,
        [
            "typer 0.28.0: PYSEC-1, mended in 0.28.1",
            "Known vulnerabilities: 1 in 2 packages; 1 not known to it.",
        ],
    )
    assert answer(left)[0] == 0
    assert "nothing was audited" in answer(left)[1][0]
    assert "nothing was audited" in audit.verdict("")[1][0]


def test_no_tool_is_needed_to_run_what_is_pinned() -> None:
    """The run-time list holds nothing of the tests."""
    import pins

    running = pins.pinned(pins.RUN.read_text("utf-8"))
    assert not {"pytest", "hypothesis", "playwright", "pip-audit"} & running.keys()
    assert {"typer", "pydantic", "ruamel-yaml", "rich", "jinja2", "python-stdnum", "python-docx"} <= running.keys()
