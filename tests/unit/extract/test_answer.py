"""An answer is given again to the same question about the same files, and to no other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bangfu.extract.answer import Answer
from bangfu.extract.codec import dumps, from_diagnostic, loads, to_diagnostic
from bangfu.i18n import Message
from bangfu.model.diagnostic import Diagnostic, Related, Severity
from bangfu.model.source import Span

Make = Callable[..., Path]
LEDGER = "city: 株洲市\n"


class Keeper(dict[str, bytes]):
    def put(self, key: str, data: bytes) -> None:
        self[key] = data


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": LEDGER})


@pytest.fixture
def keeper(root: Path) -> Keeper:
    kept = Keeper()
    Answer(kept, root, "what", 1).keep(b"this")
    assert Answer(kept, root, "what", 1).known() == b"this"
    return kept


def write(name: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        write("ledgers/zhuzhou.yaml", LEDGER + "# 改\n"),
        write("ledgers/changsha.yaml", "city: 长沙市\n"),
        write("ledgers/zhuzhou/a.yaml", LEDGER),
        write("ledgers/台账.xlsx", ""),
        write("ledgers/.bangfu-undo", "end\n"),
        write("seals/2019-05.yaml", "format: 1\n"),
        write("bangfu.yaml", "format: 1\n"),
        lambda root: (root / "ledgers" / "zhuzhou.yaml").unlink(),
        lambda root: (root / "ledgers" / "zhuzhou.yaml").rename(root / "ledgers" / "zhuzhou.yml"),
        lambda root: (root / "ledgers" / "x.yaml").symlink_to("zhuzhou.yaml"),
        lambda root: (root / "ledgers" / "zhuzhou").mkdir(),
    ],
)
def test_a_changed_file_is_another_question(root: Path, keeper: Keeper, change: Callable[[Path], object]) -> None:
    change(root)
    assert Answer(keeper, root, "what", 1).known() is None


def test_another_question_has_another_answer(root: Path, keeper: Keeper) -> None:
    assert Answer(keeper, root, "what", 2).known() is None
    assert Answer(keeper, root, "what").known() is None
    assert Answer(keeper, root, "what", "1").known() is None


def test_without_a_keeper_nothing_is_known(root: Path) -> None:
    answer = Answer(None, root, "what", 1)
    answer.keep(b"this")
    assert answer.known() is None


def test_an_answer_from_files_that_change_meanwhile_is_not_kept(root: Path) -> None:
    kept = Keeper()
    answer = Answer(kept, root, "what")
    write("ledgers/zhuzhou.yaml", LEDGER + "# 改\n")(root)
    answer.keep(b"of which?")
    assert not kept


def test_what_cannot_be_read_is_not_kept(root: Path) -> None:
    (root / "bangfu.yaml").unlink()
    kept = Keeper()
    Answer(kept, root, "what").keep(b"this")
    assert not kept


@pytest.mark.parametrize(
    "words",
    [
        "  templates: own\n",
        "  templates: 'own'  # 模板\n",
        "  {templates: own}\n",
        "  templates:\n    own\n",
        '  "template\\u0073": own\n',
        '  templates: "own"\n',
    ],
)
def test_own_templates_bear_on_the_answer(root: Path, words: str) -> None:
    with (root / "bangfu.yaml").open("a", encoding="utf-8") as file:
        file.write("bulletin:\n" + words)
    write("own/bulletin.html.j2", "a")(root)
    kept = Keeper()
    Answer(kept, root, "what").keep(b"this")
    assert Answer(kept, root, "what").known() == b"this"
    write("own/bulletin.html.j2", "b")(root)
    assert Answer(kept, root, "what").known() is None


@pytest.mark.parametrize(
    "words", ["  templates: ../own\n", "  templates: /own\n", "  templates: &a own\n", "  templates: [own]\n"]
)
def test_templates_that_may_be_anywhere_keep_nothing(root: Path, words: str) -> None:
    with (root / "bangfu.yaml").open("a", encoding="utf-8") as file:
        file.write("bulletin:\n" + words)
    kept = Keeper()
    Answer(kept, root, "what").keep(b"this")
    assert not kept


def test_with_seals_the_commit_bears_on_the_answer(root: Path) -> None:
    write("seals/2019-05.yaml", "format: 1\n")(root)
    who = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"]
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    kept = Keeper()
    Answer(kept, root, "what").keep(b"this")
    assert Answer(kept, root, "what").known() == b"this"
    subprocess.run(["git", *who, "commit", "-q", "--allow-empty", "-m", "x"], cwd=root, check=True)
    assert Answer(kept, root, "what").known() is None


def test_a_diagnostic_is_the_same_after_a_journey() -> None:
    inner = Message("one of {names}", {"names": ("甲", Message("no place", {}), 3)})
    found = Diagnostic(
        "BF203", "id-twice", Severity.ERROR, Message("{a} and {b}", {"a": inner, "b": "\ud800"}), "ledgers/a.yaml",
        Span(1, 2, 3, 4, 5, 6), "  - id: x", Message("a hint"),
        (Related(Message("there"), None, "b", Span(1, 1, 1, 1)),),
    )  # fmt: skip
    assert to_diagnostic(loads(dumps(from_diagnostic(found)))) == found
    bare = Diagnostic("BF002", "stray-file", Severity.WARNING, Message("x"), "y", None)
    assert to_diagnostic(loads(dumps(from_diagnostic(bare)))) == bare
