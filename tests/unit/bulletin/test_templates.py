"""A repository's own templates: file by file, sandboxed, and broken ones named with their line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bulletins import bulletin

from bangfu.bulletin.html import to_html
from bangfu.bulletin.markdown import to_markdown
from bangfu.bulletin.template_blocks import State, templates
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


EXTENDS = '{% extends "bangfu/bulletin.md.j2" %}\n'


def test_one_block_is_replaced_and_the_rest_stays(write: Write) -> None:
    folder = write("bulletin.md.j2", EXTENDS + "{% block recipients %}\n各园区：\n\n{% endblock %}")
    assert to_markdown(bulletin(), folder) == to_markdown(bulletin()).replace("\n正文：\n", "\n各园区：\n")


def test_a_block_can_hold_what_it_replaces_and_blocks_of_its_own(write: Write) -> None:
    folder = write(
        "bulletin.html.j2",
        '{% extends "bangfu/bulletin.html.j2" %}'
        "{% block style %}{{ super() }}.x{}{% block more %}.y{}{% endblock %}{% endblock %}",
    )
    page = to_html(bulletin(), folder)
    assert ".x{}.y{}" in page
    assert "@page" in page


def test_blocks_of_an_included_template_are_replaced_too(write: Write) -> None:
    folder = write(
        "bulletin.css.j2", '{% extends "bangfu/bulletin.css.j2" %}{% block sheets %}@page { size: A3 }{% endblock %}'
    )
    page = to_html(bulletin(), folder)
    assert "size: A3" in page
    assert "size: A4" not in page
    assert "--song" in page


def test_the_prefix_is_the_packaged_template_whatever_the_folder_has(write: Write) -> None:
    folder = write("bulletin.md.j2", EXTENDS)
    (folder / "bangfu").mkdir()
    (folder / "bangfu" / "bulletin.md.j2").write_text("gefälscht", "utf-8")
    assert to_markdown(bulletin(), folder) == to_markdown(bulletin())


def test_an_own_template_between_is_followed(write: Write) -> None:
    write("ours.md.j2", EXTENDS + "{% block title %}{% block ours %}{% endblock %}\n{% endblock %}")
    folder = write("bulletin.md.j2", '{% extends "ours.md.j2" %}{% block ours %}甲{% endblock %}')
    page = to_markdown(bulletin(), folder)
    assert "\n甲正文：\n" in page
    assert "# 关于" not in page


@pytest.mark.parametrize(
    ("template", "line", "reason", "hint"),
    [
        (EXTENDS + "\n{% block recipient %}{% endblock %}", 3, "has no block “recipient”", "“recipients”"),
        (EXTENDS + "{% block 甲 %}{% endblock %}", 2, "has no block “甲”", "--list-blocks"),
        ('{% extends "bulletin.md.j2" %}', 1, "it extends itself", "“bangfu/bulletin.md.j2”"),
        ('\n{% extends "bangfu/buletin.md.j2" %}', 2, "no template bangfu/buletin.md.j2", None),
    ],
)
def test_what_would_never_be_shown_is_refused(
    write: Write, template: str, line: int, reason: str, hint: str | None
) -> None:
    folder = write("bulletin.md.j2", template)
    with pytest.raises(BangfuError) as caught:
        to_markdown(bulletin(), folder)
    assert f"template bulletin.md.j2, line {line}: " in str(caught.value)
    assert reason in str(caught.value)
    assert (hint or "") in str(caught.value.hint)


def test_two_that_extend_each_other_are_named(write: Write) -> None:
    write("ours.md.j2", '{% extends "bulletin.md.j2" %}')
    folder = write("bulletin.md.j2", '{% extends "ours.md.j2" %}')
    with pytest.raises(BangfuError, match="it extends itself"):
        to_markdown(bulletin(), folder)


def test_every_packaged_template_says_what_it_is() -> None:
    for template in templates(None):
        assert template.about, template.name
        assert template.state is State.PACKAGED
        for block in template.blocks:
            assert block.about.endswith("."), (template.name, block.name)


def test_what_a_folder_overrides_is_told(write: Write) -> None:
    write("bulletin.md.j2", EXTENDS + "{% block title %}{% endblock %}")
    write("lists.md.j2", "{{ lists.name }}")
    folder = write("ours.md.j2", "{% block ours %}{% endblock %}")
    found = {template.name: template for template in templates(folder)}
    assert found["bulletin.md.j2"].state is State.EXTENDED
    states = {block.name: block.state for block in found["bulletin.md.j2"].blocks}
    assert [name for name, state in states.items() if state is State.OVERRIDDEN] == ["title"]
    assert {block.state for block in found["lists.md.j2"].blocks} == {State.OVERRIDDEN}
    assert found["ours.md.j2"].state is State.OWN
    assert found["bulletin.html.j2"].state is State.PACKAGED


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
