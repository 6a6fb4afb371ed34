"""Writes the man pages docs/man/bangfu.1 (English) and docs/man/bangfu.zh_CN.1 from the commands' own help pages.

`--check` writes nothing and says which is out of date (exit 1).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cli_docs import help_page

from bangfu.cli import app

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "man"


@dataclass(frozen=True)
class Words:
    """What a man page says beside the help pages."""

    file: str
    name: str
    synopsis: str
    description: str
    options: str
    commands: str
    codes: tuple[str, tuple[tuple[str, str], ...]]
    environment: tuple[str, tuple[tuple[str, str], ...]]
    files: tuple[str, tuple[tuple[str, str], ...]]


WORDS = {
    "en": Words(
        "bangfu.1", "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS",
        ("EXIT STATUS", (
            ("0", "Fine; warnings alone are fine."),
            ("1", "Findings: an error in a ledger, or a conflict that a merge left."),
            ("2", "A mistake of the caller, a refused edit, or a machine that does not let it be done."),
            ("3", "A mistake in bangfu itself."),
            ("130", "Interrupted with Ctrl-C."),
        )),
        ("ENVIRONMENT", (
            ("BANGFU_LANG", "The language of messages, zh or en."),
            ("NO_COLOR, FORCE_COLOR", "No colour, or colour even where the output is no terminal."),
            ("BANGFU_LOCK_TIMEOUT", "Seconds that an edit waits for another one."),
            ("BANGFU_CACHE_DIR, BANGFU_CACHE_SIZE", "The folder of the cache, and its size in MB; 0 keeps nothing."),
            ("BANGFU_BROWSER", "The browser that prints PDF."),
        )),
        ("FILES", (
            ("bangfu.yaml", "The province: its cities, categories, limits, and the bulletin's fixed words."),
            ("ledgers/", "The ledger of each city, in one file or in a folder of parts."),
            ("seals/", "The published figures of sealed periods."),
        )),
    ),
    "zh": Words(
        "bangfu.zh_CN.1", "名称", "用法", "说明", "选项", "命令",
        ("退出码", (
            ("0", "正常；只有提醒也算正常。"),
            ("1", "有错误：台账有错，或合并留下了冲突。"),
            ("2", "命令或 bangfu.yaml 写错了，改动被拒绝，或机器不让做（磁盘满、无权限）。"),
            ("3", "程序自己的错。"),
            ("130", "按了 Ctrl-C。"),
        )),
        ("环境变量", (
            ("BANGFU_LANG", "提示语言，zh 或 en。"),
            ("NO_COLOR, FORCE_COLOR", "不用颜色；输出不是终端时也用颜色。"),
            ("BANGFU_LOCK_TIMEOUT", "有别的改动正在进行时，等多少秒。"),
            ("BANGFU_CACHE_DIR, BANGFU_CACHE_SIZE", "缓存目录，缓存大小（MB）；0 不缓存。"),
            ("BANGFU_BROWSER", "打印 PDF 用的浏览器。"),
        )),
        ("文件", (
            ("bangfu.yaml", "全省的配置：市州、类别、时限、通报的固定文字。"),
            ("ledgers/", "各市州的台账，一个文件，或一个文件夹的几个分册。"),
            ("seals/", "已封账时期通报过的数。"),
        )),
    ),
}  # fmt: skip


@dataclass
class Help:
    """A help page: how the command is called, what it does, and its groups of arguments and options."""

    usage: str = ""
    summary: str = ""
    groups: list[tuple[str, list[list[str]]]] = field(default_factory=list)


def parsed(page: str) -> Help:
    """A help page, read back from its layout."""
    found = Help()
    first, *lines = page.splitlines()
    found.usage = re.split("[:：] ?", first, maxsplit=1)[1]
    for line in lines:
        if match := re.fullmatch(r"(\S.*)[:：]", line):
            found.groups.append((match[1], []))
        elif line and not found.groups:
            found.summary = _joined(found.summary, line.strip())
        elif match := re.fullmatch(r"  (\S.*?)(?:  +(\S.*))?", line):
            found.groups[-1][1].append([match[1], match[2] or ""])
        elif line:
            entry = found.groups[-1][1][-1]
            entry[1] = _joined(entry[1], line.strip())
    return found


def _joined(before: str, after: str) -> str:
    """Two lines of a paragraph in one; Chinese goes on without a space."""
    space = "" if not before or (ord(before[-1]) > 0x2000 and ord(after[0]) > 0x2000) else " "
    return before + space + after


def _roff(text: str) -> str:
    """`text` with what means something to roff taken for itself."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _terms(entries: Iterable[Sequence[str]]) -> list[str]:
    return [line for term, text in entries for line in (".TP", f"\\fB{_roff(term)}\\fR", _roff(text) or "\\&")]


def _section(words: tuple[str, tuple[tuple[str, str], ...]]) -> list[str]:
    return [f'.SH "{words[0]}"', *_terms(words[1])]


def man_page(language: str) -> str:
    """The page in this language, in the macros of man(7)."""
    words = WORDS[language]
    whole = parsed(help_page(language=language))
    lines = [
        f'.TH "BANGFU" "1" "" "bangfu {app.__version__}" ""', ".ad l", ".nh",
        f'.SH "{words.name}"', f"bangfu \\- {_roff(whole.summary)}",
        f'.SH "{words.synopsis}"', _roff(whole.usage),
    ]  # fmt: skip
    for title, entries in whole.groups[:-1]:
        lines += [f'.SH "{title.upper()}"', *_terms(entries)]
    lines.append(f'.SH "{words.commands}"')
    for name in app.COMMANDS:
        page = parsed(help_page(name, language=language))
        lines += [f'.SS "{_roff(page.usage)}"', _roff(page.summary)]
        for _title, entries in page.groups:
            lines += _terms(entries)
    for section in (words.codes, words.environment, words.files):
        lines += _section(section)
    return "\n".join(lines) + "\n"


def main() -> int:
    """Writes both pages, or with --check says which are out of date."""
    stale = []
    for language, words in WORDS.items():
        path, new = FOLDER / words.file, man_page(language)
        if not path.exists() or path.read_text("utf-8") != new:
            stale.append(words.file)
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(new, "utf-8")
    if "--check" in sys.argv and stale:
        print("out of date, run python tools/man_page.py:", ", ".join(stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
