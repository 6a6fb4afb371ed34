"""An id is badly formed. / 问题编号形式不对。

What: an issue's id (or one that it had, in `was`) is not made of ASCII letters, digits and hyphens, has more than 32
of them, or does not begin with a letter or digit.

Why: ids are typed on the command line, said on the telephone, and used as names of pages.

是什么：问题编号（或 `was` 里的曾用编号）用了半角字母、数字、连字符以外的字符，超过 32 个字符，
或者不以字母或数字开头。

为什么：编号要在命令里输入，在电话里报读，还要用作页面的名字。

Wrong:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: 株洲001
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}

Right:

    enterprises:
      - {name: 示例轨道装备有限公司}
    issues:
      - id: ZZ-001
        enterprise: 示例轨道装备有限公司
        title: 新增用地未落实
        category: 用地
        events:
          - {date: 2019-06-27, type: 反映}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.check.rule import Context, Held, Rule
from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.ids import is_id


def check(held: Held, _context: Context) -> Iterable[Finding]:
    """An id that is none, and every such id in `was`."""
    issue = held.case.issue
    return () if is_id(issue.id) and not issue.was else _findings(held)


def _findings(held: Held) -> Iterator[Finding]:
    issue = held.case.issue
    hint = _("use ASCII letters, digits and hyphens, up to 32, beginning with a letter or digit")
    if not is_id(issue.id):
        yield Finding(RULE.code, _message(issue.id), issue.at("issues", "id"), hint=hint)
    for index, text in enumerate(issue.was):
        if not is_id(text):
            yield Finding(RULE.code, _message(text), issue.at("issues", "was", index), hint=hint)


def _message(text: str) -> Message:
    return _("“{id}” cannot be an id", id=text)


RULE = Rule("BF202", "id-form", issue=check)
