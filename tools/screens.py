"""Makes docs/screens/ from the real program: what a terminal shows, as pictures and a recording, and a bulletin's page.

`--check` runs the recordings' commands again and says where they print something else (exit 1); it writes nothing. The
page of the bulletin takes a browser, as PDF does.
"""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bangfu.bulletin.browser import find_browser

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "docs" / "screens"
WIDTH, HEIGHT = 80, 24
_FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'Microsoft YaHei', monospace"
_COLUMN = 12.2
"""The width of a column in rich's pictures."""
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Step:
    """A command of the story; `picture` names the picture of what it shows."""

    command: str
    picture: str = ""


STORY = (
    Step("bangfu init --demo demo 2>/dev/null; cd demo"),
    Step(
        "bangfu add-issue --city 株洲 --enterprise 演示株洲甲机械有限公司 --title 新增用地未落实 --category 用地 "
        "--date 2020-01-06"
    ),
    Step("bangfu assign 58G2 --to 市自然资源局 --date 2020-01-07 --due 2020-02-07 --dry-run", "dry-run"),
    Step("bangfu assign 58G2 --to 市自然资源局 --date 2020-01-07 --due 2020-02-07"),
    Step("bangfu list --city 株洲 --overdue --today 2020-03-01", "list"),
    Step("bangfu close 58G2 --result 供地三十亩 --satisfaction 满意 --date 2020-01-20"),
    Step("bangfu show 58G2 --today 2020-03-01", "show"),
    Step("sed -i 's/2020-01-20, type: 评价/2020-01-32, type: 评价/' ledgers/zhuzhou.yaml"),
    Step("bangfu check --select BF1 --today 2020-03-01", "check"),
    Step("sed -i 's/2020-01-32/2020-01-20/' ledgers/zhuzhou.yaml"),
    Step("bangfu tally --month 2020-01 --city 株洲 --city 湘潭 --city 岳阳", "tally"),
    Step("bangfu report --month 2020-01 --date 2020-02-05 -o bulletin.html"),
)


def told(language: str, root: Path) -> Iterator[tuple[Step, str]]:
    """Each step with what it prints, colours included; the steps share a folder below `root`."""
    here = root
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        "PATH": path, "HOME": str(root), "BANGFU_LANG": language, "COLUMNS": str(WIDTH), "LC_ALL": "C.UTF-8",
        "FORCE_COLOR": "1", "TERM": "xterm-256color", "PYTHONPATH": str(TOP / "src"),
    }  # fmt: skip
    for step in STORY:
        run = subprocess.run(
            ["bash", "-c", f"{{ {step.command}\n}} 2>&1\npwd"],
            cwd=here, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        printed, _, folder = run.stdout.removesuffix("\n").rpartition("\n")
        here = Path(folder)
        yield step, printed


def picture(step: Step, printed: str) -> str:
    """What the terminal shows, as SVG that asks for no font of another host."""
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f"$ {step.command}", style="bold"))
    console.print(Text.from_ansi(printed))
    svg = console.export_svg(title="bangfu", unique_id=step.picture)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    return re.sub(r'textLength="[^"]*"([^>]*>)([^<]*)', _wide, svg)


def _wide(match: re.Match[str]) -> str:
    """The length of a text with Chinese letters two columns wide, which rich takes for one."""
    length = cell_len(html.unescape(match[2])) * _COLUMN
    return f'textLength="{length:g}"{match[1]}{match[2]}'


def recording(language: str, shown: list[tuple[Step, str]]) -> str:
    """The story as asciicast, version 2 (docs.asciinema.org/manual/asciicast/v2): typed, printed, read."""
    clock, lines = 0.5, [json.dumps({"version": 2, "width": WIDTH, "height": HEIGHT, "title": f"bangfu ({language})"})]

    def show(text: str, pause: float) -> None:
        nonlocal clock
        lines.append(json.dumps([round(clock, 3), "o", text.replace("\n", "\r\n")], ensure_ascii=False))
        clock += pause

    for step, printed in shown:
        show("$ ", 0.4)
        for letter in step.command:
            show(letter, 0.03)
        show(f"\n{printed}\n" if printed else "\n", 1.0 + 0.25 * printed.count("\n"))
    return "\n".join(lines) + "\n"


def commands_of(cast: str) -> list[tuple[str, str]]:
    """The commands of a recording with what each printed."""
    text = "".join(json.loads(line)[2] for line in cast.splitlines()[1:]).replace("\r\n", "\n")
    found = []
    for step in STORY:
        head = f"$ {step.command}\n"
        at = text.index(head) + len(head)
        end = text.find("\n$ ", at - 1)
        found.append((step.command, text[at : end + 1 if end >= 0 else len(text)]))
    return found


def page(bulletin: Path, image: Path) -> None:
    """The first page of the bulletin as a picture.

    Raises:
        BangfuError: there is no browser.
    """
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [find_browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             f"--user-data-dir={profile}", "--window-size=900,1200", f"--screenshot={image}", bulletin.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


def main() -> int:
    """Makes everything, or with --check runs the recordings' commands again."""
    stale = []
    for language in LANGUAGES:
        cast = FOLDER / f"story.{language}.cast"
        with tempfile.TemporaryDirectory() as folder:
            shown = list(told(language, Path(folder)))
            new = recording(language, shown)
            if "--check" in sys.argv:
                if not cast.exists() or commands_of(cast.read_text("utf-8")) != commands_of(new):
                    stale.append(cast.name)
                continue
            FOLDER.mkdir(exist_ok=True)
            cast.write_text(new, "utf-8")
            for step, printed in shown:
                if step.picture:
                    (FOLDER / f"{step.picture}.{language}.svg").write_text(picture(step, printed), "utf-8")
            if language == "zh":
                page(Path(folder, "demo/bulletin.html"), FOLDER / "bulletin.png")
    if stale:
        print("out of date, run python tools/screens.py:", ", ".join(stale))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
