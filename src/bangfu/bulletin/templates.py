"""The Jinja2 environment: sandboxed, strict, and without arithmetic, because templates may come from a repository."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from bangfu.bulletin.document import Figure, Items, Paragraph, Table
from bangfu.bulletin.template_folders import PACKAGED, Folder, Overrides, broken, packaged_folder
from bangfu.bulletin.template_limits import METHODS, Meter, limited
from bangfu.i18n import _, mark
from bangfu.model.errors import BangfuError, ConfigurationError
from bangfu.stages import stage

SUFFIX = ".j2"
_FILTERS = ("default", "escape", "e", "first", "join", "last", "length", "replace", "trim")
_TESTS = ("defined", "undefined", "none", "string", "eq", "==", "ne", "!=", "in")
_PLAIN = frozenset({"builtins", "markupsafe", "datetime", "decimal"})
"""Where the types of plain values live."""
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

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """Has the operands of `~` joined by `joined`."""
        join = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        self.write(f"environment.joined({join}, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox that refuses to calculate: a figure is counted once, and not in a template."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)
    intercepted_binops = frozenset(_OPERATORS)

    def __init__(self, meter: Meter | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._fields: dict[type, frozenset[str]] = {}
        self.meter = meter
        if meter is not None:
            self.concat = meter.concat  # type: ignore[method-assign] # Jinja2 looks for it on the environment
            self.joined = meter.joined  # type: ignore[method-assign] # that of one environment counts
            self.escaped = meter.counted(escaped)

    @staticmethod
    def joined(join: Callable[[Sequence[Any]], str], parts: Sequence[Any]) -> str:
        """The operands of `~` as one text."""
        return join(parts)

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """The nodes of a template.

        Raises:
            TemplateSyntaxError: it is broken, or beyond a parser.
        """
        try:
            parsed = super().parse(source, name, filename)
        except (RecursionError, ValueError) as error:
            raise TemplateSyntaxError(f"beyond a parser: {error}", 1, name, filename) from None
        if tag := parsed.find(nodes.EvalContextModifier):
            raise TemplateSyntaxError("escaping cannot be switched", tag.lineno, name, filename)
        return parsed

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a template; of the repository's own the rounds of loops are counted."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For) if self.meter else ():
            loop.iter = nodes.Filter(loop.iter, "rounds", [], [], None, None, lineno=loop.lineno)
        return tree

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call, as the sandbox allows it; of the repository's own templates they are counted."""
        if self.meter:
            self.meter.step()
        return super().call(context, obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> None:
        """None: `format` is a method like others, and pads a text to any length."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have it: of a plain value only the methods that are listed."""
        if callable(value) and type(obj).__module__ in _PLAIN:
            return attr in next((names for kind, names in METHODS.items() if isinstance(obj, kind)), ())
        return super().is_safe_attribute(obj, attr, value)

    @contextmanager
    def limits(self) -> Iterator[None]:
        """The limits of a page, where the repository has templates of its own."""
        if self.meter is None:
            yield
            return
        self.meter.begin()
        for name, made in self.filters.items():
            if not hasattr(made, "__wrapped__"):
                self.filters[name] = self.meter.counted(made)
        with limited():
            yield

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
    meter = Meter() if own else None
    made = Environment(
        meter,
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
    if meter is not None:
        made.filters |= {"replace": meter.replace, "join": meter.join, "rounds": meter.rounds}
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
        with environment.limits():
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
        if place is None and environment.meter is None and not isinstance(error, TemplateError):
            raise
        file, line = place or (name, 1)
        reason = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise broken(file, line, reason) from None


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
