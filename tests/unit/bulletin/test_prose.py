"""Every document the program makes, read by the style checker of prose.py; and the checker, read by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prose import _made, faults, sentences_faults, text_faults

from bangfu import pipeline
from bangfu.bulletin.brief import brief, to_text
from bangfu.bulletin.compose import Imprint, compose
from bangfu.bulletin.document import Figure
from bangfu.merge.book import Book, consolidate
from bangfu.model.event import OutcomeState
from bangfu.model.ledger import Ledger, Measure, Outcome, Visit
from bangfu.model.period import Period, PeriodKind
from bangfu.model.province import City
from bangfu.model.quantity import Quantity
from strategies import books, days

TOP = Path(__file__).parents[3]
GOLDEN = TOP / "tests" / "golden"
ISSUED = Imprint(date(2020, 1, 6))
KEYS = ("2019-W23", "2019-W26", "2019-06", "2019-Q2", "2019-H1", "2019", "2019-05-10..2019-06-15")
CITIES = ("东湖市", "西山州", "南原市", "长沙市")


@pytest.mark.parametrize(
    "slip",
    [
        "全省收集问题3个；。",
        "全省收集问题3个，，办结1个。",
        "东湖市（，基数较小）。",
        "详见附件（）。",
        "全省收集问题3个,办结1个。",
        "全省收集 3个。",
        "全省收集问题3个，办结0个。",
        "授信合计10000万元。",
        "授信合计33195万元。",
        "授信合计0.3亿元。",
        "办结率86.2%，还有1个没有办结。",
    ],
)
def test_the_checker_finds_a_slip(slip: str) -> None:
    assert len(text_faults(slip)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "授信合计1.5亿元，其中东湖市9000万元、西山州6000万元。",
        "办结率86.2%（367/426），高于全省平均水平（80.0%，4/5）；要素保障类61个，占32.4%。",
        "截至2019年6月30日，没有需要督办的问题。",
        "收集问题10个，办结20个，其中东湖市100个。",
        "授信合计10036.5万元。",
    ],
)
def test_the_checker_passes_what_is_right(text: str) -> None:
    assert text_faults(text) == []
    assert sentences_faults(text, CITIES) == []


def test_the_checker_finds_one_frame_for_three_cities() -> None:
    three = "东湖市召开会议3次。西山州召开会议12次。南原市召开会议1次。"
    assert sentences_faults(three, CITIES)
    assert sentences_faults(three.replace("。", "；")[:-1] + "。", CITIES)
    assert sentences_faults("东湖市召开会议3次。西山州召开会议12次。南原市走访企业1家。", CITIES) == []
    assert sentences_faults("办结3个", CITIES) == ["no full stop: 办结3个"]
    assert sentences_faults("列入计划的有：授信预计2亿元。", CITIES)


def test_only_a_records_own_percentage_stands_alone() -> None:
    rate = Figure("86.2%", ("ZZ-190603-7K3M",), "新定的率", "全省", "..2019-06-30")
    own = replace(rate, name="产值增长", period="2019-06")
    assert len(text_faults(_made(("达到", rate)))) == 1
    assert text_faults(_made(("达到", own))) == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Checked:
    """The demonstration repository, a year of invented records."""
    from bangfu.cli.app import main

    root = tmp_path_factory.mktemp("prose") / "province"
    assert main(["--quiet", "--today", "2019-12-31", "init", str(root), "--demo"]) == 0
    return pipeline.load(root, date(2020, 1, 6))


def _names(book: Book) -> list[str]:
    return [name for city in book.cities for name in (city.city.name, city.city.short)]


def _read(book: Book, period: Period, as_of: date | None = None) -> list[str]:
    return faults(compose(book, period, as_of or period.end, ISSUED), _names(book))


@pytest.mark.parametrize("key", KEYS)
def test_the_demonstration_reads_well(demo: pipeline.Checked, key: str) -> None:
    assert _read(demo.book, Period.from_key(key)) == []


@pytest.mark.parametrize("root", [TOP, GOLDEN / "invented"], ids=["real", "invented"])
@pytest.mark.parametrize("key", KEYS)
def test_other_ledgers_read_well(root: Path, key: str) -> None:
    assert _read(pipeline.load(root, date(2020, 1, 6)).book, Period.from_key(key)) == []


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*20*.md")), ids=lambda path: path.stem)
def test_what_was_approved_reads_well(golden: Path) -> None:
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", golden.read_text("utf-8"))
    made = re.sub(
        r"(?ms)^## [一二三四五六七八九]、(?:主要工作举措|重点举措|下一步工作要求)$.*?^(?=##|附件：)", "", text
    )
    lines = [re.sub(r"^\*\*.*?\*\*。", "", line) for line in made.splitlines() if line and line[0] not in ">#|-*"]
    assert [fault for line in lines if line.endswith("。") for fault in text_faults(line)] == []


kinds = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.CUSTOM])
units = st.sampled_from(["元", "万元", "亿元", "亩", "人"])


@st.composite
def told_books(draw: st.DrawFn) -> Book:
    """A Book with measures, outcomes and visits too; sometimes of nine cities, every third with the same ledger."""
    book = draw(books())
    many = 3 if draw(st.booleans()) else 1
    cities = [
        City(slug=f"{city.slug}-{turn}", name=f"{'东西南'[turn]}{city.name}", prefix=city.prefix)
        for turn in range(many)
        for city in book.province.cities
    ]
    ledgers = []
    for number, city in enumerate(book.cities):
        if city.ledger is None:
            continue
        measures = draw(
            st.lists(
                st.builds(
                    Measure,
                    date=days,
                    section=st.sampled_from(["组织领导", "要素保障"]),
                    text=st.sampled_from(["召开会议{}次", "为{}家企业送政策", "推行“三走遍”"]).map(
                        lambda text: text.format(draw(st.integers(1, 4)))
                    ),
                    case=st.booleans(),
                ),
                max_size=4,
            )
        )
        outcomes = draw(
            st.lists(
                st.builds(
                    Outcome,
                    date=days,
                    kind=st.sampled_from(["授信", "供地", "减负"]),
                    scope=st.none() | st.just("高新区"),
                    value=st.builds(Quantity, st.integers(1, 99_999).map(Decimal), units),
                    state=st.sampled_from(OutcomeState),
                ),
                max_size=4,
            )
        )
        visits = draw(st.lists(st.builds(Visit, date=days, enterprises=st.integers(1, 9)), max_size=2))
        part = replace(city.ledger.parts[0], measures=tuple(measures), outcomes=tuple(outcomes), visits=tuple(visits))
        ledgers += [
            Ledger(own.slug, own.name, (replace(part, city=own.name),)) for own in cities[number :: len(book.cities)]
        ]
    weights = {"resolution_rate": 60, "reply_rate": 40}
    return consolidate(replace(book.province, cities=tuple(cities), scoring=weights), ledgers)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told_books(), kinds, days, st.integers(0, 400))
def test_any_ledgers_read_well(book: Book, kind: PeriodKind, day: date, cut: int) -> None:
    period = Period.containing(kind, day)
    as_of = max(period.start, period.end - timedelta(days=cut))
    assert _read(book, period, as_of) == []


@pytest.mark.parametrize("key", KEYS)
def test_the_chat_text_fits_a_phone(demo: pipeline.Checked, key: str) -> None:
    period = Period.from_key(key)
    text = to_text(brief(demo.book, period, period.end))
    assert len(text) <= 600
    assert [fault for line in text.splitlines()[2:] for fault in text_faults(line)] == []
    assert all(line.endswith("。") for line in text.splitlines()[2:])
    assert max(map(len, text.splitlines())) <= 120
