"""Asks the database of known vulnerabilities about every pinned package; says in a line where it cannot be reached."""

from __future__ import annotations

import json
import subprocess
import sys

import pins

LISTS = [word for path in (pins.RUN, pins.TEST) for word in ("-r", str(path))]


def verdict(answer: str) -> tuple[int, list[str]]:
    """The exit code and the lines to print for pip-audit's JSON; nothing readable means it was not reached."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return 0, ["Known vulnerabilities: the database was not reached; nothing was audited."]
    asked = [one for one in packages if "skip_reason" not in one]
    lines = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or '—'}"
        for one in asked
        for fault in one["vulns"]
    ]
    if not asked:
        return 0, ["Known vulnerabilities: the database knew none of the packages asked for; nothing was audited."]
    left = f"; {len(packages) - len(asked)} not known to it" if len(asked) < len(packages) else ""
    return int(bool(lines)), [*lines, f"Known vulnerabilities: {len(lines)} in {len(asked)} packages{left}."]


def main() -> int:
    """1 if a pinned package has a known vulnerability."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off",
               "--timeout", "10", "--format", "json", *LISTS]  # fmt: skip
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stdout
    except subprocess.TimeoutExpired:
        answer = ""
    code, lines = verdict(answer)
    print(*lines, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
