"""A work tree of ledgers and real git in it, apart from the user's own settings."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import bangfu

LEDGER = "ledgers/zhuzhou.yaml"
BASE = """\
# 株洲台账
city: 株洲市
enterprises:
  - name: 甲公司
    leader: 市长
  - name: 乙公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局]}
  - id: ZZ-190306-8N4P
    enterprise: 乙公司
    title: 融资难
    category: 融资
    events:
      - {date: 2019-03-06, type: 反映}
"""
PROVINCE = """\
province: 湖南省
issuer: 省工信厅
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""


@dataclass(frozen=True)
class Done:
    """What a run gave."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Clone:
    """A work tree of ledgers."""

    root: Path

    def run(self, *command: str, env: dict[str, str] | None = None) -> Done:
        environment = {**environ(), **(env or {})}
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, check=False, timeout=120)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def try_git(self, *arguments: str, env: dict[str, str] | None = None) -> Done:
        return self.run("git", *arguments, env=env)

    def git(self, *arguments: str) -> str:
        done = self.try_git(*arguments)
        assert done.code == 0, done
        return done.out

    def bangfu(self, *arguments: str) -> Done:
        return self.run(sys.executable, "-m", "bangfu", "--today", "2019-06-30", *arguments)

    def read(self, name: str = LEDGER) -> str:
        return (self.root / name).read_bytes().decode()

    def change(self, *changes: tuple[str, str], name: str = LEDGER) -> None:
        """Replaces each first text by the second in a ledger, and commits."""
        text = self.read(name)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (self.root / name).write_bytes(text.encode())
        self.git("commit", "-qam", changes[0][1].strip()[:40] or "taken out")

    def branch(self, name: str, *changes: tuple[str, str], at: str = "main") -> None:
        """A new branch with one commit that makes these changes."""
        self.git("switch", "-q", "-c", name, at)
        self.change(*changes)


def environ() -> dict[str, str]:
    """The environment of every run: nobody's git settings, and this bangfu."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "a clerk"), ("EMAIL", "clerk@example.org"))}  # fmt: skip
    return kept | who | {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_EDITOR": "true",
        "PYTHONPATH": str(Path(bangfu.__file__).parent.parent),
        "BANGFU_LANG": "en",
        "HOME": "/nonexistent",
    }  # fmt: skip
