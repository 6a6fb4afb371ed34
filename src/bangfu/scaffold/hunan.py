"""The province that `init` offers: Hunan, its 14 市州 in the official order, with their GB/T 2260 codes."""

from __future__ import annotations

from bangfu.model.province import City

PROVINCE = "湖南省"


def cities() -> tuple[City, ...]:
    """The 14 cities; 益阳 has a prefix of three letters because 岳阳 is YY."""
    return tuple(
        City(slug=slug, name=name, prefix=prefix, code=code)
        for slug, name, prefix, code in (
            ("changsha", "长沙市", "CS", "430100"),
            ("zhuzhou", "株洲市", "ZZ", "430200"),
            ("xiangtan", "湘潭市", "XT", "430300"),
            ("hengyang", "衡阳市", "HY", "430400"),
            ("shaoyang", "邵阳市", "SY", "430500"),
            ("yueyang", "岳阳市", "YY", "430600"),
            ("changde", "常德市", "CD", "430700"),
            ("zhangjiajie", "张家界市", "ZJJ", "430800"),
            ("yiyang", "益阳市", "YIY", "430900"),
            ("chenzhou", "郴州市", "CZ", "431000"),
            ("yongzhou", "永州市", "YZ", "431100"),
            ("huaihua", "怀化市", "HH", "431200"),
            ("loudi", "娄底市", "LD", "431300"),
            ("xiangxi", "湘西州", "XX", "433100"),
        )
    )
