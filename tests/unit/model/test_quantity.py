"""Quantities are read as people write them, summed exactly and shown readably (docs/format.md, quantities)."""
# ruff: noqa: RUF001 (full-width characters are meant)

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bangfu.model.quantity import Bound, Quantity, total

SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}

units = st.builds(
    str.__add__, st.sampled_from(sorted(SCALES)), st.sampled_from(["元", "亩", "项", "人次", "千瓦时", "家", "kWh"])
)
numbers = st.decimals(min_value=0, max_value=10**12, places=6).map(
    lambda number: Decimal(format(number, "f").rstrip("0").rstrip(".") or "0")
)
quantities = st.builds(Quantity, numbers, units | st.just("%"), st.sampled_from(Bound))


def parse(text: str) -> Quantity:
    return Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "number", "unit", "bound"),
    [
        ("4365万元", "4365", "万元", Bound.EXACT),
        ("9.3亿元", "9.3", "亿元", Bound.EXACT),
        ("1000余亩", "1000", "亩", Bound.MORE),
        ("20余亿元", "20", "亿元", Bound.MORE),
        ("3亿余元", "3", "亿元", Bound.MORE),
        ("5000万元以上", "5000", "万元", Bound.AT_LEAST),
        ("约20项", "20", "项", Bound.ABOUT),
        ("63.3%", "63.3", "%", Bound.EXACT),
        ("150余项", "150", "项", Bound.MORE),
        ("1200余人次", "1200", "人次", Bound.MORE),
        ("6家", "6", "家", Bound.EXACT),
        ("0元", "0", "元", Bound.EXACT),
        ("0.5亿元", "0.5", "亿元", Bound.EXACT),
        ("4365 万元", "4365", "万元", Bound.EXACT),
        ("1000 余亩", "1000", "亩", Bound.MORE),
        ("约 20 项", "20", "项", Bound.ABOUT),
        ("95%以上", "95", "%", Bound.AT_LEAST),
        ("3kWh", "3", "kWh", Bound.EXACT),
        ("3家规模以上企业", "3", "家规模以上企业", Bound.EXACT),
        ("5个余热项目", "5", "个余热项目", Bound.EXACT),
        ("3万两", "3", "万两", Bound.EXACT),
        ("123456789012345678元", "123456789012345678", "元", Bound.EXACT),
        ("1.23456789012345678元", "1.23456789012345678", "元", Bound.EXACT),
    ],
)
def test_reads_what_people_write(text: str, number: str, unit: str, bound: Bound) -> None:
    assert parse(text) == Quantity(Decimal(number), unit, bound)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must begin with a number"),
        ("亩", "must begin with a number"),
        ("三十亩", "must begin with a number"),
        ("近20亩", "must begin with a number"),
        ("超过20亩", "must begin with a number"),
        ("-3元", "must begin with a number"),
        (".5亩", "must begin with a number"),
        (" 20元", "must begin with a number"),
        ("20", "has no unit"),
        ("20 ", "has no unit"),
        ("20万", "has no unit"),
        ("20余亿", "has no unit"),
        ("20以上", "has no unit"),
        ("20万以上", "has no unit"),
        ("1,000亩", "without thousands separators"),
        ("1，000亩", "half width"),
        ("２０亩", "half width"),
        ("20．5亩", "half width"),
        ("63％", "half width"),
        ("007亩", "needless 0"),
        ("00.5亩", "needless 0"),
        ("20  亩", "at most one space"),
        ("20\u00a0亩", "must be a number and a unit"),
        ("20\t亩", "must be a number and a unit"),
        ("20亩\n", "must be a number and a unit"),
        ("20亩 ", "must be a number and a unit"),
        ("5.亩", "must be a number and a unit"),
        ("1.2.3亩", "must be a number and a unit"),
        ("5元/吨", "must be a number and a unit"),
        ("1e5元", "must be a number and a unit"),
        ("3万5千元", "must be a number and a unit"),
        ("20亿万元", "must be a number and a unit"),
        ("20亿千元", "must be a number and a unit"),
        ("20%人", "must be a number and a unit"),
        ("20个个个个个个个个个", "must be a number and a unit"),
        ("20万个个个个个个个个", "longer than 8 letters"),
        ("٣亩", "must begin with a number"),
        ("20٣亩", "must be a number and a unit"),
        ("20多亿元", "qualify a number only"),
        ("3万多元", "qualify a number only"),
        ("20几家", "qualify a number only"),
        ("20余余亩", "only one of"),
        ("5万%", "a percentage"),
        ("5亿个百分点", "a percentage"),
        ("20亩左右", "qualify a number only"),
        ("20亩以下", "qualify a number only"),
        ("20亩以上以上", "qualify a number only"),
        ("3万五千元", "in digits 0-9"),
        ("2亿两千万元", "in digits 0-9"),
        ("20百", "in digits 0-9"),
        ("约1000余亩", "only one of"),
        ("1000余亩以上", "only one of"),
        ("20余亿余元", "only one of"),
        ("1234567890123456789元", "more than 18 digits"),
        ("0.123456789012345678元", "more than 18 digits"),
        ("9" * 20_000 + "元", "must be a number and a unit"),
    ],
)
def test_refuses_what_it_would_have_to_guess(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("9.30亿元", "9.3亿元"),
        ("20.0%", "20%"),
        ("100亩", "100亩"),
        ("约 20 项", "约20项"),
        ("5000 万元以上", "5000万元以上"),
        ("20 余亿元", "20余亿元"),
        ("3余亿元", "3亿余元"),
        ("20.5余亿元", "20.5亿余元"),
        ("6余家", "6余家"),
        ("5百余元", "5百余元"),
    ],
)
def test_writing_is_canonical(text: str, written: str) -> None:
    assert str(parse(text)) == written
    assert parse(written) == parse(text)


def test_writing_has_no_exponent() -> None:
    assert str(Quantity(Decimal("1E+3"), "亩")) == "1000亩"
    assert str(Quantity(Decimal("1E-7"), "亩")) == "0.0000001亩"


@given(quantities)
def test_what_is_written_reads_back_equal(quantity: Quantity) -> None:
    assert parse(str(quantity)) == quantity
    assert str(parse(str(quantity))) == str(quantity)


@given(st.text("0123456789.约余以上万亿千百元亩%多两一 ,", max_size=12) | st.text(max_size=40))
def test_any_text_is_read_back_equal_or_refused(text: str) -> None:
    try:
        quantity = parse(text)
    except ValueError:
        return
    assert parse(str(quantity)) == quantity


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("4365万元", "43650000元"),
        ("9.3亿元", "930000000元"),
        ("3百元", "300元"),
        ("3千元", "3000元"),
        ("3十万元", "300000元"),
        ("3百万元", "3000000元"),
        ("3千万元", "30000000元"),
        ("3万亿元", "3000000000000元"),
        ("0.12345万元", "1234.5元"),
        ("3.2万亩", "32000亩"),
        ("1.5万人次", "15000人次"),
        ("2亿千瓦时", "200000000千瓦时"),
        ("5百万千瓦", "5000000千瓦"),
        ("30千克", "30千克"),
        ("5个百分点", "5个百分点"),
        ("20余亿元", "2000000000余元"),
        ("5000万元以上", "50000000元以上"),
        ("约2万项", "约20000项"),
        ("63.3%", "63.3%"),
    ],
)
def test_base_unit(text: str, base: str) -> None:
    assert str(parse(text).in_base()) == base
    assert parse(text).base == (parse(base).number, parse(base).unit)


def test_money_and_ratios_are_told_apart() -> None:
    texts = ["3万元", "3元", "3万美元", "3亩", "3%", "3个百分点", "3百分点"]
    assert [parse(text).is_money for text in texts] == [True, True, False, False, False, False, False]
    assert [parse(text).is_ratio for text in texts] == [False, False, False, False, True, True, True]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("43650000元", "4365万元"),
        ("930000000元", "9.3亿元"),
        ("2890000万元", "289亿元"),
        ("100000000元", "1亿元"),
        ("99999999元", "99999999元"),
        ("99990000元", "9999万元"),
        ("0.5亿元", "5000万元"),
        ("10000元", "1万元"),
        ("9999元", "9999元"),
        ("0.3万元", "3000元"),
        ("0亿元", "0元"),
        ("12.34亿元", "12.34亿元"),
        ("12.345亿元", "12.345亿元"),
        ("33195万元", "3.3195亿元"),
        ("12345人", "12345人"),
        ("12.34567亿元", "123456.7万元"),
        ("1.00365亿元", "10036.5万元"),
        ("12345.67元", "12345.67元"),
        ("1234.5678元", "1234.5678元"),
        ("20余亿元", "20余亿元"),
        ("5000万元以上", "5000万元以上"),
        ("约20项", "约20项"),
        ("1000余亩", "1000余亩"),
        ("3.05万亩", "3.05万亩"),
        ("30500亩", "3.05万亩"),
        ("1200余人次", "1200余人次"),
        ("20000%", "20000%"),
        ("63.30%", "63.3%"),
    ],
)
def test_is_shown_in_the_unit_that_reads_best(text: str, shown: str) -> None:
    assert parse(text).display() == shown


@given(quantities)
def test_showing_is_exact(quantity: Quantity) -> None:
    shown = parse(quantity.display())
    assert shown.in_base() == quantity.in_base()
    assert shown.display() == quantity.display()


@pytest.mark.parametrize(
    ("parts", "sums"),
    [
        ([], []),
        (["4365万元", "3000万元"], ["7365万元"]),
        (["9.3亿元", "7000万元"], ["10亿元"]),
        (["30亩", "4365万元", "12亩", "1元"], ["42亩", "43650001元"]),
        (["20余亿元"], ["20余亿元"]),
        (["5000万元以上"], ["5000万元以上"]),
        (["约20项"], ["约20项"]),
        (["20余亿元", "5000万元"], ["20.5亿余元"]),
        (["5000万元以上", "5000万元"], ["1亿余元"]),
        (["约20项", "30项"], ["50余项"]),
        (["约20项", "约30项"], ["50余项"]),
        (["30项", "约20项", "30项"], ["80余项"]),
        (["150余项", "1200余人次"], ["150余项", "1200余人次"]),
        (["63.3%", "1项", "95.5%", "2项", "63.3%"], ["63.3%", "3项", "95.5%", "63.3%"]),
        (["3个百分点", "3个百分点"], ["3个百分点", "3个百分点"]),
        (["0.1元", "0.2元"], ["0.3元"]),
        (["123456789012345678万亿元", "0.12345678901234567元"], ["123456789012345678000000000000.12345678901234567元"]),
    ],
)
def test_total(parts: list[str], sums: list[str]) -> None:
    assert [quantity.display() for quantity in total(map(parse, parts))] == sums


@given(st.lists(quantities, max_size=12))
def test_total_is_exact_and_in_order(parts: list[Quantity]) -> None:
    summable = [part for part in parts if part.unit != "%"]
    expected: dict[str, Fraction] = {}
    for part in summable:
        scale = part.unit[0] if part.unit[0] in "万亿" else ""
        unit = part.unit.removeprefix(scale)
        expected[unit] = expected.get(unit, Fraction(0)) + Fraction(part.number) * SCALES[scale]
    sums = total(parts)
    assert [(found.unit, Fraction(found.number)) for found in sums if found.unit != "%"] == list(expected.items())
    assert [found for found in sums if found.unit == "%"] == [part for part in parts if part.unit == "%"]


@dataclass(frozen=True)
class Record:
    value: Quantity
    other: Quantity | None = None


def test_pydantic_reads_it_from_a_string_and_writes_one() -> None:
    adapter = TypeAdapter(Quantity)
    assert adapter.validate_json('"9.30亿元"', strict=True) == parse("9.3亿元")
    assert adapter.validate_strings("9.3亿元", strict=True) == parse("9.3亿元")
    assert adapter.validate_python("9.3亿元", strict=True) == parse("9.3亿元")
    assert adapter.validate_python(parse("9.3亿元"), strict=True) == parse("9.3亿元")
    assert adapter.dump_json(parse("20余亿元")).decode() == '"20余亿元"'
    assert adapter.json_schema() == {"type": "string"}


def test_pydantic_reads_it_within_a_record() -> None:
    adapter = TypeAdapter(Record)
    record = adapter.validate_json('{"value": "30亩", "other": null}', strict=True)
    assert record == Record(parse("30亩"))
    assert adapter.dump_json(record) == '{"value":"30亩","other":null}'.encode()


@pytest.mark.parametrize(
    ("text", "kind"), [('"20万"', "value_error"), ("20", "string_type"), ("null", "string_type"), ("{}", "string_type")]
)
def test_pydantic_names_what_is_wrong(text: str, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Quantity).validate_json(text, strict=True)
    assert [error["type"] for error in caught.value.errors()] == [kind]
