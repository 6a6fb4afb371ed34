"""Every rule's manual page is true: its wrong example has that finding and no other, its right example has none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import bangfu.read
from bangfu import pipeline
from bangfu.check.manual import HEADINGS, manual, parts, title
from bangfu.check.registry import modules, registry
from bangfu.check.suppress import PUBLISHED
from bangfu.model.diagnostic import Diagnostic
from bangfu.read.seals import digest_of

TOP = Path(__file__).resolve().parents[2]
TODAY = date(2019, 6, 30)
CODES = tuple(registry())
TOLD = tuple(code for code in CODES if code not in ("BF623", "BF624"))
"""Those with examples. The others never come alone, since a seal tells of them too: tests/git/test_seal.py."""
REVISION = "git show REV:"
FILLING = "opening:\n  - {date: 2019-06-30, source: 省通报, people: 12}\n"
CITIES = {"changsha": "长沙市", "zhuzhou": "株洲市", "xiangtan": "湘潭市"}
PROVINCE = {
    "format": "format: 1\n",
    "province": "province: 湖南省\n",
    "cities": (
        "cities:\n  - {slug: changsha, name: 长沙市, prefix: CS}\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
    ),
}


def seal(zhuzhou: str) -> str:
    """The seal of a month for which 长沙市 has sent nothing."""
    text = (
        "format: 1\nperiod: 2019-05\nas_of: 2019-05-31\nsealed: 2019-06-05\nfigures:\n"
        f"  - {{city: 长沙市, records: {'0' * 32}}}\n  - {{city: 株洲市, {zhuzhou}}}\n"
        "total: {city: 全省}\n"
    )
    return f"{text}digest: {digest_of(text)}\n"


NOT_WRITTEN = {
    "BF610": {"seals/2019-05.yaml": seal(f"records: {'0' * 32}").replace("05-31", "05-30")},
    "BF611": {"seals/2019-05.yaml": seal(f"records: {'1' * 32}, reported: 256")},
    "BF612": {"seals/2019-05.yaml": seal(f"records: {'1' * 32}")},
    "BF005": {"ledgers/zhuzhou.yaml": f"city: 株洲市\n{FILLING}", "ledgers/.bangfu-undo": "end\n"},
    "BF100": {"ledgers/zhuzhou.yaml": Path("../changsha.yaml")},
    "BF101": {"ledgers/zhuzhou.yaml": f"city: 株洲市\n{FILLING}".encode("gb18030")},
    "BF105": {"ledgers/zhuzhou.yaml": f"city: 株洲市\n{FILLING}".replace("\n", "\r").encode()},
}
"""Wrong examples that cannot stand in a docstring; a path is a symbolic link."""

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "a clerk", "GIT_AUTHOR_EMAIL": "clerk@example.invalid",
    "GIT_COMMITTER_NAME": "a clerk", "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
}  # fmt: skip

Example = dict[str, str | bytes | Path]
Make = Callable[[dict[str, str | bytes]], Path]


def example(code: str, heading: str) -> Example:
    """The files of an example: what stands before any `# path` comment is ledgers/zhuzhou.yaml."""
    match = re.search(rf"^{heading}:\n\n((?:    [^\n]*\n|\n)+)", manual(code, "en"), re.MULTILINE)
    if match is None:
        return dict(NOT_WRITTEN.get(code, {})) if heading == "Wrong" else {}
    files: dict[str, str] = {}
    name = "ledgers/zhuzhou.yaml"
    for line in match[1].rstrip("\n").split("\n"):
        named = re.fullmatch(rf"    # ((?:{REVISION})?[a-z/]+\.ya?ml)", line)
        if named:
            name = named[1]
        else:
            text = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), line.removeprefix("    "))
            files[name] = files.get(name, "") + text + "\n"
    return {name: _whole(name, text) for name, text in files.items()}


def _whole(name: str, text: str) -> str:
    """The file that an example shows a part of."""
    if name == "bangfu.yaml":
        return (
            "".join(default for key, default in PROVINCE.items() if not re.search(f"^{key}:", text, re.MULTILINE))
            + text
        )
    if name.startswith("seals/"):
        return text
    city = CITIES.get(Path(name).stem, "株洲市")
    return text if text.startswith("city:") else f"city: {city}\n{text}"


def check(make: Make, files: Example, code: str) -> list[Diagnostic]:
    earlier = {name.removeprefix(REVISION): text for name, text in files.items() if name.startswith(REVISION)}
    if not earlier:
        return pipeline.check(made(make, files), TODAY, publish=code in PUBLISHED)
    root = made(make, earlier)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "REV"]):
        subprocess.run(["git", *arguments], cwd=root, env=os.environ | NOBODY, check=True)
    made(make, {name: text for name, text in files.items() if not name.startswith(REVISION)})
    return pipeline.check(root, TODAY, against="HEAD")


def made(make: Make, files: Example) -> Path:
    texts = {"bangfu.yaml": "".join(PROVINCE.values()), **_texts(files)}
    for slug in "changsha", "zhuzhou":
        if slug in str(texts["bangfu.yaml"]):
            texts.setdefault(f"ledgers/{slug}.yaml", f"city: {CITIES[slug]}\n{FILLING}")
    root = make(texts)
    for name, target in files.items():
        if isinstance(target, Path):
            (root / name).unlink()
            (root / name).symlink_to(target)
    return root


def _texts(files: Example) -> dict[str, str | bytes]:
    return {name: content for name, content in files.items() if not isinstance(content, Path)}


@pytest.mark.parametrize("code", TOLD)
def test_the_wrong_example_has_that_finding_and_no_other(code: str, repository: Make) -> None:
    files = example(code, "Wrong")
    assert files
    assert [found.code for found in check(repository, files, code)] == [code]


@pytest.mark.parametrize("code", TOLD)
def test_the_right_example_has_no_finding(code: str, repository: Make) -> None:
    files = example(code, "Right")
    assert files or code in NOT_WRITTEN
    assert check(repository, files, code) == []


@pytest.mark.parametrize("code", TOLD)
def test_a_finding_says_where_it_is_and_shows_the_line(code: str, repository: Make) -> None:
    [found] = check(repository, example(code, "Wrong"), code)
    assert found.file
    if code not in ("BF002", "BF005", "BF100", "BF625"):
        assert found.span
        assert found.span.line > 0
        assert found.span.column > 0


def test_files_codes_and_slugs_agree() -> None:
    for code, module in modules().items():
        name = module.__name__.rpartition(".")[2]
        assert name == f"{code.lower()}_{module.RULE.slug.replace('-', '_')}"
        assert re.fullmatch(r"BF[0-9]{3}", code)
    slugs = [rule.slug for rule in registry().values()]
    assert len(slugs) == len(set(slugs))


def test_every_code_that_the_reader_uses_has_a_rule() -> None:
    folder = Path(bangfu.read.__file__).parent
    used = {code for path in folder.glob("*.py") for code in re.findall(r'"(BF[0-9]{3})"', path.read_text("utf-8"))}
    assert len(used) > 20
    assert used <= set(CODES)


def test_every_page_has_two_titles_and_its_parts_in_order() -> None:
    for code in CODES:
        assert re.fullmatch(r"[A-Zb].*\.", title(code, "en")), code
        assert re.fullmatch(r".*[\u4e00-\u9fff].*。", title(code, "zh")), code
        for language, headings in HEADINGS.items():
            said = [headings[part.topic] for part in parts(code) if part.language in (None, language)]
            assert said in ([*headings], [*headings[:2], *headings[3:]]), (code, language)


@pytest.mark.parametrize("code", CODES)
def test_what_is_said_in_english_is_said_in_chinese(code: str) -> None:
    english = {part.topic: part.text for part in parts(code) if part.language == "en"}
    chinese = {part.topic: part.text for part in parts(code) if part.language == "zh"}
    assert english.keys() == chinese.keys()
    for topic, text in chinese.items():
        assert len(re.findall("[\u4e00-\u9fff]", text)) >= 4
        assert text.endswith("。")
        assert english[topic].endswith(".")


@pytest.mark.parametrize("code", CODES)
def test_the_chinese_page_has_no_english_sentence(code: str) -> None:
    prose = "\n".join(line for line in manual(code, "zh").splitlines() if not line.startswith(" "))
    words = re.sub(r"`[^`]*`", "", prose)
    assert not re.search(r"\b[A-Za-z]+(?:,? [A-Za-z]+){2}", words)
    assert not re.search(r"\b(?:What|Why|Remedy|Wrong|Right)\b", words)


@pytest.mark.parametrize("code", CODES)
def test_the_english_page_has_no_chinese_sentence(code: str) -> None:
    prose = "\n".join(line for line in manual(code, "en").splitlines() if not line.startswith(" "))
    assert not re.search(r"[\u4e00-\u9fff]。|：[\u4e00-\u9fff]|是什么|为什么|怎么改", prose)


def test_a_page_is_its_title_its_paragraphs_and_its_examples() -> None:
    assert manual("BF108", "zh") == (
        "用全角空格或不间断空格缩进。\n\n"
        "是什么：行首的缩进里有全角空格（U+3000）、不间断空格或其他特殊空格。\n\n"
        "为什么：这些空格算文字，不算缩进。\n\n"
        "怎么改：删掉行首的空格，切换到英文输入状态，重打空格。\n\n"
        "错误写法：\n\n"
        "    enterprises:\n"
        "      - name: 示例轨道装备有限公司\n"
        "      <U+3000>tier: 重点骨干\n\n"
        "正确写法：\n\n"
        "    enterprises:\n"
        "      - name: 示例轨道装备有限公司\n"
        "        tier: 重点骨干\n"
    )


def test_a_paragraph_is_one_line_and_chinese_is_joined_without_a_space() -> None:
    assert "或代码（`code`）与前面的市州相同；字母不分大小写。" in manual("BF010", "zh")
    assert "可用的有：resolution_rate（办结率）、closure_rate（销号率）、" in manual("BF016", "zh")
    assert "older Windows programs are often GB18030 (GBK); such a file is read for the other" in manual("BF101", "en")


def test_the_pages_in_docs_are_made_from_the_rules() -> None:
    made = subprocess.run(
        [sys.executable, "tools/rule_docs.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert made.stdout == ""
    assert made.returncode == 0
