"""The ways to one result: fast or precise, in C or in Python, in one process or in several."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from bangfu.model.source import Source
from bangfu.read import parallel
from bangfu.read.fast import batches
from bangfu.read.parallel import read_parts
from bangfu.read.part import PartReading, Prepared, read_part, read_precisely

CANONICAL = """\
# 注
city: 株洲市
enterprises:
  - name: 示例轨道
    kind: 项目
    aliases: [轨道, 示例]
    source: 名录
  - name: 甲
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道
    title: 新增用地未落实（二期）
    category: 用地
    case: true
    was: [ZZ-1]
    source: 省厅
    events:
      - {date: 2019-03-05, type: 反映, via: 走访}
      - {date: 2019-03-08, type: 交办, to: [市住建局, 市自然资源局], via: 问题交办函, due: 2019-04-08, number: 12}
      - {date: 2019-04-02, type: 办结, note: 供地, outcomes: [{kind: 供地, value: 30亩}, {kind: 授信, value: 5万元}]}

  # 注
  - id: ZZ-190306-7K3N
    enterprise: 甲
    title: 用电
    category: 用电
    detail: 停电
    events:
      - {date: 2019-03-06, type: 反映}
measures:
  - date: 2019-05-20
    section: 要素保障
    text: |-
      不在快道上
"""


def _with(old: str, new: str) -> str:
    assert old in CANONICAL
    return CANONICAL.replace(old, new, 1)


def _lines(reading: PartReading) -> list[int]:
    part = reading.part
    assert part
    return [record.line for record in (*part.enterprises, *part.issues, *part.measures)]


def test_the_canonical_layout_takes_the_fast_lane() -> None:
    source = Source("ledgers/zhuzhou.yaml", CANONICAL, "")
    assert [len(batch.places) for batch in batches(source)] == [2, 2]
    fast, precise = read_part(source), read_precisely(source)
    assert fast == precise
    assert _lines(fast) == _lines(precise) == [4, 8, 10, 23, 31]
    assert [event.type for event in fast.part.issues[0].events] == ["反映", "交办", "办结"]  # type: ignore[union-attr]
    assert str(fast.part.issues[0].events[2].outcomes[1].value) == "5万元"  # type: ignore[union-attr]


LEFT = {
    "entry for a title": ("title: 用电", "title: {用电}"),
    "list for a title": ("title: 用电", "title: [用电]"),
    "null title": ("title: 用电", "title: null"),
    "no title": ("title: 用电", "title:"),
    "repeated key": ("    title: 用电\n", "    title: 用电\n    title: 用电\n"),
    "repeated key of an event": ("type: 反映, via: 走访", "type: 反映, type: 反映"),
    "repeated section": ("measures:", "issues:"),
    "unknown section": ("measures:", "measure:"),
    "colon in a value": ("用电\n    category", "用电: 甲\n    category"),
    "bidirectional character": ("title: 用电", "title: 用\u202e电"),
    "not NFC": ("title: 用电", "title: cafe\u0301"),
    "full-width colon after a key in a list": ("[市住建局", "[甲, date：乙"),
    "CR in a comment": ("  # 注", "  # 注\r注"),
    "wrong date": ("2019-03-06", "2019-02-30"),
    "a second document": ("measures:", "---\nmeasures:"),
    "a document's end inside a list": ("\n  # 注\n", "\n...\n"),
    "unclosed quote in another record": ("|-\n      不在", "'不在"),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_wrong_is_found_by_the_precise_lane(name: str) -> None:
    source = Source("ledgers/zhuzhou.yaml", _with(*LEFT[name]), "")
    assert read_part(source) == read_precisely(source)
    assert read_part(source).findings


def test_a_quote_that_swallows_a_canonical_record_is_seen() -> None:
    text = _with("title: 新增用地未落实（二期）", "title: '新增").replace("停电", "停'电")
    source = Source("ledgers/zhuzhou.yaml", text, "")
    assert batches(source)
    assert read_part(source) == read_precisely(source)
    assert read_part(source).findings


def test_a_block_of_text_that_keeps_its_line_breaks_gets_no_more_of_them() -> None:
    rest = CANONICAL[CANONICAL.index("    case: true") : CANONICAL.index("  - id: ZZ-190306")]
    text = _with(rest, "    events: [{date: 2019-03-05, type: 反映}]\n    detail: |+\n      甲\n")
    source = Source("ledgers/zhuzhou.yaml", text, "")
    reading = read_part(source)
    assert reading == read_precisely(source)
    assert [issue.detail for issue in reading.part.issues] == ["甲\n", "停电"]  # type: ignore[union-attr]


def test_the_parser_written_in_python_finds_the_same(
    read: Any, issue: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from test_read_slips import ACCEPTED, REFUSED, SLIPS  # type: ignore[import-not-found]

    texts = [issue(old, new) for old, new, _places in SLIPS.values()]
    texts += [change(issue()) for change in ACCEPTED.values()]
    texts += [*REFUSED, CANONICAL, "", "# 甲\n", *(_with(*change) for change in LEFT.values())]
    in_c = [read(text) for text in texts]
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    for text, story in zip(texts, in_c, strict=True):
        again = read(text)
        assert again.reading.part == story.reading.part, text
        seen, expected = ([place.split(":")[0] for place in both.places] for both in (again, story))
        assert seen == expected, text


@pytest.fixture
def sources() -> list[Source]:
    texts = [CANONICAL, "", _with("2019-03-06", "2019-02-30"), CANONICAL.replace("\n", "\r\n"), "city: 株洲市\n"]
    return [Source(f"ledgers/{number}.yaml", text, "") for number, text in enumerate(texts)]


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_several_processes_find_the_same_in_the_same_order(workers: int, sources: list[Source]) -> None:
    alone = [read_part(source) for source in sources]
    together = list(read_parts(sources, workers))
    assert together == alone
    for one, other in zip(alone, together, strict=True):
        if one.part and other.part:
            assert _lines(one) == _lines(other)
            assert one.part.file == other.part.file


def test_what_a_dead_child_leaves_is_read_here(sources: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    here, prepare = os.getpid(), parallel.prepare

    def die(source: Source) -> Prepared:
        if os.getpid() != here:
            os._exit(9)
        return prepare(source)

    monkeypatch.setattr(parallel, "prepare", die)
    assert list(read_parts(sources, 2)) == [read_part(source) for source in sources]


def test_a_reader_that_stops_early_leaves_no_child(sources: list[Source]) -> None:
    readings = read_parts(sources * 20, 2)
    next(readings)
    readings.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_no_child_is_started_for_little_work_or_beside_threads(
    sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise AssertionError

    monkeypatch.setattr(os, "fork", refuse)
    assert len(list(read_parts(sources))) == len(sources)
    monkeypatch.setattr(parallel, "ENOUGH", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert len(list(read_parts(sources))) == len(sources)


def test_no_process_to_be_had_is_no_obstacle(sources: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert list(read_parts(sources, 2)) == [read_part(source) for source in sources]
