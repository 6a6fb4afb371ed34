"""Asks for what the command line lacks: on a terminal a question each, off it one error that names them all."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from bangfu.cli.choices import one_of
from bangfu.cli.session import Session
from bangfu.i18n import Message, _
from bangfu.model.errors import UsageError
from bangfu.model.nearest import nearest
from bangfu.model.province import Province

_NUMERALS = "0123456789"


def cleaned(option: str, text: str) -> str:
    """A user's text as it goes into a ledger: Unicode NFC, without surrounding space.

    Raises:
        UsageError: nothing is left.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(_("{option} is not UTF-8 text", option=option)) from None
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if not text:
        raise UsageError(_("{option} is empty", option=option))
    return text


def demand(session: Session, given: Mapping[str, object]) -> None:
    """Looks whether every option in `given` has a value.

    Raises:
        UsageError: one has none, and there is no terminal to ask at.
    """
    missing = [option for option, value in given.items() if not value]
    if missing and not session.interactive:
        raise UsageError(_("missing: {options}", options=tuple(missing)), _("at a terminal they would be asked for"))


def ask(
    session: Session,
    question: Message,
    choices: Sequence[str] = (),
    known: Iterable[str] = (),
    default: str | None = None,
) -> str:
    """Asks at the terminal until there is an answer.

    Args:
        session: where to ask.
        question: what is asked for.
        choices: the only answers there are; they are shown, and may be given by number or by a part of one alone.
        known: answers that are not shown, being too many or other spellings; the nearest is suggested, and Enter
            takes it.
        default: what Enter takes.

    Raises:
        EOFError: the input has ended.
        KeyboardInterrupt: Ctrl-C.
    """
    known = tuple(known)
    if choices:
        session.err.write(
            "  ".join(f"{number} {session.text(choice)}" for number, choice in enumerate(choices, 1)) + "\n"
        )
    suggestion = default
    while True:
        offered = f" [{suggestion}]" if suggestion else ""
        session.err.write(session.text(_("{question}{offered}: ", question=question, offered=offered)))
        session.err.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        answer = unicodedata.normalize("NFC", line).strip() or suggestion or ""
        if not answer:
            continue
        if answer in known:
            return answer
        if choices and all(letter in _NUMERALS for letter in answer) and 0 < int(answer[:9]) <= len(choices):
            return choices[int(answer[:9]) - 1]
        allowed = choices or known
        if not allowed or answer in choices:
            return answer
        parts = [choice for choice in choices if answer in choice]
        if len(parts) == 1:
            return parts[0]
        suggestion = nearest(answer, allowed)
        session.complain(_("“{name}” is not among the choices", name=answer))


def ask_city(session: Session, province: Province) -> str:
    """Asks for a city; a short name, a slug or a prefix will do, as with --city."""
    names = [city.name for city in province.cities]
    spellings = {word: city.name for city in province.cities for word in (city.slug, city.prefix, city.prefix.lower())}
    answer = ask(session, _("City"), names, spellings)
    return spellings.get(answer, answer)


def chosen(session: Session, option: str, value: str | None, question: Message, choices: Sequence[str]) -> str:
    """The option's value, which must be one of `choices` (anything, where there are none); asked for when missing.

    Raises:
        UsageError: it is not one of them.
    """
    if value is None:
        return ask(session, question, choices)
    value = cleaned(option, value)
    return one_of(option, value, choices) if choices else value


def written(session: Session, option: str, value: str | None, question: Message) -> str:
    """The option's text; asked for when missing."""
    return cleaned(option, value) if value is not None else ask(session, question)
