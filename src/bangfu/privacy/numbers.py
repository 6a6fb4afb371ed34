"""Numbers that lead to a person or to an account, and addresses: left out wherever they stand.

More is taken for such a number than `check` warns of (BF801, BF802): there a false alarm is a nuisance, here a number
that stays is a leak.
"""

from __future__ import annotations

import re
from functools import cache

from bangfu.check.rules.bf801_mobile_number import NUMBER as MOBILE
from bangfu.check.rules.bf802_identity_card_number import NUMBER as IDENTITY_CARD
from bangfu.privacy.names import WIDE

LEFT_OUT = "（号码略）"

_PLAIN = WIDE | dict.fromkeys((0x2010, 0x2011, 0x2013), 0x2D)  # hyphens
_LIKELY = r"[0-9A-Za-z(+][0-9A-Za-z()+@._ ·—-]{5}|@|[〇零一二三四五六七八九幺]{11}"
_GAP = r"[ \-.·—]?"
_AMOUNT = r"(?! ?[余多]?[元亩吨家万亿]|[.][0-9])"
_MOBILE = rf"(?<![0-9])(?:(?:00|\+)?86{_GAP})?1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9]){_AMOUNT}"
_OFFICE = (
    rf"(?:\(0[0-9]{{2,3}}\)|(?<![0-9])(?:(?:00|\+)86{_GAP}0?|0)[0-9]{{2,3}}[ -])"
    rf" ?[2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}(?:[-转 ]+[0-9]{{1,5}})?(?![0-9])"
)
_SERVICE = rf"(?<![0-9])[48]00(?:[ -][0-9]{{3,4}}[ -]?[0-9]{{3,4}}|[0-9]{{7}})(?![0-9]){_AMOUNT}"
_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}"
_CREDIT_CODE = r"(?<![0-9A-Za-z])[0-9A-Ya-y]{2}[0-9]{6}[0-9A-Ya-y]{10}(?![0-9A-Za-z])"  # 统一社会信用代码
_ORGANISATION_CODE = r"(?<![0-9A-Za-z])[0-9A-Za-z]{8}-[0-9Xx](?![0-9A-Za-z])"  # 组织机构代码
_SPACED_CARD = r"(?<![0-9])[1-9][0-9]{5}[ -](?:18|19|20)[0-9]{6}[ -][0-9]{3}[0-9Xx]"
_BANK_CARD = r"(?<![0-9])[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,4})?(?![0-9])"
_LONG = rf"(?<![0-9])[0-9]{{11,}}[Xx]?(?![0-9]){_AMOUNT}"
_IN_WORDS = "[〇零一二三四五六七八九幺]{11,}"
_PATTERNS = (
    *(_MAIL, _CREDIT_CODE, _ORGANISATION_CODE, IDENTITY_CARD, _SPACED_CARD, _BANK_CARD),
    *(MOBILE, _MOBILE, _OFFICE, _SERVICE, _LONG, _IN_WORDS),
)
_NAMED = (
    "(?P<said>(?:电话|手机|座机|热线|传真|微信|QQ|qq|[Tt][Ee][Ll]|账号|帐号|卡号|证号|代码)(?:号码?)?[为是]?[: .]{0,3})"
    "[A-Za-z0-9][A-Za-z0-9_*-]{5,}(?![元亩吨家万亿])"
)


def without_numbers(text: str) -> str:
    """`text` with telephone, identity-card, bank-card and credit-code numbers and e-mail addresses left out."""
    if not re.search(_LIKELY, text.translate(_PLAIN)):
        return text
    return _cut(_named(), _cut(_any(), text))


def _cut(pattern: re.Pattern[str], text: str) -> str:
    """`text` without what `pattern` finds in it; what its group `said` holds stays."""
    pieces, at = [], 0
    for match in pattern.finditer(text.translate(_PLAIN)):  # letter for letter: places stay
        pieces += [text[at : match.end("said") if "said" in pattern.groupindex else match.start()], LEFT_OUT]
        at = match.end()
    return "".join([*pieces, text[at:]]) if pieces else text


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(_NAMED)
