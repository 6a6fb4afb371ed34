"""Composed nodes with exact positions, made from parser events; every scalar stays text."""

from __future__ import annotations

from bisect import bisect_left

from bangfu.i18n import _
from bangfu.model.source import AtLine, Span, Step
from bangfu.read.events import events
from bangfu.read.node_count import first_over, perhaps_over
from bangfu.read.prescan import NESTING_LIMIT, forbidden
from bangfu.read.syntax import Mark, SyntaxProblem, after_the_end, alias, anchor, hidden, no_key, tag

NODE_LIMIT = 900_000
"""Values in one file. 8 MiB of issues hold about 800,000; a file of tiny entries would take seconds and gigabytes."""

LOOSE_LIMIT = 250_000
"""Of them, those that are not in canonical records (read.fast): each takes this lane some 8 µs and 400 bytes."""

KEY_LIMIT = 1_000
"""Keys in one entry. No key of ours is needed so often, but for names with their values, such as categories."""

NO_KEYS = ("", "~", "null", "<<")
"""Without quotes, no key of an entry."""


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


def compose(text: str, limit: int | None = None) -> Node | None:
    """The root node of the only document in `text`; None for an empty one.

    Args:
        text: the file's text.
        limit: the most values; NODE_LIMIT where none is given.

    Raises:
        SyntaxProblem: no YAML, or YAML that a ledger may not use (anchors, aliases, tags, merge keys, directives, a
            second document, nesting over 16 levels, too many keys or values).
    """
    from bangfu.read.plain import compose_plainly

    plain = None if perhaps_over(text, min(limit or NODE_LIMIT, NODE_LIMIT)) else compose_plainly(text)
    return plain or parse(text, limit)


def parse(text: str, limit: int | None = None) -> Node | None:
    """The same by the parser, whatever the text is like."""
    limit = min(limit or NODE_LIMIT, NODE_LIMIT)
    for most in dict.fromkeys((NODE_LIMIT, limit)):
        if place := first_over(text, most):
            raise _too_many(place, most)
    from ruamel.yaml import events as kinds

    scalar, mapping, sequence = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    mapping_end, sequence_end = kinds.MappingEndEvent, kinds.SequenceEndEvent
    root: Node | None = None
    documents = count = 0
    stack: list[tuple[Mapping | Sequence, Node | None]] = []  # open collections above, each with its waiting key
    top: Mapping | Sequence | None = None
    key: Node | None = None
    node: Node
    for event in events(text):
        kind = type(event)
        if kind is scalar:
            style, value = event.style, event.value
            if style:
                if style == '"' and forbidden(value):
                    raise SyntaxProblem("BF103", hidden(), event.start_mark)
                node = Scalar(value, style, event.start_mark, event.end_mark)
            else:
                node = Scalar(value, "", event.start_mark, event.end_mark)
        elif kind is mapping:
            node = Mapping(bool(event.flow_style), event.start_mark, event.end_mark)
        elif kind is sequence:
            node = Sequence(bool(event.flow_style), event.start_mark, event.end_mark)
        elif kind is mapping_end or kind is sequence_end:
            if top is not None:
                top.end = event.end_mark
            top, key = stack.pop() if stack else (None, None)
            continue
        elif kind is kinds.AliasEvent:
            raise SyntaxProblem("BF113", alias(), event.start_mark)
        elif kind is kinds.DocumentStartEvent:
            documents += 1
            if documents > 1 and not event.explicit:
                raise SyntaxProblem("BF110", after_the_end(), event.start_mark)
            if documents > 1:
                message = _("a second document begins here; a ledger is one document")
                raise SyntaxProblem("BF113", message, event.start_mark)
            if event.version or event.tags:
                raise SyntaxProblem("BF113", _("% directives are not used in a ledger"), event.start_mark)
            continue
        else:
            continue
        if event.anchor is not None:
            raise SyntaxProblem("BF113", anchor(), event.start_mark)
        if event.tag is not None:
            raise SyntaxProblem("BF113", tag(), event.start_mark)
        count += 1
        if count > limit:
            raise _too_many(event.start_mark, limit)
        if top is None:
            root = node
        elif type(top) is Sequence:
            top.items.append(node)
        elif key is None:
            if isinstance(node, Scalar) and not node.style and node.text in NO_KEYS:
                if node.text == "<<":
                    raise SyntaxProblem("BF113", _("merge keys (<<) are not used in a ledger"), event.start_mark)
                raise SyntaxProblem("BF110", no_key(), event.start_mark)
            key = node
        else:
            top.pairs.append((key, node))  # type: ignore[union-attr]
            if len(top.pairs) > KEY_LIMIT:  # type: ignore[union-attr]
                message = _("there are more than {limit} keys in this entry", limit=KEY_LIMIT)
                raise SyntaxProblem("BF100", message, key.start, final=True)
            key = None
        if kind is not scalar:
            if len(stack) >= NESTING_LIMIT - 1:
                message = _("the nesting is deeper than {limit} levels", limit=NESTING_LIMIT)
                raise SyntaxProblem("BF112", message, event.start_mark)
            if top is not None:
                stack.append((top, key))
            top, key = node, None  # type: ignore[assignment]
    return root


def _too_many(mark: Mark, limit: int) -> SyntaxProblem:
    if limit < NODE_LIMIT:
        message = _(
            "more than {limit} values of this file are not in bangfu's layout; split it into parts", limit=limit
        )
    else:
        message = _("there are more than {limit} values in this file; split it into parts", limit=limit)
    return SyntaxProblem("BF100", message, mark, final=True)


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
            at = bisect_left(node.items, step.line - 1, key=lambda item: item.start.line)
            inner = node.items[at] if at < len(node.items) and node.items[at].start.line + 1 == step.line else None
        if inner is None:
            return node
        node = inner
    return node
