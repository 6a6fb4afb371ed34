"""The secret of --public is too short. / 去标识化的密钥太短。

What: `public_secret` in bangfu.yaml has fewer than 16 characters, or repeats so few that it is easily guessed.

Why: the tags of de-identified enterprises are made with it. Whoever guesses it can try the names of a list of
enterprises and tell which tag is whose.

Remedy: take a long random one, such as `bangfu init` writes. Do not change it afterwards: all tags would change.

是什么：bangfu.yaml 里的 `public_secret` 不足 16 个字符，或者翻来覆去只有几个字符，容易被猜中。

为什么：去标识化输出里的企业代号是用它算出来的。谁猜中了它，就能拿企业名单逐个试，对出哪个代号是哪家。

怎么改：换成一长串随机字符，像 `bangfu init` 写的那样。启用后不要再改，否则代号全都会变。

Wrong:

    # bangfu.yaml
    public_secret: hunan2019

Right:

    # bangfu.yaml
    public_secret: 5f0c2b7e91d84a36b2c7e05d9a1f4c68
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Rule
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.province import Province
from bangfu.model.source import Place

SHORTEST = 16
FEWEST = 8  # different characters; sixteen random hexadecimal digits have fewer once in two thousand


def check(province: Province) -> Iterator[Finding]:
    """The key, where it is easily guessed."""
    key = province.public_secret
    if key and (len(key) < SHORTEST or len(set(key)) < FEWEST):
        hint = _("take a long random one, of 16 characters or more")
        yield Finding(
            RULE.code, _("public_secret is easily guessed"), Place("bangfu.yaml", ("public_secret",)), hint=hint
        )


RULE = Rule("BF803", "public-secret", Severity.WARNING, province=check)
