"""`check --publish` points at a text if and only if `--public` takes a number or a person out of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.check.rule import Context
from bangfu.check.runner import run_city
from bangfu.merge.book import Book, consolidate
from bangfu.model.diagnostic import Finding
from bangfu.model.enterprise import Enterprise
from bangfu.model.ledger import Ledger, Measure, Part
from bangfu.model.province import BulletinWords
from bangfu.model.source import AtLine
from bangfu.privacy.book import deidentify
from bangfu.privacy.publish import findings_to_publish
from soak import cases, measured
from strategies import CITIES, PROVINCE

DAY = date(2019, 6, 3)
FIRM = "示例星辰轨道装备有限公司"
FILE = "ledgers/zhuzhou.yaml"
PRIVATE = ("BF801", "BF802", "BF804", "BF805")
SEPARATORS = r"[、，,；;/（）()\s]"

plain = st.sampled_from(
    ["已办理", "供地30亩", "贷款13800138000元", "，", "。", " ", "本周总量", "工程", "企业负责人", "到2019-06-30", "ZZ",
     "第3次", FIRM]
)  # fmt: skip
numbers = st.sampled_from(
    ["13800138000", "138 0013 8000", "+86 13800138000", "1380013800\uff10", "0731-88886666", "（0731）8888 6666",
     "4001234567", "430102190001010015", "430102190001010016", "11010519491231002x", "6222021234567890123",
     "12345678901", "91430200MA4L00003X", "a.b@example.com", "微信：zhang_san", "一三八零零一三八零零零"]
)  # fmt: skip
people = st.sampled_from(
    ["张总", "李工", "王建国董事长", "联系人：王某", "联系人：诸葛明月", "诸葛明月", "欧阳金凤", "赵某",
     "阿里·买买提", "株洲市长", "周主任"]
)  # fmt: skip
scraps = st.text(st.sampled_from("张王总工董某的市长13800-@.：电话联系人Ax\uff19\u3000 转"), max_size=8)
texts = st.lists(plain | numbers | people | scraps, min_size=1, max_size=4).map("".join).filter(str.strip)
offices = st.lists(
    st.sampled_from(["市长", "市委常委", "副市长", "市政协副主席", "县委书记", "张某", "欧阳金凤", "分管工业"]),
    min_size=1, max_size=3, unique=True,
)  # fmt: skip
leaders = st.builds(lambda parts, between: between.join(parts), offices, st.sampled_from(["", "、", "，", " "]))


def book_of(said: list[str], leader: str, opening: str) -> Book:
    """A Book of one city that says each of `said` in a measure, on the line of its number."""
    measures = tuple(
        Measure(date=DAY, section="要素保障", text=text, file=FILE, line=line) for line, text in enumerate(said, 1)
    )
    firm = Enterprise(name=FIRM, leader=leader, file=FILE, line=1)
    part = Part(city="株洲市", enterprises=(firm,), measures=measures, file=FILE)
    province = replace(PROVINCE, cities=CITIES[1:2], bulletin=BulletinWords(opening=opening))
    return consolidate(province, [Ledger("zhuzhou", "株洲市", (part,))])


def found_in(book: Book) -> list[Finding]:
    context = Context(book.province, DAY)
    return [
        finding
        for finding in (*(one for city in book.cities for one in run_city(city, context)), *findings_to_publish(book))
        if finding.code in PRIVATE
    ]


def lines(findings: list[Finding], section: str) -> set[int]:
    """The lines of the records of a section that are pointed at."""
    paths = [each.at.path for each in findings if each.at and each.at.path[0] == section]
    return {step.line for path in paths for step in path if isinstance(step, AtLine)}


def is_masked(before: str, after: str, pseudonym: str) -> bool:
    """Whether more than the enterprise's name gave way; a space may part a tag from what follows."""
    return re.sub(r"\s", "", after.replace(pseudonym, FIRM)) != re.sub(r"\s", "", before)


@pytest.mark.soak
def test_what_is_found_is_what_would_be_masked() -> None:
    seen = {"texts": 0, "found": 0}

    @settings(max_examples=cases(100, 20_000), deadline=None)
    @given(st.lists(texts, min_size=1, max_size=6), leaders, texts)
    def holds(said: list[str], leader: str, opening: str) -> None:
        book = book_of(said, leader, opening)
        public = deidentify(book).book
        findings = found_in(book)
        [firm] = public.cities[0].enterprises()
        [ledger] = [city.ledger for city in public.cities if city.ledger]
        masked = {
            line
            for line, (text, measure) in enumerate(zip(said, ledger.measures, strict=True), 1)
            if is_masked(text, measure.text, firm.name)
        }
        assert lines(findings, "measures") == masked
        role = re.sub(SEPARATORS, "", firm.leader or "")
        assert (lines(findings, "enterprises") == {1}) == (role != re.sub(SEPARATORS, "", leader))
        of_province = any(each.at and each.at.file == "bangfu.yaml" for each in findings)
        assert of_province == is_masked(opening, public.province.bulletin.opening or "", firm.name)
        seen["texts"] += len(said) + 2
        seen["found"] += len(masked)

    with measured("`check --publish` finds what `--public` masks", __file__) as figures:
        holds()
        figures.update(seen)
    assert 0 < seen["found"] < seen["texts"]


@pytest.mark.soak
def test_a_person_alone_and_a_number_alone_have_one_finding() -> None:
    """A person without a number is BF805 alone, a number without a person is never BF805."""

    @settings(max_examples=cases(40, 2_000), deadline=None)
    @given(people.filter(lambda name: "市长" not in name), numbers)
    def holds(person: str, number: str) -> None:
        codes = [
            each.code for each in found_in(book_of([f"{person}，联系人：诸葛明月，联系人：欧阳金凤"], "市长", "现通报"))
        ]
        assert codes == ["BF805"]
        codes = [each.code for each in found_in(book_of([f"号码{number}"], "市长", "现通报"))]
        assert len(codes) == 1
        assert codes[0] in {"BF801", "BF802", "BF804"}

    holds()
