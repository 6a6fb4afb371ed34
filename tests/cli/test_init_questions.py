"""`bangfu init` at a terminal: Hunan is offered, any province's cities are asked for."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pexpect

from bangfu import pipeline


def at_terminal(*arguments: str) -> pexpect.spawn[str]:
    base = ["-m", "bangfu", "--lang", "en", *arguments]
    return pexpect.spawn(sys.executable, base, encoding="utf-8", timeout=60, echo=False)


def finish(child: pexpect.spawn[str]) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_enter_takes_hunan_with_its_14_cities(tmp_path: Path) -> None:
    child = at_terminal("init", str(tmp_path / "a"))
    child.expect(r"Province \[湖南省\]: ")
    child.sendline("")
    child.expect("cities: 14")
    assert finish(child) == 0
    assert (tmp_path / "a" / "ledgers" / "xiangxi.yaml").exists()


def test_the_cities_of_another_province_are_asked_for(tmp_path: Path) -> None:
    child = at_terminal("init", str(tmp_path / "a"))
    child.expect(r"Province \[湖南省\]: ")
    child.sendline("广东省")
    child.expect("the cities of 广东省 in the official order")
    answers = (("", 1), ("广州", 1), ("广州市：GZ：guangzhou", 1), ("深圳市:GZ:shenzhen", 2), ("深圳市:SZ:shenzhen", 2))
    for answer, number in answers:
        child.expect(f"  {number}: ")
        child.sendline(answer)
    child.expect("  3: ")
    child.sendline("")
    assert finish(child) == 0
    province = pipeline.load(tmp_path / "a", date(2020, 1, 1)).book.province
    assert [(city.name, city.prefix, city.slug) for city in province.cities] == [
        ("广州市", "GZ", "guangzhou"), ("深圳市", "SZ", "shenzhen"),
    ]  # fmt: skip
    assert (province.province, province.issuer) == ("广东省", "广东省工业和信息化厅")


def test_ctrl_c_makes_nothing(tmp_path: Path) -> None:
    child = at_terminal("init", str(tmp_path / "a"))
    child.expect(r"Province \[湖南省\]: ")
    child.sendcontrol("c")
    assert finish(child) == 130
    assert not (tmp_path / "a").exists()


def test_what_is_given_is_not_asked_for(tmp_path: Path) -> None:
    child = at_terminal("init", str(tmp_path / "a"), "--city", "广州市:GZ:guangzhou", "--province", "广东省")
    child.expect("cities: 1")
    assert finish(child) == 0
