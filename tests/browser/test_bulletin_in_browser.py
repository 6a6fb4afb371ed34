"""The page in a real Chromium: it is shown whole, asks for nothing, complains of nothing, and prints as it should."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
REQUIRED = os.environ.get("BANGFU_REQUIRE_BROWSER") == "1"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--no-proxy-server",
    "--enable-logging=stderr",
)
MM = 72 / 25.4

Browse = Callable[..., subprocess.CompletedProcess[str]]


def _tool(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and REQUIRED:
        pytest.fail(f"none of {', '.join(names)} is installed, and BANGFU_REQUIRE_BROWSER=1")
    if found is None:
        pytest.skip(f"none of {', '.join(names)} is installed")
    return found


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Runs the browser on a page with a profile of its own."""
    program = _tool(*NAMES)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [program, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)

    return run


class Server(ThreadingHTTPServer):
    """Serves one page at every address and remembers what was asked for."""

    page = b""
    asked: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.server.page)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_hostile_ledgers_run_nothing_and_ask_for_nothing(
    browse: Browse, server: Server, repository: Callable[..., Path], run_bangfu: Callable[..., Any]
) -> None:
    here = f"http://127.0.0.1:{server.server_port}"
    words = f"<script>document.title='x';fetch('{here}/a')</script><img src={here}/b onerror=fetch('{here}/c')>"
    words += f"</style><style>body{{background:url({here}/d)}}</style><link rel=stylesheet href={here}/e>"
    title = words.replace("{", "{{").replace('"', "'")
    ledger = f"""\
city: 株洲市
enterprises:
  - name: "甲{words}"
issues:
  - id: ZZ-190603-AAAA
    enterprise: "甲{words}"
    title: "{title}"
    category: 用地
    case: true
    detail: "{words}"
    events:
      - {{date: 2019-06-03, type: 反映, via: 走访}}
      - {{date: 2019-06-04, type: 办结, note: "{words}"}}
  - id: ZZ-190604-AAAA
    enterprise: "甲{words}"
    title: "{title}"
    category: 用地
    events:
      - {{date: 2019-06-04, type: 反映}}
      - {{date: 2019-06-04, type: 交办, to: ["市{words}"], due: 2019-06-05}}
measures:
  - date: 2019-06-03
    section: 组织领导
    text: "{words}"
"""
    page = run_bangfu(repository({"ledgers/zhuzhou.yaml": ledger}), "report", "--month", "2019-06", "--format", "html")
    assert page.code == 0, page.err
    server.page = page.out.encode()
    shown = browse("--dump-dom", f"{here}/page.html")
    assert server.asked == ["/page.html"]
    assert "CONSOLE" not in shown.stderr
    assert "<title>关于重点企业精准帮扶活动2019年6月情况的通报</title>" in shown.stdout
    assert "<script" not in shown.stdout
    assert shown.stdout.count("&lt;script&gt;") == 8  # a measure; a case: 4; the list of what is pressed: 3


def test_the_real_bulletin_is_shown_and_printed(browse: Browse, run_bangfu: Callable[..., Any], tmp_path: Path) -> None:
    page, paper = tmp_path / "june.html", tmp_path / "june.pdf"
    assert run_bangfu(TOP, "report", "--month", "2019-06", "-o", str(page), today="2019-07-05").code == 0
    shown = browse("--dump-dom", page.as_uri())
    assert "CONSOLE" not in shown.stderr
    assert shown.stdout.rstrip().endswith("</body></html>")

    browse("--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    text = subprocess.run(
        [_tool("pdftotext"), "-bbox", str(paper), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = re.findall(r'<page width="([0-9.]+)" height="([0-9.]+)">(.*?)</page>', text, re.DOTALL)
    assert 8 <= len(pages) <= 16
    for width, height, words in pages:
        assert (round(float(width) / MM), round(float(height) / MM)) == (210, 297)
        boxes = [
            tuple(float(edge) / MM for edge in box)
            for box in re.findall(r'xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)"', words)
        ]
        assert min(box[0] for box in boxes) > 27
        assert max(box[2] for box in boxes) < 210 - 25
        assert min(box[1] for box in boxes) > 32  # a glyph's box reaches above its line
    flat = re.sub(r"<[^>]*>|\s", "", text)
    assert "株洲市收集问题256个，核实242个，交办242个，办结62个" in flat
    assert "—1—" in flat
