"""The fast lane: records in the canonical layout become JSON by replacing text, and are typed in one go.

Strictness comes first: this lane reads a record as the precise lane does, or not at all. A record passes only if it is
what `bangfu fmt` writes, or is so but for comments, quotes, the order of keys and blocks (read.canonical), with values
of plain letters and digits that YAML can only take as they stand. What else is in the file is read precisely, without
those records between (`without`, read.part). That is sound because every entry of a list begins with a dash in the
list's column: when the parser finds as many entries as there are dashes, no entry reaches into the next, and what
stands between two of them changes neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from bangfu.model.ledger import SECTIONS
from bangfu.model.source import Source
from bangfu.read import build
from bangfu.read.build import adapter
from bangfu.read.canonical import as_canonical
from bangfu.read.layout import Chunk, split
from bangfu.read.light import light
from bangfu.read.node_count import perhaps_over
from bangfu.read.nodes import NODE_LIMIT, Node
from bangfu.read.prescan import hides, is_normal
from bangfu.read.recover import compose_rest, compose_source

_BATCH = 100
_END = "\x00"  # stands in no ledger
_WIDE_COLON = re.compile("：(?<=[a-z_]：)")  # perhaps one in the place of a colon: the pre-scan is to look at it

_TO_JSON = (
    (": ", '":"'),
    (", ", '","'),
    ("{", '{"'),
    ("}", '"}'),
    ("\n    events:\n      - ", '","events":['),
    ("\n      - ", ","),
    ("\n    ", '","'),
    (f"}}\n{_END}", f"}}]}}{_END}"),  # an issue ends with an event
    (f"\n{_END}", f'"}}{_END}'),
    ('"[', '["'),
    (']"', '"]'),
    ('["{', "[{"),
    ('}"]', "}]"),
    ('"}","{', '"},{'),
)
"""From canonical records to JSON. No value holds a quote, bracket, brace, colon or comma, so none is touched."""


Ready = tuple[Chunk, str]
"""An entry, and the canonical record in it."""


class Batch(NamedTuple):
    """Some canonical records of a section: where each stands, and all of them as a JSON list."""

    section: str
    places: list[tuple[int, int, int]]
    """First line (from 1), and the offsets of beginning and end; in a text with LF line ends."""
    text: str


def batches(source: Source) -> list[Batch]:
    """The canonical records of a ledger file; none where nothing is certain."""
    made: list[Batch] = []
    for section, ready in _canonical(source):
        starts = range(0, len(ready), _BATCH)
        made += (_batch(source.name, section, ready[start : start + _BATCH]) for start in starts)
    return made


def narrowed(source: Source, batch: Batch, wrong: Collection[int]) -> Batch:
    """The batch without the records on the lines `wrong`."""
    text = unix(source.text)
    chunks = [Chunk(line, start, text[start:end]) for line, start, end in batch.places if line not in wrong]
    ready = [(chunk, record) for chunk in chunks if (record := as_canonical(batch.section, chunk.text))]
    return _batch(source.name, batch.section, ready)


def _canonical(source: Source) -> Iterator[tuple[str, list[Ready]]]:
    """The canonical entries of each section that has any."""
    text = unix(source.text)
    if perhaps_over(text, NODE_LIMIT):
        return
    if hides(text) or (sections := split(text)) is None:
        return
    if len({section.name for section in sections}) < len(sections):
        return
    odd = _odd(text)
    for section in sections:
        chunks = [chunk for chunk in section.chunks if not (odd and _odd(chunk.text))]
        ready = [(chunk, record) for chunk in chunks if (record := as_canonical(section.name, chunk.text))]
        if ready:
            yield section.name, ready


def unix(text: str) -> str:
    """`text` with LF line ends, which changes no value, line or column."""
    return text.replace("\r\n", "\n") if "\r" in text else text


def _odd(text: str) -> bool:
    return bool(_WIDE_COLON.search(text)) or not is_normal(text)


def _batch(file: str, section: str, ready: list[Ready]) -> Batch:
    import json

    text = "".join([f"{record}{_END}" for _chunk, record in ready])
    for old, new in _TO_JSON:
        text = text.replace(old, new)
    origin = f'{{"file":{json.dumps(file)},"line":'
    records = text.split(_END)
    made = [f'{origin}{chunk.line},"{record}' for (chunk, _text), record in zip(ready, records, strict=False)]
    places = [(chunk.line, chunk.start, chunk.start + len(chunk.text)) for chunk, _text in ready]
    return Batch(section, places, f"[{','.join(made)}]")


def typed(batch: Batch) -> tuple[list[Any], set[int]]:
    """The records of a batch; where any is wrong, none and the lines of those."""
    import json

    owner: Any = SECTIONS[batch.section]
    if not build.is_pydantic_in_use() and (records := light(json.loads(batch.text), list[owner])) is not None:
        return records, set()
    from pydantic import ValidationError

    try:
        return adapter(list[owner]).validate_json(batch.text), set()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        return [], {batch.places[int(problem["loc"][0])][0] for problem in problems}


def without(source: Source, taken: Iterable[Batch]) -> Source:
    """The file without the records of `taken`, blank lines in their place: lines and columns stay, offsets do not."""
    places = (place[1:] for batch in taken for place in batch.places)
    return Source(source.name, "".join(_left(unix(source.text), places)), "")


def compose_left(source: Source, keys: frozenset[str], whole: Callable[[], Node | None] | None = None) -> Node | None:
    """The root of a file, of which the canonical records may be missing: for the places of other things, and for text
    in quotes and blocks. `whole` gives the root where nothing can be left out, by default by parsing the file."""
    places = [
        (chunk.start, chunk.start + len(chunk.text)) for _name, ready in _canonical(source) for chunk, _text in ready
    ]
    if places and "\r" not in source.text:
        left = Source(source.name, "".join(_left(source.text, places, wide=True)), "")
        if composed := compose_rest(left, keys, source.text):
            return composed.root
    return whole() if whole else compose_source(source, keys).root


def _left(text: str, places: Iterable[tuple[int, int]], *, wide: bool = False) -> Iterator[str]:
    """What is not at `places`, and in their place a comment and blank lines; `wide`: as many characters too.

    The comment ends a block of text above, which may keep the blank lines that follow it.
    """
    at = 0
    for start, end in places:
        lines = text.count("\n", start, end)
        yield text[at:start]
        yield "#" * (end - start - lines if wide else 1) + "\n" * lines
        at = end
    yield text[at:]
