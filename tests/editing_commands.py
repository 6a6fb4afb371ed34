"""Every command that writes a ledger or the repository: what it is given, and what must stand there afterwards.

The proofs of tests/faults go through this list. A new editing command joins them by an entry here, and a test fails
until it has one.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TODAY = "2019-06-30"
PROVINCE = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
  - {slug: xiangtan, name: 湘潭市, prefix: XT}
"""
ZHUZHOU = """\
city: 株洲市   # 手工维护
enterprises:
  - name: 甲公司
issues:
  - id: ZZ-190305-AA22   # 未核实
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
  - id: ZZ-190305-BB33
    enterprise: 甲公司
    title: 贷款未获批
    category: 融资
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市金融办], due: 2019-04-08}
  - id: ZZ-190305-CC44
    enterprise: 甲公司
    title: 厂区需增容
    category: 用电
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市供电公司], due: 2019-04-08}
      - {date: 2019-03-20, type: 办结, note: 已送电}
  - id: ZZ-190305-DD55
    enterprise: 甲公司
    title: 一线工人缺口
    category: 用工
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-20, type: 办结, note: 专场招聘到岗}
      - {date: 2019-03-21, type: 销号}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - name: 乙公司
issues:
  - id: CS-190306-EE66
    enterprise: 乙公司
    title: 园区道路限行
    category: 物流
    events:
      - {date: 2019-03-06, type: 反映}
"""
XIANGTAN = """\
city: 湘潭市
enterprises:
  - name: 丙公司
issues:
  - id: XT-190307-FF77
    enterprise: 丙公司
    title: 商标被仿冒
    category: 品牌
    events:
      - {date: 2019-03-07, type: 反映}
"""
ZZ, CS, XT = "ledgers/zhuzhou.yaml", "ledgers/changsha.yaml", "ledgers/xiangtan.yaml"
BEFORE = {"bangfu.yaml": PROVINCE, ZZ: ZHUZHOU, CS: CHANGSHA, XT: XIANGTAN}

NEXT = ("verify", "XT-190307-FF77")
"""The command that is tried after each: it touches the one ledger that no command of the list touches."""
NEXT_LEAVES = XIANGTAN + f"      - {{date: {TODAY}, type: 核实}}\n"

_ADDED = """\
  - id: ZZ-190401-GG88
    enterprise: 甲公司
    title: 检测费用偏高
    category: 费用减免
    events:
      - {date: 2019-04-01, type: 反映}
"""
COPY = ZHUZHOU + _ADDED
_LOOSE = "date: 2019-03-05,  type: 反映"


def _step(words: str) -> str:
    """An event of today as it is written: its type, and what follows."""
    return f"      - {{date: {TODAY}, type: {words}}}\n"


@dataclass(frozen=True)
class EditingCommand:
    """A command of the list.

    Attributes:
        argv: as it is typed in the repository's folder.
        after: what stands in each file that it changes, and did not before.
        files: the repository before it.
        prepare: what is done to the repository's folder besides, such as putting it under git.
        piecewise: files are put there one after the other, each whole; the command run again finishes the work.
        own: faults strike the command alone, not the programs it calls: what git leaves behind when it dies is git's.
        leaves: a ledger that cannot be read is left as it is and told, and the exit code is 1.
        marks: the file in which conflict markers stand, with exit code 1, where it could not be merged.
    """

    name: str
    argv: tuple[str, ...]
    after: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=lambda: BEFORE)
    prepare: Callable[[Path], object] | None = None
    piecewise: bool = False
    own: bool = False
    leaves: bool = False
    marks: str = ""

    def make(self, root: Path) -> Path:
        """Puts the repository as it is before the command into a new folder."""
        for name, text in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        if self.prepare:
            self.prepare(root)
        return root


def git(root: Path, *arguments: str) -> None:
    """Runs git as a clerk without settings of their own."""
    subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **GIT}, check=True, capture_output=True)


GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "clerk", "GIT_AUTHOR_EMAIL": "clerk@example.invalid",
    "GIT_COMMITTER_NAME": "clerk", "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
}  # fmt: skip


def _committed(root: Path) -> None:
    git(root, "init", "--quiet", "--initial-branch=main", "--template=")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "台账")


def _branched(root: Path) -> None:
    """Another branch has an issue that this one lacks; this one has another event."""
    _committed(root)
    git(root, "switch", "--quiet", "--create", "other")
    (root / ZZ).write_text(COPY, "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "新问题")
    git(root, "switch", "--quiet", "main")
    (root / CS).write_text(CHANGSHA + _step("核实"), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "核实")


COMMANDS = (
    EditingCommand("add-enterprise", ("add-enterprise", "--city", "zz", "--name", "丁公司"), {ZZ: "- name: 丁公司\n"}),
    EditingCommand(
        "add-issue",
        ("add-issue", "--city", "zz", "--enterprise", "甲公司", "--title", "环评批复", "--category", "手续办理"),
        {ZZ: "    title: 环评批复\n    category: 手续办理\n    events:\n" + _step("反映")},
    ),
    EditingCommand(
        "add-issue, a city's first",
        ("add-issue", "--city", "zz", "--enterprise", "甲公司", "--title", "环评批复", "--category", "手续办理"),
        {ZZ: "issues:\n  - id: ZZ-190630-"},
        {**BEFORE, ZZ: "city: 株洲市\nenterprises:\n  - name: 甲公司\n"},
    ),
    EditingCommand(
        "add-enterprise, a new file",
        ("add-enterprise", "--city", "zz", "--name", "丁公司"),
        {ZZ: "city: 株洲市\nenterprises:\n  - name: 丁公司\n"},
        {name: text for name, text in BEFORE.items() if name != ZZ},
    ),
    EditingCommand(
        "commitment add",
        ("commitment", "add", "--city", "zz", "--by", "政府", "--party", "市住建局", "--text", "通水"),
        {ZZ: f"commitments:\n  - {{date: {TODAY}, by: 政府, party: 市住建局, text: 通水}}\n"},
    ),
    EditingCommand(
        "commitment keep",
        ("commitment", "keep", "--city", "zz", "--party", "甲公司"),
        {ZZ: f"text: 年内投产, kept: {TODAY}}}\n"},
        {**BEFORE, ZZ: f"{ZHUZHOU}commitments:\n  - {{date: {TODAY}, by: 企业, party: 甲公司, text: 年内投产}}\n"},
    ),
    EditingCommand(
        "visits add",
        ("visits", "add", "甲公司", "--city", "zz", "--people", "3"),
        {ZZ: f"visits:\n  - {{date: {TODAY}, people: 3, visited: [甲公司]}}\n"},
    ),
    EditingCommand(
        "policy deliver, two ledgers",
        ("policy", "deliver", "P-1", "--matching", "--city", "zz", "--city", "cs"),
        {
            ZZ: f"policies:\n  - {{date: {TODAY}, policy: P-1, delivered: [甲公司]}}\n",
            CS: f"policies:\n  - {{date: {TODAY}, policy: P-1, delivered: [乙公司]}}\n",
        },
        {**BEFORE, "bangfu.yaml": PROVINCE + "policies:\n  - {id: P-1, title: 办法}\n"},
    ),
    EditingCommand(
        "stages move",
        ("stages", "move", "丁项目", "--city", "zz", "--to", "在建"),
        {ZZ: f"stages:\n  - {{date: {TODAY}, project: 丁项目, stage: 在建}}\n"},
        {**BEFORE, ZZ: ZHUZHOU.replace("issues:\n", "  - name: 丁项目\n    kind: 项目\nissues:\n")},
    ),
    EditingCommand("verify", ("verify", "AA22"), {ZZ: _step("核实")}),
    EditingCommand("verify, two ledgers", ("verify", "AA22", "EE66"), {ZZ: _step("核实"), CS: _step("核实")}),
    EditingCommand("reject", ("reject", "AA22", "--note", "不属帮扶范围"), {ZZ: _step("退回, note: 不属帮扶范围")}),
    EditingCommand("reject --into", ("reject", "AA22", "--into", "BB33"), {ZZ: f"{{date: {TODAY}, type: 退回, into: "}),
    EditingCommand(
        "assign", ("assign", "AA22", "--to", "市自然资源局"), {ZZ: f"{{date: {TODAY}, type: 交办, to: [市自然资源局]"}
    ),
    EditingCommand("progress", ("progress", "BB33", "--note", "已上门"), {ZZ: _step("办理, note: 已上门")}),
    EditingCommand("supervise", ("supervise", "BB33"), {ZZ: _step("督办")}),
    EditingCommand(
        "extend",
        ("extend", "BB33", "--due", "2019-07-31", "--note", "企业同意"),
        {ZZ: _step("延期, due: 2019-07-31, note: 企业同意")},
    ),
    EditingCommand("resolve", ("resolve", "BB33", "--result", "获贷"), {ZZ: _step("办结, note: 获贷")}),
    EditingCommand("rate", ("rate", "CC44", "--satisfaction", "满意"), {ZZ: _step("评价, satisfaction: 满意")}),
    EditingCommand(
        "close",
        ("close", "BB33", "--result", "获贷", "--satisfaction", "满意"),
        {ZZ: _step("办结, note: 获贷") + _step("评价, satisfaction: 满意") + _step("销号")},
    ),
    EditingCommand("reopen", ("reopen", "DD55", "--note", "再次出现"), {ZZ: _step("重开, note: 再次出现")}),
    EditingCommand(
        "letter",
        ("letter", "assign", "AA22", "EE66", "--to", "市自然资源局", "-o", "letter.md"),
        {
            ZZ: f"{{date: {TODAY}, type: 交办, to: [市自然资源局]",
            CS: f"{{date: {TODAY}, type: 交办, to: [市自然资源局]",
            "letter.md": "市自然资源局",
        },
        piecewise=True,
    ),
    EditingCommand(
        "fmt",
        ("fmt",),
        {ZZ: "{date: 2019-03-05, type: 反映}", CS: "    title: 园区道路限行\n"},
        {
            **BEFORE,
            ZZ: ZHUZHOU.replace("date: 2019-03-05, type: 反映", _LOOSE),
            CS: CHANGSHA.replace("title: 园", "title:   园"),
        },
        leaves=True,
    ),
    EditingCommand(
        "check --fix",
        ("check", "--fix"),
        {ZZ: "  - name: 甲公司\n", CS: "  - name: 乙公司\n"},
        {**BEFORE, ZZ: ZHUZHOU.replace("name: 甲", "name：甲"), CS: CHANGSHA.replace("name: 乙", "name：乙")},
        leaves=True,
    ),
    EditingCommand(
        "import, two ledgers",
        ("import", "sheet.csv"),
        {ZZ: "    title: 环评批复\n    category: 手续办理\n", CS: "    title: 用电增容\n    category: 用电\n"},
        {
            **BEFORE,
            "sheet.csv": "市州,企业名称,问题,问题类别,反映日期\n"
            "株洲市,甲公司,环评批复,手续办理,2019-06-01\n长沙市,乙公司,用电增容,用电,2019-06-02\n",
        },
    ),
    EditingCommand("merge COPY", ("merge", "zhuzhou.copy"), {ZZ: _ADDED}, {**BEFORE, "zhuzhou.copy": COPY}),
    EditingCommand(
        "merge LEDGER COPY, of two files",
        ("merge", "mine.yaml", "zhuzhou.copy"),
        {"mine.yaml": _ADDED},
        {**BEFORE, "mine.yaml": ZHUZHOU, "zhuzhou.copy": COPY},
    ),
    EditingCommand(
        "merge-driver",
        ("merge-driver", "base", "ours", "theirs", "7", ZZ),
        {"ours": _ADDED},
        {**BEFORE, "base": ZHUZHOU, "ours": ZHUZHOU.replace("category: 用工", "category: 人才"), "theirs": COPY},
        marks="ours",
    ),
    EditingCommand(
        "git install",
        ("git", "install"),
        {".gitattributes": "ledgers/** merge=bangfu\n"},
        {**BEFORE, ".gitattributes": "*.yaml text\n"},
        _committed,
        piecewise=True,
        own=True,
    ),
    EditingCommand(
        "sync",
        ("sync", "other"),
        {ZZ: _ADDED},
        {**BEFORE, ".gitattributes": "ledgers/** merge=bangfu\n"},
        _branched,
        own=True,
    ),
    EditingCommand("seal", ("seal", "2019-05"), {"seals/2019-05.yaml": "period: 2019-05\n"}),
    EditingCommand("seal, under git", ("seal", "2019-05"), {"seals/2019-05.yaml": "commit: "}, prepare=_committed),
    EditingCommand("init", ("init", "made"), {"made/bangfu.yaml": "province: 湖南省\n"}, piecewise=True),
    EditingCommand("schema -o", ("schema", "-o", "ledger.schema.json"), {"ledger.schema.json": '"$schema"'}),
    EditingCommand(
        "report -o",
        ("report", "--month", "2019-05", "-o", "report.md"),
        {"report.md": "株洲市"},
        {**BEFORE, "report.md": "旧\n"},
    ),
)

WAYS = (
    "verify", "verify, two ledgers", "add-enterprise, a new file", "letter", "merge LEDGER COPY, of two files", "seal",
)  # fmt: skip
"""One command for each way in which anything is written; an ordinary run of the slower proofs is content with them."""

READING = ("list", "show", "duplicates", "log", "explain", "tally", "check-bulletin", "lists", "site", "cache",
           "export", "remind", "calendar", "pairing")  # fmt: skip
"""The commands that write no file of a repository: at most what -o names, or what the cache keeps."""


def tried(number: int, *, everything: bool) -> tuple[EditingCommand, ...]:
    """The commands that a proof tries: all, or so many of WAYS."""
    return COMMANDS if everything else tuple(one for one in COMMANDS if one.name in WAYS[:number])
