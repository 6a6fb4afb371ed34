"""The folders with generated data: made when first wanted, kept until what makes them changes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"


@dataclass(frozen=True, slots=True)
class Data:
    """A folder, named, with what `generate.py` writes when it is called with these options."""

    folder: Path
    options: tuple[str, ...]

    def make(self) -> None:
        """Writes it, in another process: a large runner would show in the memory of the processes it starts."""
        mark = self.folder.parent / f"{self.folder.name}.made"
        wanted = f"{' '.join(self.options)} {_makers()}"
        if mark.exists() and mark.read_text("utf-8") == wanted:
            return
        mark.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        command = (sys.executable, str(HERE / "generate.py"), *self.options, str(self.folder))
        subprocess.run(command, check=True, stdout=sys.stderr)
        mark.write_text(wanted, "utf-8")


def _makers() -> str:
    names = ("generate.py", "invented.py", "issue_text.py", "ledgers.py", "peers.txt")
    files = [*(HERE / name for name in names), *sorted((HERE / "peers").rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
