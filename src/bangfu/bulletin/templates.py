"""The Jinja2 environment: sandboxed, strict, and without arithmetic, because templates may come from a repository."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    nodes,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import do_replace
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from bangfu.bulletin.document import Figure, Items, Paragraph, Table
from bangfu.bulletin.template_folders import PACKAGED, Folder, Overrides, broken, packaged_folder
from bangfu.i18n import _, mark
from bangfu.model.errors import BangfuError, ConfigurationError
from bangfu.stages import stage

SUFFIX = ".j2"
_FILTERS = ("default", "escape", "e", "first", "join", "last", "length", "replace", "trim")
_TESTS = ("defined", "undefined", "none", "string", "eq", "==", "ne", "!=", "in")
_GROWING = frozenset(
    (
        "center",
        "encode",
        "expandtabs",
        "format",
        "format_map",
        "join",
        "ljust",
        "replace",
        "rjust",
        "translate",
        "zfill",
    )
)
"""Methods of text that make more of it; the filters `join` and `replace` are bounded."""
_STEPS = 500_000
"""Rounds of loops, and calls, in one document: a page of the biggest city takes some ten thousand."""
_LONGEST = 16_000_000
"""Characters that one value of a template may come to."""
_OPERATORS = ("+", "-", "*", "/", "//", "%", "**")


def escaped(value: object) -> str:
    """The same as `markupsafe.escape`, as a plain string where that is enough: half of a page's time went there."""
    if type(value) is str:
        return (
            value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;")
            .replace('"', "&#34;")
        )  # fmt: skip
    return value if type(value) is Markup else escape(value)


class _Generator(CodeGenerator):
    """Has what a template prints escaped by `escaped`; a Jinja2 that does not ask here escapes it all the same."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox that refuses to calculate: a figure is counted once, and not in a template."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)
    intercepted_binops = frozenset(_OPERATORS)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._fields: dict[type, frozenset[str]] = {}
        self._steps = 0
        self.measured = False

    def begin(self) -> None:
        """Begins to count the steps of a document anew."""
        self._steps = 0

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _STEPS:
            raise SecurityError("the template does not come to an end")

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values of a loop, as long as there are not too many rounds."""
        for value in values:
            self._step()
            yield value

    def bounded(self, value: Any) -> Any:
        """The value, unless it is a text without end."""
        if isinstance(value, str) and len(value) > _LONGEST:
            raise SecurityError("the template makes a text without end")
        return value

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call, as the sandbox allows it, as long as there are not too many."""
        self._step()
        return self.bounded(super().call(context, obj, *args, **kwargs))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have the attribute."""
        return not (isinstance(obj, str) and attr in _GROWING) and super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a template, whose loops are counted and whose joined texts are bounded."""
        tree = super()._parse(source, name, filename)
        if self.measured:
            for loop in tree.find_all(nodes.For):
                loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
            _bound(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, as the sandbox allows it. A document's own field needs no asking, which is most of the work."""
        fields = self._fields.get(type(obj))
        if fields is None:
            names = getattr(type(obj), "__dataclass_fields__", ())
            fields = self._fields[type(obj)] = frozenset(name for name in names if not name.startswith("_"))
        return getattr(obj, attribute) if attribute in fields else super().getattr(obj, attribute)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> NoReturn:
        """Refuses."""
        message = f"a template may not calculate ({operator})"
        raise SecurityError(message)


def environment(overrides: Path | None, *, autoescape: bool) -> Environment:
    """The environment of one format.

    Args:
        overrides: the folder whose templates come before the packaged ones (see `override_folder`).
        autoescape: whether every value is escaped for HTML.
    """
    packaged = Folder(packaged_folder())
    own: list[BaseLoader] = [Overrides(overrides, packaged)] if overrides is not None else []
    made = Environment(
        loader=ChoiceLoader([PrefixLoader({PACKAGED: packaged}), *own, packaged]),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    if overrides is not None:  # the packaged ones end
        made.measured = True
        made.filters |= {"counted": made.counted, "bounded": made.bounded, "replace": _replaced}
    made.tests = {name: made.tests[name] for name in _TESTS}
    for name, kind in (("paragraph", Paragraph), ("table", Table), ("items", Items), ("figure", Figure)):
        made.tests[name] = lambda value, kind=kind: isinstance(value, kind)
    return made


@stage(mark("rendering"))
def render(environment: Environment, name: str, document: object, called: str = "bulletin") -> str:
    """The template `name` filled with `document`, which is `called` so in it.

    Raises:
        BangfuError: the template is broken; the message names its file and line.
    """
    try:
        environment.begin()
        return environment.get_template(name).render({called: document})
    except BangfuError:
        raise
    except RecursionError as error:
        file, line = _template_line(error) or (name, 1)
        raise broken(file, line, _("it is nested too deeply, or calls itself without end")) from None
    except TemplateSyntaxError as error:
        raise broken(error.filename or error.name or name, error.lineno, error.message or "") from None
    except TemplateNotFound as error:
        file, line = _template_line(error) or (name, 1)
        raise broken(file, line, f"no template {error.name}") from None
    except Exception as error:
        place = _template_line(error)
        if place is None and not isinstance(error, TemplateError):
            raise
        file, line = place or (name, 1)
        reason = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise broken(file, line, reason) from None


def _bound(node: nodes.Node) -> None:
    """Puts the filter `bounded` around everything that joins texts, `~` and `{% set %}…{% endset %}`."""
    for field, value in node.iter_fields():
        for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, nodes.Node):
                continue
            _bound(child)
            if isinstance(child, nodes.AssignBlock):
                child.filter = nodes.Filter(child.filter, "bounded", [], [], None, None, lineno=child.lineno)
            elif isinstance(child, nodes.Concat):
                wrapped = nodes.Filter(child, "bounded", [], [], None, None, lineno=child.lineno)
                if place is None:
                    setattr(node, field, wrapped)
                else:
                    value[place] = wrapped


@pass_eval_context
def _replaced(context: EvalContext, text: Any, old: str, new: str, count: int | None = None) -> str:
    """The filter `replace`, which refuses to make a text without end."""
    whole = str(text)
    if len(whole) + whole.count(str(old)) * len(str(new)) > _LONGEST:
        raise SecurityError("the template makes a text without end")
    return do_replace(context, text, old, new, count)


def override_folder(root: Path, named: str | None) -> Path | None:
    """The folder of a repository's own templates, where bangfu.yaml names one (`bulletin: {templates: …}`).

    Raises:
        ConfigurationError: it is not there, or lies outside the repository.
    """
    if named is None:
        return None
    folder = (root / named).resolve()
    if not folder.is_relative_to(root.resolve()):
        raise ConfigurationError(_("the folder of templates “{name}” lies outside the repository", name=named))
    if not folder.is_dir():
        raise ConfigurationError(_("there is no folder of templates “{name}”", name=named))
    return folder


def _template_line(error: Exception) -> tuple[str, int] | None:
    """The innermost template and line that an exception passed through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(SUFFIX)]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else None
