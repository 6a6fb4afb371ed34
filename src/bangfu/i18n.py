"""Messages as values: an English id with its arguments, put into the reader's language when it is shown.

No language is stored anywhere: `_()` makes a `Message`, and a `Translator` chosen at the edge (the command line) turns
it into text. So a finding can travel through the program, be cached or compared, and be printed in either language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOMAIN = "bangfu"
LANGUAGES = {"zh": "zh_CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be shown: `id` is the English text with `{name}` fields, `args` their values.

    An argument may itself be a Message, which is translated first, or a tuple, which is shown as a list.
    """

    id: str
    args: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _filled(self.id, self.args, str)


def _(message_id: str, /, **args: object) -> Message:
    """Mark and make a message. `message_id` must be a literal, so that the catalogue can be extracted."""
    return Message(message_id, args)


class Translator:
    """Turns messages into text of one language (`zh` or `en`).

    Raises:
        OSError: the catalogue cannot be read.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._text = _texts(LANGUAGES[language])

    def __call__(self, message: Message | str) -> str:
        """The text of `message`; a plain string is looked up as a message id without arguments."""
        if isinstance(message, str):
            return self._text(message) if message else message
        return _filled(self._text(message.id), message.args, self)


def _texts(name: str) -> Callable[[str], str]:
    """What gives a message's text in that language.

    `gettext.translation` does the same, but imports `locale` to guess at spellings of the name.
    """
    if name == LANGUAGES["en"]:  # in which the messages are written
        return str
    path = Path(__file__).parent / "locale" / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with path.open("rb") as file:
        from gettext import GNUTranslations

        return GNUTranslations(file).gettext


def choose_language(*wishes: str | None) -> str:
    """The first wish that names a known language (`zh`, `zh_CN.UTF-8`, `en_US` …), else English."""
    for wish in wishes:
        if wish:
            code = wish.lower()[:2]
            if code in LANGUAGES:
                return code
    return "en"


def mark(message_id: str) -> str:
    """Mark a text for the catalogue and return it as it is: for help texts, which are translated when shown."""
    return message_id


_BETWEEN = mark(", ")


def _filled(text: str, args: Mapping[str, object], translate: Callable[[Message | str], str]) -> str:
    """`text` with its fields filled in."""
    return text.format(**{name: _shown(arg, translate) for name, arg in args.items()}) if args else text


def _shown(arg: object, translate: Callable[[Message | str], str]) -> object:
    """An argument as it is filled in: plain text is data and is never translated."""
    if isinstance(arg, Message):
        return translate(arg)
    if isinstance(arg, tuple):
        return translate(_BETWEEN).join(str(_shown(one, translate)) for one in arg)
    return arg
