"""A repository's own templates: file by file, sandboxed, and broken ones named with their line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bulletins import bulletin

from bangfu.bulletin.html import to_html
from bangfu.bulletin.markdown import to_markdown
from bangfu.bulletin.templates import override_folder
from bangfu.model.errors import BangfuError, ConfigurationError

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, content: str) -> Path:
        folder = tmp_path / "templates"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
        return folder

    return write


def test_one_file_is_overridden_and_the_rest_is_packaged(write: Write) -> None:
    folder = write("bulletin.css.j2", "body { color: teal }")
    page = to_html(bulletin(), folder)
    assert "body { color: teal }" in page
    assert "@page" not in page
    assert "<h2>一、正文</h2>" in page


def test_values_are_escaped_in_overridden_pages_too(write: Write) -> None:
    folder = write("bulletin.html.j2", "{{ bulletin.signature }}")
    assert to_html(bulletin("<b>"), folder) == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("一\n{% for x in %}", 2, "Expected an expression"),
        ("一\n\n{{ bulletin.nothing }}", 3, "has no attribute 'nothing'"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ("{{ bulletin.parts|length + 1 }}", 1, "may not calculate (+)"),
        ("{{ 'x' * 1000000000 }}", 1, "may not calculate (*)"),
        ("{{ ''.__class__.__mro__ }}", 1, "'__class__'"),
        ("{{ bulletin.head.__init__.__globals__ }}", 1, "'__init__'"),
        ("{% for x in range(9) %}{% endfor %}", 1, "'range' is undefined"),
        ("{{ bulletin() }}", 1, "not callable"),
        ("\n{% include '../secret' %}", 2, "no template ../secret"),
        ("{{ bulletin.signature|lipsum }}", 1, "lipsum"),
    ],
)
def test_a_broken_template_is_named_with_its_line(write: Write, template: str, line: int, reason: str) -> None:
    folder = write("bulletin.md.j2", template)
    with pytest.raises(BangfuError) as caught:
        to_markdown(bulletin(), folder)
    assert f"template bulletin.md.j2, line {line}: " in str(caught.value)
    assert reason in str(caught.value)


def test_a_mistake_in_an_included_template_is_named_there(write: Write) -> None:
    folder = write("blocks.md.j2", "{% macro all(blocks) %}\n{{ blocks.wrong }}{% endmacro %}")
    with pytest.raises(BangfuError, match=r"template blocks\.md\.j2, line 2: "):
        to_markdown(bulletin(), folder)


def test_bytes_that_are_no_text_are_named(write: Write) -> None:
    folder = write("bulletin.md.j2", "")
    (folder / "bulletin.md.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(BangfuError, match="the file is not UTF-8"):
        to_markdown(bulletin(), folder)


def test_a_link_out_of_the_folder_is_refused(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim", encoding="utf-8")
    folder = write("bulletin.html.j2", "")
    (folder / "bulletin.md.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(BangfuError, match="a link that leads out of its folder"):
        to_markdown(bulletin(), folder)


def test_the_folder_must_be_there_and_lie_inside_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    (root / "templates").mkdir(parents=True)
    (root / "out").symlink_to(tmp_path)
    assert override_folder(root, None) is None
    assert override_folder(root, "templates") == (root / "templates").resolve()
    with pytest.raises(ConfigurationError, match="there is no folder of templates “nowhere”"):
        override_folder(root, "nowhere")
    for outside in ("..", str(tmp_path), "out"):
        with pytest.raises(ConfigurationError, match="lies outside the repository"):
            override_folder(root, outside)
