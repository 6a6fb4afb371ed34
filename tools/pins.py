"""Writes requirements/: each version of constraints.txt with the hashes of all its archives, for every platform.

Needs uv, which asks the package index for the hashes; `--check` asks nobody and says what does not agree.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINS, LISTS = ROOT / "constraints.txt", ROOT / "requirements"
RUN, TEST = LISTS / "run.txt", LISTS / "test.txt"
HEADS = {
    RUN: "# What bangfu runs with and is built with, by hash (tools/pins.py). No addresses here.\n",
    TEST: "# What the tests need beyond that, by hash (tools/pins.py). No addresses here.\n-r run.txt\n",
}
_ENTRY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? *\\?\n", re.MULTILINE)


def project() -> dict:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(text: str) -> dict[str, str]:
    """The version of each package of constraints.txt or of a list, by its normalised name."""
    return {canonicalize_name(entry["name"]): entry["version"] for entry in _ENTRY.finditer(text)}


def entries(text: str) -> dict[str, str]:
    """The lines of each package of a list."""
    starts = [*_ENTRY.finditer(text)]
    ends = [entry.start() for entry in starts[1:]] + [len(text)]
    return {canonicalize_name(one["name"]): text[one.start() : end] for one, end in zip(starts, ends, strict=True)}


def _compiled(*arguments: str, more: list[str]) -> str:
    """What uv makes of pyproject.toml under constraints.txt."""
    options = ("--quiet", "--no-config", "--universal", "--python-version", "3.11", "--generate-hashes",
               "--no-annotate", "--no-header", "--no-emit-index-url", "--constraints", PINS)  # fmt: skip
    command = ["uv", "pip", "compile", *options, *arguments, "pyproject.toml", "-"]
    done = subprocess.run(command, cwd=ROOT, input="\n".join(more), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


@cache
def needed() -> dict[str, str]:
    """The installed version of everything the project's requirements and extras ask for here, through and through."""
    data = project()
    asked = [*data["build-system"]["requires"], *data["project"]["dependencies"]]
    asked += [one for extra in data["project"]["optional-dependencies"].values() for one in extra]
    found: dict[str, str] = {}
    seen: set[str] = set()
    while asked:
        text = asked.pop()
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        if name == "bangfu" or text in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(text)
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not set up here; that it is pinned is seen from the lists
        found[name] = installed.version
        for further in installed.requires or []:
            one = Requirement(further)
            if _wanted(one.marker, requirement.extras):
                one.marker = None
                asked.append(str(one))
    return found


def _wanted(marker: Marker | None, extras: set[str]) -> bool:
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""})


def disagreements() -> list[str]:
    """What does not agree between pyproject.toml, constraints.txt, the lists and what is installed; a line each."""
    faults = []
    versions = pinned(PINS.read_text(encoding="utf-8"))
    texts = {path: path.read_text(encoding="utf-8") for path in (PINS, RUN, TEST)}
    faults += [f"{path.name} holds an address" for path, text in texts.items() if "://" in text or "index" in text]
    lists = {**entries(texts[RUN]), **entries(texts[TEST])}
    listed = {**pinned(texts[RUN]), **pinned(texts[TEST])}
    both = entries(texts[RUN]).items() & entries(texts[TEST]).items()  # one may be needed on more systems to test
    faults += [f"{name}: in both lists" for name, _text in sorted(both)]
    for name in sorted(versions.keys() | listed.keys()):
        if versions.get(name) != listed.get(name):
            faults.append(f"{name}: {versions.get(name)} in constraints.txt, {listed.get(name)} in requirements/")
    for name, text in lists.items():
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", text):
            faults.append(f"{name}: no hash in requirements/")
    data = project()["project"]
    extras = data["optional-dependencies"]
    running = [*data["dependencies"], *extras["docx"], *project()["build-system"]["requires"]]
    everything = running + [line for extra in extras.values() for line in extra]
    for lines, held, where in ((running, pinned(texts[RUN]), "run.txt"), (everything, listed, "")):
        for requirement in map(Requirement, lines):
            name = canonicalize_name(requirement.name)
            if name != "bangfu" and not requirement.specifier.contains(held.get(name, "0")):
                faults.append(f"{requirement} of pyproject.toml: {held.get(name)} in requirements/{where}")
    for name, version in sorted(needed().items()):
        if listed.get(name) != version and name != "pip":  # the installer is the environment's own
            faults.append(f"{name}: {version} is installed, {listed.get(name)} in requirements/")
    return faults


def main() -> int:
    """Writes the lists, and the versions of what is new into constraints.txt; or compares."""
    if "--check" in sys.argv[1:]:
        faults = disagreements()
        print(*faults, sep="\n", end="\n" if faults else "")
        return 1 if faults else 0
    if not shutil.which("uv"):
        print("tools/pins.py needs uv: pip install uv", file=sys.stderr)
        return 2
    build = project()["build-system"]["requires"]
    run = entries(_compiled("--extra", "docx", more=build))
    everything = entries(_compiled("--all-extras", more=build))
    LISTS.mkdir(exist_ok=True)
    RUN.write_text(HEADS[RUN] + "".join(run.values()), encoding="utf-8")
    TEST.write_text(HEADS[TEST] + "".join(text for name, text in everything.items() if run.get(name) != text), "utf-8")
    versions = sorted(pinned("".join({**everything, **run}.values())).items())
    comment = PINS.read_text(encoding="utf-8").partition("\n")[0]
    PINS.write_text("\n".join([comment, *(f"{name}=={version}" for name, version in versions), ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
