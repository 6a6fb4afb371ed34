"""The words by which a difficulty is worded otherwise and stays the same: what to pass over, and what means the same.

They were chosen by hand from how clerks word titles, and are measured on pairs that were judged by hand
(tests/unit/check/titles_judged.tsv). A word belongs here if no two difficulties of one enterprise differ by it alone.
"""

from __future__ import annotations

PASSED_OVER = (
    # asking
    "希望", "请求", "申请", "建议", "恳请", "盼", "请", "协调", "帮助", "支持", "给予", "解决", "急需", "亟需",
    "需要", "需", "要求", "尽快", "如何",
    # not yet
    "尚未", "仍未", "一直", "至今", "没有", "未能", "无法", "不能", "未", "没", "无", "还", "仍", "难以", "难",
    "承诺", "落实", "兑现", "拨付", "支付", "到账", "到位", "办理", "办结", "办下来", "办好", "办", "完成",
    "通过",
    # how much, how long
    "问题", "困难", "难题", "情况", "进展", "进度", "时间", "周期", "反复", "多次", "经常", "严重", "负担重",
    "影响", "不清", "不清楚", "较多", "较大", "比较", "较", "偏", "过", "太", "等候", "等",
    # little words
    "的", "了", "因", "被", "遭", "与", "和", "及", "对", "在", "为", "有", "名", "个", "元",
)  # fmt: skip

MEANT_ALIKE = {
    "缺": ("缺口", "缺少", "缺乏", "短缺", "不足", "不够", "紧张", "紧缺", "欠缺"),
    "招工": ("招聘", "招不到", "招人", "用工"),
    "普工": ("一线工人", "一线普工", "一线员工", "一线职工"),
    "职工": ("员工",),
    "批": ("批复", "审批", "报批", "获批", "许可证", "许可", "手续"),
    "欠": ("被拖欠", "拖欠", "欠付"),
    "费": ("费用", "收费", "资费", "价格", "成本"),
    "高": ("上涨", "涨价", "偏高", "过高", "较高", "高昂", "太高", "昂贵"),
    "慢": (
        "缓慢", "迟缓", "较慢", "偏慢", "过慢", "太慢", "迟迟", "滞后",
        *(what + how for what in ("时间", "周期") for how in ("长", "较长", "过长", "太长", "偏长")),
    ),
    "限": ("受限", "受阻", "限制", "限行"),
    "车": ("车辆", "货车"),
    "电": ("用电", "电力"),
    "稳": ("稳定",),
    "复杂": ("繁琐", "复杂", "繁杂"),
    "kva": ("千伏安",),
    "假冒": ("仿冒", "冒用"),
}  # fmt: skip
"""What stands for words that mean the same, and these."""
