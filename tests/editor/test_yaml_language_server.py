"""What a clerk sees in an editor: the real yaml-language-server, with the files that `bangfu init` writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from bangfu.scaffold import hunan
from bangfu.scaffold.repository import scaffold

SERVER = Path("node_modules", "yaml-language-server", "bin", "yaml-language-server")
REQUIRED = os.environ.get("BANGFU_REQUIRE_EDITOR") == "1"
LEDGER = """\
# yaml-language-server: $schema=../schema/ledger.schema.json
city: 株洲市
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
"""


class Editor:
    """An editor with one ledger open. In a text, ¦ is where the cursor stands."""

    def __init__(self, root: Path, server: Path) -> None:
        self.uri = (root / "ledgers" / "zhuzhou.yaml").as_uri()
        self.process = subprocess.Popen(
            ["node", str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.number = self.version = 0
        self.diagnostics: list[Any] | None = None
        folder = {"uri": root.as_uri(), "name": "台账"}
        abilities = {
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            "foldingRange": {"lineFoldingOnly": True},
        }
        self.ask("initialize", processId=os.getpid(), rootUri=root.as_uri(), workspaceFolders=[folder],
                 locale="zh-cn", capabilities={"textDocument": abilities})  # fmt: skip
        self.send("initialized")
        settings = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}
        self.send("workspace/didChangeConfiguration", settings={"yaml": settings})

    def send(self, method: str, **params: Any) -> None:
        self._write({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """The server's answer; what it asks meanwhile is answered with nothing, as a simple editor does."""
        self.number += 1
        self._write({"id": self.number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("method") == "textDocument/publishDiagnostics":
                if message["params"].get("uri") == self.uri:
                    self.diagnostics = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:
                asked = message.get("params", {}).get("items", [])
                self._write({"id": message["id"], "result": [None] * len(asked) or None})
            elif message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]

    def open(self, text: str) -> dict[str, Any]:
        """Puts the text into the editor; returns where its cursor is."""
        before, _cursor, after = text.partition("¦")
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        if self.version == 1:
            self.send("textDocument/didOpen", textDocument=document | {"languageId": "yaml", "text": before + after})
        else:
            self.send("textDocument/didChange", textDocument=document, contentChanges=[{"text": before + after}])
        column = len(before) - before.rfind("\n") - 1
        place = {"line": before.count("\n"), "character": column}
        return {"textDocument": {"uri": self.uri}, "position": place}

    def completions(self, text: str) -> dict[str, str]:
        """What is offered at the cursor, with what is said of it."""
        answer = self.ask("textDocument/completion", **self.open(text))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _text(item.get("documentation", "")) for item in items}

    def hover(self, text: str) -> str:
        """What is shown where the pointer rests."""
        return _text(self.ask("textDocument/hover", **self.open(text))["contents"])

    def complaints(self, text: str) -> list[tuple[int, str]]:
        """What is marked as wrong, by line (from 1)."""
        self.diagnostics = None
        self.open(text)
        for _try in range(200):
            sleep(0.05)
            self.ask("textDocument/foldingRange", textDocument={"uri": self.uri})
            if self.diagnostics is not None:
                return [(found["range"]["start"]["line"] + 1, found["message"]) for found in self.diagnostics]
        pytest.fail("the language server says nothing")

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def _write(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _colon, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message


def _text(value: Any) -> str:
    return str(value["value"]) if isinstance(value, dict) else str(value)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a new repository; skipped without node or the server, failing where BANGFU_REQUIRE_EDITOR=1."""
    server = Path(sys.prefix) / "node" / SERVER
    if shutil.which("node") is None or not server.exists():
        reason = "node or yaml-language-server is not installed (scripts/test.sh installs it where npm is)"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    root = tmp_path_factory.mktemp("editor")
    for name, text in scaffold("湖南省", "湖南省工业和信息化厅", hunan.cities()).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    opened = Editor(root, server)
    yield opened
    opened.close()


def test_keys_are_offered_with_their_meaning_in_chinese(editor: Editor) -> None:
    sections = editor.completions("# yaml-language-server: $schema=../schema/ledger.schema.json\ncity: 株洲市\n¦")
    assert set(sections) == {
        "opening", "enterprises", "issues", "measures", "outcomes", "assertions", "visits", "surveys", "commitments",
        "policies", "stages",
    }  # fmt: skip
    assert sections["opening"] == "以前没有逐件登记的数"
    keys = editor.completions(LEDGER + "enterprises:\n  - name: 示例轨道装备有限公司\n    ¦")
    assert keys["uscc"] == "18 位（GB 32100-2015），校验位会核对"
    assert "name" not in keys


def test_an_events_types_are_offered_with_what_each_needs(editor: Editor) -> None:
    types = editor.completions(LEDGER + "      - date: 2019-03-06\n        type: ¦\n")
    assert list(types)[:4] == ["反映", "核实", "退回", "交办"]
    assert types["交办"] == "可接在：待核实、待交办、办理中；办后状态：办理中；必填：to；可填：due、number"


def test_the_provinces_categories_are_offered(editor: Editor) -> None:
    offered = editor.completions(LEDGER.replace("用地\n", "¦\n"))
    assert {"融资", "用地", "用电"} <= offered.keys()


def test_hovering_explains_in_chinese(editor: Editor) -> None:
    shown = editor.hover(LEDGER + "enterprises:\n  - name: 示例\n    us¦cc: 91430200MA4L00003X\n")
    assert "统一社会信用代码" in shown
    assert "18 位（GB 32100-2015），校验位会核对" in shown
    assert "`退回`: 可接在：待核实、待交办；办后状态：已退回；必填：note；可填：into" in editor.hover(
        LEDGER.replace("type", "ty¦pe")
    )


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        (LEDGER.replace("反映", "返映"), 9, "反映"),
        (LEDGER.replace("2019-03-05", "2019-3-5"), 9, "请写作年-月-日，月和日各两位，如 2019-06-30"),
        (LEDGER.replace("category", "catagory"), 7, "catagory"),
        (LEDGER + "      - {date: 2019-03-06, type: 交办}\n", 10, '"to"'),
        (LEDGER + "      - {date: 2019-03-06, type: 核实, satisfaction: 满意}\n", 10, "“核实”不能写 satisfaction"),
        (LEDGER + "opening:\n  - {date: 2019-06-30, reported: 256个}\n", 11, "请只写数字"),
        (LEDGER + "outcomes:\n  - {date: 2019-06-30, kind: 授信, value: 20多亩}\n", 11, "请写数字和单位"),
    ],
)
def test_mistakes_are_marked_while_typing(editor: Editor, broken: str, line: int, words: str) -> None:
    assert editor.complaints(LEDGER) == []
    complaints = editor.complaints(broken)
    assert any(at == line and words in said for at, said in complaints), complaints
