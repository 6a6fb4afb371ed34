"""One repository in which clerks made every kind of mistake at once: all are found in one run, each at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bangfu import pipeline

Make = Callable[[dict[str, str]], Path]

PROVINCE = """\
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
  - {slug: xiangtan, name: 湘潭市, prefix: zz}
categories:
  要素保障: [融资, 用地, 用电]
  管理提升: [用电, 咨询]
roster:
  - {name: 示例轨道装备有限公司, city: 株洲市}
  - {name: 示例未结对有限公司, city: 株洲市}
  - {name: 示例轨道装备有限公司, city: 衡州市}
policies:
  - {id: HN-01, title: 金融}
  - {id: hn-01, title: 用电}
scoring: {resolution: 100}
bulletin:
  number: 湘工信通报〔{year}〕{m}号
  outlook:
    - 办结{resolve}个
  outlooks:
    week: ["还剩{open}个"]
"""

ZHUZHOU = """\
city: 株州市
opening:
  - {date: 2019-05-31, reported: 200, verified: 220}
  - {date: 2019-06-15, reported: 10}
  - {date: 2019-07-01, category: 土地, closed: 1}
enterprises:
  - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X}
  - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00004X}
  - {name: 示例食品, aliases: [示例轨道装备有限公司], since: 2019-06-01, until: 2019-05-01}
issues:
  - id: ZZ_1
    enterprise: 示例轨道装备有限公司
    title: 电话13800138000无人接听
    category: 要素保障
    events: []
  - id: ZZ-10
    enterprise: 示例轨道
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-03, type: 核实, via: 邮件}
      - {date: 2019-06-03, type: 反映}
  - id: zz-10
    enterprise: 示例轨道装备有限公司
    title: 流动资金不足
    category: 融资
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-01, type: 核实}
      - {date: 2019-06-05, type: 办理}
      - {date: 2019-06-06, type: 交办, to: [市金融办], due: 2019-06-04, satisfaction: 满意}
      - {date: 2019-06-07, type: 延期, due: 2019-06-03, note: 等待审批}
      - {date: 2019-06-20, type: 办结}
      - {date: 2019-06-21, type: 评价, satisfaction: 不满意}
      - {date: 2019-06-22, type: 销号}
      - {date: 2019-09-01, type: 重开, note: 贷款未到账}
  - id: ZZ-1O
    enterprise: 示例食品
    title: 流动资金不足
    category: 融资
    events:
      - {date: 2019-04-03, type: 反映}
      - {date: 2019-04-06, type: 交办, to: [市金融办]}
measures:
  - {date: 2019-06-20, section: 资金, text: "收集{report}个"}
assertions:
  - {date: 2019-06-30, reported: 99}
visits:
  - {date: 2019-06-20, enterprises: 0, visited: [示例轨导]}
surveys:
  - {date: 2019-06-20, responses: 10, positive: 120%}
commitments:
  - {date: 2019-06-20, by: 政府, party: 市住建局, text: 通水, due: 2019-06-10}
policies:
  - {date: 2019-06-20, policy: HN-1}  # bangfu: ignore[BF213]
"""

CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 示例轨道装备有限公司}
"""

EXPECTED = """\
bangfu.yaml:6:5 BF003
bangfu.yaml:6:41 BF010
bangfu.yaml:9:10 BF013
bangfu.yaml:12:12 BF504
bangfu.yaml:13:30 BF014
bangfu.yaml:16:10 BF015
bangfu.yaml:17:11 BF016
bangfu.yaml:19:11 BF701
bangfu.yaml:21:7 BF701
bangfu.yaml:23:12 BF701
ledgers/zhuzhou.yaml:1:7 BF201
ledgers/zhuzhou.yaml:3:49 BF602
ledgers/zhuzhou.yaml:4:34 BF603
ledgers/zhuzhou.yaml:5:12 BF420
ledgers/zhuzhou.yaml:5:34 BF210
ledgers/zhuzhou.yaml:7:12 BF502
ledgers/zhuzhou.yaml:8:12 BF205
ledgers/zhuzhou.yaml:8:12 BF502
ledgers/zhuzhou.yaml:8:30 BF207
ledgers/zhuzhou.yaml:9:28 BF206
ledgers/zhuzhou.yaml:9:67 BF421
ledgers/zhuzhou.yaml:11:9 BF202
ledgers/zhuzhou.yaml:13:12 BF801
ledgers/zhuzhou.yaml:14:15 BF210
ledgers/zhuzhou.yaml:15:13 BF302
ledgers/zhuzhou.yaml:16:5 BF410
ledgers/zhuzhou.yaml:17:17 BF208
ledgers/zhuzhou.yaml:21:34 BF301
ledgers/zhuzhou.yaml:21:43 BF211
ledgers/zhuzhou.yaml:23:9 BF203
ledgers/zhuzhou.yaml:29:16 BF305
ledgers/zhuzhou.yaml:30:34 BF303
ledgers/zhuzhou.yaml:31:55 BF309
ledgers/zhuzhou.yaml:31:67 BF308
ledgers/zhuzhou.yaml:32:43 BF309
ledgers/zhuzhou.yaml:32:43 BF310
ledgers/zhuzhou.yaml:33:9 BF307
ledgers/zhuzhou.yaml:35:9 BF304
ledgers/zhuzhou.yaml:36:16 BF306
ledgers/zhuzhou.yaml:37:5 BF413
ledgers/zhuzhou.yaml:37:9 BF204
ledgers/zhuzhou.yaml:42:16 BF505
ledgers/zhuzhou.yaml:43:9 BF414
ledgers/zhuzhou.yaml:45:33 BF212
ledgers/zhuzhou.yaml:45:43 BF701
ledgers/zhuzhou.yaml:47:34 BF601
ledgers/zhuzhou.yaml:49:37 BF605
ledgers/zhuzhou.yaml:49:50 BF209
ledgers/zhuzhou.yaml:51:49 BF604
ledgers/zhuzhou.yaml:53:5 BF415
ledgers/zhuzhou.yaml:53:60 BF422
ledgers/zhuzhou.yaml:55:32 BF213
ledgers/zhuzhou.yaml:55:39 BF911
"""


def test_every_mistake_is_found_at_its_place(repository: Make) -> None:
    files = {"bangfu.yaml": PROVINCE, "ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA}
    diagnostics = pipeline.check(repository(files), date(2019, 6, 30))
    found = [f"{d.file}:{d.span.line}:{d.span.column} {d.code}" for d in diagnostics if d.span]
    assert len(found) == len(diagnostics)
    assert found == EXPECTED.splitlines()


def test_every_mistake_can_be_said_in_both_languages(repository: Make, run_bangfu: Callable[..., object]) -> None:
    root = repository({"bangfu.yaml": PROVINCE, "ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})
    english, chinese = run_bangfu(root, "check"), run_bangfu(root, "check", lang="zh")
    assert (english.code, chinese.code) == (1, 1)
    assert english.out.count("BF") == chinese.out.count("BF")
    lines = [line for line in chinese.out.splitlines() if ": BF" in line]
    assert len(lines) == len(EXPECTED.splitlines())
