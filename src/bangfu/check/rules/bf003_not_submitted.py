"""A city has no ledger. / 有市州未报送台账。

What: bangfu.yaml names the city, but there is neither ledgers/<slug>.yaml nor a part in ledgers/<slug>/.

Why: a city that has sent nothing is named as 未报送 in the bulletin; it is never shown with figures of 0.

Remedy: put its ledger into ledgers/ when it has come. Until then nothing need be done.

是什么：bangfu.yaml 中有这个市州，但没有它的台账 ledgers/<拼音名>.yaml，ledgers/<拼音名>/ 里也没有分册。

为什么：没有报送的市州，通报中写明“未报送”，绝不会当作各项都是 0。

怎么改：收到台账后放进 ledgers/；确实还没报送的，不用改。

Wrong:

    # bangfu.yaml
    cities:
      - {slug: changsha, name: 长沙市, prefix: CS}
      - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
      - {slug: xiangtan, name: 湘潭市, prefix: XT}

Right:

    # bangfu.yaml
    cities:
      - {slug: changsha, name: 长沙市, prefix: CS}
      - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
      - {slug: xiangtan, name: 湘潭市, prefix: XT}
    # ledgers/xiangtan.yaml
    opening:
      - {date: 2019-06-30, enterprises: 101}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity


def check(book: CityBook, _context: Context) -> Iterator[Finding]:
    """A city without any file."""
    if book.ledger is None:
        city = book.city
        hint = _("put its ledger into ledgers/{slug}.yaml", slug=city.slug)
        yield Finding(RULE.code, _("{city} has no ledger (未报送)", city=city.name), city.at("cities"), hint=hint)


RULE = Rule("BF003", "not-submitted", Severity.WARNING, city=check)
