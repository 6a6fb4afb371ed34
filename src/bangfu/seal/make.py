"""Makes a seal of a period, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bangfu.edit.phrase import inline, scalar, tree_of
from bangfu.merge.book import Book
from bangfu.model.period import Period
from bangfu.model.seal import Figures, Replaced, Seal
from bangfu.read.seals import digest_of
from bangfu.seal.compare import differences
from bangfu.seal.figures import counted, total
from bangfu.seal.records import digests

_HEADER = "# 封账：通报过的数，由 bangfu seal 生成，任何人不得修改。"


def make_seal(
    book: Book,
    period: Period,
    *,
    sealed: date,
    number: int | None,
    commit: str | None,
    seals: Sequence[Seal],
    replaced: tuple[Replaced, ...] = (),
) -> Seal:
    """The seal of a period that is over.

    Args:
        book: all cities, without errors.
        period: what is sealed.
        sealed: today.
        number: the bulletin's, where it is known.
        commit: what the ledgers were read from, if git has them.
        seals: those there are; what has changed of earlier periods is restated, as this period's bulletin says it.
        replaced: earlier seals of this period.
    """
    by_name = {city.city.name: digests(city, [period.end])[0] for city in book.cities}
    figures = tuple(replace(each, records=by_name[each.city]) for each in counted(book, period).values())
    earlier = [seal for seal in seals if seal.as_of < period.end]
    restated = tuple(replace(each.now, period=each.seal.period) for each in differences(book, earlier))
    seal = Seal(
        period=period.key,
        as_of=period.end,
        sealed=sealed,
        number=number,
        commit=commit,
        figures=figures,
        total=total(figures),
        restated=restated,
        replaced=replaced,
        digest="",
    )
    return replace(seal, digest=digest_of(_body(seal)))


def text_of(seal: Seal) -> str:
    """The file."""
    return f"{_body(seal)}digest: {seal.digest}\n"


def _body(seal: Seal) -> str:
    return "\n".join(_lines(seal)) + "\n"


def _lines(seal: Seal) -> Iterator[str]:
    yield _HEADER
    yield f"format: {seal.format}"
    yield f"period: {scalar(seal.period)}"
    yield f"as_of: {seal.as_of}"
    yield f"sealed: {seal.sealed}"
    if seal.number is not None:
        yield f"number: {seal.number}"
    if seal.commit is not None:
        yield f"commit: {seal.commit}"
    yield from _rows("figures", seal.figures)
    yield f"total: {inline(tree_of(seal.total))}"
    if seal.restated:
        yield from _rows("restated", seal.restated)
    if seal.replaced:
        yield from _rows("replaced", seal.replaced)


def _rows(key: str, rows: Sequence[Figures | Replaced]) -> Iterator[str]:
    yield f"{key}:"
    yield from (f"  - {inline(tree_of(row))}" for row in rows)
