"""Composes the letters about issues, 交办函, 催办函 and 督办函: every sentence, as a document.

A letter is made from the issues as they stood before it and from the events that record it, so a letter of the past is
composed again from the ledger alone (`bangfu letter show`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bangfu.bulletin.document import Column, Items, Paragraph, Table, text
from bangfu.bulletin.letter_number import Kind
from bangfu.bulletin.title import title_lines
from bangfu.bulletin.wording import clauses, day, delay, heading, listing, sentence, tidy
from bangfu.lifecycle.deadlines import stale
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status
from bangfu.model.event import Event
from bangfu.model.issue import Issue
from bangfu.model.province import City, Headings, Limits, Province

NEAR = 7
"""A due date at most so many days ahead is near."""

_LINE = "\uff3f"
"""A full-width low line, to be written on."""


class Urgency(StrEnum):
    """The three grades as practised; the value is how a letter says it."""

    RED = "红色，逾期未办结"
    YELLOW = "黄色，进展滞后"
    BLUE = "蓝色，临近期限"

    @property
    def colour(self) -> str:
        """Its class in HTML."""
        return self.name.lower()


class Subject(NamedTuple):
    """An issue of a letter: its state on the letter's day before it, and the event that records the letter."""

    city: City
    issue: Issue
    before: State
    event: Event


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter says of one issue; `heading` is numbered, `urgency` belongs to letters that press."""

    heading: str
    words: str
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole letter. `copies` are the 抄送, `slip` is the 回执 that comes back, `marks` are warnings shown first.

    `headings` and `seal` are as in a bulletin.
    """

    kind: Kind
    issuer: str
    number: str
    title: str
    recipient: str
    copies: str
    opening: tuple[Paragraph, ...]
    matters: tuple[Matter, ...]
    asked: tuple[Paragraph, ...]
    slip: tuple[Table | Items, ...]
    signature: str
    issued: datetime.date
    marks: tuple[str, ...] = ()
    headings: Headings = "notice"
    seal: bool = False

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title, broken where the sense allows."""
        return title_lines(self.title)

    @property
    def date(self) -> str:
        """The letter's day: 2019年7月5日."""
        return day(self.issued)


def subject(city: City, issue: Issue, event: Event, index: int | None = None) -> Subject:
    """An issue of a letter. `index` is the event's place where the issue has it already."""
    return Subject(city, issue, replay(issue.events[:index], event.date), event)


def departments(kind: Kind, item: Subject) -> tuple[str, ...]:
    """Who the letter goes to: those whom it charges, or those who are charged already; the lead first."""
    return item.event.to if kind is Kind.ASSIGN else item.before.departments


def urgency(state: State, limits: Limits) -> Urgency | None:
    """How pressing an issue is: past its due date, without an event for longer than the limit, or due within a week."""
    if state.overdue:
        return Urgency.RED
    if stale(state, limits):
        return Urgency.YELLOW
    if state.status is Status.ASSIGNED and state.due and (state.due - state.as_of).days <= NEAR:
        return Urgency.BLUE
    return None


def compose(kind: Kind, number: str, subjects: Sequence[Subject], province: Province, issuer: str) -> Letter:
    """The letter of that number about `subjects`, at least one; all have the same lead department and day.

    Args:
        kind: which letter.
        number: as it is printed.
        subjects: the issues, in order.
        province: the configuration.
        issuer: the office that signs.
    """
    first = subjects[0]
    lead, *_others = departments(kind, first)
    named = dict.fromkeys(name for item in subjects for name in departments(kind, item))
    helpers = [name for name in named if name != lead]
    return Letter(
        kind=kind,
        issuer=issuer,
        number=number,
        title=_title(kind, subjects),
        recipient=lead,
        copies=listing(helpers),
        opening=(Paragraph(text(_opening(kind, first.event.date, helpers))),),
        matters=tuple(_matter(kind, place, item, province) for place, item in enumerate(subjects, start=1)),
        asked=tuple(Paragraph(text(words)) for words in _asked(kind, subjects)),
        slip=_slip(subjects),
        signature=issuer,
        issued=first.event.date,
        marks=("演示数据：本函的企业和问题均为虚构",) if province.demo else (),
        headings=province.bulletin.headings,
        seal=province.bulletin.seal,
    )


def _title(kind: Kind, subjects: Sequence[Subject]) -> str:
    """关于新增用地未落实问题的交办函; of several issues the first is named: 关于……等3个问题的督办函."""
    name = tidy(subjects[0].issue.title)
    return f"关于{name}等{len(subjects)}个问题的{kind}函" if len(subjects) > 1 else (
        f"关于{name.removesuffix('问题')}问题的{kind}函"
    )  # fmt: skip


def _opening(kind: Kind, written: date, helpers: Sequence[str]) -> str:
    if kind is Kind.ASSIGN:
        return clauses(["企业反映的下列问题，现交你单位牵头办理", f"{listing(helpers)}协助办理" if helpers else ""])
    return f"你单位牵头办理的下列问题，截至{day(written)}尚未办结，现予{kind}。"


def _matter(kind: Kind, place: int, item: Subject, province: Province) -> Matter:
    issue = item.issue
    field = province.field_of(issue.category)
    about = [f"编号{issue.id}", f"属{field}领域{issue.category}类" if field else f"属{issue.category}类"]
    detail = sentence(tidy(issue.detail)) if issue.detail else ""
    words = detail + clauses([*about, *_past(kind, item)])
    if kind is not Kind.ASSIGN:
        words += clauses(_limit(item.before, province.limits))
    graded = None if kind is Kind.ASSIGN else urgency(item.before, province.limits)
    return Matter(
        heading(place, f"{item.city.name}{tidy(issue.enterprise)}：{tidy(issue.title)}", province.bulletin.headings),
        words,
        graded,
    )


def _past(kind: Kind, item: Subject) -> Iterator[str]:
    """What has become of the issue so far, and how long it took."""
    state = item.before
    if state.reported:
        yield f"{day(state.reported)}{f'通过{tidy(state.via)}' if state.via else ''}反映"
    if kind is Kind.ASSIGN:
        if state.reported and state.as_of > state.reported:
            yield f"至今{(state.as_of - state.reported).days}天"
        if state.department:
            changed = state.department != item.event.to[0]
            yield f"原由{tidy(state.department)}牵头，现改由你单位牵头" if changed else "此前已交你单位，现重新交办"
        return
    if state.assigned_on:
        yield f"{day(state.assigned_on)}交办"
        if state.as_of > state.assigned_on:
            yield f"至今{(state.as_of - state.assigned_on).days}天"
    if state.last:
        yield f"最近一次办理记录为{day(state.last)}"


def _limit(state: State, limits: Limits) -> Iterator[str]:
    if state.due is None:
        yield "未定办理期限"
        return
    yield f"办理期限为{day(state.due)}"
    stands = delay(state.due, state.as_of, limits)
    yield f"已{stands}" if state.overdue else stands


def _asked(kind: Kind, subjects: Sequence[Subject]) -> Iterator[str]:
    """What the department is to do, and by when."""
    first = subjects[0].event
    if first.note:
        yield sentence(tidy(first.note))
    late = [item.before.overdue for item in subjects]
    if first.due:
        yield f"请于{day(first.due)}前（含当日）办结，并填写所附回执报我单位。"
    elif kind is Kind.ASSIGN:
        yield "请抓紧办理，办结后填写所附回执报我单位。"
    elif all(late):
        yield "请立即组织办理，尽快办结，并填写所附回执报我单位。"
    else:
        urged = "；已经逾期的，请立即组织办理" if any(late) else ""
        yield f"请抓紧办理，在期限内办结{urged}。办结后填写所附回执报我单位。"
    yield (
        "确实不能按期办结的，请在期限届满前说明原因和拟办结的日期。"
        if not all(late) or first.due
        else ("暂时不能办结的，请说明原因和拟办结的日期。")
    )


def _slip(subjects: Sequence[Subject]) -> tuple[Table | Items, ...]:
    columns = (Column("问题编号", header=True), Column("问题", numeric=False), Column("办理结果", numeric=False))
    rows = tuple((text(item.issue.id), text(tidy(item.issue.title)), text("　" * 12)) for item in subjects)
    lines = (
        f"经办人：{_LINE * 12}",
        f"联系电话：{_LINE * 12}",
        f"日期：{_LINE * 4}年{_LINE * 2}月{_LINE * 2}日（盖章）",
    )
    return Table(columns, rows), Items(tuple(map(text, lines)))
