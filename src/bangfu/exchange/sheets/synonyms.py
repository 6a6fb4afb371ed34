"""What else offices call the columns: headings of sheets that bangfu did not make."""

from __future__ import annotations

from bangfu.exchange.sheets.columns import ENTERPRISE_COLUMNS, ENTERPRISES, ISSUE_COLUMNS, ISSUES, Column, Kind

HELPERS = Column("helpers", "配合单位", Kind.LIST, 12)
"""The departments that help; they follow the lead in `departments`."""
OUTCOMES = Column("outcomes", "成效", Kind.QUANTITY, 12)
"""What an issue brought, in a column for each kind: 授信金额（万元）, 供地面积（亩）."""

FOREIGN: dict[str, tuple[Column, ...]] = {
    ISSUES: (*ISSUE_COLUMNS, HELPERS, OUTCOMES),
    ENTERPRISES: ENTERPRISE_COLUMNS,
}
"""The columns of each sheet, with those that only sheets of others have."""

_KINDS = (
    "授信",
    "融资",
    "贷款",
    "放款",
    "供地",
    "减负",
    "减免",
    "退税",
    "补贴",
    "补助",
    "订单",
    "新增产值",
    "新增投资",
)
OUTCOME_KINDS = {**{kind: kind for kind in _KINDS}, "用地": "供地"}
"""The kind of outcome that a heading such as 授信金额 speaks of."""
OUTCOME_ENDS = ("金额", "额度", "面积", "数额", "资金", "额", "")

_DAYS = ("时间", "日期", "日")


def _on(*steps: str) -> str:
    """Headings of the day of a step, by the words for the step."""
    return " ".join(step + day for step in steps for day in _DAYS)


SYNONYMS: dict[str, dict[str, str]] = {
    ISSUES: {
        "number": "序 项次 NO NO.",
        "city": "市 州 地市 地区 市（州） 市州名称",
        "enterprise": "企业 公司 单位名称 公司名称 企业全称 帮扶企业 帮扶对象 反映企业 诉求企业 诉求主体 "
        "重点企业 企业（项目）名称",
        "title": "问题名称 问题标题 问题事项 事项 事项名称 诉求 诉求事项 企业诉求 问题描述 问题诉求 反映问题 "
        "反映的问题 存在问题 存在的问题 问题内容 主要问题 困难问题 存在困难 问题摘要 具体问题 问题及诉求 "
        "困难和问题 诉求内容 反映事项",
        "detail": "详情 详细情况 问题说明 情况说明 详细说明 问题详细情况 具体情况 问题描述 问题内容 诉求内容 "
        "具体问题 具体诉求 具体内容",
        "category": "类别 分类 问题分类 问题类型 诉求类型 诉求类别 事项类别 需求类别 类型",
        "reported": _on("反映", "收集", "提出", "受理", "登记", "上报", "诉求"),
        "via": "渠道 来源 问题来源 反映方式 收集渠道 诉求来源 来源渠道 收集方式 反映途径",
        "verified": _on("核实", "核查", "审核"),
        "departments": "责任部门 承办单位 承办部门 牵头单位 牵头部门 主办单位 主办部门 主办责任单位 责任主体 "
        "办理单位 办理部门 交办单位 牵头责任单位 落实单位 解决单位",
        "assigned": _on("交办", "转办", "派单", "分办", "交办转办"),
        "due": "办结时限 办理时限 时限 办理期限 完成时限 期限 要求办结时间 要求完成时间 限办日期 限时 截止日期 "
        "截止时间 计划完成时间 计划办结时间 预计完成时间",
        "progress": "进展 进展情况 办理进展 工作进展 办理情况 目前进展 当前进展 推进情况 办理进度 最新情况",
        "progressed": _on("进展", "更新"),
        "resolved": _on("办结", "解决", "完成", "办理完成", "实际办结", "实际完成", "办毕"),
        "result": "办结结果 结果 处理结果 解决情况 落实情况 办理结果 解决结果 处理情况 答复情况 办结情况 "
        "办理情况 完成情况 措施及结果",
        "satisfaction": "评价 满意情况 企业满意度 企业评价 是否满意 满意度评价 企业是否满意 回访情况 回访结果 评价结果",
        "closed": _on("销号", "销账"),
        "status": "办理状态 办结状态 是否办结 是否解决 是否完成 是否已办结 当前状态 进度状态 办结情况 办理情况 "
        "完成情况",
        "helpers": "协办单位 协办部门 配合部门 协同单位 协助单位 参与单位 配合责任单位 协同部门",
    },
    ENTERPRISES: {
        "number": "序 项次 NO NO.",
        "city": "市 州 地市 地区 市（州） 市州名称",
        "name": "企业 公司 单位名称 公司名称 企业全称 名称 帮扶企业 帮扶对象 重点企业 企业（项目）名称",
        "uscc": "信用代码 社会信用代码 统一信用代码 统一社会信用代码证号 社会统一信用代码",
        "kind": "类别 对象类型 企业类型 帮扶对象类型",
        "tier": "企业层级 企业级别 级别 企业等级 重点层级",
        "district": "区县 园区 所在区县 所属区县 县市区 县（市、区） 所在园区 所属园区 区县（市） 所在县市区 "
        "所属县市区 所在地",
        "chain": "所属产业链 产业 所属产业",
        "leader": "联系领导 帮扶领导 挂点领导 包联领导 联点市领导 挂联领导 联企领导 市级联系领导",
        "department": "责任部门 帮扶单位 帮扶部门 牵头单位 牵头部门 联系单位 联系部门 联点单位 联点部门 "
        "结对单位 包联单位 挂联单位 对口单位 承办单位",
        "station": "服务站 企业服务站点",
        "team": "帮扶组 攻坚组 工作组 专班 帮扶专班 服务小组",
        "stage": "阶段 建设阶段 项目进度 建设进度 项目进展",
        "aliases": "曾用名 简称 企业简称 别名 原名",
        "since": _on("结对", "联系", "帮扶开始", "开始"),
        "until": _on("解除", "结束", "终止", "退出"),
    },
}
"""Other headings by column, between spaces. One that stands at several columns is the first that is free."""
