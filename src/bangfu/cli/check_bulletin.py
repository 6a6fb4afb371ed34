"""`bangfu check-bulletin`: the figures of an edited bulletin against the ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.options import Argument, Option
from bangfu.cli.periods import Half, Month, Quarter, Week, Year, choose
from bangfu.cli.refusal import AllowErrors, refused
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.bulletin.proofread import Disagreement, Proof
    from bangfu.cli.periods import Chosen


def check_bulletin(
    session: Session,
    file: Annotated[Path, Argument(help=mark("The bulletin in Markdown."), metavar="FILE")],
    week: Week = None,
    month: Month = None,
    quarter: Quarter = None,
    half: Half = None,
    year: Year = None,
    json: Annotated[bool, Option("--json", help=mark("Print JSON."))] = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Reports each figure of an edited bulletin that disagrees with the ledgers. The period is that of its title."""
    from bangfu import pipeline
    from bangfu.bulletin.compose import Imprint
    from bangfu.bulletin.passages import read
    from bangfu.bulletin.proofread import day_of, proofread

    markdown = _read(file)
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    if refused(session, checked.errors, allow=allow_errors):
        return 1
    cities = [(city.name, city.short) for city in checked.book.province.cities]
    page = read(markdown, cities)
    chosen = _chosen(
        session, page.title, {"week": week, "month": month, "quarter": quarter, "half": half, "year": year}
    )
    as_of = min(day_of(page, chosen.period), chosen.as_of)
    bulletin = pipeline.report(checked, chosen.period, as_of, Imprint(session.today, None, len(checked.errors)))
    proof = proofread(page, read(pipeline.render(checked, bulletin, "md"), cities))
    if not proof.agreeing and not proof.disagreements:
        raise UsageError(
            _("“{path}” is not the bulletin of {period}", path=str(file), period=chosen.period.key),
            _("give the Markdown that bangfu report writes, edited or not"),
        )
    if json:
        import json as as_json

        document = _document(file, chosen.period.key, as_of.isoformat(), proof)
        session.data(as_json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for each in proof.disagreements:
            session.data(session.text(_line(file, each)))
        session.remark(
            _(
                "figures that agree: {agreeing}, that disagree: {wrong}, not checked: {unchecked}, left out: {absent}",
                agreeing=proof.agreeing,
                wrong=len(proof.disagreements),
                unchecked=proof.unchecked,
                absent=proof.absent,
            )
        )
    return 1 if proof.disagreements else 0


def _read(file: Path) -> str:
    """The text of the bulletin.

    Raises:
        UsageError: it cannot be read, or is no UTF-8.
    """
    from bangfu.read.files import RefusedFile, read_bytes, reason_of

    reason: Message | str
    try:
        return read_bytes(file).decode("utf-8-sig")
    except RefusedFile as refusal:
        reason = refusal.message
    except UnicodeDecodeError:
        reason = _("it is not UTF-8")
    except OSError as error:
        reason = reason_of(error)
    raise UsageError(_("“{path}” cannot be read: {reason}", path=str(file), reason=reason))


def _chosen(session: Session, title: str, options: dict[str, str | None]) -> Chosen:
    """The period of the options, else of the title.

    Raises:
        UsageError: neither names one.
    """
    from bangfu.bulletin.proofread import period_of

    if all(value is None for value in options.values()):
        period = period_of(title)
        if period is None:
            raise UsageError(
                _("the bulletin's title names no period"), _("name it, such as: {option}", option="--month 2019-06")
            )
        options = {period.kind.value: period.key}
    return choose(session.today, **options)  # type: ignore[arg-type]


def _line(file: Path, each: Disagreement) -> Message:
    return _(
        "{file}:{line}:{column}: {written} should be {expected} ({what})",
        file=str(file),
        line=each.written.line,
        column=each.written.column,
        written=each.written.text,
        expected=each.expected,
        what=" ".join(filter(None, (each.part, each.name.strip("|"), each.written.subject, each.written.noun))),
    )


def _document(file: Path, period: str, as_of: str, proof: Proof) -> dict[str, Any]:
    return {
        "schema": 1,
        "file": str(file),
        "period": period,
        "as_of": as_of,
        "findings": [
            {
                "line": each.written.line,
                "column": each.written.column,
                "written": each.written.text,
                "expected": each.expected,
                "part": each.part,
                "paragraph": each.name.strip("|") or None,
                "subject": each.written.subject or None,
                "noun": each.written.noun or None,
            }
            for each in proof.disagreements
        ],
        "counts": {
            "agree": proof.agreeing,
            "disagree": len(proof.disagreements),
            "unchecked": proof.unchecked,
            "absent": proof.absent,
        },
    }
