"""A small ledger in, the figures typed by hand on the pages out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from html_pages import Seen, seen

LEDGER = """\
city: 株洲市
opening:
  - {date: 2018-12-31, source: 年报, reported: 10, verified: 9, assigned: 8, resolved: 4, closed: 4}
enterprises:
  - {name: 甲厂, leader: 市长, department: 市工信局, district: 城东区}
  - {name: 乙厂, leader: 副市长, department: 市商务局}
issues:
  - id: ZZ-190506-AAAA
    enterprise: 乙厂
    title: 用地未批
    category: 用地
    detail: |
      三十亩。
      已报两年。
    events:
      - {date: 2019-05-06, type: 反映, via: 走访}
      - {date: 2019-05-08, type: 交办, to: [市自然资源局, 市住建局], due: 2019-06-08, number: 交办〔2019〕1号}
      - {date: 2019-06-20, type: 督办, note: 请抓紧}
  - id: ZZ-190603-AAAA
    enterprise: 甲厂
    title: 缺工三十人
    category: 用工
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-04, type: 核实}
      - {date: 2019-06-05, type: 交办, to: [市人社局], due: 2019-07-05}
      - {date: 2019-06-20, type: 办结, note: 招到三十人, outcomes: [{kind: 招工, value: 30人}]}
      - {date: 2019-06-22, type: 评价, satisfaction: 满意}
      - {date: 2019-06-25, type: 销号}
  - id: ZZ-190628-AAAA
    enterprise: 甲厂
    title: 停电
    category: 用电
    events:
      - {date: 2019-06-28, type: 反映}
      - {date: 2019-07-01, type: 核实}
  - id: ZZ-190401-AAAA
    enterprise: 甲厂
    title: 贷款难
    category: 融资
    events:
      - {date: 2019-04-01, type: 反映}
      - {date: 2019-04-02, type: 交办, to: [市金融办], due: 2019-05-01}
      - {date: 2019-04-20, type: 办结, note: 放款}
      - {date: 2019-06-10, type: 重开, note: 银行收回}
  - id: ZZ-190702-AAAA
    enterprise: 甲厂
    title: 七月的事
    category: 用电
    events:
      - {date: 2019-07-02, type: 反映}
"""
OPENING = """\
city: 长沙市
opening:
  - {date: 2019-06-30, scope: 高新区, reported: 508}
  - {date: 2019-06-30, enterprises: 500, leaders: 12}
"""
ZHUZHOU = "cities/zhuzhou.html"


@pytest.fixture
def site(repository: Callable[..., Path], run_bangfu: Callable[..., Any], tmp_path: Path) -> Path:
    root = repository({"ledgers/zhuzhou.yaml": LEDGER, "ledgers/changsha.yaml": OPENING})
    result = run_bangfu(
        root, "site", "-o", str(tmp_path / "site"), "--as-of", "2019-06-30", "--months", "3", today="2019-07-05"
    )
    assert result.code == 0, result.err
    return tmp_path / "site"


def test_the_ranking(site: Path) -> None:
    head, first, second, total = seen(site, "index.html").tables["各市州办理情况"]
    assert head[1:9] == ["市州", "收集", "核实", "交办", "现场办结", "办结", "销号", "办结率"]
    assert first[:8] == ["1", "株洲市", "14", "12", "11", "0", "5", "5"]
    assert first[8:] == ["45.5%（5/11）", "35.7%（5/14）", "2", "100.0%*（1/1）", "15", "2", "1"]
    assert second == ["—", "长沙市", "508", *["—"] * 12]
    assert total[:9] == ["", "全省", "522", "12", "11", "0", "5", "5", "45.5%（5/11）"]


def test_the_months_of_the_cities(site: Path) -> None:
    tables = seen(site, "index.html").tables
    assert tables["月末办结率"] == [
        ["市州", "2019年4月", "5月", "6月"],
        ["长沙", "—", "—", "—"],
        ["株洲", "55.6%", "50.0%", "45.5%"],
        ["全省", "55.6%", "50.0%", "45.5%"],
    ]
    assert tables["当月办结数"][1:] == [
        ["长沙", "—", "—", "—"],
        ["株洲", "1", "0", "1"],
        ["全省", "1", "0", "1"],
    ]


def test_the_chart_says_what_it_shows(site: Path) -> None:
    text = seen(site, "index.html").text
    assert "示意格图，不代表行政区域界线" in text
    assert "办结率： 50%以下 50%至70% 70%至80% 80%至90% 90%及以上 没有数据" in text
    assert "部分市州未报送核实、交办、办结、销号数，各步为已报送市州之和，不宜直接相比。" in text
    assert "截至2019年6月30日" in text
    assert "演示数据" not in text


def test_the_board_names_who_is_late(site: Path) -> None:
    page = seen(site, "index.html")
    text = page.text[page.text.index("督办看板") :]
    assert (
        "红色 逾期未办结 2个 逾期60天 贷款难 株洲市 甲厂 市金融办，联点领导：市长 逾期22天 用地未批 株洲市 乙厂" in text
    )
    assert "黄色 进展滞后 0个 没有这样的问题。" in text


def test_the_categories(site: Path) -> None:
    rows = seen(site, "index.html").tables["问题构成"]
    assert [row[:2] + row[3:] for row in rows[1:]] == [
        ["要素保障（4）", "融资", "1", "0", "0.0%*（0/1）"],
        ["", "用地", "1", "0", "0.0%*（0/1）"],
        ["", "用电", "1", "0", "—"],
        ["", "用工", "1", "1", "100.0%*（1/1）"],
        ["其他（518）", "期初数未分类", "518", "4", "50.0%（4/8）"],
    ]


def test_a_city_lists_every_issue_the_overdue_first(site: Path) -> None:
    rows = seen(site, ZHUZHOU).tables["株洲市问题清单"]
    assert rows[0] == ["编号", "企业", "问题", "类别", "状态", "责任单位", "反映日期", "办理期限", "紧急程度"]
    assert [[row[0], row[4], row[5], row[8]] for row in rows[1:]] == [
        ["ZZ-190401-AAAA", "办理中", "市金融办", "逾期60天"],
        ["ZZ-190506-AAAA", "办理中", "市自然资源局", "逾期22天"],
        ["ZZ-190628-AAAA", "待核实", "未交办", "—"],
        ["ZZ-190603-AAAA", "已销号", "市人社局", "—"],
    ]


def test_a_citys_months_and_what_is_paired(site: Path) -> None:
    tables = seen(site, ZHUZHOU).tables
    assert tables["株洲市分月进度"][1:] == [
        ["2019-04", "1", "1", "11", "5", "55.6%（5/9）"],
        ["2019-05", "1", "0", "12", "5", "50.0%（5/10）"],
        ["2019-06", "2", "1", "14", "5", "45.5%（5/11）"],
    ]
    assert tables["株洲市帮扶对象"][1:] == [
        ["甲厂", "企业", "城东区", "市长", "市工信局", "—", "3", "2", "1"],
        ["乙厂", "企业", "—", "副市长", "市商务局", "—", "1", "1", "1"],
    ]
    assert tables["株洲市期初数"][1:] == [
        ["2018-12-31", "株洲市", "收集10、核实9、交办8、办结4、销号4", "年报", "ledgers/zhuzhou.yaml:3"]
    ]


def test_a_city_with_totals_alone_says_so(site: Path) -> None:
    page = seen(site, "cities/changsha.html")
    assert "长沙市只报送了总数，见期初数。" in page.text
    assert "只报送了总数：企业500家、联点领导12名。" in page.text
    assert page.tables["长沙市期初数"][1][1:3] == ["高新区", "收集508"]
    assert "../index.html" in page.links


def test_a_figure_leads_to_the_issues_behind_it(site: Path) -> None:
    """An issue that was resolved in April and reopened counts there and nowhere else."""
    links = seen(site, "index.html").links_of
    assert f"{ZHUZHOU}#resolved-2019-04" in links["当月办结数", "株洲"]
    assert f"{ZHUZHOU}#reported-2019-06" in links["各市州办理情况", "1"]
    assert f"{ZHUZHOU}#resolved" in links["各市州办理情况", "1"]
    assert "cities/changsha.html#openings" in links["各市州办理情况", "—"]
    page = seen(site, ZHUZHOU)
    found = dict(zip([row[0] for row in page.tables["株洲市问题清单"][1:]], map(str.split, page.marks), strict=False))
    for mark, number in (("resolved-2019-04", 1), ("resolved-2019-06", 1), ("resolved", 1), ("red", 2),
                         ("reported", 4), ("reported-2019-06", 2), ("assigned", 3), ("verified", 3)):  # fmt: skip
        assert sum(mark in marks for marks in found.values()) == number, mark
    assert "resolved-2019-04" in found["ZZ-190401-AAAA"]


def test_an_issue_tells_its_life_up_to_the_day(site: Path) -> None:
    page = seen(site, "issues/ZZ-190506-AAAA.html")
    assert "用地未批 办理中 逾期22天 截至2019年6月30日" in page.text
    assert "三十亩。 已报两年。" in page.text
    assert "企业 乙厂" in page.text
    assert "协办单位 市住建局" in page.text
    assert (
        "2019-05-06 反映 渠道 走访 2019-05-08 交办 责任单位 市自然资源局 协办单位 市住建局 期限 2019-06-08 "
        "文号 交办〔2019〕1号 2019-06-20 督办 请抓紧"
    ) in page.text
    done = seen(site, "issues/ZZ-190603-AAAA.html").text
    assert "2019-06-20 办结 成效 招工30人 招到三十人 2019-06-22 评价 评价 满意" in done
    assert seen(site, "issues/ZZ-190628-AAAA.html").text.endswith("办理过程 2019-06-28 反映")
    assert not (site / "issues/ZZ-190702-AAAA.html").exists()


def test_every_link_and_fragment_is_there(site: Path) -> None:
    pages: dict[str, Seen] = {path.relative_to(site).as_posix(): seen(site, str(path)) for path in site.rglob("*.html")}
    assert len(pages) == 1 + 2 + 4 + 4 + 1
    missing = []
    for name, page in pages.items():
        for link in page.links:
            address, _, fragment = link.partition("#")
            target = (site / name).parent / address if address else site / name
            key = target.resolve().relative_to(site.resolve()).as_posix()
            if key not in pages or (fragment and fragment not in pages[key].ids):
                missing.append((name, link))
    assert missing == []


def test_a_page_asks_for_nothing_and_names_its_script(site: Path) -> None:
    import base64
    import hashlib
    import re

    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        policy = re.search('content="(default-src[^"]*)"', page)
        scripts = re.findall("<script>(.*?)</script>", page, re.DOTALL)
        assert policy
        wanted = "default-src 'none'; style-src 'unsafe-inline'"
        for script in scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            wanted += f"; script-src 'sha256-{digest}'"
        assert policy[1].replace("&#39;", "'") == wanted
        assert len(scripts) == (0 if path.parent.name == "issues" else 1)
        assert not re.search(r"url\(|@import|https?:", page)
        assert not {"img", "link", "iframe", "object"} & set(Seen(page).tags)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_hostile_words_are_text_and_nothing_else(
    repository: Callable[..., Path], run_bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    def ledger(words: str) -> str:
        import json

        said = json.dumps(words, ensure_ascii=False)
        return f"""\
city: 株洲市
opening:
  - {{date: 2018-12-31, source: {said}, scope: {said}, reported: 1}}
enterprises:
  - {{name: {said}, leader: {said}, department: {said}, district: {said}, tier: {said}, chain: {said},
     station: {said}, team: {said}}}
issues:
  - id: ZZ-190506-AAAA
    enterprise: {said}
    title: {said}
    category: {said}
    detail: {said}
    source: {said}
    events:
      - {{date: 2019-05-06, type: 反映, via: {said}, source: {said}}}
      - {{date: 2019-05-08, type: 交办, to: [{said}, {said}], due: 2019-06-08, number: {said}}}
      - {{date: 2019-06-20, type: 办理, note: {said}}}
"""

    found = {}
    for name, words in (("hostile", HOSTILE), ("plain", "甲")):
        root = repository({"ledgers/zhuzhou.yaml": ledger(words)})
        result = run_bangfu(root, "site", "-o", str(tmp_path / name), "--allow-errors")
        assert result.code == 0, result.err
        found[name] = {
            path.relative_to(tmp_path / name): Seen(path.read_text("utf-8"))
            for path in (tmp_path / name).rglob("*.html")
        }
    assert found["hostile"].keys() == found["plain"].keys()
    for path, page in found["hostile"].items():
        assert page.tags == found["plain"][path].tags
        assert page.attributes == found["plain"][path].attributes
    assert HOSTILE in found["hostile"][Path("issues/ZZ-190506-AAAA.html")].text


def test_a_site_in_spite_of_errors_has_a_page_for_every_issue(
    repository: Callable[..., Path], run_bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    """An id that is none, or that another issue has, names no file."""
    issue = """\
  - id: {}
    enterprise: 甲厂
    title: 缺工
    category: 用工
    events:
      - {{date: 2019-06-03, type: 反映}}
      - {{date: 2019-06-04, type: 销号}}
"""
    ids = ("../../escape", "ZZ-190603-AAAA", "zz-190603-aaaa")
    ledger = "city: 株洲市\nenterprises:\n  - {name: 甲厂}\nissues:\n" + "".join(map(issue.format, ids))
    root = repository({"ledgers/zhuzhou.yaml": ledger})
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"), "--allow-errors")
    assert result.code == 0, result.err
    names = sorted(path.name for path in (tmp_path / "site/issues").iterdir())
    assert names == ["ZZ-190603-AAAA.html", "_zhuzhou-1.html", "_zhuzhou-3.html"]
    assert "台账尚有5处错误未改正" in seen(tmp_path / "site", "index.html").text
    assert not list(tmp_path.glob("escape*"))
    life = seen(tmp_path / "site", "issues/_zhuzhou-1.html").text
    assert "2019-06-04 销号 此步不应出现在这里，不计入" in life


def test_a_province_without_a_scheme_and_without_a_ledger(
    repository: Callable[..., Path], run_bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    cities = "".join(f"  - {{slug: c{n}, name: 第{n}市, prefix: C{n}}}\n" for n in range(1, 8))
    root = repository({"bangfu.yaml": f"format: 1\nprovince: 某省\nissuer: 某厅\ncities:\n{cities}"})
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"))
    assert result.code == 0, result.err
    page = seen(tmp_path / "site", "index.html")
    assert [row[:2] for row in page.tables["各市州办理情况"][1:-1]] == [["未报送", f"第{n}市"] for n in range(1, 8)]
    assert page.text.count("未报送") == 14  # the ranking and the tiles
    assert "收集 — " in page.text
    assert "问题构成" not in page.text
    assert "未报送帮扶对象名单。" in seen(tmp_path / "site", "cities/c1.html").text
