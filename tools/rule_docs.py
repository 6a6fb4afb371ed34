"""Writes docs/rules/ from the rules' docstrings: a page a rule, and an index.

`--check` writes nothing and names the pages that are not as they would be written (exit 1).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bangfu.check.registry import manual, registry, title
from bangfu.check.rule import Rule

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"

GROUPS = {
    "BF0": ("Configuration", "配置"),
    "BF1": ("Reading", "读取"),
    "BF2": ("Identity and references", "标识与引用"),
    "BF3": ("Life cycle", "办理流程"),
    "BF4": ("Timeliness", "时限"),
    "BF5": ("Across ledgers", "跨台账"),
    "BF6": ("Figures", "数据"),
    "BF7": ("Bulletin", "通报"),
    "BF8": ("Privacy", "隐私"),
    "BF9": ("Form", "形式"),
}

INDEX = """\
# Findings / 检查项

What `bangfu check` finds, one page a code; `bangfu explain CODE` prints the same page. An **error** keeps figures from
being printed; a **warning** does not. Codes are never used for anything else.

An example is the file `ledgers/zhuzhou.yaml` without its first line `city: 株洲市`, unless a comment such as
`# bangfu.yaml` says which file it is; of bangfu.yaml only the keys that matter are shown. `<U+200B>` stands for the
character of that number.

A finding that somebody has looked at and answers for is suppressed by a comment at the end of its line, or at the end
of the first line of the record that it is about: `# bangfu: ignore[BF412] the reason`. What reading finds (BF1, BF001)
cannot be suppressed.

<!-- Made from the rules' docstrings by tools/rule_docs.py. -->
"""


def pages() -> dict[str, str]:
    """The text of every file of docs/rules, by its name."""
    rules = registry()
    made = {f"{code}.md": _page(rule) for code, rule in rules.items()}
    made["README.md"] = _index(list(rules.values()))
    return made


def _page(rule: Rule) -> str:
    """A rule's page: headings for What, Why, Wrong and Right, examples as YAML."""
    body = manual(rule.code).split("\n", 1)[1].strip("\n")
    body = re.sub(r"^(What|Why|Wrong|Right):[ ]?", r"## \1\n\n", body, flags=re.MULTILINE)
    body = re.sub(r"(?:^    [^\n]*\n?(?:\n(?=    ))?)+", _fenced, body, flags=re.MULTILINE)
    body = re.sub(r"\n{3,}", "\n\n", body)
    return (
        f"# {rule.code} {rule.slug}\n\n{title(rule.code, 'en')}\n\n{title(rule.code, 'zh')}\n\n"
        f"Severity: {rule.severity.value}\n\n{body.strip()}\n"
    )


def _fenced(match: re.Match[str]) -> str:
    lines = [line[4:] for line in match[0].strip("\n").split("\n")]
    return "```yaml\n" + "\n".join(lines) + "\n```\n"


def _index(rules: list[Rule]) -> str:
    lines = [INDEX]
    for prefix, (english, chinese) in GROUPS.items():
        lines += [
            f"## {prefix} {english} / {chinese}\n",
            "| code | severity | finding | 检查项 |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| [{rule.code}]({rule.code}.md) {rule.slug} | {rule.severity.value} "
            f"| {title(rule.code, 'en')} | {title(rule.code, 'zh')} |"
            for rule in rules
            if rule.code.startswith(prefix)
        ]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Writes the pages, or with --check says which are not current."""
    made = pages()
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")} if FOLDER.is_dir() else {}
    stale = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
    if "--check" in sys.argv:
        for name in stale:
            print(f"not current: docs/rules/{name}")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in made:
            (FOLDER / name).write_text(made[name], "utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
