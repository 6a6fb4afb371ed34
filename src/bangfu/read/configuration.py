"""bangfu.yaml with the packaged defaults filled in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bangfu.i18n import _
from bangfu.lifecycle.workdays import is_installed
from bangfu.model.diagnostic import Finding
from bangfu.model.folders import NAME
from bangfu.model.province import (
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
from bangfu.model.source import Place, Source, Span
from bangfu.read.build import Builder, capped, keys_of, type_record
from bangfu.read.files import read_source
from bangfu.read.light import light
from bangfu.read.nodes import Mapping, Scalar, compose
from bangfu.read.recover import compose_source

_OWNERS = (Province, City, Limits, RosterEntry, Policy, Team, BulletinWords, ColophonWords, Outlook, Outlooks)


def read_configuration(root: Path, *, hashed: bool = True) -> tuple[Province | None, Source | None, list[Finding]]:
    """The province of the repository at `root`; every problem in the file is a finding BF001.

    Without `hashed` the source has no digest.
    """
    source, findings = read_source(root / NAME, NAME, hashed=hashed)
    if source is None:
        return None, None, _as_configuration(findings)
    composed = compose_source(source, configuration_keys())
    findings += composed.findings
    root_node = composed.root
    if root_node is None or (isinstance(root_node, Scalar) and root_node.missing):
        if not findings:
            findings.append(Finding("BF001", _("the file is empty"), file=NAME, span=Span(1, 1, 1, 1)))
        return None, source, _as_configuration(findings)
    if composed.findings:  # what is left of the file is only looked at for its own mistakes
        findings += _shaped(root_node).findings if isinstance(root_node, Mapping) else []
        return None, source, _as_configuration(findings)
    builder = Builder(NAME)
    data = builder.record(root_node, Province, ())
    findings += builder.findings
    province = None
    if isinstance(root_node, Mapping):
        whole = _with_defaults(data)
        province = light(whole, Province)
        problems: list[Finding] = []
        if province is None:
            province, problems = type_record(whole, Province, NAME)
        reported = {f.at.path for f in builder.findings if f.at}
        findings += [f for f in problems if (f.at is None or f.at.path not in reported) and not builder.explains(f)]
        if province is not None and province.limits.in_working_days and not is_installed():
            message = _("limits in 工作日 need the package chinesecalendar")
            hint = _("install it: pip install 'bangfu[workdays]'")
            findings.append(Finding("BF001", message, Place(NAME, ("limits", "unit")), hint=hint))
    return (None if findings else province), source, _as_configuration(findings)


def _shaped(root: Mapping) -> Builder:
    builder = Builder(NAME)
    builder.record(root, Province, ())
    builder.findings = [f for f in builder.findings if f.at is None or "：" not in str(f.at.path[:1])]
    return builder


@cache
def configuration_keys() -> frozenset[str]:
    """All keys that may stand in bangfu.yaml."""
    return frozenset(key for owner in _OWNERS for key in keys_of(owner))


def defaults_text() -> str:
    """The packaged defaults as they stand, comments included."""
    return (Path(__file__).parent / "defaults.yaml").read_text("utf-8")


def default_province(name: str = "-", cities: tuple[City, ...] = ()) -> Province:
    """A province of that name and those cities, everything else being as the packaged defaults have it."""
    province, _problems = type_record(_with_defaults({"province": name, "cities": []}), Province, NAME)
    assert province  # noqa: S101 - the packaged defaults are right
    return replace(province, cities=cities)


def _with_defaults(data: dict[str, Any]) -> dict[str, Any]:
    """The user's data over the defaults; `limits` and `bulletin` are filled in key by key, all else as a whole."""
    root = compose(defaults_text())
    builder = Builder("defaults.yaml")
    merged: dict[str, Any] = builder.record(root, Province, ()) if root else {}
    for key, value in data.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict) and key in ("limits", "bulletin")
        merged[key] = {**merged[key], **value} if both else value
    return merged


def _as_configuration(findings: list[Finding]) -> list[Finding]:
    return [replace(finding, code="BF001") for finding in capped(findings)]
