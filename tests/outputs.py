"""One list of all that bangfu prints or writes from ledgers, for tests that look at every output.

A new command, a new format of a command, a new option that writes a file or prints JSON: what is not in the list fails
`tests/security/test_every_output_is_listed.py`.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bangfu.cli import check_formats, export, formats, lists, remind, showing, tally
from bangfu.tally.groups import GROUPINGS
from hostile_ledgers import KNOWN, LEDGER, PROJECT, TODAY, issue

Run = Callable[..., Any]

SAID = "::error::x ##[error]x [/z] \"'<b>"
"""A text that is given on the command line."""
EVERYBODY = tuple(map(issue, range(9, 11)))


class Output(NamedTuple):
    """A command line, `OUT` in it standing for a folder that `prepare` has filled, and what comes of it."""

    arguments: tuple[str, ...]
    form: str
    """How it is to be read: text (of a terminal), or a format."""
    says_so: bool = False
    """With --public, whether it is a page that must say that it was de-identified."""
    writes: bool = False
    """Whether it changes the ledgers."""

    @property
    def command(self) -> str:
        return self.arguments[0]

    @property
    def name(self) -> str:
        """A name for it, short of the longest argument lists."""
        return " ".join(self.arguments[:8])


def public_outputs() -> Iterator[Output]:
    """Every output of the commands that take --public, for every format that there is."""
    for form in formats.DOCUMENT:
        file = ("--format", form, "-o", f"OUT/page.{form}", "--trace", "OUT/trace.json")
        yield Output(("report", "--quarter", "2019-Q2", *file), form, says_so=True)
    for span in (("--week", "2019-W23"), ("--month", "2019-06"), ("--half", "2019-H1"), ("--year", "2019")):
        yield Output(("report", *span, "--format", "html", "-o", "OUT/page.html"), "html", says_so=True)
    yield Output(("report", "--quarter", "2019-Q2", "--brief"), "text", says_so=True)
    for form in lists.FORMATS:
        file = ("--format", form, "-o", f"OUT/lists.{form}")
        yield Output(("lists", "--all", *file), form, says_so=form != "json")
    for form in tally.FORMATS:
        read_as = "text" if form == "table" else form
        for group in sorted({*GROUPINGS} - {*tally.NARROW}):
            yield Output(("tally", "--by", group, "--format", form, "-o", f"OUT/tally.{form}"), read_as)
    for form in export.FORMATS:
        yield Output(("export", "--format", form, "-o", f"OUT/sheets.{form}"), form, says_so=form == "xlsx")
    yield Output(("export", "--csv", "--sheet", "企业台账", "-o", "OUT/firms.csv"), "csv")
    yield Output(("merge", "-o", "OUT/book.yaml"), "yaml")
    yield Output(("merge", "-o", "OUT/book.json", "--json"), "json")
    yield Output(("merge", "--format", "json"), "json")
    yield Output(("site", "-o", "OUT/site"), "site", says_so=True)


def outputs() -> Iterator[Output]:
    """Every output, in a repository of `hostile_ledgers` that git keeps."""
    yield from public_outputs()
    for group in tally.NARROW:  # what --public leaves out
        yield Output(("tally", "--by", group, "--format", "csv"), "csv")
    yield Output(("report", "--list-blocks"), "text")
    yield Output(("report", "--list-blocks", "--json"), "json")
    for form in formats.DOCUMENT:
        file = ("--format", form, "-o", f"OUT/letter.{form}")
        yield Output(("letter", "assign", *EVERYBODY, "--to", SAID, "--note", SAID, *file), form, writes=True)
    yield Output(("letter", "assign", *EVERYBODY, "--to", SAID, "--dry-run"), "text")
    for form in remind.FORMATS:
        yield Output(("remind", "--days", "365", "--format", form, "-o", f"OUT/remind.{form}"), form)
    yield Output(("remind", "--days", "365"), "text")
    yield Output(("calendar", "-o", "OUT/due.ics"), "ics")
    for form in check_formats.FORMATS:
        yield Output(("check", "--format", form), form)
    yield Output(("check", "--json", "--against", "-o", "OUT/findings.json"), "json")
    yield Output(("check", "--publish"), "text")
    yield Output(("check", "--fix", "--dry-run"), "text")
    for command in (
        "list",
        "duplicates --near --finished",
        "show ZZ-190610-AAAA",
        "log ZZ-190610-AAAA",
        "git status",
        "cache info",
    ):
        yield Output((*command.split(),), "text")
        yield Output((*command.split(), "--json"), "json")
    for form in "text", "json":
        json = ("--json",) if form == "json" else ()
        yield Output(("check-bulletin", "OUT/edited.md", "--quarter", "2019-Q2", *json), "prose" if json else form)
        yield Output(("seal", "2019-06", "--dry-run", *json), form)
        yield Output(("merge", "OUT/theirs.yaml", "--base", "OUT/base.yaml", "--dry-run", *json), form)
    yield Output(("merge", "OUT/ours.yaml", "OUT/theirs.yaml", "--dry-run"), "text")
    yield Output(("merge-driver", "OUT/base.yaml", "OUT/ours.yaml", "OUT/theirs.yaml", "7", LEDGER), "text")
    yield Output(("sync", "--no-fetch", "main"), "text")
    yield Output(("export", "--xlsx", "-o", "OUT/issues.xlsx"), "xlsx")
    yield Output(("export", "--json"), "json")
    sheet = ("import", "OUT/sheet.csv", "--dry-run", "--accept-good")
    yield Output(sheet, "text")
    yield Output((*sheet, "--json"), "json")
    yield Output(("fmt", "--dry-run"), "text")
    yield Output(("explain", "BF304"), "text")
    for kind in "ledger", "config":
        yield Output(("schema", kind, "-o", "OUT/schema.json"), "json")
    yield Output(("init", "OUT/new"), "text")
    enterprise = ("--name", f"甲{SAID}", "--leader", SAID, "--alias", f"乙{SAID}")
    yield Output(("add-enterprise", "--city", "ZZ", *enterprise, "--dry-run"), "text")
    promised = ("--city", "ZZ", "--party", SAID, "--text", SAID, "--source", SAID)
    yield Output(("commitment", "add", "--by", "政府", *promised, "--dry-run"), "text")
    for form in showing.FORMATS:
        read_as = "text" if form == "table" else form
        yield Output(("commitment", "list", "--format", form, "-o", f"OUT/pledges.{form}"), read_as)
        yield Output(("visits", "--format", form, "-o", f"OUT/visits.{form}"), read_as)
        yield Output(("policy", "match", "--all", "--format", form, "-o", f"OUT/policies.{form}"), read_as)
        yield Output(("policy", "list", "--format", form), read_as)
        yield Output(("stages", "--format", form, "-o", f"OUT/stages.{form}"), read_as)
        yield Output(("pairing", "--format", form, "-o", f"OUT/pairs.{form}"), read_as)
        yield Output(("pairing", "--by", "matrix", "--format", form), read_as)
    for view in ("--by leader", "--by department", "--unpaired"):
        yield Output(("pairing", *view.split()), "text")
    for view in ("--never", "--by enterprise", "--by tier"):
        yield Output(("visits", *view.split()), "text")
    yield Output(("visits", "add", KNOWN, "--city", "ZZ", "--scope", SAID, "--source", SAID, "--dry-run"), "text")
    yield Output(("policy", "match", KNOWN), "text")
    yield Output(("policy", "deliver", KNOWN, "--city", "ZZ", "--to", KNOWN, "--source", SAID, "--dry-run"), "text")
    yield Output(("policy", "deliver", KNOWN, "--matching", "--dry-run"), "text")
    yield Output(("stages", "--moved", "--since", "2019-01-01"), "text")
    yield Output(("stages", "move", PROJECT, "--city", "ZZ", "--to", "在建", "--text", SAID, "--dry-run"), "text")
    asked = ("--enterprise", KNOWN, "--title", SAID, "--category", KNOWN, "--via", KNOWN, "--detail", SAID)
    yield Output(("add-issue", "--city", "ZZ", *asked, "--dry-run"), "text")
    for step, number, more in (
        ("verify", 1, ()), ("reject", 1, ("--note", SAID)), ("assign", 2, ("--to", SAID)), ("progress", 3, ()),
        ("supervise", 3, ()), ("extend", 3, ("--due", "2020-01-31", "--note", SAID)),
        ("resolve", 3, ("--result", SAID)), ("rate", 5, ("--satisfaction", "满意")), ("close", 6, ()),
        ("reopen", 7, ("--note", SAID)),
    ):  # fmt: skip
        yield Output((step, issue(number), *more, "--date", "2019-07-01", "--dry-run"), "text")


def prepare(root: Path, folder: Path) -> None:
    """What some command lines name: three versions of the ledger."""
    folder.mkdir()
    ledger = root / LEDGER
    if ledger.exists():
        text = ledger.read_text("utf-8")
        for name, mark in (("base", "Issuetitle"), ("ours", "Issuetitle我"), ("theirs", "Issuetitle他")):
            (folder / f"{name}.yaml").write_text(text.replace("Issuetitle", mark), "utf-8")
    rows = [("市州", "企业名称", "问题", "问题类别", "反映日期"), ("株洲市", KNOWN, SAID, KNOWN, "2019-06-01")]
    with (folder / "sheet.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def made(run_bangfu: Run, root: Path, folder: Path, output: Output, *options: str) -> dict[str, bytes]:
    """Makes an output in a new folder: the names of its files, and of what was printed, and what is in them.

    The exit code stands under `exit code`.
    """
    prepare(root, folder)
    if output.writes:
        root = Path(shutil.copytree(root, folder.with_name(f"{folder.name}-copy")))
    if output.command == "check-bulletin":
        edited = folder / "edited.md"
        run_bangfu(root, "report", "--quarter", "2019-Q2", "-o", str(edited), today=TODAY)
        edited.write_text(edited.read_text("utf-8").replace("12", "13"), "utf-8")
    given = {*folder.rglob("*")}
    arguments = [argument.replace("OUT", str(folder)) for argument in output.arguments]
    result = run_bangfu(root, *arguments, *options, today=TODAY)
    written = [path for path in sorted(folder.rglob("*")) if path not in given and path.is_file()]
    found = {
        "standard output": result.out.encode(),
        "standard error": result.err.encode(),
        "exit code": str(result.code).encode(),
        **{path.relative_to(folder).as_posix(): path.read_bytes() for path in written},
    }
    return {name: data.replace(str(folder).encode(), b"OUT") for name, data in found.items()}
