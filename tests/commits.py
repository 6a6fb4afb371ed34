"""Git as clerks use it: commits with a name and a day, in a repository that knows no one else's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Clerk:
    """Someone who works in a clone and commits under a name."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name

    def git(self, *arguments: str, day: str = "2019-06-30", fails: bool = False) -> str:
        """Runs git; the day is that of the commit."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": self.name,
            "GIT_AUTHOR_EMAIL": "clerk@example.invalid",
            "GIT_COMMITTER_NAME": self.name,
            "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
            "GIT_AUTHOR_DATE": f"{day}T09:00:00+08:00",
            "GIT_COMMITTER_DATE": f"{day}T09:00:00+08:00",
            "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src"),
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=env, capture_output=True, text=True, check=False, timeout=60
        )
        assert fails == bool(done.returncode), done.stderr
        return done.stdout.strip()

    def commit(self, day: str, files: dict[str, str] | None = None, message: str = "台账") -> str:
        """Writes files, commits everything, and returns the commit's full name."""
        for name, text in (files or {}).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message, day=day)
        return self.git("rev-parse", "HEAD")


def begin(root: Path, name: str) -> Clerk:
    """A new repository in a folder."""
    clerk = Clerk(root, name)
    clerk.git("init", "--quiet", "--initial-branch=main")
    return clerk
