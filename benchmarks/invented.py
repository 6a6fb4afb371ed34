"""Issues that nobody had: deterministic records of an invented province, from which every tool's files are written.

Events are legal and dated in 2019. Something is overdue in about one issue of two hundred, as in life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

TODAY = date(2019, 12, 31)
SIZES = {"S": 60, "M": 1_000, "L": 10_000, "XL": 100_000}  # issues in each of the 14 cities
ISSUES_AN_ENTERPRISE = 5
MONEY = "万元"

STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
PREFIXES = ("JA", "YI", "BI", "DI", "WU", "JI", "GE", "XI", "RE", "GU", "ZI", "CH", "YN", "MA")
SLUGS = ("jia", "yi", "bing", "ding", "wu", "ji", "geng", "xin", "ren", "gui", "zi", "chou", "yin", "mao")
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TRADES = ("装备", "新材料", "电子", "食品", "生物医药", "纺织", "建材", "化工", "环保", "汽车零部件")
DISTRICTS = ("东区", "西区", "南区", "北区", "高新区")
DEPARTMENTS = ("市自然资源局", "市住建局", "市人社局", "市税务局", "市金融办", "市科技局", "市商务局", "市供电公司")
CHANNELS = ("企业服务专线", "问题交办函", "走访", "座谈", "网络", "电话", "微信群", "问卷")
TITLES = {
    "融资": ("流动资金贷款到期续贷困难", "技改项目缺少抵押物"),
    "用地": ("新增用地指标未落实", "二期厂房土地证办理迟缓"),
    "用电": ("生产线扩产后电力容量不足", "园区线路检修停电频繁"),
    "用工": ("旺季普工招聘不足", "技能人才流失较多"),
    "物流": ("危化品运输车辆通行受限", "集装箱到港周期过长"),
    "税费": ("出口退税到账时间较长", "研发费用加计扣除口径不清"),
    "社保": ("社保费率政策衔接不明",),
    "产销对接": ("本地配套采购比例偏低", "新产品首台套推广困难"),
    "技改": ("智能化改造补贴申报流程复杂",),
    "手续办理": ("环评批复办理周期较长", "消防验收资料反复补正"),
}
RESULTS = ("已落实并回访企业", "部门现场办公解决", "已签订协议并到位", "政策兑现到企业账户")
STEPS = ("召开协调会研究方案", "部门上门核对资料", "报上级部门审批")
REASONS = ("企业反映效果不明显", "约定事项未全部落实")


@dataclass(frozen=True, slots=True)
class Step:
    """One dated event of an issue. `details` are its further keys, in the order of the format, as plain text."""

    day: date
    kind: str
    details: dict[str, str | list[str]] = field(default_factory=dict)
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue and its life."""

    id: str
    enterprise: str
    title: str
    category: str
    steps: list[Step]


class City:
    """One of the province's 14 cities, by its number, with so many issues."""

    def __init__(self, number: int, issues: int) -> None:
        self.name = f"演示{STEMS[number]}市"
        self.slug = SLUGS[number]
        self.prefix = PREFIXES[number]
        self.count = issues
        pick = random.Random(f"bangfu enterprises {self.slug} {issues}")
        self.enterprises = [
            f"基准测试{STEMS[number]}{serial:04d}号{pick.choice(TRADES)}有限公司"
            for serial in range(1, max(3, issues // ISSUES_AN_ENTERPRISE) + 1)
        ]

    def issues(self) -> Iterator[Issue]:
        """Every issue, one by one; the same at every call."""
        pick = random.Random(f"bangfu issues {self.slug} {self.count}")
        for serial in range(self.count):
            steps = _life(pick)
            category = pick.choice(tuple(TITLES))
            yield Issue(
                f"{self.prefix}-{steps[0].day:%y%m%d}-{_tail(serial)}",
                pick.choice(self.enterprises),
                f"{pick.choice(TITLES[category])}（演示{serial + 1}）",
                category,
                steps,
            )


def province(issues: int) -> list[City]:
    """The 14 cities, each with so many issues."""
    return [City(number, issues) for number in range(len(SLUGS))]


def _life(pick: random.Random) -> list[Step]:
    """Four to six events that may follow each other."""
    kind = pick.random()
    open_ended = kind < 0.2
    if open_ended and kind >= 0.005:
        reported = TODAY - timedelta(days=pick.randint(6, 20))
    else:
        reported = date(2019, 1, 2) + timedelta(days=pick.randint(0, 290))
    day = reported + timedelta(days=pick.randint(0, 2))
    assigned = day + timedelta(days=pick.randint(0, 2))
    to: list[str] = pick.sample(DEPARTMENTS, pick.choice((1, 1, 2)))
    handing: dict[str, str | list[str]] = {"to": to, "via": "问题交办函", "due": f"{assigned + timedelta(days=30)}"}
    steps = [Step(reported, "反映", {"via": pick.choice(CHANNELS)}), Step(day, "核实"), Step(assigned, "交办", handing)]
    day = TODAY - timedelta(days=1) if open_ended else assigned + timedelta(days=pick.randint(1, 12))
    if open_ended or 0.6 < kind <= 0.97:
        steps.append(Step(day, "办理", {"note": pick.choice(STEPS)}))
    if open_ended:
        return steps
    day += timedelta(days=pick.randint(1, 12))
    outcome = f"{pick.randint(10, 900) * 10}{MONEY}" if kind > 0.9 else None
    steps.append(Step(day, "办结", {"note": pick.choice(RESULTS)}, outcome))
    day += timedelta(days=pick.randint(1, 5))
    if kind > 0.97:
        steps.append(Step(day, "重开", {"note": pick.choice(REASONS)}))
        day += timedelta(days=pick.randint(1, 5))
        return [*steps, Step(day, "办结", {"note": pick.choice(RESULTS)})]
    steps.append(Step(day, "评价", {"satisfaction": pick.choice(("满意", "满意", "满意", "基本满意"))}))
    if len(steps) < 6 and kind > 0.3:
        steps.append(Step(day + timedelta(days=1), "销号"))
    return steps


def _tail(serial: int) -> str:
    """Four characters, another for every serial number up to 923,520."""
    tail = ""
    for _place in range(4):
        serial, rest = divmod(serial, len(ALPHABET))
        tail = ALPHABET[rest] + tail
    return tail
