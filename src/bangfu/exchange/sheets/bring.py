"""Brings a sheet that came back into the ledgers: what each row changes, what is in conflict, what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bangfu.edit.desk import Desk, errors, refuse
from bangfu.edit.locate import home
from bangfu.edit.revise import Revision
from bangfu.exchange.sheets.columns import ENTERPRISE_COLUMNS, ENTERPRISES, ISSUE_COLUMNS, ISSUES, Column, Kind
from bangfu.exchange.sheets.returned import Returned, Row
from bangfu.exchange.sheets.steps import RowRefusedError, day, legible, lived
from bangfu.exchange.sheets.values import SEPARATOR, enterprise_values, issue_values
from bangfu.exchange.sheets.weigh import Clash, weigh
from bangfu.i18n import Message, _
from bangfu.merge.book import Case, city_book
from bangfu.model.diagnostic import Finding
from bangfu.model.enterprise import Enterprise, Stage
from bangfu.model.enterprise import Kind as Paired
from bangfu.model.event import Event, EventType
from bangfu.model.ids import make_id
from bangfu.model.issue import Issue
from bangfu.model.nearest import nearest
from bangfu.model.province import City
from bangfu.read.prescan import KIND_LIMIT

_LABELS: dict[str, dict[str, Column]] = {
    ISSUES: {column.key: column for column in ISSUE_COLUMNS},
    ENTERPRISES: {column.key: column for column in ENTERPRISE_COLUMNS},
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that changes something: its record's id (an enterprise's name), and the cells as (column, old, new)."""

    row: Row
    revision: Revision
    name: str
    cells: tuple[tuple[Column, str, str], ...]

    @property
    def new(self) -> bool:
        """Whether the record is a new one."""
        return self.revision.before is None


@dataclass(slots=True)
class Proposal:
    """What a sheet comes to.

    Attributes:
        taken: rows that change something.
        clashes: cells in conflict, with their rows.
        refused: rows that cannot be taken over, and why.
        missing: records that were sent and have no row any more, as (sheet, id); they stay.
    """

    taken: list[Taken] = field(default_factory=list)
    clashes: list[tuple[Row, Clash]] = field(default_factory=list)
    refused: list[tuple[Row, Message]] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every row can be taken over."""
        return not self.clashes and not self.refused


def bring(desk: Desk, sheet: Returned, default: City | None = None) -> Proposal:
    """What a sheet changes in the ledgers; nothing is written.

    Args:
        desk: the repository. The caller holds its lock where the revisions will be made.
        sheet: what came back.
        default: the city of new rows that name none.

    Raises:
        EditRefusedError: a ledger cannot be read.
    """
    return _Clerk(desk, sheet, default).proposal()


class _Clerk:
    def __init__(self, desk: Desk, sheet: Returned, default: City | None) -> None:
        self.desk, self.sheet, self.default = desk, sheet, default
        self.made = Proposal()
        self.issues: dict[str, Case] = {}
        self.doubled: set[str] = set()
        self.firms: dict[str, tuple[City, Enterprise]] = {}
        self.names: dict[str, dict[str, Enterprise]] = {}
        self.broken: dict[str, tuple[str, Finding]] = {}
        for city in desk.province.cities:
            books = desk.city(city.slug)
            for finding in errors(books.unreadable):
                refuse(finding, finding.file)  # what is in it is not known: a record would seem not to be there
            books.read_whole()
            for file, reading in books.readings.items():
                for wrong in errors(reading.findings):
                    self.broken.setdefault(city.slug, (file, wrong))
            book = city_book(city, books.ledger)
            self.names[city.slug] = dict(book.names)
            self.doubled |= {case.issue.id for case in book.cases if case.issue.id in self.issues}
            self.issues |= {case.issue.id: case for case in book.cases}
            for name, enterprise in book.names.items():
                self.firms[f"{city.slug}/{name}"] = (city, enterprise)
        self.same: dict[tuple[object, ...], str] = {}
        for case in self.issues.values():
            self._remember(case)
        self.ids: set[str] = set()
        self.texts = b"\n".join(data.lower() for _files, _name, data in desk.texts())
        self.seen: dict[tuple[str, str], int] = {}

    def proposal(self) -> Proposal:
        """The rows one by one, enterprises first: issues refer to them."""
        for name, take in ((ENTERPRISES, self._enterprise), (ISSUES, self._issue)):
            for row in self.sheet.rows:
                if row.sheet == name:
                    self._row(row, take)
        sent = self.sheet.base or {}
        self.made.missing = [key for key in sent if key not in self.seen]
        return self.made

    def _row(self, row: Row, take: Callable[[Row], None]) -> None:
        try:
            if row.id and (other := self.seen.get((row.sheet, row.id))):
                raise RowRefusedError(
                    _("it has the same hidden 编号 as row {row}; of a new one, empty that cell", row=other)
                )
            if row.id:
                self.seen[row.sheet, row.id] = row.number
            take(row)
        except RowRefusedError as refusal:
            self.made.refused.append((row, refusal.message))

    def _weighed(self, row: Row, ours: dict[str, str]) -> dict[str, str]:
        """What the row changes; its conflicts are put down."""
        found = weigh(row, ours, self.sheet.base.get((row.sheet, row.id)) if self.sheet.base is not None else None)
        self.made.clashes += [(row, clash) for clash in found.clashes]
        if "city" in found.changed:
            raise RowRefusedError(_("“{column}” of what is recorded is not changed by a sheet", column="市州"))
        return {} if found.clashes else found.changed

    def _put(self, row: Row, revision: Revision, name: str, changed: dict[str, str]) -> None:
        cells = tuple((_LABELS[row.sheet][key], old, row.values[key]) for key, old in changed.items())
        self.made.taken.append(Taken(row, revision, name, cells))

    def _city(self, row: Row) -> City:
        name = row.values.get("city", "")
        city = self.desk.province.city(name) if name else self.default
        if city is None and not name and len(self.desk.province.cities) == 1:
            city = self.desk.province.cities[0]
        if city and city.slug in self.broken:
            file, wrong = self.broken[city.slug]
            raise RowRefusedError(
                _("{file} has errors ({code} {reason}); see: bangfu check",
                  file=file, code=wrong.code, reason=wrong.message)
            )  # fmt: skip
        if city:
            return city
        raise RowRefusedError(_("there is no city “{name}”", name=name) if name else _missing("市州"))

    # Enterprises

    def _enterprise(self, row: Row) -> None:
        if not row.id:
            self._new_enterprise(row)
            return
        if row.id not in self.firms:
            raise RowRefusedError(_("the ledgers have no “{name}” any more", name=row.id.partition("/")[2]))
        city, before = self.firms[row.id]
        changed = self._weighed(row, enterprise_values(city, before))
        if changed:
            after = self._filled(before, row, changed)
            if "name" in changed:
                self._refuse_known(city, after.name, before)
                after = replace(after, aliases=(*(a for a in after.aliases if a != after.name), before.name))
            self.names[city.slug] |= dict.fromkeys((after.name, *after.aliases), after)
            self._put(row, Revision(city.slug, before.file, "enterprises", before, after), after.name, changed)

    def _new_enterprise(self, row: Row) -> None:
        city = self._city(row)
        given = {key: "" for key, text in row.values.items() if text and key not in ("city", "number")}
        if "name" not in given:
            raise RowRefusedError(_missing("企业名称"))
        after = self._filled(Enterprise(name=row.values["name"]), row, given)
        for name in (after.name, *after.aliases):
            self._refuse_known(city, name, None)
        self.names[city.slug] |= dict.fromkeys((after.name, *after.aliases), after)
        self._put(row, Revision(city.slug, home(self.desk, city), "enterprises", None, after), after.name, given)

    def _refuse_known(self, city: City, name: str, own: Enterprise | None) -> None:
        known = self.names[city.slug].get(name)
        if known is not None and known is not own:
            raise RowRefusedError(_("{city} has “{name}” already", city=city.name, name=name))

    def _filled(self, enterprise: Enterprise, row: Row, changed: dict[str, str]) -> Enterprise:
        values: dict[str, Any] = {}
        for key in changed:
            column, text = _LABELS[row.sheet][key], legible(_LABELS[row.sheet][key].heading, row.values[key])
            if key == "name" and not text:
                raise RowRefusedError(_missing(column.heading))
            if key in ("kind", "stage"):
                values[key] = _word(column, text, Paired if key == "kind" else Stage)
            elif column.kind is Kind.DAY:
                values[key] = day(column.heading, text) if text else None
            elif column.kind is Kind.LIST:
                values[key] = tuple(filter(None, text.split(SEPARATOR)))
            else:
                values[key] = text or None
        return replace(enterprise, **values)

    # Issues

    def _issue(self, row: Row) -> None:
        if not row.id:
            self._new_issue(row)
            return
        if row.id not in self.issues:
            raise RowRefusedError(_("the ledgers have no “{name}” any more", name=row.id))
        if row.id in self.doubled:
            raise RowRefusedError(_("two issues are called {id}; see: bangfu check", id=row.id))
        case = self.issues[row.id]
        changed = self._weighed(row, issue_values(case))
        if not changed:
            return
        before = case.issue
        words: dict[str, Any] = {key: row.values[key] for key in ("title", "category") if key in changed}
        if "category" in words:
            self._category(words["category"])
        if not words.get("title", "-"):
            raise RowRefusedError(_missing("问题"))
        if "enterprise" in changed:
            words["enterprise"] = self._known(case.city, row.values["enterprise"])
        if "title" in words:
            legible("问题", words["title"])
        life = [key for key in changed if key not in ("title", "category", "enterprise")]
        after = lived(replace(before, **words), row.values, life, self.desk.province.limits, self.desk.today)
        self._put(row, Revision(case.city.slug, before.file, "issues", before, after), before.id, changed)

    def _new_issue(self, row: Row) -> None:
        city, cells = self._city(row), row.values
        for key in ("enterprise", "title", "category", "reported"):
            if not cells.get(key):
                raise RowRefusedError(_missing(_LABELS[ISSUES][key].heading))
        self._category(cells["category"])
        owner = self._known(city, cells["enterprise"])
        title, reported = legible("问题", cells["title"]), day("反映日期", cells["reported"])
        self._refuse_same(city, owner, title, reported)
        report = Event(date=reported, type=EventType.REPORT, via=cells.get("via") or None)
        name = make_id(city.prefix, city.name, owner, reported, title, self._taken)
        bare = Issue(id=name, enterprise=owner, title=title, category=cells["category"], events=(report,))
        given = {key: "" for key, text in cells.items() if text and key not in ("city", "number")}
        life = [key for key in given if key not in ("title", "category", "enterprise", "reported", "via")]
        if reported > self.desk.today:
            raise RowRefusedError(
                _("{date} lies in the future (today is {today})", date=reported, today=self.desk.today)
            )
        after = lived(bare, cells, life, self.desk.province.limits, self.desk.today)
        if row.outcomes:
            events = after.events
            at = next((i for i, event in enumerate(events) if event.type is EventType.RESOLVE), None)
            if at is None:
                raise RowRefusedError(_("an effect belongs to a 办结, and the row has none"))
            after = replace(after, events=(*events[:at], replace(events[at], outcomes=row.outcomes), *events[at + 1 :]))
        self.ids.add(name.lower())
        self.issues[name] = Case(city, after, self.names[city.slug].get(owner))
        self._remember(self.issues[name])
        self._put(row, Revision(city.slug, home(self.desk, city, name), "issues", None, after), name, given)

    def _taken(self, name: str) -> bool:
        """Whether a row above got that id, or any ledger holds it anywhere (as Desk.holds has it)."""
        return name.lower() in self.ids or name.lower().encode() in self.texts

    def _category(self, word: str) -> None:
        words = [word for members in self.desk.province.categories.values() for word in members]
        if word not in words:
            raise RowRefusedError(_unknown("问题类别", word, nearest(word, words)))

    def _known(self, city: City, name: str) -> str:
        """The enterprise's own name."""
        found = self.names[city.slug].get(name)
        if found:
            return found.name
        few = len(self.made.refused) < KIND_LIMIT  # to look for the nearest name takes longer than the row
        near = nearest(name, self.names[city.slug]) if few else None
        raise RowRefusedError(_unknown("企业名称", name, near))

    def _refuse_same(self, city: City, owner: str, title: str, reported: Any) -> None:
        if known := self.same.get((city.slug, owner, title, reported)):
            raise RowRefusedError(_("this issue is there already: {id}", id=known))

    def _remember(self, case: Case) -> None:
        if case.issue.events:
            owner = case.enterprise.name if case.enterprise else case.issue.enterprise
            key = (case.city.slug, owner, case.issue.title, case.issue.events[0].date)
            self.same.setdefault(key, case.issue.id)


def _missing(heading: str) -> Message:
    return _("“{column}” is missing", column=heading)


def _unknown(heading: str, value: str, near: str | None) -> Message:
    if near:
        return _("“{column}”: “{value}” is not known; did you mean “{key}”?", column=heading, value=value, key=near)
    return _("“{column}”: “{value}” is not known", column=heading, value=value)


def _word(column: Column, text: str, words: Any) -> Any:
    if not text:
        return Paired.ENTERPRISE if words is Paired else None
    try:
        return words(text)
    except ValueError:
        choices = tuple(word.value for word in words)
        raise RowRefusedError(
            _("“{column}” takes {choices}, not “{value}”", column=column.heading, choices=choices, value=text)
        ) from None
