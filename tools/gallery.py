"""Writes docs/messages.md: mistakes that people make, and what the program says to each, in English and Chinese.

`--check` writes nothing and says whether the page is out of date (exit 1). Every command is run for real, in a
repository of its own.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bangfu.cli import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "messages.md"
TODAY = "2019-06-30"

PROVINCE = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
  - {slug: xiangtan, name: 湘潭市, prefix: XT}
categories: {要素保障: [融资, 用地]}
"""
LEDGER = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X, leader: 市长, department: 市工信局}
  - {name: 示例食品有限公司}
issues:
  - id: ZZ-190603-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-03, type: 反映}
  - id: ZZ-190604-8K3M
    enterprise: 示例食品有限公司
    title: 贷款到期无法周转
    category: 融资
    events:
      - {date: 2019-06-04, type: 反映}
      - {date: 2019-06-05, type: 交办, to: [市金融办], due: 2019-06-20}
      - {date: 2019-06-15, type: 办结, note: 已续贷}
      - {date: 2019-06-16, type: 评价, satisfaction: 不满意}
"""
REPOSITORY = {"bangfu.yaml": PROVINCE, "ledgers/zhuzhou.yaml": LEDGER, "ledgers/xiangtan.yaml": "city: 湘潭市\n"}

Mistake = tuple[str, str, dict[str, str | None]]
"""The heading, the command, and the files that differ from REPOSITORY (None: not there)."""

_BROKEN = {"ledgers/zhuzhou.yaml": LEDGER.replace("2019-06-03, type", "2019-06-31, type")}
_SHEET = "企业,问题,类别,反映日期\n示例食品公司,缺流动资金,贷款,2019.6.31\n"

GALLERY: dict[str, list[Mistake]] = {
    "The command line / 命令行": [
        ("A command that does not exist / 没有这个命令", "bangfu chek", {}),
        ("An option that does not exist / 没有这个选项", "bangfu list --over", {}),
        ("Something is missing / 少写了", "bangfu assign ZZ-190603-7K3M", {}),
        ("An id is missing / 少写了编号", "bangfu verify", {}),
        ("A word too many / 多写了", "bangfu explain BF304 BF305", {}),
        ("A value that is none of those / 不在可选之列", "bangfu tally --by 市", {}),
        ("Not a day / 不是日期", "bangfu verify 7K3M --date 6月5日", {}),
        ("Not a period / 不是时期", "bangfu report --month 2019-13", {}),
        ("A language that there is not / 没有这种语言", "bangfu --lang fr check", {}),
    ],
    "The repository / 台账库": [
        ("No repository here / 这里没有台账库", "bangfu check", {"bangfu.yaml": None}),
        ("A key that does not exist / 没有这个键", "bangfu check", {"bangfu.yaml": PROVINCE + "provinces: 湖南省\n"}),
        ("Not YAML / 写法不对", "bangfu check", {"bangfu.yaml": PROVINCE + "campaign: [\n"}),
        ("A figure from a broken ledger / 台账有错时出数", "bangfu tally --month 2019-06", _BROKEN),
        ("An edit of a broken ledger / 改有错的台账", "bangfu verify 7K3M", _BROKEN),
        ("A version that there is not / 没有这个版本", "bangfu tally --known-at v1", {}),
    ],
    "Edits / 登记": [
        ("An enterprise that is not paired / 没有这家企业",
         "bangfu add-issue --city 株洲 --enterprise 示例食品 --title 招工难 --category 用地", {}),
        ("A city that there is not / 没有这个市州",
         "bangfu add-issue --city 株州 --enterprise 示例食品有限公司 --title 招工难 --category 用地", {}),
        ("A category that there is not / 没有这个类别",
         "bangfu add-issue --city 株洲 --enterprise 示例食品有限公司 --title 招工难 --category 用工", {}),
        ("An issue that there is not / 没有这个问题", "bangfu verify 9ZZZ", {}),
        ("Two issues are meant / 对得上两个问题", "bangfu verify K3M", {}),
        ("A day before the last event / 日期早于最后一条记录",
         "bangfu assign 8K3M --to 市财政局 --date 2019-06-10 --due 2019-06-05", {}),
        ("Struck off while dissatisfied / 企业不满意就销号", "bangfu close 8K3M", {}),
        ("Extended before it was assigned / 还没有交办就延期",
         "bangfu extend 7K3M --due 2019-07-30 --note 材料未齐", {}),
        ("A day in the future / 以后的日期", "bangfu verify 7K3M --date 2019-07-05", {}),
        ("Rejected into itself / 并入自己", "bangfu reject 7K3M --into 7K3M --note 重复", {}),
        ("An enterprise twice / 企业重名", "bangfu add-enterprise --city 株洲 --name 示例食品有限公司", {}),
        ("A number with a wrong check digit / 信用代码校验位不对",
         "bangfu add-enterprise --city 株洲 --name 示例机械有限公司 --uscc 91430200MA4L00003Y", {}),
    ],
    "Sheets / 表格": [
        ("A file that is not there / 没有这个文件", "bangfu import 台账.xlsx", {}),
        ("Rows that cannot be meant / 有的行读不通", "bangfu import 收集表.csv --city 株洲", {"收集表.csv": _SHEET}),
        ("No header / 没有表头", "bangfu import 收集表.csv", {"收集表.csv": "甲,乙\n1,2\n"}),
        ("A form that there is not / 没有这种格式", "bangfu export -o 台账.doc", {}),
    ],
    "Documents / 文件": [
        ("No letter for what is not late / 没有逾期，不必催办", "bangfu letter remind 7K3M", {}),
        ("A month that is not over / 没有过完的月份", "bangfu seal 2019-07", {}),
        ("A bulletin that is not there / 没有这份通报", "bangfu check-bulletin 通报.md", {}),
        ("A form that there is not / 没有这种格式", "bangfu report --month 2019-06 -o 通报.odt", {}),
        ("Own templates that are not there / 没有自备的模板", "bangfu report --month 2019-06",
         {"bangfu.yaml": PROVINCE + "bulletin: {templates: own}\n"}),
        ("A code that there is not / 没有这个代码", "bangfu explain BF999", {}),
    ],
    "Merging / 合并": [
        ("A copy that is not a ledger / 不是台账", "bangfu merge 记录.txt", {"记录.txt": "你好\n"}),
        ("No git here / 不在 git 里", "bangfu sync", {}),
        ("History without git / 没有 git 的登记时间", "bangfu log 7K3M", {}),
    ],
}  # fmt: skip


def answers(command: str, files: dict[str, str | None]) -> Iterator[tuple[str, int]]:
    """What the program prints, English first, and its exit code."""
    before = Path.cwd()
    os.environ["COLUMNS"] = "80"
    for language in ("en", "zh"):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**REPOSITORY, **files}.items():
                if text is not None:
                    path = Path(folder, name)
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(text, "utf-8")
            os.chdir(folder)
            told = io.StringIO()
            try:
                with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
                    code = app.main(["--today", TODAY, "--lang", language, *shlex.split(command)[1:]])
            finally:
                os.chdir(before)
                gc.enable()  # the program turns it off for its short life
        yield told.getvalue().replace(folder, "…").rstrip(), code


def page() -> str:
    """The whole page."""
    lines = [
        "# Messages / 常见提示", "",
        "Mistakes that people make, and what bangfu says to each: which place, what is wrong, what to do. Findings of",
        "ledgers have pages of their own ([findings](rules/README.md)).", "",
        "常见的错误，以及程序的回答：错在哪里、怎么改。台账里的错误和提醒另有[检查项](rules/README.md)。", "",
    ]  # fmt: skip
    for heading, mistakes in GALLERY.items():
        lines += [f"## {heading}", ""]
        for title, command, files in mistakes:
            (english, code), (chinese, same) = answers(command, files)
            if code != same or code not in {1, 2}:
                sys.exit(f"{command}: exit code {code}\n{english}")
            lines += [f"### {title}", "", "```console", f"$ {command}", english, "", chinese, "```", ""]
    return "\n".join(lines)


def main() -> int:
    """Writes the page, or with --check says whether it is out of date."""
    new = page()
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text("utf-8") != new:
            print("docs/messages.md is out of date: run python tools/gallery.py")
            return 1
        return 0
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
