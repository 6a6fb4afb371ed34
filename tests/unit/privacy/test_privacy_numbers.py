"""Which numbers are left out, and which stay."""

from __future__ import annotations

import pytest

from bangfu.privacy.numbers import without_numbers

LEFT_OUT = [
    ("电话13800138000", "电话（号码略）"),
    ("138 0013 8000或139-0013-9000", "（号码略）或（号码略）"),
    ("+86-138.0013.8000", "（号码略）"),
    ("\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10", "（号码略）"),  # full-width digits
    ("一三八零零一三八零零零", "（号码略）"),
    ("合同号2013800138000", "合同号（号码略）"),
    ("0731-88886666转801，请拨（0731）8888 6666", "（号码略），请拨（号码略）"),
    ("座机：88886666", "座机：（号码略）"),
    ("热线400-820-8820", "热线（号码略）"),
    ("身份证430102190001010015", "身份证（号码略）"),
    ("身份证430102 19000101 0015", "身份证（号码略）"),
    ("430102190001019", "（号码略）"),
    ("代码91430200MA4L00003X、12345678-X", "代码（号码略）、（号码略）"),
    ("卡号6222 0212 3456 7890 123", "卡号（号码略）"),
    ("发到 a.b@qq.com 即可", "发到 （号码略） 即可"),
    ("微信：jin_que2019", "微信：（号码略）"),
]
STAYS = [
    "贷款13800138000元", "授信4365万元、9.3亿元", "2019-06-30至2019-07-31", "20190630", "湘工信通报〔2019〕12号",
    "1000余亩", "63.3%", "微信群里反映", "2019—2020年", "ZZ-190603-7K3M", "一二三四五六", "热线12345", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), LEFT_OUT)
def test_numbers_that_lead_to_somebody(text: str, masked: str) -> None:
    assert without_numbers(text) == masked
    assert without_numbers(masked) == masked


@pytest.mark.parametrize("text", STAYS)
def test_figures_stay(text: str) -> None:
    assert without_numbers(text) == text
