"""A repository that says what it is told in every text of every record, found from the model: a new field joins in."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from bangfu.lifecycle.transitions import TABLE
from bangfu.model.event import Event, EventType
from bangfu.model.fields import IsoDay, LimitedText, TwoCounts, WholeNumber, YesNo
from bangfu.model.ledger import SECTIONS
from bangfu.model.province import Policy, Province, RosterEntry
from bangfu.model.quantity import Quantity

Say = Callable[[str, int], str]
"""What stands at a place, such as `Issue.title`, of the record of that number."""

LEDGER = "ledgers/zhuzhou.yaml"
TODAY = "2019-07-05"
KNOWN = "甲"
"""An enterprise, a category, a channel and a policy that a command line can name."""
PROJECT = "乙"
"""A project that a command line can name."""
CODES: dict[str, str] = {
    "City.slug": "zhuzhou", "City.prefix": "ZZ", "City.code": "430200", "Enterprise.uscc": "91430200MA4L00003X",
    "Issue.id": "ZZ-1906{:02}-AAAA", "Issue.was": "ZZ-1906{:02}-BBBB", "Event.into": "ZZ-190601-AAAA",
    "Province.public_secret": "5f0c2b7e91d84a36b2c7e05d9a1f4c68",
}  # fmt: skip
"""Texts that are no free ones: their form is checked (BF011, BF202, BF207), or they are never shown."""
SAME = {
    "Part.city": "City.name", "RosterEntry.city": "City.name", "Province.province": "City.name",
    "Issue.enterprise": "Enterprise.name", "RosterEntry.name": "Enterprise.name", "Commitment.party": "Enterprise.name",
    "Delivery.delivered": "Enterprise.name", "Visit.visited": "Enterprise.name",
    "Issue.category": "Province.categories", "Opening.category": "Province.categories",
    "Assertion.category": "Province.categories", "Policy.tags": "Province.categories",
    "Milestone.project": "Enterprise.name", "Team.city": "City.name", "Team.categories": "Province.categories",
    "Policy.tiers": "Enterprise.tier", "Policy.chains": "Enterprise.chain", "Policy.districts": "Enterprise.district",
    "Event.via": "Province.channels", "Measure.section": "Province.sections", "Delivery.policy": "Policy.id",
    **{f"{kind.__name__}.scope": "Enterprise.district" for kind in SECTIONS.values()},
}  # fmt: skip
"""Texts that refer to another, and say the same."""
SINGLE = frozenset({"City.name"})
"""Texts that are the same in every record."""
LIFE = (
    EventType.REPORT, EventType.VERIFY, EventType.ASSIGN, EventType.PROGRESS, EventType.SUPERVISE, EventType.EXTEND,
    EventType.RESOLVE, EventType.RATE, EventType.CLOSE, EventType.REOPEN,
)  # fmt: skip
"""Every step but 退回, in an order that the table allows."""
ENDS = {1: 1, 2: 2, 3: 3, 4: 6, 5: 7, 6: 8, 7: 9}
"""How many steps of LIFE an issue has taken, by its number; all others have taken all."""
REJECTED = 8


def issue(number: int) -> str:
    """The id of the issue of that number."""
    return CODES["Issue.id"].format(number)


class Field(NamedTuple):
    """A field of a record: where it is, and what it holds."""

    place: str
    holds: Any


def fields() -> Iterator[Field]:
    """Every field of every record of both kinds of file."""
    seen: set[type] = set()

    def walk(owner: type) -> Iterator[Field]:
        if owner in seen:
            return
        seen.add(owner)
        for name, holds in _hints(owner).items():
            yield Field(f"{owner.__name__}.{name}", holds)
            for part in _records(holds):
                yield from walk(part)

    for owner in (Province, *SECTIONS.values()):
        yield from walk(owner)


def free_texts() -> tuple[str, ...]:
    """The places of all texts that a person writes."""
    found = [field.place for field in fields() if any(isinstance(part, LimitedText) for part in _parts(field.holds))]
    return tuple(place for place in found if place not in {*CODES, *SAME, "BulletinWords.templates"})


def wrong_files(say: Say, count: int) -> dict[str, str]:
    """The same with nothing right: days, counts, codes and references say what they are told, and so does a key more.

    bangfu.yaml is right, so that the ledger is looked at.
    """

    def wrong(record: dict[str, Any], owner: type, number: int) -> dict[str, Any]:
        told = {name: say(f"{owner.__name__}.{name}", number) for name in _hints(owner) if name not in record}
        for name, value in record.items():
            nested = isinstance(value, list) and value and isinstance(value[0], dict)
            told[name] = (
                [wrong(each, Event, number) for each in value] if nested else say(f"{owner.__name__}.{name}", number)
            )
        return told | {say(f"{owner.__name__}.key", number): "1"}

    right = files(say, count)
    lines = [right[LEDGER].splitlines()[0]]
    for section, owner in SECTIONS.items():
        lines.append(f"{section}:")
        records = [
            json.loads(line.removeprefix("  - "))
            for line in right[LEDGER].partition(f"\n{section}:\n")[2].splitlines()[:count]
        ]
        lines += [f"  - {_yaml(wrong(record, owner, number))}" for number, record in enumerate(records, start=1)]
    return right | {LEDGER: "\n".join(lines) + "\n"}


def files(say: Say, count: int) -> dict[str, str]:
    """A repository of one city, with `count` records in each section."""

    def text(place: str, number: int) -> str | None:
        if place == "BulletinWords.templates":
            return None
        if place in CODES:
            return CODES[place].format(number)
        told = SAME.get(place, place)
        return say(told, 0 if told in SINGLE else number)

    made = _Maker(text, count)
    lines = [f"city: {_yaml(text('Part.city', 0))}"]
    for section, owner in SECTIONS.items():
        lines.append(f"{section}:")
        for number in range(1, count + 1):
            record = made.record(owner, number)
            if section == "enterprises" and number > 1:
                del record["uscc"]  # no two have the same
            if section == "assertions":  # whatever is stated would be wrong (BF601)
                record = {name: value for name, value in record.items() if value != "1"}
            lines.append(f"  - {_yaml(record)}")
        if section == "enterprises":
            lines.append(f"  - {_yaml({'name': KNOWN})}")
            lines.append(f"  - {_yaml({'name': PROJECT, 'kind': '项目'})}")
    return {"bangfu.yaml": _configuration(made), LEDGER: "\n".join(lines) + "\n"}


def _configuration(made: _Maker) -> str:
    """bangfu.yaml: every list in it has an entry a record, so that all that is said of categories … is known."""
    data = made.record(Province, 1)
    for name in ("channels", "sections"):
        data[name] = [KNOWN, *(made.text(f"Province.{name}", number) for number in made.numbers)]
    data["policies"] = [*(made.record(Policy, number) for number in made.numbers), {"id": KNOWN, "title": KNOWN}]
    data["roster"] = [made.record(RosterEntry, number) for number in made.numbers]
    data["scoring"] = {"resolution_rate": "60", "reply_rate": "40"}
    data["categories"] = {
        f"{made.text('Province.categories', number)}类": [made.text("Province.categories", number)]
        for number in made.numbers
    } | {KNOWN: [KNOWN]}
    return "".join(f"{key}: {_yaml(value)}\n" for key, value in data.items())


class _Maker:
    """Makes records of what is said."""

    def __init__(self, text: Callable[[str, int], str | None], count: int) -> None:
        self.text = text
        self.numbers = range(1, count + 1)

    def record(self, owner: type, number: int) -> dict[str, Any]:
        if owner.__name__ == "Issue":
            return self.issue(owner, number)
        made = {name: self.value(owner, name, holds, number) for name, holds in _hints(owner).items()}
        return {name: value for name, value in made.items() if value not in (None, [])}

    def issue(self, owner: type, number: int) -> dict[str, Any]:
        """An issue and a life for it: the first few stand at one step each, so that every status is there."""
        made = {
            name: self.value(owner, name, holds, number) for name, holds in _hints(owner).items() if name != "events"
        }
        steps = (EventType.REPORT, EventType.REJECT) if number == REJECTED else LIFE[: ENDS.get(number)]
        return made | {"events": [self.event(step, at, number) for at, step in enumerate(steps, start=2)]}

    def event(self, step: EventType, at: int, number: int) -> dict[str, Any]:
        """A step with all that it may carry."""
        row = TABLE[step]
        allowed = {"date", "type", "via", "note", "source", *row.required, *row.allowed}
        made = {
            name: self.value(Event, name, holds, number) for name, holds in _hints(Event).items() if name in allowed
        }
        due = {"due": f"2019-06-{at + 15}"} if "due" in made else {}
        return made | {"date": f"2019-06-{at:02}", "type": step.value} | due

    def value(self, owner: type, name: str, holds: Any, number: int) -> Any:
        parts = [*_parts(holds)]
        place = f"{owner.__name__}.{name}"
        made: list[Any] = [self.record(each, number) for each in _records(holds)]
        if any(isinstance(part, LimitedText) for part in parts):
            made.append(self.text(place, number))
        if not made:
            value = _plain(parts, name)
            return [value] if tuple in parts and value else value
        return made if tuple in parts else made[0]


def _plain(parts: list[Any], name: str) -> Any:
    """A value of a field that is no text."""
    for part in parts:
        if isinstance(part, IsoDay):
            return {"until": "2019-12-31", "due": "2019-12-31", "workdays": "2019-06-08"}.get(name, "2019-06-05")
        if isinstance(part, WholeNumber):
            return "1"
        if isinstance(part, YesNo):
            return "true" if name == "case" else None
        if isinstance(part, TwoCounts):
            return "1/2"
        if isinstance(part, type) and issubclass(part, Enum):
            return next(iter(part)).value
        if part is Quantity:
            return "63.3%" if name == "positive" else "30亩"
    return None


def _hints(owner: type) -> dict[str, Any]:
    """The fields of a record with what they hold; its place is none of the file's."""
    hints = get_type_hints(owner, include_extras=True)
    return {each.name: hints[each.name] for each in dataclasses.fields(owner) if each.name not in ("file", "line")}


def _parts(holds: Any) -> Iterator[Any]:
    """All that a type is made of: of `tuple[Text, ...] | None`, tuple, str and LimitedText."""
    origin = get_origin(holds)
    if origin is Annotated:
        yield from holds.__metadata__
        yield from _parts(holds.__origin__)
    elif origin in (Union, UnionType, tuple, dict):
        yield origin
        for part in get_args(holds):
            yield from _parts(part)
    elif origin is not Literal:
        yield holds


def _records(holds: Any) -> list[type]:
    """The records among what a type is made of."""
    parts = _parts(holds)
    return [
        part for part in parts if isinstance(part, type) and dataclasses.is_dataclass(part) and part is not Quantity
    ]


def _yaml(value: Any) -> str:
    """YAML that is JSON, too: nothing in a text can be taken for anything else."""
    return json.dumps(value, ensure_ascii=False)
