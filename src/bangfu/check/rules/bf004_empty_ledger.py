"""A ledger holds nothing. / 台账是空的。

What: the city has a file, and no section of it has an entry.

Why: nothing is known of the city; in the bulletin it counts as 未报送.

是什么：这个市州有台账文件，里面却一条内容也没有。

为什么：等于不掌握这个市州的任何情况，通报中按“未报送”处理。

Wrong:

    issues: []

Right:

    opening:
      - {date: 2019-06-30, reported: 256, verified: 242, assigned: 242, resolved: 62}
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.check.rule import Context, Rule
from bangfu.i18n import _
from bangfu.merge.book import CityBook
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.source import Place


def check(book: CityBook, context: Context) -> Iterator[Finding]:
    """A city whose files could be read and have no entries."""
    ledger = book.ledger
    if ledger and ledger.parts and ledger.is_empty() and context.is_whole(book):
        place = Place(ledger.parts[0].file, ("city",), key=True)
        yield Finding(RULE.code, _("the ledger of {city} has no entries", city=book.city.name), place)


RULE = Rule("BF004", "empty-ledger", Severity.WARNING, city=check)
