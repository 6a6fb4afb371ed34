"""Cities looked at one by one, and what is kept of them, give what the whole repository gives."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu import pipeline
from bangfu.extract.survey import survey
from bangfu.findings.json import render
from bangfu.i18n import Translator
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.errors import ConfigurationError
from bangfu.model.period import Period, PeriodKind
from bangfu.tally.document import document
from bangfu.tally.groups import GROUPINGS
from strategies import ENTERPRISES

TODAY = date(2019, 6, 30)
PROVINCE = """\
format: 1
province: 湖南省
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
  - {slug: xiangtan, name: 湘潭市, prefix: XT}
roster:
  - {name: 甲公司, city: 株洲市}
"""
CITIES = {"changsha": "长沙市", "zhuzhou": "株洲市", "xiangtan": "湘潭市"}
PERIODS = (
    Period.parse(PeriodKind.MONTH, "2019-05"),
    Period.parse(PeriodKind.QUARTER, "2019-Q2"),
    Period.parse(PeriodKind.YEAR, "2019"),
)
EVENTS = (
    "{date: 2019-03-05, type: 反映, via: 企业服务专线}",
    "{date: 2019-03-07, type: 核实}",
    "{date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}",
    "{date: 2019-05-02, type: 办结, note: 供地三十亩}",
    "{date: 2019-05-20, type: 评价, satisfaction: 满意}",
    "{date: 2019-06-01, type: 销号}",
    "{date: 2019-05-03, type: 退回, note: 重复, into: ZZ-2}",
    "{date: 2020-01-01, type: 进展}",
    "{date: 2019-05-03, kind: 办结}",
    "{date: 2019-02-30, type: 核实}",
)
RARE = (
    "",
    "    enterprise: [\n",
    "  # bangfu: ignore[BF412] 已催办\n",
    "\tx\n",
    "    note: 13800138000\n",
    "<<<<<<< OURS\n",
)


@st.composite
def issues(draw: st.DrawFn, prefix: str) -> str:
    identity = f"{draw(st.sampled_from((prefix, prefix, 'ZZ')))}-{draw(st.sampled_from('12O0'))}"
    steps = draw(st.integers(0, 6))
    lines = [*EVENTS[:steps], *draw(st.lists(st.sampled_from(EVENTS), max_size=1))] if steps < 6 else list(EVENTS[:6])
    tail = draw(st.sampled_from(("", "", "  # bangfu: ignore[BF412, BF303] 已催办", "  # bangfu: ignore[BF413]")))
    title = draw(st.sampled_from(("用地未落实", "用电不稳", "联系13800138000")))
    return (
        f"  - id: {identity}{tail}\n    enterprise: {draw(st.sampled_from(ENTERPRISES))}\n    title: {title}\n"
        f"    category: {draw(st.sampled_from(('用地', '用电', '其它')))}\n    events:\n"
        + "".join(f"      - {line}\n" for line in lines)
    )


@st.composite
def ledgers(draw: st.DrawFn, slug: str) -> str:
    text = f"city: {CITIES[slug]}\n"
    if draw(st.booleans()):
        text += "opening:\n  - {date: 2018-12-31, reported: 25, verified: 24, assigned: 24, resolved: 6, people: 3}\n"
    code = draw(st.sampled_from(("", ", uscc: 91430200MA4L16JQ9B", ", uscc: 91430200MA4L16JQ9C")))
    names = draw(st.lists(st.sampled_from(ENTERPRISES), min_size=1, unique=True))
    text += "enterprises:\n" + "".join(f"  - {{name: {name}, leader: 市长{code}}}\n" for name in names)
    text += "visits:\n  - {date: 2019-05-01, visited: [甲公司], people: 4}\n" if draw(st.booleans()) else ""
    text += "measures:\n  - {date: 2019-05-01, section: 组织领导, text: 已办{x}件。}\n" if draw(st.booleans()) else ""
    many = draw(st.lists(issues(slug[:1].upper() + "Z"), max_size=4))
    text += "issues:\n" + "".join(many) if many else ""
    if draw(st.integers(0, 5)) == 0:
        text += draw(st.sampled_from(RARE))
    return text


repositories = st.fixed_dictionaries({}, optional={slug: ledgers(slug) for slug in CITIES})


class Keeper:
    """A cache in a dictionary, which counts."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}
        self.misses = 0

    def get(self, key: str) -> bytes | None:
        self.misses += key not in self.values
        return self.values.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.values[key] = data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("extracts")


def written(folder: Path, files: dict[str, str]) -> Path:
    shutil.rmtree(folder)
    (folder / "ledgers").mkdir(parents=True)
    (folder / "bangfu.yaml").write_text(PROVINCE, encoding="utf-8")
    for slug, text in files.items():
        (folder / "ledgers" / f"{slug}.yaml").write_text(text, encoding="utf-8")
    return folder


def said(diagnostics: list[Diagnostic]) -> list[str]:
    return [render(diagnostics, Translator(language)) for language in ("en", "zh")]


@given(repositories)
@settings(max_examples=60)
def test_the_findings_are_the_same(folder: Path, files: dict[str, str]) -> None:
    root = written(folder, files)
    apart = survey(root, TODAY)
    assert apart is not None
    assert said(apart.diagnostics) == said(pipeline.load(root, TODAY).diagnostics)


@given(
    repositories,
    st.sampled_from(sorted(GROUPINGS)),
    st.sampled_from(PERIODS),
    st.booleans(),
    st.lists(st.sampled_from(sorted(CITIES)), max_size=2, unique=True),
)
@settings(max_examples=40)
def test_the_figures_are_the_same_kept_or_counted(
    folder: Path, files: dict[str, str], by: str, period: Period, compare: bool, slugs: list[str]
) -> None:
    root, keeper = written(folder, files), Keeper()
    whole = pipeline.load(root, TODAY)
    cities = [city for city in whole.book.province.cities if city.slug in slugs]
    day = min(TODAY, period.end)
    expected = document(pipeline.tally(whole, period, by, as_of=day, cities=cities, compare=compare))
    for again in (False, True):
        keeper.misses = 0
        apart = pipeline.count(root, TODAY, period, by, day, compare=compare, keeper=keeper)
        assert apart is not None
        assert json.dumps(document(apart.total(cities))) == json.dumps(expected)
        assert said(apart.errors) == said(whole.errors)
        if again:
            assert keeper.misses == 0


@given(repositories, repositories)
@settings(max_examples=25)
def test_what_is_kept_is_forgotten_with_its_file(folder: Path, files: dict[str, str], others: dict[str, str]) -> None:
    keeper = Keeper()
    for state in (files, others, files):
        root = written(folder, state)
        found = pipeline.check(root, TODAY, keeper=keeper)
        assert said(found) == said(pipeline.load(root, TODAY).diagnostics)


def test_a_changed_city_alone_is_looked_at_again(tmp_path: Path) -> None:
    text = "city: {}\nopening:\n  - {{date: 2018-12-31, reported: 25}}\n"
    root = written(tmp_path, {slug: text.format(name) for slug, name in CITIES.items()})
    keeper = Keeper()
    assert survey(root, TODAY, keeper)
    assert keeper.misses == 3
    (root / "ledgers" / "zhuzhou.yaml").write_text(text.format("株洲市") + "# 改\n", encoding="utf-8")
    keeper.misses = 0
    assert survey(root, TODAY, keeper)
    assert keeper.misses == 1
    keeper.misses = 0
    assert survey(root, date(2019, 7, 1), keeper)
    assert keeper.misses == 3


def test_two_cities_with_one_slug_are_not_looked_at_apart(tmp_path: Path) -> None:
    root = written(tmp_path, {"zhuzhou": "city: 株洲市\n"})
    (root / "bangfu.yaml").write_text(PROVINCE.replace("xiangtan", "zhuzhou"), encoding="utf-8")
    assert survey(root, TODAY) is None
    with pytest.raises(ConfigurationError):
        pipeline.load(root, TODAY)
    assert "BF010" in {found.code for found in pipeline.check(root, TODAY, keeper=Keeper())}
