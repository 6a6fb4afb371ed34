"""The columns of the sheets: what an office calls the fields of an issue and of an enterprise, and what each holds."""

from __future__ import annotations

from enum import StrEnum

from bangfu.model.frozen import frozen

ISSUES, ENTERPRISES = "问题台账", "企业台账"
"""The names of the sheets that are read back."""


class Kind(StrEnum):
    """What a cell of a column holds.

    Text is one line, a block may hold line breaks, a list is separated by 、.
    """

    TEXT = "text"
    BLOCK = "block"
    DAY = "day"
    QUANTITY = "quantity"
    CHOICE = "choice"
    LIST = "list"


@frozen
class Column:
    """A column.

    Attributes:
        key: the field's name; of an enterprise, the key of docs/format.md.
        heading: the customary Chinese heading, which an exported sheet has.
        kind: what its cells hold.
        width: in letters of Latin width.
        synonyms: other headings that mean the same.
        required: whether a sheet without it cannot be read.
        computed: whether the ledger computes it: it is shown, and not read back.
    """

    key: str
    heading: str
    kind: Kind
    width: int
    synonyms: tuple[str, ...] = ()
    required: bool = False
    computed: bool = False


_T, _B, _D, _C, _L = Kind.TEXT, Kind.BLOCK, Kind.DAY, Kind.CHOICE, Kind.LIST

ISSUE_COLUMNS: tuple[Column, ...] = (
    Column("number", "序号", _T, 4, computed=True),
    Column("city", "市州", _T, 8),
    Column("enterprise", "企业名称", _T, 15, required=True),
    Column("title", "问题", _T, 15, required=True),
    Column("detail", "问题详情", _B, 18),
    Column("category", "问题类别", _C, 9, required=True),
    Column("reported", "反映日期", _D, 10, required=True),
    Column("via", "反映渠道", _T, 9),
    Column("verified", "核实日期", _D, 10),
    Column("departments", "责任单位", _L, 12),
    Column("assigned", "交办日期", _D, 10),
    Column("due", "办理期限", _D, 10),
    Column("progress", "最新进展", _B, 16),
    Column("progressed", "进展日期", _D, 10),
    Column("resolved", "办结日期", _D, 10),
    Column("result", "办理结果", _B, 16),
    Column("satisfaction", "满意度", _C, 8),
    Column("closed", "销号日期", _D, 10),
    Column("status", "状态", _C, 8, computed=True),
)
ENTERPRISE_COLUMNS: tuple[Column, ...] = (
    Column("number", "序号", _T, 4, computed=True),
    Column("city", "市州", _T, 8),
    Column("name", "企业名称", _T, 22, required=True),
    Column("uscc", "统一社会信用代码", _T, 19),
    Column("kind", "类型", _C, 10),
    Column("tier", "层级", _T, 9),
    Column("district", "区县（园区）", _T, 10),
    Column("chain", "产业链", _T, 11),
    Column("leader", "联点领导", _T, 11),
    Column("department", "责任单位", _T, 12),
    Column("station", "企业服务站", _T, 11),
    Column("team", "帮扶小组", _T, 10),
    Column("stage", "项目阶段", _C, 8),
    Column("aliases", "曾用名（简称）", _L, 12),
    Column("since", "结对日期", _D, 10),
    Column("until", "解除日期", _D, 10),
)
SHEETS: dict[str, tuple[Column, ...]] = {ISSUES: ISSUE_COLUMNS, ENTERPRISES: ENTERPRISE_COLUMNS}
"""The columns of each sheet that is read back, in their order."""
