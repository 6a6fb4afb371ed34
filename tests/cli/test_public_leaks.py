"""`--public`: nothing that names an enterprise or a person is in any output, whatever its format.

Which outputs there are is in `tests/outputs.py`.
"""

from __future__ import annotations

import dataclasses
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bangfu import pipeline
from bangfu.bulletin.browser import find_browser
from bangfu.bulletin.restatement import ANNEX
from bangfu.bulletin.wording import DEIDENTIFIED
from bangfu.model.errors import BangfuError
from bangfu.model.event import Event, Result
from bangfu.model.ledger import SECTIONS
from bangfu.model.province import BulletinWords, City, Outlook, Policy, Province, RosterEntry, Team
from commits import begin
from outputs import Output, made, public_outputs

Run = Callable[..., Any]
Make = Callable[..., Path]

KEY = "5f0c2b7e91d84a36b2c7e05d9a1f4c68"
SAID = "金雀轨道的厂房，联系人：诸葛明月，电话13800138000、0731-88886666，蓝鲸食品和欧阳金凤知道（ZZ-190603-7K3M）"
WIDE = {ord(letter): chr(ord(letter) + 0xFEE0) for letter in "0123456789-x"}
CARD = "11010519491231002x"
NUMBERS = "、".join(
    ("138 0013 8001", "138-0013-8001", "13800138001".translate(WIDE), "+86 13800138001", "(0731)8888 6667",
     "0731-88886667", "0731-88886667".translate(WIDE), CARD, CARD.translate(WIDE))
)  # fmt: skip
"""Numbers as people write them: with gaps, full-width, an office's, one of a card that ends with a small x."""
SAID = f"{SAID}，{NUMBERS}"
"""A text that tells everything, without a line break."""
MORE = "法人身份证430102190001010015，信用代码91430200MA4L00003X，卡号6222021234567890123，邮箱jinque@example.com"

CANARIES = (
    "金雀", "蓝鲸", "白鹭", "诸葛明月", "明月", "欧阳金凤", "金凤", "13800138000", "88886666", "430102190001010015",
    "91430200MA4L00003X", "6222021234567890123", "jinque", "example.com", "7K3M", "JQ-2019-0001", "W8XY", "芦淞区",
    "轨道交通链", KEY, "13800138001", "88886667", CARD,
)  # fmt: skip

CONFIGURATION = f"""\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅（{SAID}）
recipients: 各市州工信局（{SAID}）
campaign: 精准帮扶活动（{SAID}）
public_secret: {KEY}
cities:
  - {{slug: changsha, name: 长沙市, prefix: CS, code: "430100", source: {SAID}}}
  - {{slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}}
categories:
  要素金雀轨道保障: [融资, 金雀轨道用地]
channels: [走访, 金雀轨道专线]
sections: [要素保障, 金雀轨道栏目]
limits: {{reply: 1}}
roster:
  - {{name: 示例金雀轨道装备有限公司, city: 株洲市, source: {SAID}}}
  - {{name: 示例白鹭制药有限公司, city: 长沙市}}
policies:
  - {{id: 金雀轨道政策, title: {SAID}, tags: [金雀轨道用地], tiers: [金雀轨道骨干], kinds: [金雀轨道类型],
     chains: [金雀轨道链], districts: [金雀轨道区], source: {SAID}}}
teams:
  - {{name: 金雀轨道专班, city: 株洲市, department: 金雀轨道局, categories: [金雀轨道用地], source: {SAID}}}
scoring: {{resolution_rate: 60, reply_rate: 40}}
bulletin:
  title: 金雀轨道{{period}}通报（{SAID}）
  number: 金雀轨道通报〔{{year}}〕{{n}}号
  opening: {SAID}，现通报如下：
  outlook: [{SAID}, {{heading: 金雀轨道的要求, text: {SAID}}}]
  contact: 联系人：诸葛明月，电话13800138000，金雀轨道
"""
ZHUZHOU = f"""\
city: 株洲市
opening:
  - {{date: 2019-05-31, scope: 金雀轨道, category: 金雀轨道用地, source: {SAID}, reported: 9, assigned: 8, resolved: 7}}
enterprises:
  - name: 示例金雀轨道装备有限公司
    uscc: 91430200MA4L00003X
    tier: 金雀轨道骨干
    district: 芦淞区
    chain: 轨道交通链
    leader: 市长欧阳金凤
    department: 市工信局（诸葛明月13800138000）
    station: 金雀轨道服务站
    team: 金雀轨道攻坚组
    aliases: [金雀轨道]
    source: {SAID}
  - {{name: 示例白鹭项目, kind: 项目, leader: 副市长}}
issues:
  - id: ZZ-190603-7K3M
    enterprise: 金雀轨道
    title: {SAID}
    category: 金雀轨道用地
    detail: |
      {SAID}
      {MORE}
    case: true
    was: [ZZ-190601-W8XY]
    source: {SAID}
    events:
      - {{date: 2019-06-03, type: 反映, via: 金雀轨道专线, note: {SAID}, source: {SAID}}}
      - date: 2019-06-04
        type: 交办
        to: [市自然资源局, 金雀轨道, 市住建局诸葛明月]
        due: 2019-06-10
        number: 金雀轨道1号
      - {{date: 2019-06-05, type: 办理, note: {MORE}}}
      - date: 2019-06-20
        type: 办结
        note: {SAID}
        outcomes: [{{kind: 金雀轨道供地, value: 30亩}}]
      - {{date: 2019-06-21, type: 评价, satisfaction: 满意, note: {SAID}}}
  - id: JQ-2019-0001
    enterprise: 示例白鹭项目
    title: 与ZZ-190601-W8XY重复，{SAID}
    category: 融资
    events:
      - {{date: 2019-06-05, type: 反映}}
      - {{date: 2019-06-06, type: 退回, note: {SAID}, into: ZZ-190603-7K3M}}
  - id: ZZ-190607-W8XZ
    enterprise: 示例金雀轨道装备有限公司
    title: {SAID}
    category: 融资
    events:
      - {{date: 2019-06-07, type: 反映}}
measures:
  - date: 2019-06-08
    section: 金雀轨道栏目
    scope: 金雀轨道
    text: "{SAID}，累计{{reported}}件"
    case: true
    source: {SAID}
outcomes:
  - {{date: 2019-06-09, kind: 金雀轨道授信, scope: 金雀轨道, value: 4365万元, source: {SAID}}}
assertions:
  - {{date: 2019-05-31, scope: 金雀轨道, category: 金雀轨道用地, reported: 9, source: {SAID}}}
visits:
  - {{date: 2019-06-09, scope: 金雀轨道, enterprises: 2, visited: [金雀轨道, 示例白鹭项目], source: {SAID}}}
surveys:
  - {{date: 2019-06-09, scope: 金雀轨道, responses: 10, positive: 90%, source: {SAID}}}
commitments:
  - {{date: 2019-06-09, by: 企业, party: 金雀轨道, text: {SAID}, due: 2019-12-31, source: {SAID}}}
  - {{date: 2019-06-09, by: 政府, party: 市住建局诸葛明月, text: {MORE}}}
policies:
  - {{date: 2019-06-09, policy: 金雀轨道政策, delivered: [金雀轨道], source: {SAID}}}
stages:
  - {{date: 2019-06-09, project: 金雀轨道, stage: 在建, text: {SAID}, source: {SAID}}}
"""
CHANGSHA = f"""\
city: 长沙市
enterprises:
  - {{name: 示例蓝鲸食品有限公司, aliases: [蓝鲸食品], leader: 欧阳金凤}}
measures:
  - {{date: 2019-06-08, section: 要素保障, text: 帮助株洲示例金雀轨道装备公司和{SAID}}}
"""
FILES = {
    "bangfu.yaml": CONFIGURATION,
    "ledgers/changsha.yaml": CHANGSHA,
    "ledgers/zhuzhou/金雀轨道.yaml": ZHUZHOU,
}


def has_browser() -> bool:
    """Whether anything can be printed."""
    try:
        find_browser()
    except BangfuError:
        return False
    return True


def texts(name: str, content: bytes) -> Iterator[str]:
    """What can be read in a file, in every way in which somebody might: as it is, unpacked, without its markup."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield member
                yield from texts(member, archive.read(member))
        return
    if content.startswith(b"%PDF"):
        import pdfplumber

        with pdfplumber.open(io.BytesIO(content)) as document:
            printed = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in document.pages))
        yield from (re.sub(r"\s", "", view) for view in (printed, printed[::-1]))  # a turned page is read backwards
    text = content.decode("utf-8", "replace")
    shown = html.unescape(re.sub(r"<[^>]*>", "", text))
    for view in (text, html.unescape(text), shown, text.replace("\\", "")):
        yield view
        yield re.sub(r"\s", "", view)
    yield re.sub(r"[\s()+-]", "", unicodedata.normalize("NFKC", shown))


def files_of(run_bangfu: Run, root: Path, folder: Path, output: Output, *options: str) -> Iterator[tuple[str, bytes]]:
    """Makes an output: the names of its files and what is in them."""
    if output.form == "pdf" and not has_browser():
        pytest.skip("no browser is installed")
    found = made(run_bangfu, root, folder, output, *options)
    assert found.pop("exit code") == b"0", found["standard error"].decode()
    del found["standard error"]  # it is for the clerk
    yield from found.items()


@pytest.fixture
def root(repository: Make) -> Path:
    return repository(FILES)


@pytest.mark.parametrize("output", [*public_outputs()], ids=lambda output: output.name)
def test_no_output_leaks(run_bangfu: Run, root: Path, tmp_path: Path, output: Output) -> None:
    everything = []
    for name, content in files_of(run_bangfu, root, tmp_path / "out", output, "--public"):
        for text in (name, *texts(name, content)):
            everything.append(text)
            found = [canary for canary in CANARIES if canary.casefold() in text.casefold()]
            assert not found, (name, found)
    whole = "\n".join(everything)
    assert len(whole) > 100
    assert not output.says_so or DEIDENTIFIED in whole


def test_what_is_restated_leaks_nothing(run_bangfu: Run, root: Path) -> None:
    """The issues behind a correction are named by their public ids, one that was taken out since too."""
    clerk = begin(root, "甲")
    clerk.commit("2019-07-01")
    assert run_bangfu(root, "seal", "2019-06", today="2019-07-05").code == 0
    gone = ZHUZHOU[ZHUZHOU.index("  - id: JQ-2019-0001") : ZHUZHOU.index("  - id: ZZ-190607-W8XZ")]
    late = ZHUZHOU.replace(gone, "").replace("2019-06-20\n        type: 办结", "2019-07-02\n        type: 办结")
    late = late.replace("      - {date: 2019-06-21, type: 评价", "      - {date: 2019-07-03, type: 评价")
    clerk.commit("2019-07-20", {"ledgers/zhuzhou/金雀轨道.yaml": late})
    named = run_bangfu(root, "report", "--month", "2019-07", today="2019-08-05").out.partition(ANNEX + "\n")[2]
    assert "JQ-2019-0001" in named
    assert "ZZ-190603-7K3M" in named
    for form in ("md", "html"):
        done = run_bangfu(root, "report", "--month", "2019-07", "--public", "--format", form, today="2019-08-05")
        assert re.search("ZZ-190605-[A-Z]{5}", done.out)  # the one that is gone
        for text in texts(form, done.out.encode()):
            assert [canary for canary in CANARIES if canary.casefold() in text.casefold()] == []


@pytest.mark.parametrize(
    "output", [output for output in public_outputs() if output.says_so], ids=lambda output: output.name
)
def test_the_same_output_without_public_would_be_found_out(
    run_bangfu: Run, root: Path, tmp_path: Path, output: Output
) -> None:
    files = files_of(run_bangfu, root, tmp_path / "out", output)
    whole = "\n".join(text for name, content in files for text in (name, *texts(name, content)))
    assert {"金雀", "诸葛明月", "13800138000"} <= {canary for canary in CANARIES if canary in whole}
    assert DEIDENTIFIED not in whole


def test_a_site_takes_the_place_of_one_that_names_everybody(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    pages = out / "issues"
    assert run_bangfu(root, "site", "-o", str(out), today="2019-07-05").code == 0
    assert {path.stem for path in pages.iterdir()} == {"ZZ-190603-7K3M", "JQ-2019-0001", "ZZ-190607-W8XZ"}
    assert run_bangfu(root, "site", "-o", str(out), "--public", today="2019-07-05").code == 0
    public = {path.stem for path in pages.iterdir()}
    assert sorted(re.sub("[B-Z]{5}$", "#", name) for name in public) == ["ZZ-190603-#", "ZZ-190605-#", "ZZ-190607-#"]
    every = [path.read_text("utf-8") for path in out.rglob("*.html")]
    assert all(f"本站{DEIDENTIFIED}" in page for page in every)
    assert {name for page in every for name in re.findall("issues/([^.]+)[.]html", page)} == public


def test_a_place_on_a_page_has_the_public_name_of_its_file(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run_bangfu(root, "site", "-o", str(out), "--public", today="2019-07-05").code == 0
    places = [re.findall("ledgers/[^<]+", path.read_text("utf-8")) for path in (out / "issues").iterdir()]
    assert sorted(re.sub("[B-Z]{5}[.]", "#.", place) for (place,) in places) == [
        f"ledgers/zhuzhou/#.yaml:{line}" for line in (18, 41, 48)
    ]


def test_the_same_without_public_leaks_everything(run_bangfu: Run, root: Path) -> None:
    book = run_bangfu(root, "merge", today="2019-07-05").out
    assert [canary for canary in CANARIES if canary not in book and canary != KEY] == []


def test_the_ledgers_are_sound(root: Path) -> None:
    assert [found for found in pipeline.check(root, date(2019, 7, 5)) if found.is_error] == []


def test_every_text_of_every_record_holds_something_to_be_found(root: Path) -> None:
    checked = pipeline.load(root, date(2019, 7, 5))
    seen: dict[tuple[str, str], str] = {}
    collect(checked.book.province, seen)
    for city in checked.book.cities:
        for part in city.ledger.parts if city.ledger else ():
            for section in SECTIONS:
                collect(getattr(part, section), seen)
    public = {
        ("Province", "format"), ("Province", "language"), ("Province", "layout"), ("Province", "province"),
        ("Province", "scoring"), ("City", "slug"), ("City", "name"), ("City", "prefix"), ("City", "code"),
        ("RosterEntry", "city"), ("Team", "city"), ("BulletinWords", "templates"),
        ("BulletinWords", "outlook"),  # read as Outlook
    }  # fmt: skip
    owners = (*SECTIONS.values(), Event, Result, Province, City, RosterEntry, Policy, Team, BulletinWords, Outlook)
    for owner in owners:
        hints = get_type_hints(owner)
        for name in (field.name for field in dataclasses.fields(owner)):
            if "str" in str(hints[name]) and name != "file" and (owner.__name__, name) not in public:
                told = seen.get((owner.__name__, name), "")
                assert any(canary in told for canary in CANARIES), (owner.__name__, name)


def collect(value: Any, seen: dict[tuple[str, str], str], at: tuple[str, str] = ("", "")) -> None:
    """Gathers the texts of records by their type and field."""
    if isinstance(value, str) and not isinstance(value, Enum):
        seen[at] = seen.get(at, "") + value
    elif isinstance(value, tuple | dict):
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            collect(item, seen, at)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            collect(getattr(value, field.name), seen, (type(value).__name__, field.name))
