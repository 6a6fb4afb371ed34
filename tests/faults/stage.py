"""A command of the list between its two states: how its repository was, how it is to be, and what holds of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from fork_server import ForkServer, Ran

from editing_commands import NEXT, NEXT_LEAVES, XT, EditingCommand

_SECRET = re.compile(rb'public_secret: "?[0-9a-f]{32}')
_HELPER = re.compile(r"\.[^/]+\.([0-9a-f]{12}\.tmp|[0-9a-f]{16}\.bangfu-(new|old))|\.bangfu-undo")
_PARTS = re.compile(r"\.[^/]+\.[0-9a-f]{12}\.tmp")

Tree = dict[str, bytes]


def tree(root: Path) -> Tree:
    """Every file below a folder by name, git's own apart; a key that is drawn by lot is made the same."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(".git/"):
            found[name] = _SECRET.sub(b"public_secret: (drawn)", path.read_bytes())
    return found


def without_helpers(files: Tree) -> Tree:
    """The files without those that a write makes beside its targets."""
    return {name: data for name, data in files.items() if not _HELPER.fullmatch(name.rpartition("/")[2])}


def ledgers(files: Tree) -> Tree:
    """The ledgers among the files."""
    return {name: data for name, data in files.items() if name.startswith("ledgers/")}


@dataclass(frozen=True)
class Stage:
    """A command with its repository, once as it was before it (a folder to copy) and once as it is after."""

    command: EditingCommand
    origin: Path
    old: Tree
    new: Tree

    @classmethod
    def of(cls, command: EditingCommand, folder: Path, server: ForkServer) -> Stage:
        """Makes the repository, and runs the command on a copy for what it is to come to."""
        origin = command.make(folder / "origin")
        copy = shutil.copytree(origin, folder / "new")
        server.warm(copy, command.argv)
        new = tree(copy)
        server.warm(copy, NEXT)
        for file, text in command.after.items():
            assert text.encode() in new[file], command.name
        return cls(command, origin, tree(origin), new)

    def copy(self, root: Path) -> Path:
        """The repository as it was, in a new folder."""
        shutil.rmtree(root, ignore_errors=True)
        return shutil.copytree(self.origin, root, symlinks=True)

    def faults(self, root: Path, ran: Ran, server: ForkServer, *, silenced: bool = False) -> list[str]:
        """What does not hold after a run that may have gone wrong. The next command is run.

        Args:
            silenced: the run could not say what was wrong.
        """
        wrong = [*self._of_files(tree(root), ran.code), *of_what_was_said(ran, silenced=silenced)]
        following = server.run(root, NEXT)
        if following.code != 0:
            return [*wrong, f"the next command fails: {following.code} {following.err.strip()}"]
        left = tree(root)
        if left.get(XT, b"").decode() != NEXT_LEAVES:
            wrong.append("the next command did not do its work")
        left[XT] = self.old[XT]
        litter = [name for name in left if _HELPER.fullmatch(name.rpartition("/")[2])]
        if any(not _PARTS.fullmatch(name.rpartition("/")[2]) or name.startswith("ledgers/") for name in litter):
            wrong.append(f"litter: {litter}")
        elif litter and ran.code >= 0:
            wrong.append(f"litter though nothing was killed: {litter}")
        wrong += self._of_files(left, 2 if ran.code < 0 else ran.code)
        if self.command.piecewise and not wrong:
            wrong += self._again(root, server)
        return wrong

    def _of_files(self, files: Tree, code: int) -> list[str]:
        """Each file is old or new, and so are the ledgers together; a killed run may have left these half made."""
        now, old, new = without_helpers(files), self.old, self.new
        if code == 1 and b"<<<<<<<" in now.get(self.command.marks, b""):
            now[self.command.marks] = old[self.command.marks]
        wrong = [
            f"{name} is neither old nor new"
            for name in {*now, *old, *new}
            if now.get(name) not in (old.get(name), new.get(name))
        ]
        whole = ledgers(now) in (ledgers(old), ledgers(new)) if self.command.piecewise else now in (old, new)
        if not whole and code >= 0 and not (code == 1 and self.command.leaves):
            wrong.append("some files are old and some are new")
        if code == 0 and now != new:
            wrong.append("success was told, and the change is not there")
        return wrong

    def _again(self, root: Path, server: ForkServer) -> list[str]:
        if self.command.argv[0] == "letter":  # it would be another letter, with the next number
            return []
        again = server.run(root, self.command.argv)
        if again.code not in (0, 2) or without_helpers(tree(root)) | {XT: b""} != self.new | {XT: b""}:
            return [f"the same command again does not finish the work: {again.code} {again.err.strip()}"]
        return []


def of_what_was_said(ran: Ran, *, silenced: bool = False) -> list[str]:
    """What is wrong with the words and the exit code of a run."""
    wrong = []
    if "Traceback" in ran.out + ran.err:
        wrong.append(f"a traceback: {ran.err.strip()[-300:]}")
    told = r"(?m)^bangfu: " + (r"|\bBF\d{3} |not merged record by record" if ran.code == 1 else "")
    if ran.code > 0 and not silenced and not re.search(told, ran.out + ran.err):
        wrong.append(f"no word of why: {ran.code} {ran.err.strip()[-300:]}")
    if ran.code == 3:
        wrong.append(f"told as a mistake of ours: {ran.err.strip()[-300:]}")
    return wrong
