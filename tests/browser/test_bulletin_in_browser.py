"""The page in a real Chromium: it is shown whole, asks for nothing, complains of nothing."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).resolve().parents[2]

Browse = Callable[..., subprocess.CompletedProcess[str]]


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
    bulletin, sources = shown.stdout.split("<h2>数据来源</h2>")
    assert bulletin.count("&lt;script&gt;") == 10  # a measure; a case: 4, its link: 2; the list of what is pressed: 3
    assert "&lt;script&gt;" in sources


def test_the_real_bulletin_is_shown_whole(browse: Browse, run_bangfu: Callable[..., Any], tmp_path: Path) -> None:
    page = tmp_path / "june.html"
    assert run_bangfu(TOP, "report", "--month", "2019-06", "-o", str(page), today="2019-07-05").code == 0
    shown = browse("--dump-dom", page.as_uri())
    assert "CONSOLE" not in shown.stderr
    assert shown.stdout.rstrip().endswith("</body></html>")
