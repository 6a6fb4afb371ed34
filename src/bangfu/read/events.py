"""Parser events: from the parser written in C where it is installed, else from the one written in Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bangfu.i18n import _
from bangfu.read.prescan import NESTING_LIMIT
from bangfu.read.syntax import SyntaxProblem, colon, complaint, hidden


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
            yield from pure_events(text)
            return
        next_event = CParser(text).get_event
        while (event := next_event()) is not None:
            yield event
    except MarkedYAMLError as error:
        raise complaint(error) from None
    except YAMLError as error:
        raise SyntaxProblem("BF110", _("this is no YAML: {reason}", reason=str(error).splitlines()[0]), None) from None


def pure_events(text: str) -> Iterator[Any]:
    """The same events from the parser written in Python, which differs a little in what it takes.

    It refuses tabs where blanks may stand, and takes a colon or a question mark inside a value between brackets.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

    if "\t" in text:
        text = re.sub(r"(?:(?<=[:,\[{?-])|(?<=^)) *\t[ \t]*|[ \t]+(?=#)", lambda match: " " * len(match[0]), text)
    open_at: list[bool] = []
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                open_at.append(bool(event.flow_style))
            elif type(event).__name__ in ("MappingEndEvent", "SequenceEndEvent"):
                open_at.pop()
            elif isinstance(event, ScalarEvent) and not event.style and open_at and open_at[-1] and ":" in event.value:
                raise SyntaxProblem("BF110", colon(), event.start_mark)
            yield event
    except (OverflowError, ValueError):  # an escape such as \UFFFFFFFF
        raise SyntaxProblem("BF103", hidden(), None) from None
    except RecursionError:
        message = _("the nesting is deeper than {limit} levels", limit=NESTING_LIMIT)
        raise SyntaxProblem("BF112", message, None, final=True) from None
