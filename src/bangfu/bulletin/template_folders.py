"""Where templates come from: the packaged folder, and before it a repository's own, which is looked at closely."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import jinja2
from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.loaders import split_template_path

from bangfu.bulletin.template_limits import FILE
from bangfu.i18n import Message, _
from bangfu.model.errors import BangfuError
from bangfu.model.nearest import nearest
from bangfu.read.files import RefusedFile, read_bytes

PACKAGED = "bangfu"
"""`bangfu/NAME` is always the packaged template, which an override of the same name extends."""

Source = tuple[str, str, Callable[[], bool]]


class _Extended(NamedTuple):
    """The template that another extends, and the line that says so."""

    name: str
    line: int


class Folder(BaseLoader):
    """Loads the regular files in a folder; a link that leads out of it is refused."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(self, environment: jinja2.Environment, template: str) -> Source:
        """The text of a template and its path."""
        path = self._folder.joinpath(*split_template_path(template))
        if not path.is_file():
            if os.path.lexists(path) and not path.is_dir():  # a pipe, a device, a link to nothing
                raise TemplateSyntaxError("it is not a regular file", 1, template, str(path))
            raise TemplateNotFound(template)
        if not path.resolve().is_relative_to(self._folder):
            raise TemplateSyntaxError("the file is a link that leads out of its folder", 1, template, str(path))
        if path.stat().st_size > FILE:
            raise TemplateSyntaxError(f"the file has more than {FILE} bytes", 1, template, str(path))
        try:
            return read_bytes(path.resolve()).decode("utf-8"), str(path), lambda: True
        except RefusedFile as refusal:
            raise TemplateSyntaxError(str(refusal.message), 1, template, str(path)) from None
        except UnicodeDecodeError:
            raise TemplateSyntaxError("the file is not UTF-8", 1, template, str(path)) from None
        except OSError as error:
            raise TemplateSyntaxError(error.strerror or "cannot be read", 1, template, str(path)) from None


class Overrides(Folder):
    """A repository's own templates: a block that its template does not have would never be shown, and is refused."""

    def __init__(self, folder: Path, packaged: Folder) -> None:
        super().__init__(folder)
        self._packaged = packaged

    def get_source(self, environment: jinja2.Environment, template: str) -> Source:
        """The text of a template and its path.

        Raises:
            BangfuError: it replaces a block that is not there, or extends itself.
        """
        source = super().get_source(environment, template)
        parsed = environment.parse(source[0], template, source[1])
        above, known, names = _extended(parsed), set[str](), [template]
        while above is not None:
            if above.name in names:
                hint = _("the packaged template is “{name}”", name=f"{PACKAGED}/{template}")
                raise broken(template, above.line, _("it extends itself"), hint)
            names.append(above.name)
            ancestor = self._ancestor(environment, above.name, broken_at=(template, above.line))
            known |= {block.name for block in ancestor.find_all(nodes.Block)}
            above = _extended(ancestor)
        for block in parsed.body if len(names) > 1 else ():
            if isinstance(block, nodes.Block) and block.name not in known:
                suggestion = nearest(block.name, sorted(known))
                see = _("see: bangfu report --list-blocks")
                hint = _("did you mean “{key}”?", key=suggestion) if suggestion else see
                reason = _("“{parent}” has no block “{name}”", parent=names[1], name=block.name)
                raise broken(template, block.lineno, reason, hint)
        return source

    def _ancestor(self, environment: jinja2.Environment, name: str, broken_at: tuple[str, int]) -> nodes.Template:
        """A template that is extended, its own blocks not looked at: they are when it is loaded."""
        prefix = f"{PACKAGED}/"
        try:
            if name.startswith(prefix):
                found = self._packaged.get_source(environment, name.removeprefix(prefix))
            else:
                found = super().get_source(environment, name)
        except TemplateNotFound:
            try:
                found = self._packaged.get_source(environment, name)
            except TemplateNotFound:
                raise broken(*broken_at, f"no template {name}") from None
        return environment.parse(found[0], name, found[1])


def _extended(parsed: nodes.Template) -> _Extended | None:
    """What a template extends, where it names it outright."""
    found = parsed.find(nodes.Extends)
    if found is None or not isinstance(found.template, nodes.Const):
        return None
    return _Extended(str(found.template.value), found.lineno)


def packaged_folder() -> Path:
    """The templates that come with bangfu: inside the package, or in a checkout at the project's top."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


def broken(file: str, line: int, reason: Message | str, hint: Message | None = None) -> BangfuError:
    """The error that names a broken template and its line."""
    name = PurePosixPath(file).name
    return BangfuError(_("template {name}, line {line}: {reason}", name=name, line=line, reason=reason), hint)
