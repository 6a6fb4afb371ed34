"""Composed nodes with exact positions, made from parser events; every scalar stays text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.source import AtLine, Span, Step
from bangfu.read.prescan import NESTING_LIMIT


class Mark(Protocol):
    """A parser's position: all three count from 0, in characters."""

    line: int
    column: int
    index: int


class Node:
    """A value in a file, from `start` to `end` (for block collections `end` may lie past trailing comments)."""

    __slots__ = ("end", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.start = start
        self.end = end

    def span(self) -> Span:
        """Its place; a block collection's is its first line."""
        start, end = self.start, self.end
        if isinstance(self, (Mapping, Sequence)) and not self.flow:
            return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 1, start.index, end.index)
        return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1, start.index, end.index)


class Scalar(Node):
    """Text. `style` is empty for a plain scalar, else its quote or block indicator."""

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: str, start: Mark, end: Mark) -> None:
        self.text = text
        self.style = style
        self.start = start
        self.end = end

    @property
    def missing(self) -> bool:
        """Whether it means nothing is given: plain and empty, `~` or `null`."""
        return not self.style and self.text in ("", "~", "null")


class Sequence(Node):
    """A list; `flow` when written with brackets."""

    __slots__ = ("flow", "items")

    def __init__(self, flow: bool, start: Mark, end: Mark) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start = start
        self.end = end


class Mapping(Node):
    """Keys and values in the order of the file, repeated keys included; `flow` when written with braces."""

    __slots__ = ("flow", "pairs")

    def __init__(self, flow: bool, start: Mark, end: Mark) -> None:
        self.pairs: list[tuple[Node, Node]] = []
        self.flow = flow
        self.start = start
        self.end = end

    def get(self, key: str) -> Node | None:
        """The value of the first pair with that key."""
        return next((value for name, value in self.pairs if isinstance(name, Scalar) and name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key node of that name."""
        return next((name for name, _value in self.pairs if isinstance(name, Scalar) and name.text == key), None)


class SyntaxProblem(Exception):  # noqa: N818 - a value for recover.py, it never leaves this package
    """The text is no YAML that a ledger may hold; `start` is the 0-based line where the trouble begins."""

    def __init__(self, code: str, message: Message, mark: Mark | None, context: Mark | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.mark = mark
        self.context = context

    def finding(self, file: str) -> Finding:
        """The finding to show, at the place where the reader should look first."""
        mark = self.context or self.mark
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2, mark.index) if mark else Span(1, 1, 1, 1)
        return Finding(self.code, self.message, file=file, span=span)


def events(text: str) -> Iterator[Any]:
    """Parser events of `text`, from the C parser where it is installed, else from the pure one.

    Raises:
        SyntaxProblem: the text is no YAML.
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        try:
            from _ruamel_yaml import CParser
        except ImportError:
            from ruamel.yaml import YAML

            yield from YAML(typ="safe", pure=True).parse(text)
            return
        parser = CParser(text)
        next_event = parser.get_event
        while (event := next_event()) is not None:
            yield event
    except MarkedYAMLError as error:
        raise _syntax_problem(error) from None
    except YAMLError as error:
        raise SyntaxProblem("BF110", _("this is no YAML: {reason}", reason=str(error).splitlines()[0]), None) from None


def compose(text: str) -> Node | None:
    """The root node of the only document in `text`; None for an empty one.

    Raises:
        SyntaxProblem: no YAML, or YAML that a ledger may not use (anchors, aliases, tags, merge keys, directives, a
            second document, nesting over 16 levels).
    """
    root: Node | None = None
    documents = 0
    stack: list[tuple[Node, Node | None]] = []  # an open collection, and the key that waits for its value
    for event in events(text):
        kind = type(event).__name__
        if kind == "ScalarEvent":
            node: Node = Scalar(event.value, _plain_style(event.style), event.start_mark, event.end_mark)
        elif kind == "MappingStartEvent":
            node = Mapping(bool(event.flow_style), event.start_mark, event.end_mark)
        elif kind == "SequenceStartEvent":
            node = Sequence(bool(event.flow_style), event.start_mark, event.end_mark)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            node, _key = stack.pop()
            node.end = event.end_mark
            continue
        elif kind == "AliasEvent":
            raise SyntaxProblem("BF113", _("aliases (*name) are not used in a ledger"), event.start_mark)
        elif kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise SyntaxProblem("BF113", _("a second document begins here; a ledger is one document"), event.start_mark)
            if event.version or event.tags:
                raise SyntaxProblem("BF113", _("% directives are not used in a ledger"), event.start_mark)
            continue
        else:
            continue
        if event.anchor is not None:
            raise SyntaxProblem("BF113", _("anchors (&name) are not used in a ledger"), event.start_mark)
        if event.tag is not None:
            raise SyntaxProblem("BF113", _("tags (!name) are not used in a ledger"), event.start_mark)
        if not stack:
            root = node
        else:
            parent, key = stack[-1]
            if isinstance(parent, Sequence):
                parent.items.append(node)
            elif isinstance(parent, Mapping):
                if key is None:
                    if isinstance(node, Scalar) and node.text == "<<" and not node.style:
                        raise SyntaxProblem("BF113", _("merge keys (<<) are not used in a ledger"), event.start_mark)
                    stack[-1] = (parent, node)
                else:
                    parent.pairs.append((key, node))
                    stack[-1] = (parent, None)
        if not isinstance(node, Scalar):
            if len(stack) >= NESTING_LIMIT:
                message = _("the nesting is deeper than {limit} levels", limit=NESTING_LIMIT)
                raise SyntaxProblem("BF112", message, event.start_mark)
            stack.append((node, None))
    return root


def locate(root: Node | None, path: tuple[Step, ...], *, key: bool = False) -> Node | None:
    """The node at `path` from the root (the nearest one above it when the path leads nowhere)."""
    node = root
    for depth, step in enumerate(path):
        inner: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            if key and depth == len(path) - 1:
                return node.key(step) or node
            inner = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        elif isinstance(node, Sequence) and isinstance(step, AtLine):
            inner = next((item for item in node.items if item.start.line + 1 == step.line), None)
        if inner is None:
            return node
        node = inner
    return node


def _plain_style(style: str | None) -> str:
    return style or ""


_REASONS = {
    "found unexpected end of stream": _("a quote that begins here is never closed"),
    "did not find expected ',' or '}'": _("“{{” begins here; a comma or “}}” is missing after an entry"),
    "did not find expected ',' or ']'": _("“[” begins here; a comma or “]” is missing after an entry"),
    "mapping values are not allowed in this context": _("a colon where no key can stand; look at the indentation of this line, and at the line above"),
    "found character that cannot start any token": _("a character that cannot begin a value; put the text in quotes"),
    "did not find expected '-' indicator": _("the entries of this list are not in one column"),
    "did not find expected key": _("the keys of this entry are not in one column"),
    "could not find expected ':'": _("a key without its colon"),
    "block sequence entries are not allowed in this context": _("a list entry “- ” cannot stand here; look at the indentation"),
    "found unknown escape character": _("an unknown escape after \\ in double quotes; use single quotes"),
    "found a tab character where an indentation space is expected": _("a tab stands in the indentation"),
}


def _syntax_problem(error: Any) -> SyntaxProblem:
    mark, context = error.problem_mark, error.context_mark
    problem = error.problem or ""
    known = _REASONS.get(problem)
    message = known or _("this is no YAML: {reason}", reason=problem or str(error).splitlines()[0])
    quoted = "quoted scalar" in (error.context or "") or "flow" in (error.context or "")
    return SyntaxProblem("BF110", message, mark, context if quoted else None)
