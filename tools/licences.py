"""Writes docs/licences.md: the licence of everything bangfu stands on, from what is installed."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution

import pins

PAGE = pins.ROOT / "docs" / "licences.md"
ALLOWED = {
    "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-2.1-or-later", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "PSF-2.0",
}  # fmt: skip
"""SPDX names, and BSD where the package does not say which. MPL and LGPL bind changes to the library, and none of
it is changed or copied here."""
WORDS = {
    "Apache 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0", "BSD 3-Clause": "BSD-3-Clause",
    "BSD License": "BSD", "BSD-3-Clause License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "Apache-2.0 AND BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC", "MIT License": "MIT", "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip
"""What older metadata calls them."""
SILENT = {"atheris": "Apache-2.0"}
"""Packages whose metadata says nothing: what the LICENSE file of their source says."""
HEAD = """\
bangfu is under the MIT licence. It copies none of what it stands on; pip fetches that, each package under its own
licence. This page is made of the packages' own words (tools/licences.py).
"""


def licence(package: Distribution) -> str:
    """The package's licence as an SPDX expression; what is not known is left in the package's words, — for nothing."""
    data = package.metadata
    if expression := data["License-Expression"]:
        return str(expression)
    classified = [line.rpartition(" :: ")[2] for line in data.get_all("Classifier", []) if line.startswith("License")]
    first = (data["License"] or "").strip().partition("\n")[0]
    for words in (first, *classified):
        if allowed(WORDS.get(words, words)):
            return WORDS.get(words, words)
    if not first and not classified:  # the head of the licence itself is all there is
        texts = (package.read_text(f"licenses/{name}") or "" for name in data.get_all("License-File", []))
        first = next((WORDS[head] for head in (text.strip().partition("\n")[0] for text in texts) if head in WORDS), "")
    return first or " ".join(classified) or SILENT.get(data["Name"], "—")


def allowed(expression: str) -> bool:
    """Whether an SPDX expression can be kept: one of what OR offers; where AND stands too, all that is named."""
    names = re.sub(r"[()]", "", expression)
    offers = " OR " in names and " AND " not in names
    return (any if offers else all)(name in ALLOWED for name in re.split(" OR | AND ", names))


def page() -> str:
    """The text of docs/licences.md."""
    running = pins.pinned(pins.RUN.read_text(encoding="utf-8"))
    lines = ["# Licences", "", HEAD]
    needed = sorted(pins.needed().items())
    for title, wanted in (("What it runs with and is built with", True), ("What its tests need beyond that", False)):
        lines += [f"## {title}", "", "| package | version | licence |", "| --- | --- | --- |"]
        lines += [
            f"| {name} | {version} | {licence(distribution(name))} |"
            for name, version in needed
            if (name in running) is wanted and name != "pip"
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
