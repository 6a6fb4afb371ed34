"""Hostile files, as data: what somebody may put where bangfu reads, the command that meets it, and what it must say."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

MEBIBYTE = 1024 * 1024
LEDGER, CONFIGURATION, SEAL, TEMPLATE = (
    "ledgers/zhuzhou.yaml",
    "bangfu.yaml",
    "seals/2019-05.yaml",
    "templates/bulletin.md.j2",
)
COPY, BULLETIN = "copy.yaml", "bulletin.md"
"""Where hostile things are put."""

PROVINCE = """\
format: 1
province: 湖南省
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""
HEAD = "city: 株洲市\n"
GOOD = f"""\
{HEAD}enterprises:
  - name: 甲公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 甲公司
    title: 新增用地未落实
    category: 用地
    events:
      - {{date: 2019-03-05, type: 反映}}
"""
OWN_TEMPLATES = PROVINCE + "bulletin: {templates: templates}\n"


@dataclass(frozen=True)
class Special:
    """What is no text: made at a path."""

    make: Callable[[Path], None]


Content = bytes | str | Callable[[], bytes | str] | Special


@dataclass(frozen=True)
class Hostile:
    """One hostile thing.

    Attributes:
        name: what it is, in the test's name.
        content: its bytes, what makes them, or what makes the file at a path (a pipe, a link).
        says: the codes of the findings, in order, or a text that must be told.
        at: where it is put, relative to the repository.
        run: the command that meets it.
        code: the exit code (docs/cli.md).
        others: further files.
        heavy: tried as a child process of its own, in the long form alone.
    """

    name: str
    content: Content
    says: tuple[str, ...] | str
    at: str = LEDGER
    run: tuple[str, ...] = ("check",)
    code: int = 1
    others: dict[str, Content] = field(default_factory=dict)
    heavy: bool = False


def put(path: Path, content: Content) -> None:
    """Puts a thing in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Special):
        content.make(path)
        return
    if callable(content):
        content = content()
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 * 1024 * MEBIBYTE)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


PIPE = Special(os.mkfifo)
"""A FIFO that nobody writes to: whoever opens it waits for ever."""
ENDLESS = Special(lambda path: path.symlink_to("/dev/zero"))
SPARSE = Special(_sparse)
"""Ten gigabytes of nothing, which take no room."""
SOCKET = Special(_socket)
FOLDER = Special(Path.mkdir)
OUTSIDE = Special(lambda path: path.symlink_to("/etc/passwd"))


def seal(body: str) -> str:
    """A seal of any content with the digest that fits it, as a forger would write it."""
    return f"{body}digest: {blake2b(body.encode(), digest_size=32).hexdigest()}\n"


def deep() -> Iterator[tuple[str, str]]:
    """Nesting that crashes or stalls parsers."""
    yield "100,000 brackets", "[" * 100_000
    yield "100,000 braces", "{" * 100_000
    yield "brackets that are closed", "city: " + "[" * 100_000 + "]" * 100_000
    yield "brackets a line", "city:\n" + "[\n" * 100_000
    yield "entries in entries", "{a: " * 50_000
    yield "dashes", "- " * 100_000
    yield "question marks", "? " * 100_000
    yield "dashes a line", "\n".join("  " * depth + "-" for depth in range(1_000))
    yield "keys a line", "\n".join(" " * depth + "a:" for depth in range(2_000))
    yield "brackets after quotes", 'city: "' + "x" * 100_000 + '"\nissues: ' + "[" * 50_000


def bombs() -> Iterator[tuple[str, str]]:
    """What grows when it is read: small in the file, enormous in memory."""
    laughs = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 12))
    yield "a billion laughs", f"{HEAD}b0: &b0 [x, x]\n{laughs}"
    merges = "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 12))
    yield "a bomb of merge keys", f"{HEAD}m0: &m0 {{a: b}}\n{merges}"
    yield "an alias to itself", f"{HEAD}issues: &a [*a]\n"
    yield (
        "an anchor that is swallowed",
        f"{HEAD}measures:\n  - {{date: 2019-03-05, section: &重点 要素保障, text: 甲}}\n",
    )
    yield "50,000 anchors", HEAD + "".join(f"a{n}: &x{n} y\n" for n in range(50_000))
    yield "a tag that makes an object", f'{HEAD}issues: !!python/object/apply:os.system ["id"]\n'
    yield "a tag of its own", f"{HEAD}issues: !甲 []\n"
    yield "a version directive", f"%YAML 1.1\n---\n{HEAD}"
    yield "a tag directive", f"%TAG ! tag:example.org,2019:\n---\n{HEAD}"


def values() -> Iterator[tuple[str, str]]:
    """Values that parsers bend into something else, each with the code of its finding."""
    for day in (
        "20190506", "2019-5-6", "2019-02-30", "2019-13-01", "0000-01-01", "99999-01-01", "0-01-01", "１２３４-01-01",
        "２０１９-０５-０６", "2019-05-06T00:00:00Z", "2019-05-06 12:00", "1557100800", "2019-W10-1", "1:30", ".inf", "1e400",
        "0x7e3", "-2019-05-06", "2019-05-0६", "'2019-05-06\\n'", '"2019-05-06\\n"', "2019－05－06", "now", "9" * 5000,
    ):  # fmt: skip
        colon = not day.startswith(('"', "'")) and ":" in day  # libyaml takes none between braces
        yield f"  - {{date: {day}, people: 1}}", "BF110" if colon else "BF124"
    for count in (
        "1_0", "1__0", "0o17", "017", "0x1f", "1e3", "1e400", ".inf", "-.inf", ".nan", "-1", "+1", "1.0", "1,000", "１２",
        "१२", "1:30", "1000000000", "九", "true", '"1 "', "0b11", "--1", "9" * 5000,
    ):  # fmt: skip
        yield f"  - {{date: 2019-03-05, people: {count}}}", {"1,000": "BF120", "1:30": "BF110"}.get(count, "BF125")


def texts() -> Iterator[tuple[str, bytes, str]]:
    """Characters and bytes that hide what is written, each with the code of its finding."""
    title = f"{HEAD}measures:\n  - {{date: 2019-03-05, section: 要素保障, text: 甲%s乙}}\n"
    for name, character in (
        ("NUL", "\0"), ("an escape sequence", "\x1b[2J"), ("a bell", "\a"), ("a backspace", "\b"), ("DEL", "\x7f"),
        ("C1", "\x9b31m"), ("NEL", "\x85"), ("right-to-left override", "\u202e"), ("an isolate", "\u2066"),
        ("zero-width space", "\u200b"), ("zero-width joiner", "\u200d"), ("a BOM inside", "\ufeff"), ("a tag", "\U000e0041"),
        ("line separator", "\u2028"), ("soft hyphen", "\u00ad"), ("a variation selector", "\ufe0f"),
        ("a noncharacter", "\uffff"),
    ):  # fmt: skip
        yield name, (title % character).encode(), "BF103"
    yield "a letter in two parts", (title % "e\u0301").encode(), "BF104"
    for name, raw in (
        ("overlong NUL", b"\xc0\x80"), ("overlong slash", b"\xe0\x80\xaf"), ("a surrogate in UTF-8", b"\xed\xa0\x80"),
        ("beyond Unicode", b"\xf7\xbf\xbf\xbf"), ("a cut character", b"\xe6\xa0"), ("a stray byte", b"\xff"),
    ):  # fmt: skip
        yield name, (title % "\0").encode().replace(b"\0", raw), "BF101"
    for name, escape in (("a surrogate by escape", "\\ud800"), ("a pair of surrogates", "\\ud83d\\ude00"),
                         ("zero-width by escape", "\\u200b"), ("NUL by escape", "\\0"), ("override by escape", "\\u202e"),
                         ("beyond Unicode by escape", "\\U00110000")):  # fmt: skip
        yield name, title.replace("甲%s乙", f'"{escape}"').encode(), "BF103"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5"):
        yield encoding, f"{HEAD}issues: []\n".encode(encoding), "BF101"


def ledgers() -> Iterator[Hostile]:
    """What may stand in the place of a ledger."""
    for name, text in deep():
        yield Hostile(name, text, ("BF112",))
    for name, text in bombs():
        yield Hostile(name, text, "BF113")
    for name, data, code in texts():
        yield Hostile(name, data, code)
    every = list(values())
    yield Hostile("values that parsers bend", f"{HEAD}visits:\n" + "\n".join(line for line, _code in every) + "\n",
                  tuple(code for _line, code in every))  # fmt: skip
    for name, made, reason in (
        ("a pipe", PIPE, "not a regular file"), ("a link to /dev/zero", ENDLESS, "link"), ("10 GB of nothing", SPARSE, "8 MiB"),
        ("a socket", SOCKET, "not a regular file"), ("a folder that ends in .yaml", FOLDER, "BF002"),
        ("a link out of the repository", OUTSIDE, "link"),
    ):  # fmt: skip
        yield Hostile(name, made, reason, code=0 if made is FOLDER else 1)
    full = 8 * MEBIBYTE
    for name, unit, codes in (
        ("comments", "# 注\n", "BF"), ("line ends", "\n", "BF"), ("letters", "x", "BF"), ("quotes", '"', "BF"),
        ("empty entries", "-\n", "BF"), ("colons", ": ", "BF112"), ("pairs", "a: b\n", "BF"), ("tabs", "\t\n", "BF"),
        ("spaces", " ", "BF"), ("conflict markers", "<<<<<<< a\n", "BF102"), ("full-width colons", "title：x\n", "BF107"),
        ("no spaces", "title:x\n", "BF111"), ("zero-width spaces", "\u200b", "BF103"), ("combining marks", "\u0316\u0301", "BF104"),
        ("documents", "---\n", "BF"), ("open quotes", '- "a\n', "BF"), ("CR", "\r", "BF105"), ("at signs", "@", "BF"),
        ("brackets in a line", "[],", "BF"), ("braces a line", "{}\n", "BF"),
    ):  # fmt: skip
        yield Hostile(f"8 MiB of {name}", lambda unit=unit: unit * (full // len(unit.encode())), codes, heavy=True)
    sections = (
        ("short visits", "visits", "  - {date: 2019-03-05}\n"), ("visits without a day", "visits", "  - {people: 1}\n"),
        ("broken visits", "visits", "  - {date: [}\n"), ("empty maps", "visits", "  - {}\n"), ("letters", "visits", "  - x\n"),
        ("unknown keys", "visits", "  - {date: 2019-03-05, a: b}\n"), ("open brackets", "issues", "  - [\n"),
        ("wrong days", "visits", "  - {date: 2019-02-30}\n"), ("issues of nobody", "issues",
         "  - id: A-1\n    enterprise: 甲\n    title: 乙\n    category: 丙\n    events:\n      - {date: 2019-03-05, type: 反映}\n"),
        ("one name", "enterprises", "  - name: 甲\n"), ("aliases", "enterprises", "  - {name: 甲, aliases: [甲, 甲, 甲, 甲]}\n"),
        ("surveys by hand", "surveys", "  - {'date': 2019-03-05, \"responses\": 1}  # 注\n"),
    )  # fmt: skip
    for name, section, unit in sections:
        yield Hostile(f"8 MiB of {name}",
                      lambda section=section, unit=unit: f"{HEAD}{section}:\n" + unit * ((full - 99) // len(unit.encode())),
                      "BF" if name != "short visits" else "", heavy=True, code=1)  # fmt: skip
    yield Hostile("200,000 small errors", lambda: f"{HEAD}visits:\n" + "  - {date: 1, people: x}\n" * 200_000, "BF100")
    yield Hostile("one event 6,000 times", lambda: GOOD + "      - {date: 2019-03-05, type: 办理}\n" * 6_000, "BF303")
    yield Hostile("a key twice", f"{GOOD}measures: []\nmeasures: []\n", "BF121")
    yield Hostile("a key 100,000 times", lambda: HEAD + "issues: []\n" * 100_000, "BF100")
    yield Hostile(
        "a key 100,000 times in an entry", lambda: f"{HEAD}visits:\n  - {{{'people: 1, ' * 100_000}}}\n", "BF100"
    )
    yield Hostile("100,000 keys in an entry", lambda: f"{HEAD}visits:\n  - {{{', '.join(f'k{n}: 1' for n in range(100_000))}}}\n",
                  "BF100")  # fmt: skip
    yield Hostile("a key of a megabyte", lambda: f"{HEAD}{'k' * MEBIBYTE}: 1\n", "BF")
    yield Hostile("a quoted key of a megabyte", lambda: f'{HEAD}"{"键" * 300_000}": 1\n', "BF")
    for name, value in (("plain", "长" * 2_000_000), ("quoted", f"\"{'长' * 2_000_000}\""), ("in a block", "|\n" + "      长\n" * 600_000),
                        ("folded", ">\n" + "      长\n" * 600_000), ("with escapes", f"\"{chr(92)}x41{'长' * 2_000_000}\""),
                        ("in many lines", '"' + "长\n      " * 600_000 + '"')):  # fmt: skip
        yield Hostile(f"a value of two million characters, {name}",
                      lambda value=value: GOOD.replace("    events:", f"    detail: {value}\n    events:"), "BF128", heavy="\n" in value)  # fmt: skip
    yield Hostile("a day of a megabyte", lambda: f"{HEAD}visits:\n  - {{date: {'9' * MEBIBYTE}}}\n", "BF124")
    yield Hostile("an id of a megabyte", lambda: GOOD.replace("ZZ-190305-7K3M", "Z" * MEBIBYTE), "BF")
    yield Hostile("a quantity of a megabyte", lambda: f"{HEAD}outcomes:\n  - {{date: 2019-03-05, kind: 授信, value: {'9' * MEBIBYTE}亿元}}\n",
                  "BF126")  # fmt: skip
    yield Hostile("an event's type of a megabyte", lambda: GOOD.replace("反映", "反" * 300_000), "BF127")
    yield Hostile("an enterprise nobody knows, of 20,000 characters", lambda: GOOD.replace("enterprise: 甲公司", f"enterprise: {'甲' * 20_000}"),
                  "BF208")  # fmt: skip
    yield Hostile("3,000 enterprises that nearly have the name of another",
                  lambda: HEAD + "enterprises:\n" + "".join(f"  - name: {'甲' * 100}{n}\n" for n in range(3_000))
                  + GOOD.removeprefix(HEAD).replace("enterprises:\n  - name: 甲公司\n", "").replace("enterprise: 甲公司", f"enterprise: {'甲' * 99}x"),
                  "BF208")  # fmt: skip
    for name, number in (("Cyrillic", "ZZ-190305-7КЗМ"), ("full-width", "ＺＺ-190305-7K3M"), ("a Kelvin sign", "ZZ-190305-7\u212a3M"),
                         ("a path", "../../../etc/passwd"), ("an option", "--help"), ("a hyphen of its own", "ZZ‐190305-7K3M")):  # fmt: skip
        yield Hostile(f"an id with {name}", GOOD.replace("ZZ-190305-7K3M", number), "BF")
    yield Hostile(
        "an id that differs by case alone", GOOD + GOOD.partition("issues:\n")[2].replace("7K3M", "7k3m"), "BF203"
    )
    yield Hostile(
        "a line that looks like a finding", GOOD.replace("title: 新增用地未落实", "titel: '::error file=a::b'"), "BF120"
    )


def configurations() -> Iterator[Hostile]:
    """What may stand in the place of bangfu.yaml."""
    at = {"at": CONFIGURATION, "others": {LEDGER: GOOD}}
    for name, text in deep():
        yield Hostile(f"configuration: {name}", text, "BF001", **at)  # type: ignore[arg-type]
    for name, text in bombs():
        yield Hostile(f"configuration: {name}", text.replace(HEAD, PROVINCE), "BF001", **at)  # type: ignore[arg-type]
    for name, made in (
        ("a pipe", PIPE),
        ("a link to /dev/zero", ENDLESS),
        ("10 GB of nothing", SPARSE),
        ("a folder", FOLDER),
    ):
        yield Hostile(f"configuration: {name}", made, "BF001", **at)  # type: ignore[arg-type]
        yield Hostile(f"tally with such a configuration: {name}", made, "bangfu.yaml", run=("tally",), code=2, **at)  # type: ignore[arg-type]
    for name, line in (
        ("a language of a megabyte", f"language: {'z' * MEBIBYTE}\n"), ("limits without end", f"limits: {{reply: {'9' * 5000}}}\n"),
        ("templates elsewhere", "bulletin: {templates: [}\n"), ("a weight of infinity", "scoring: {resolution_rate: .inf}\n"),
        ("a format to come", "format: 2\n"), ("5,000 categories", "categories:\n  甲:\n" + "    - 乙\n" * 5_000),
        ("a pattern for a slug", "roster:\n" + "  - {name: '(a+)+$', city: '.*'}\n" * 1000),
    ):  # fmt: skip
        yield Hostile(f"configuration: {name}", PROVINCE.replace("format: 1\n", "") + line, "BF0", **at)  # type: ignore[arg-type]
    yield Hostile(
        "configuration: a slug that leads out", PROVINCE.replace("slug: zhuzhou", "slug: ../../etc"), "BF0", **at
    )  # type: ignore[arg-type]
    yield Hostile(
        "configuration: 2,000 cities",
        "province: 甲\ncities:\n" + "".join(f"  - {{slug: c{n}, name: 市{n}, prefix: C{n}}}\n" for n in range(2_000)),
        "BF",
        **at,
    )  # type: ignore[arg-type]


def other_commands() -> Iterator[Hostile]:
    """The same before commands that edit, count or complete."""
    for run, code in (
        (("tally", "--month", "2019-03"), 1), (("report", "--month", "2019-03"), 1), (("fmt", "--check"), 1),
        (("verify", "7K3M"), 2), (("merge",), 1), (("list",), 0), (("check", "--fix", "--dry-run"), 1),
        (("check", "--format", "sarif"), 1),
    ):  # fmt: skip
        for name, content in (("100,000 brackets", "[" * 100_000), ("a pipe", PIPE), ("10 GB of nothing", SPARSE),
                              ("20,000 errors", lambda: f"{HEAD}visits:\n" + "  - {date: 1}\n" * 20_000)):  # fmt: skip
            yield Hostile(f"{' '.join(run)}: {name}", content, "", run=run, code=code)


def seals() -> Iterator[Hostile]:
    """What may lie in seals/."""
    at = {"at": SEAL, "others": {LEDGER: GOOD}}
    for name, text in (*deep(), *bombs()):
        yield Hostile(f"seal: {name}", text, "BF610", **at)  # type: ignore[arg-type]
        yield Hostile(f"seal with a digest that fits: {name}", seal(text + "\n"), "BF610", **at)  # type: ignore[arg-type]
    for name, made in (
        ("a pipe", PIPE),
        ("a link to /dev/zero", ENDLESS),
        ("10 GB of nothing", SPARSE),
        ("a folder", FOLDER),
    ):
        yield Hostile(f"seal: {name}", made, "BF100", **at)  # type: ignore[arg-type]
    yield Hostile("seal: 8 MiB of digests", lambda: "digest: 0\n" * 800_000, "BF610", heavy=True, **at)  # type: ignore[arg-type]
    yield Hostile(
        "seal: a period that is none",
        seal("format: 1\nperiod: ../../x\nas_of: 2019-05-31\nsealed: 2019-06-01\n"),
        "BF610",
        **at,
    )  # type: ignore[arg-type]


def copies() -> Iterator[Hostile]:
    """What may be brought in by `merge COPY`: a ledger of somebody else, or an exported book."""
    at = {"at": COPY, "run": ("merge", "--into", "株洲", "{file}"), "others": {LEDGER: GOOD}, "code": 2}
    for name, text in (*deep(), *bombs()):
        yield Hostile(f"copy: {name}", text, "", **at)  # type: ignore[arg-type]
    book = {
        "format": 1,
        "province": "湖南省",
        "cities": [{"city": "株洲市", "slug": "zhuzhou", "files": [], "issues": []}],
    }
    for name, content in (
        ("an exported book", json.dumps(book, ensure_ascii=False)), ("JSON in depth", '{"cities":' * 50_000),
        ("JSON with NaN", '{"format": NaN, "province": Infinity, "cities": 1e400}'), ("a pipe", PIPE),
        ("a link to /dev/zero", ENDLESS), ("10 GB of nothing", SPARSE), ("a picture", b"\x89PNG\r\n\x1a\n\0\0"),
        ("an archive", b"PK\x03\x04" + bytes(range(256)) * 99), ("8 MiB of lines", lambda: "a\n" * (4 * MEBIBYTE)),
    ):  # fmt: skip
        yield Hostile(f"copy: {name}", content, "", **at)  # type: ignore[arg-type]


def bulletins() -> Iterator[Hostile]:
    """What may be given to `check-bulletin`."""
    at = {
        "at": BULLETIN,
        "run": ("check-bulletin", "{file}", "--month", "2019-03"),
        "others": {LEDGER: GOOD},
        "code": 2,
    }
    title = "# 关于2019年3月全省精准帮扶活动进展情况的通报\n\n"
    for name, content in (
        ("a pipe", PIPE), ("a link to /dev/zero", ENDLESS), ("10 GB of nothing", SPARSE), ("UTF-16", "甲".encode("utf-16")),
        ("nothing", ""), ("NUL", "\0" * 1000), ("8 MiB of pipes", lambda: "|" * (8 * MEBIBYTE)),
        ("8 MiB of digits", lambda: title + "9" * (7 * MEBIBYTE)), ("8 MiB of figures", lambda: title + "株洲市收集1个，" * 300_000),
        ("8 MiB of rows", lambda: title + "| 甲 | 1 |\n" * 600_000), ("8 MiB of cities", lambda: title + "株洲市" * 900_000),
        ("8 MiB of brackets", lambda: title + "（" * 2_600_000), ("8 MiB of rises", lambda: title + "增加" * 1_300_000),
        ("8 MiB of spaces", lambda: title + " " * (7 * MEBIBYTE) + "x"), ("8 MiB of hashes", lambda: "#" * (8 * MEBIBYTE)),
        ("8 MiB of headings", lambda: "# 一\n" * 1_300_000), ("8 MiB of quotations", lambda: "> " * (4 * MEBIBYTE)),
        ("a title of a megabyte", lambda: "# " + "关于2019年" * 100_000), ("stars", lambda: title + "**" * 2_000_000),
        ("percentages", lambda: title + "9.9%" * 1_500_000), ("separators", lambda: title + "1," * 3_000_000),
        ("a table of one line", lambda: title + "|1" * 3_000_000), ("tags", lambda: title + "<td>" * 2_000_000),
        ("backslashes", lambda: title + "\\" * (7 * MEBIBYTE)), ("backticks", lambda: title + "`" * (7 * MEBIBYTE)),
    ):  # fmt: skip
        yield Hostile(f"bulletin: {name}", content, "", heavy=callable(content), **at)  # type: ignore[arg-type]


def templates() -> Iterator[Hostile]:
    """What a repository's own template may hold."""
    at = {"at": TEMPLATE, "run": ("report", "--month", "2019-03"), "code": 2}
    others: dict[str, Content] = {LEDGER: GOOD, CONFIGURATION: OWN_TEMPLATES}
    tenfold = "|replace('a', 'aaaaaaaaaa')" * 12
    for name, content in (
        ("text that grows tenfold twelve times", f"{{{{ 'a'{tenfold} }}}}"),
        ("loops in loops", "".join(f"{{% for a{n} in 'aaaaaaaaaa' %}}" for n in range(12)) + "x" + "{% endfor %}" * 12),
        ("a macro that calls itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
        ("a macro that calls itself twice", "{% macro m(n) %}{% if n != 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{{ m(n ~ 'a') }}{{ m(n ~ 'a') }}{% endif %}{% endmacro %}{{ m('') }}"),
        ("one that includes itself", "{% include 'bulletin.md.j2' %}"), ("one that extends itself", "{% extends 'bulletin.md.j2' %}"),
        ("one that reaches out", "{{ ''.__class__.__mro__[1].__subclasses__() }}"), ("arithmetic", "{{ 9 ** 9 ** 9 }}"),
        ("a text times a number", "{{ 'a' * 999999999 }}"), ("a range", "{% for n in range(99999999999) %}x{% endfor %}"),
        ("a format", "{{ '{0.__class__}'.format(1) }}"), ("a width", "{{ '%999999999d' % 1 }}"), ("centred", "{{ 'a'.center(999999999) }}"),
        ("a format's width", "{{ '{:>999999999}'.format('a') }}"), ("zeros", "{{ 'a'.zfill(999999999) }}"), ("joined", "{{ 'a'.ljust(2000000000) }}"),
        ("100,000 brackets", "{{ " + "[" * 100_000), ("100,000 blocks", "{% block a %}" * 100_000), ("no UTF-8", b"\xff\xfe"), ("a pipe", PIPE),
        ("a link to /dev/zero", ENDLESS), ("10 GB of nothing", SPARSE), ("a file of another", OUTSIDE), ("a number", "{{ " + "9" * 100_000 + " }}"),
        ("a sum without end", "{{ " + "1 ~ " * 100_000 + "1 }}"), ("a slice", "{{ bulletin[::0] }}"),
        ("an import of the system", "{% import '/etc/passwd' as a %}"), ("a way out", "{% include '../../../etc/passwd' %}"),
    ):  # fmt: skip
        yield Hostile(f"template: {name}", content, "", others=others, **at)  # type: ignore[arg-type]


def names() -> Iterator[Hostile]:
    """Files of hostile names."""
    for name, file in (
        ("an escape sequence", "ledgers/\x1b[31m.yaml"), ("a line end", "ledgers/a\n::error::b.yaml"), ("no UTF-8", os.fsdecode(b"ledgers/\xff.yaml")),
        ("an override", "ledgers/\u202elmay.yaml"), ("a long name", f"ledgers/{'a' * 240}.yaml"), ("a number sign", "ledgers/#.yaml"),
    ):  # fmt: skip
        yield Hostile(f"a file's name with {name}", GOOD, "BF002", at=file, code=0)
        yield Hostile(
            f"a part's name with {name}",
            GOOD,
            "BF",
            at=file.replace("ledgers/", "ledgers/zhuzhou/"),
            others={LEDGER: GOOD},
        )


def everything() -> list[Hostile]:
    """The whole catalogue."""
    return [*ledgers(), *names(), *configurations(), *other_commands(), *seals(), *copies(), *bulletins(), *templates()]
