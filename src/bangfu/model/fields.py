"""Field types of the records: how a scalar's text becomes a value (docs/format.md).

Every scalar of a ledger is text until it reaches one of these. They are pydantic annotations, but pydantic is imported
only when a schema is built, so that the records themselves stay cheap to import.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.model.frozen import frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
COUNT = r"^(0|[1-9][0-9]{0,8})$"
RATIO = r"^(0|[1-9][0-9]{0,11})/[1-9][0-9]{0,11}$"
SCALAR_LIMIT = 20_000


@frozen
class IsoDay:
    """An ISO 8601 calendar day, `2019-06-30`. The pattern comes first: pydantic alone would take `1557100800`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema as cs

        return cs.chain_schema([cs.str_schema(pattern=DAY, strict=True), cs.date_schema(strict=False)])

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": DAY}


@frozen
class WholeNumber:
    """A count of things: ASCII digits without sign, leading zero or separator, up to 999999999."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema as cs

        return cs.chain_schema([cs.str_schema(pattern=COUNT, strict=True), cs.int_schema(strict=False)])

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0, "maximum": 999_999_999}


@frozen
class YesNo:
    """`true` or `false`, nothing else."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema as cs

        return cs.chain_schema([cs.str_schema(pattern="^(true|false)$", strict=True), cs.bool_schema(strict=False)])

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "boolean"}


@frozen
class LimitedText:
    """Text that says something; only `detail` and `note` may hold line breaks."""

    multiline: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema as cs

        pattern = None if self.multiline else r"^[^\n\r]*$"
        return cs.str_schema(min_length=1, max_length=SCALAR_LIMIT, pattern=pattern, strict=True)


@frozen
class TwoCounts:
    """A rate with both its figures, `62/242`; the second is not 0."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema as cs

        return cs.str_schema(pattern=RATIO, strict=True)


Day = Annotated[date, IsoDay()]
Count = Annotated[int, WholeNumber()]
Flag = Annotated[bool, YesNo()]
Text = Annotated[str, LimitedText()]
Ratio = Annotated[str, TwoCounts()]
Block = Annotated[str, LimitedText(multiline=True)]

STRICT: dict[str, Any] = {"strict": True, "extra": "forbid"}
"""pydantic's configuration of every record: nothing coerced, nothing unknown."""
