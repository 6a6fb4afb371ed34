"""Writes a ledger repository of a given size, always the same for the same size. Everything in it is invented.

    python benchmarks/generate.py --size S|M|L DIR        60, 1,000 or 10,000 issues in each of 14 cities
    python benchmarks/generate.py --issues N DIR          any other number
    python benchmarks/generate.py --size M --by-hand DIR  with quotes and comments that `bangfu fmt` would not write

The events are legal and dated in 2019: `bangfu --repo DIR --today 2019-12-31 check` finds no error, and something
overdue in about one issue of two hundred, as in life. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SIZES = {"S": 60, "M": 1_000, "L": 10_000}
TODAY = date(2019, 12, 31)
ISSUES_A_PART = (
    5_000  # a file may hold 8 MiB, about 14,000 such issues; smaller parts are as a busy city would have them
)
ISSUES_AN_ENTERPRISE = 5

PROVINCE = """\
# 演示数据，性能基准测试用，全部虚构。
format: 1
province: 演示省
issuer: 演示省工业和信息化厅
demo: true
cities:
"""
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


class City:
    """One city's ledger, as text."""

    def __init__(self, number: int, issues: int, *, by_hand: bool = False) -> None:
        self.name = f"演示{STEMS[number]}市"
        self.slug = SLUGS[number]
        self.prefix = PREFIXES[number]
        self.issues = issues
        self.by_hand = by_hand
        self._random = random.Random(f"bangfu {self.slug} {issues}")
        self._enterprises = [
            f"基准测试{STEMS[number]}{serial:04d}号{self._random.choice(TRADES)}有限公司"
            for serial in range(1, max(3, issues // ISSUES_AN_ENTERPRISE) + 1)
        ]

    def files(self) -> Iterator[tuple[str, str]]:
        """The name and the text of every file of the ledger."""
        head = [f"# 演示数据，性能基准测试用，由 benchmarks/generate.py 生成，全部虚构。\ncity: {self.name}\n"]
        first = min(self.issues, ISSUES_A_PART)
        yield f"ledgers/{self.slug}.yaml", "".join([*head, *self._opening(), *self._issues(0, first), *self._deeds()])
        for part, start in enumerate(range(first, self.issues, ISSUES_A_PART), 2):
            text = "".join([*head, *self._issues(start, min(self.issues, start + ISSUES_A_PART))])
            yield f"ledgers/{self.slug}/{part:02d}.yaml", text

    def _opening(self) -> Iterator[str]:
        counts = "reported: 256, verified: 242, assigned: 242, resolved: 62"
        yield f"opening:\n  - {{date: 2018-12-31, source: 演示期初数, {counts}}}\n"
        yield "enterprises:\n"
        for serial, name in enumerate(self._enterprises):
            pick = self._random
            yield f"  - name: {name}\n    kind: 企业\n    tier: {pick.choice(('重点骨干', '培育'))}\n"
            yield f"    district: {pick.choice(DISTRICTS)}\n    chain: {pick.choice(TRADES)}\n"
            yield f"    leader: 演示领导{serial % 40 + 1}\n    department: {pick.choice(DEPARTMENTS)}\n"
            if serial % 8 == 0:
                yield f"    aliases: [基准{self.name[2]}{serial:04d}]\n"

    def _issues(self, start: int, end: int) -> Iterator[str]:
        yield "issues:\n"
        for serial in range(start, end):
            events, reported = self._life()
            category = self._random.choice(tuple(TITLES))
            yield f"  - id: {self.prefix}-{reported:%y%m%d}-{_tail(serial)}\n"
            yield f"    enterprise: {self._random.choice(self._enterprises)}\n"
            title = f"{self._random.choice(TITLES[category])}（演示{serial + 1}）"
            yield f"    title: '{title}'  # 注\n" if self.by_hand else f"    title: {title}\n"
            yield f"    category: {category}\n"
            yield "    events:\n"
            for event in events:
                yield f"      - {{{event}}}\n"

    def _life(self) -> tuple[list[str], date]:
        """Four to six events that may follow each other, and the day of the first."""
        pick = self._random
        kind = pick.random()
        open_ended = kind < 0.2
        overdue = open_ended and kind < 0.005
        if open_ended and not overdue:
            reported = TODAY - timedelta(days=pick.randint(6, 20))
        else:
            reported = date(2019, 1, 2) + timedelta(days=pick.randint(0, 290))
        day = reported + timedelta(days=pick.randint(0, 2))
        departments = ", ".join(pick.sample(DEPARTMENTS, pick.choice((1, 1, 2))))
        assigned = day + timedelta(days=pick.randint(0, 2))
        due = assigned + timedelta(days=30)
        events = [
            f"date: {reported}, type: 反映, via: {pick.choice(CHANNELS)}",
            f"date: {day}, type: 核实",
            f"date: {assigned}, type: 交办, to: [{departments}], via: 问题交办函, due: {due}",
        ]
        day = TODAY - timedelta(days=1) if open_ended else assigned + timedelta(days=pick.randint(1, 12))
        if open_ended or 0.6 < kind <= 0.97:
            events.append(f"date: {day}, type: 办理, note: {pick.choice(STEPS)}")
        if open_ended:
            return events, reported
        day += timedelta(days=pick.randint(1, 12))
        outcome = f", outcomes: [{{kind: 授信, value: {pick.randint(10, 900) * 10}万元}}]" if kind > 0.9 else ""
        events.append(f"date: {day}, type: 办结, note: {pick.choice(RESULTS)}{outcome}")
        day += timedelta(days=pick.randint(1, 5))
        if kind > 0.97:
            events.append(f"date: {day}, type: 重开, note: {pick.choice(REASONS)}")
            day += timedelta(days=pick.randint(1, 5))
            return [*events, f"date: {day}, type: 办结, note: {pick.choice(RESULTS)}"], reported
        events.append(f"date: {day}, type: 评价, satisfaction: {pick.choice(('满意', '满意', '满意', '基本满意'))}")
        if len(events) < 6 and kind > 0.3:
            events.append(f"date: {day + timedelta(days=1)}, type: 销号")
        return events, reported

    def _deeds(self) -> Iterator[str]:
        yield "measures:\n"
        for month in range(1, 13):
            yield f"  - date: 2019-{month:02d}-20\n    section: 要素保障\n    text: 演示举措：第{month}次银企对接会。\n"
        yield "outcomes:\n"
        for month in range(1, 13):
            amount = f"enterprises: {month}, value: {month * 365}万元, state: 实现"
            yield f"  - {{date: 2019-{month:02d}-25, kind: 授信, {amount}}}\n"
        yield "visits:\n  - {date: 2019-06-30, scope: 东区, enterprises: 50, people: 12}\n"
        yield "surveys:\n  - {date: 2019-06-30, scope: 东区, responses: 62, positive: 95.5%}\n"


def _tail(serial: int) -> str:
    """Four characters, another for every serial number up to 923,520."""
    tail = ""
    for _place in range(4):
        serial, rest = divmod(serial, len(ALPHABET))
        tail = ALPHABET[rest] + tail
    return tail


def write(folder: Path, issues: int, *, by_hand: bool = False) -> int:
    """Writes the repository into `folder` (new or empty) and returns its size in bytes."""
    cities = [City(number, issues, by_hand=by_hand) for number in range(len(SLUGS))]
    entries = "".join(f"  - {{slug: {c.slug}, name: {c.name}, prefix: {c.prefix}}}\n" for c in cities)
    size = _write(folder / "bangfu.yaml", PROVINCE + entries)
    for city in cities:
        for name, text in city.files():
            size += _write(folder / name, text)
    return size


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(text.encode())


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes an invented ledger repository for benchmarks.")
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--size", choices=sorted(SIZES), help="S, M or L: 60, 1,000 or 10,000 issues a city")
    size.add_argument("--issues", type=int, help="any other number of issues a city")
    parser.add_argument("--by-hand", action="store_true", help="not in the canonical layout")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet or is empty")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} is not empty", file=sys.stderr)
        return 2
    issues = SIZES[arguments.size] if arguments.size else arguments.issues
    written = write(folder, issues, by_hand=arguments.by_hand)
    print(f"{folder}: {written / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
