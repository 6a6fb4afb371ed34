"""Reads the seals of published periods. A file that is not to the letter what `bangfu seal` wrote is none (BF610)."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.folders import SEALS
from bangfu.model.period import Period
from bangfu.model.seal import Figures, Replaced, Seal
from bangfu.model.source import Source, Span
from bangfu.read.build import Builder, keys_of, type_record
from bangfu.read.files import read_source
from bangfu.read.recover import compose_source

CODE = "BF610"
_SEALED = re.compile(r"(.*\n)digest: ([0-9a-f]{64})\n", re.DOTALL)


def read_seals(root: Path, sources: dict[str, Source], findings: list[Finding]) -> tuple[Seal, ...]:
    """The seals in `root`, by the last day of their periods.

    Args:
        root: the repository.
        sources: gets every file that was read.
        findings: gets what is wrong with them.
    """
    folder = root / SEALS
    if folder.is_symlink():
        findings.append(Finding("BF100", _("a symbolic link is not followed"), file=SEALS))
        return ()
    if not folder.is_dir():
        return ()
    seals = []
    for path in sorted(folder.iterdir()):
        name = f"{SEALS}/{path.name}"
        if path.name.startswith("."):
            continue
        if not path.name.endswith(".yaml"):
            hint = _("put it elsewhere: only bangfu writes in {folder}/", folder=SEALS)
            findings.append(Finding(CODE, _("this is no seal"), file=name, span=Span(1, 1, 1, 1), hint=hint))
        elif seal := _seal(path, name, sources, findings):
            seals.append(seal)
    return tuple(sorted(seals, key=lambda seal: (seal.as_of, seal.sealed, seal.period)))


def digest_of(text: str) -> str:
    """What stands in the last line of a seal: a hash of all above it."""
    return blake2b(text.encode(), digest_size=32).hexdigest()


def _seal(path: Path, name: str, sources: dict[str, Source], findings: list[Finding]) -> Seal | None:
    source, found = read_source(path, name)
    findings += found
    if source is None or found:
        return None
    sources[name] = source

    def broken(message: Message, line: int = 1) -> None:
        hint = _("seals are never edited; bring it back from git: git checkout HEAD -- {file}", file=name)
        findings.append(Finding(CODE, message, file=name, span=Span(line, 1, line, 1), hint=hint))

    text = source.text.replace("\r\n", "\n")
    match = _SEALED.fullmatch(text)
    if match is None or digest_of(match[1]) != match[2]:
        broken(_("this seal is not as bangfu wrote it"), max(text.rstrip("\n").count("\n") + 1, 1))
        return None
    root = compose_source(source, _keys()).root
    builder = Builder(name)
    data = builder.record(root, Seal, ()) if root else {}
    seal, problems = type_record(data, Seal, name)
    if seal is None or builder.findings or problems:
        broken(_("this version of bangfu cannot read the seal"))
        return None
    if name != seal.file or not _is_period(seal):
        broken(_("the seal of {period} stands in a file of another name", period=seal.period))
        return None
    return seal


def _is_period(seal: Seal) -> bool:
    try:
        return Period.from_key(seal.period).end == seal.as_of
    except ValueError:
        return False


@cache
def _keys() -> frozenset[str]:
    return frozenset(key for owner in (Seal, Figures, Replaced) for key in keys_of(owner))
