"""bangfu.yaml: the province, its cities and its words."""

from __future__ import annotations

from dataclasses import field
from typing import Any, ClassVar, Literal

from bangfu.model.fields import STRICT, Count, Day, Flag, Text
from bangfu.model.frozen import record
from bangfu.model.record import Record

SCORES = (
    "resolution_rate",
    "closure_rate",
    "collected_resolution_rate",
    "on_time_rate",
    "satisfaction_rate",
    "reply_rate",
)
"""The rates that `scoring` may give weights to: more is better in each."""

SLUG = "[a-z][a-z0-9-]{0,31}"
"""The form of a city's slug: it names files."""

Headings = Literal["notice", "standard"]
"""How run-in headings are numbered and set."""

SUFFIXES = ("土家族苗族自治州", "自治州", "地区", "市", "州", "盟")


@record
class City(Record):
    """A 市州: `slug` names its file, `prefix` begins its issues' ids, `code` is its GB/T 2260 code."""

    slug: Text
    name: Text
    prefix: Text
    code: Text | None = None

    @property
    def short(self) -> str:
        """The name without its 市 or 州: 株洲市 → 株洲."""
        for suffix in SUFFIXES:
            if self.name.endswith(suffix) and len(self.name) > len(suffix) + 1:
                return self.name.removesuffix(suffix)
        return self.name


@record
class Limits:
    """Days within which a step is due; findings and 督办 lists follow them. None: there is no such limit.

    Attributes:
        unit: what a day is: any day of the calendar, or a working day (lifecycle.workdays).
        holidays, workdays: days off, and days that are worked, over those that the package knows.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    unit: Literal["自然日", "工作日"] = "自然日"
    reply: Count = 5
    assign: Count = 10
    resolve: Count = 30
    progress: Count = 15
    visit: Count | None = None
    deliver: Count | None = None
    holidays: tuple[Day, ...] = ()
    workdays: tuple[Day, ...] = ()

    @property
    def in_working_days(self) -> bool:
        """Whether its days are working days."""
        return self.unit == "工作日"


@record
class RosterEntry(Record):
    """An enterprise that must be paired (重点企业名录)."""

    name: Text
    city: Text


@record
class Policy(Record):
    """A policy that cities tell enterprises of; a list of those whom it is for that is empty asks nothing."""

    id: Text
    title: Text
    tags: tuple[Text, ...] = ()
    tiers: tuple[Text, ...] = ()
    kinds: tuple[Text, ...] = ()
    chains: tuple[Text, ...] = ()
    districts: tuple[Text, ...] = ()
    since: Day | None = None


@record
class Team(Record):
    """A 攻坚组, 专班 or 专家组: issues of its categories (or whole fields) are its own, in its city or in all."""

    name: Text
    city: Text | None = None
    department: Text | None = None
    categories: tuple[Text, ...]


@record
class Outlook:
    """One paragraph of 下一步工作要求: its run-in heading and its text."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    heading: Text | None = None
    text: Text


@record
class ColophonWords:
    """版记 (GB/T 9704-2012, 7.4): `copies` are the 抄送机关, `office` is the 印发机关."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    copies: Text | None = None
    office: Text


@record
class Outlooks:
    """下一步工作要求 of one kind of period, in place of `outlook`; None where a kind has no words of its own."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    week: tuple[Outlook | Text, ...] | None = None
    month: tuple[Outlook | Text, ...] | None = None
    quarter: tuple[Outlook | Text, ...] | None = None
    half: tuple[Outlook | Text, ...] | None = None
    year: tuple[Outlook | Text, ...] | None = None


@record
class BulletinWords:
    """The bulletin's fixed words and form.

    Attributes:
        title: `|` ends a line of it; `{period}` is filled in.
        number: may hold `{year}` and `{n}`.
        templates: names a folder of overrides.
        headings: how run-in headings are written: as notices have them (1、, bold), or by the standard (（一）, 楷体).
        seal: whether the signature is placed for a seal.
        colophon: 版记; none without it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: Text | None = None
    number: Text | None = None
    opening: Text | None = None
    outlook: tuple[Outlook | Text, ...] = ()
    outlooks: Outlooks = field(default_factory=Outlooks)
    contact: Text | None = None
    templates: Text | None = None
    headings: Headings = "notice"
    seal: Flag = False
    colophon: ColophonWords | None = None


@record
class Province:
    """The configuration of a ledger repository, defaults filled in.

    `public_secret` is the secret that the tags of de-identified enterprises are made with (privacy.tags).
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    format: Literal["1"] = "1"
    province: Text
    issuer: Text
    recipients: Text
    campaign: Text
    language: Literal["zh", "en"] | None = None
    layout: Literal["city", "issue"] = "city"
    demo: Flag = False
    public_secret: Text | None = field(default=None, repr=False)
    cities: tuple[City, ...]
    categories: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    channels: tuple[Text, ...] = ()
    sections: tuple[Text, ...] = ()
    limits: Limits = field(default_factory=Limits)
    roster: tuple[RosterEntry, ...] = ()
    policies: tuple[Policy, ...] = ()
    teams: tuple[Team, ...] = ()
    scoring: dict[str, Count] = field(default_factory=dict)
    bulletin: BulletinWords = field(default_factory=BulletinWords)

    def city(self, name: str) -> City | None:
        """The city of that name, short name, slug or prefix (slug and prefix in any case)."""
        folded = name.strip().casefold()
        for city in self.cities:
            if name.strip() in (city.name, city.short) or folded in (city.slug.casefold(), city.prefix.casefold()):
                return city
        return None

    def field_of(self, category: str) -> str | None:
        """The demand field that `category` belongs to."""
        return next((name for name, members in self.categories.items() if category in members), None)
