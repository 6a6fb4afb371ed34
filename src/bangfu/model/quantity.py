"""Quantities: a number and a unit as people write them, summed without rounding (docs/format.md, quantities)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

MAX_DIGITS = 18
MAX_UNIT = 8
_DECIMALS = {"亿": 4, "万": 2}
"""So many decimals display() takes for the larger unit."""

_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_RATIOS = frozenset({"%", "百分点", "个百分点"})

# Patterns are text, compiled (and then kept by re) at their first use: compiling them at import takes 7 ms.
_SCALE = "万亿|[十百千]?[万亿]|[十百千](?=余?元)"
_UNIT = f"({_SCALE})?(.+)"
_QUANTITY = (
    r"(?P<about>约 ?)?(?P<number>(?:0|[1-9][0-9]*)(?:\.[0-9]+)?) ?(?P<more>余)?"
    rf"(?P<scale>{_SCALE})?(?P<late_more>余)?"  # 20余亿元, 3亿余元
    r"(?P<base>(?!余|以上|[十百千]?[万亿]|[十百千]余?元)[A-Za-z\u3400-\u4dbf\u4e00-\u9fff]{1,8}?|%)(?P<at_least>以上)?"
)
_VAGUE = r"[多几来].*|.*(?:余|多|左右|上下|以上|以下|以内)"
_NUMERAL = r"[〇零一二三四五六七八九].*|两[十百千万亿].*|[十百千]+"
_REASONS = (
    (r".*[\uff01-\uff5e\u3000].*", "write digits, the point and % in half width"),
    (r".*[0-9],[0-9].*", "write the number without thousands separators"),
    (r"(?!(?:约 ?)?[0-9]).*", "must begin with a number, such as 20亩 or 约20亩"),
    (r"(?:约 ?)?0[0-9].*", "the number must not begin with a needless 0"),
    (r"(?:约 ?)?[0-9.]+ ?余?[十百千万亿]*余?(?:以上)?", "has no unit"),
    (r"(?:约 ?)?[0-9.]+ {2}.*", "at most one space may stand between number and unit"),
)
_SHAPE = "must be a number and a unit of letters, such as 4365万元, 1000余亩 or 63.3%"


class Bound(StrEnum):
    """How far a quantity's number is meant literally; the value is the word that is written."""

    EXACT = ""
    ABOUT = "约"
    MORE = "余"
    AT_LEAST = "以上"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as people write it: ``4365万元``, ``1000余亩``, ``5000万元以上``, ``约20项``, ``63.3%``.

    Args:
        number: the number as written, never negative.
        unit: the unit as written, with its 万 or 亿.
        bound: whether the number is exact or qualified by 约, 余 or 以上.
    """

    number: Decimal
    unit: str
    bound: Bound = Bound.EXACT

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a quantity (docs/format.md, quantities).

        Args:
            text: digits 0-9 with an optional point, at most 18 of them, then a unit of 1 to 8 letters (Chinese or
                Latin) or ``%``; at most one of 约 before, 余 within and 以上 after; one space may stand at either side
                of the number.

        Raises:
            ValueError: with a short reason, when the text is anything else. Nothing is guessed: ``20万`` has no unit,
                ``20多亩`` and ``3万五千元`` are refused.
        """
        if len(text) > 64:
            raise ValueError(_SHAPE)
        match = re.fullmatch(_QUANTITY, text)
        if match is None:
            raise ValueError(next((reason for pattern, reason in _REASONS if re.fullmatch(pattern, text)), _SHAPE))
        number, base = match["number"], match["base"]
        if len(number) - ("." in number) > MAX_DIGITS:
            raise ValueError(f"the number has more than {MAX_DIGITS} digits")
        if re.fullmatch(_VAGUE, base):
            raise ValueError("qualify a number only with 约 before, 余 after it or 以上 at the end")
        if re.fullmatch(_NUMERAL, base):
            raise ValueError("write the whole number in digits 0-9, before the unit")
        if match["scale"] and base in _RATIOS:
            raise ValueError("a percentage has no 万 or 亿")
        unit = (match["scale"] or "") + base
        if len(unit) > MAX_UNIT:
            raise ValueError(f"the unit is longer than {MAX_UNIT} letters")
        bounds = [
            bound
            for bound, written in (
                (Bound.ABOUT, match["about"]),
                (Bound.MORE, match["more"]),
                (Bound.MORE, match["late_more"]),
                (Bound.AT_LEAST, match["at_least"]),
            )
            if written
        ]
        if len(bounds) > 1:
            raise ValueError("write only one of 约, 余 and 以上")
        return cls(Decimal(number), unit, bounds[0] if bounds else Bound.EXACT)

    def __str__(self) -> str:
        """The canonical writing: no space, no trailing zeros; ``parse`` reads it back as an equal quantity.

        余 stands as Chinese usage has it: after round tens (20余亿元), else after the 万 or 亿 (3亿余元, 20.5亿余元).
        """
        number = _plain(self.number)
        match self.bound:
            case Bound.ABOUT:
                return f"约{number}{self.unit}"
            case Bound.AT_LEAST:
                return f"{number}{self.unit}以上"
            case Bound.MORE:
                scale, base = _split(self.unit)
                return f"{number}余{scale}{base}" if number.endswith("0") else f"{number}{scale}余{base}"
            case Bound.EXACT:
                return f"{number}{self.unit}"

    @property
    def base(self) -> tuple[Decimal, str]:
        """The exact amount and the unit it is summed in: 元 for 万元, 亩 for 万亩, 千瓦时 for 亿千瓦时."""
        scale, unit = _split(self.unit)
        return self.number.scaleb(sum(_POWER[letter] for letter in scale), _exact()), unit

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of yuan."""
        return self.base[1] == "元"

    @property
    def is_ratio(self) -> bool:
        """Whether it is a percentage (or percentage points), which may not be added up."""
        return self.unit in _RATIOS

    def in_base(self) -> Quantity:
        """The same amount in its base unit, the bound kept."""
        number, unit = self.base
        return replace(self, number=number, unit=unit)

    def display(self) -> str:
        """The same amount, exactly, in the unit that reads best (docs/format.md, quantities).

        The largest of 亿, 万 and the base unit in which the number is at least 1 and has at most four decimals (亿) or
        two (万): 9.3亿元, 3.3195亿元, 7365万元, 20余亿元; 1.00365亿元 is written 10036.5万元. Percentages stay as
        they are.
        """
        amount, unit = self.base
        if not self.is_ratio:
            for scale, decimals in _DECIMALS.items():
                scaled = amount.scaleb(-_POWER[scale], _exact())
                if scaled >= 1 and len(_plain(scaled).partition(".")[2]) <= decimals:
                    return str(replace(self, number=scaled, unit=scale + unit))
        return str(replace(self, number=amount, unit=unit))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """For pydantic: read from a string (a refusal is a ``value_error``), written as a string."""
        from pydantic_core import core_schema  # here, because not every command needs pydantic

        text = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(strict=True))
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), text], mode="left_to_right"),
            serialization=core_schema.to_string_ser_schema(),
        )


def pattern() -> str:
    """The form of a quantity as a regular expression of ECMA 262, for a JSON Schema: all that `parse` takes, and little
    else."""
    return "^" + re.sub(r"\?P<[a-z_]+>", "?:", _QUANTITY.replace("(?!余|", "(?!余|[多几来]|")) + "$"


def total(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Add quantities up, exactly, per base unit (docs/format.md, quantities).

    Args:
        quantities: any quantities, of any units.

    Returns:
        One sum a base unit, in order of first appearance. A sum with a part that is 约, 余 or 以上 is 余; a quantity
        that stands alone keeps its own bound. Percentages are never added: each is returned as it is.
    """
    context = _exact()
    sums: dict[tuple[str, int], Quantity] = {}
    for place, quantity in enumerate(quantities, start=1):
        part = quantity.in_base()
        slot = (part.unit, place if part.is_ratio else 0)
        if slot in sums:
            before = sums[slot]
            exact = before.bound is part.bound is Bound.EXACT
            bound = Bound.EXACT if exact else Bound.MORE
            part = Quantity(context.add(before.number, part.number), part.unit, bound)
        sums[slot] = part
    return tuple(sums.values())


def _split(unit: str) -> tuple[str, str]:
    """A unit's scale, such as 万, and the rest of it."""
    match = re.fullmatch(_UNIT, unit)
    return (match[1] or "", match[2]) if match else ("", unit)


def _plain(number: Decimal) -> str:
    """A number in digits, without exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact() -> Context:
    """A context wide enough for every sum, which raises rather than rounds."""
    return Context(prec=200, traps=[Inexact])
