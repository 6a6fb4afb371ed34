"""Writes docs/rules/ from the rules' docstrings: a page a rule, and an index.

`--check` writes nothing and names the pages that are not as they would be written (exit 1).
"""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

from bangfu.check.manual import HEADINGS, parts, title
from bangfu.check.registry import registry
from bangfu.check.rule import Rule
from bangfu.model.diagnostic import Severity

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"

FIXED = (
    "`bangfu check --fix` puts it right where there is one way only ([how](../cli.md#check---fix)). / "
    "只有一种改法的，`bangfu check --fix` 能改好。"
)
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}

GROUPS = {
    "BF0": ("Configuration", "配置"),
    "BF1": ("Reading", "读取"),
    "BF2": ("Identity and references", "标识与引用"),
    "BF3": ("Life cycle", "办理流程"),
    "BF4": ("Timeliness", "时限"),
    "BF5": ("Across ledgers", "跨台账"),
    "BF6": ("Figures, published figures and history", "数据、通报过的数与变动"),
    "BF7": ("Bulletin", "通报"),
    "BF8": ("Privacy", "隐私"),
    "BF9": ("Form", "形式"),
}

INDEX = """\
# Findings / 检查项

What `bangfu check` finds, one page a code; `bangfu explain CODE` prints the same page. An **error** keeps figures from
being printed; a **warning** does not. Codes are never used for anything else.

An example is the file `ledgers/zhuzhou.yaml` without its first line `city: 株洲市`, unless a comment such as
`# bangfu.yaml` says which file it is; of bangfu.yaml only the keys that matter are shown. `# git show REV:…` is the
file as the revision has it that `check --against` compares with. `<U+200B>` stands for the character of that number.

A finding that somebody has looked at and answers for is suppressed by a comment at the end of its line, or at the end
of the first line of the record that it is about: `# bangfu: ignore[BF412] the reason`. What reading finds (BF1, BF001)
and what was published or committed (BF61, BF62) cannot be suppressed.

`bangfu check` 查出的各种问题，一个代码一页；`bangfu explain 代码` 显示同样的内容。\
有**错误**就不出数据，**提醒**不影响。代码定了就不再改作他用。

例子是台账 `ledgers/zhuzhou.yaml` 的内容，省去了第一行 `city: 株洲市`；\
是别的文件的，用 `# bangfu.yaml` 这样的注释标明，bangfu.yaml 只\
写出有关的键。`# git show REV:…` 是 `check --against` 拿来比较的那个版本里的文件。`<U+200B>` 表示这个编码的字符。

查出的问题经人核对、确认无误的，在那一行末尾，或者在所属条目第一行的末尾，\
加注释 `# bangfu: ignore[BF412] 理由`，就不再提示。读取类的代码（BF1、BF001）\
和有关通报过的数、已提交内容的代码（BF61、BF62）不能这样忽略。

<!-- Made from the rules' docstrings by tools/rule_docs.py. -->
"""


def pages() -> dict[str, str]:
    """The text of every file of docs/rules, by its name."""
    rules = registry()
    made = {f"{code}.md": _page(rule) for code, rule in rules.items()}
    made["README.md"] = _index(list(rules.values()))
    return made


def _page(rule: Rule) -> str:
    """A rule's page: the parts in English, then in Chinese; an example once, as YAML."""
    blocks = [
        f"# {rule.code} {rule.slug}",
        title(rule.code, "en"),
        title(rule.code, "zh"),
        f"Severity: {rule.severity.value} / 级别：{SEVERITIES[rule.severity]}",
        *([FIXED] if rule.fix else []),
    ]
    for part in parts(rule.code):
        if part.language:
            blocks += [f"## {HEADINGS[part.language][part.topic]}", part.text]
        else:
            heading = " / ".join(headings[part.topic] for headings in HEADINGS.values())
            blocks += [f"## {heading}", f"```yaml\n{dedent(part.text)}\n```"]
    return "\n\n".join(blocks) + "\n"


def _index(rules: list[Rule]) -> str:
    lines = [INDEX]
    for prefix, (english, chinese) in GROUPS.items():
        lines += [
            f"## {prefix} {english} / {chinese}\n",
            "| code / 代码 | severity / 级别 | finding | 检查项 |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| [{rule.code}]({rule.code}.md) {rule.slug} | {rule.severity.value} {SEVERITIES[rule.severity]} "
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
