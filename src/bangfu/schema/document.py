"""The JSON Schema (draft 07) of a ledger and of bangfu.yaml.

It does not call wrong what `check` accepts: a plain `007` may be a text, a key that may be left out may be left empty,
and the words of bangfu.yaml are offered without forbidding others. (Only a text that is just `true` or `false` wants
quotes in an editor, which would offer these two everywhere else.) What it cannot see is for `check`.
"""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from bangfu.check.rules.bf308_surplus_field import SURPLUS
from bangfu.i18n import Message, Translator, _
from bangfu.lifecycle.transitions import TABLE, Status
from bangfu.model.event import Event, EventType
from bangfu.model.fields import COUNT, DAY, SCALAR_LIMIT, IsoDay, LimitedText, WholeNumber, YesNo
from bangfu.model.ids import PATTERN as ID
from bangfu.model.issue import Issue
from bangfu.model.ledger import Assertion, Opening, Part
from bangfu.model.province import SCORES, Province
from bangfu.model.quantity import Quantity, pattern
from bangfu.read.build import keys_of
from bangfu.schema.words import KEYS, WORDS

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS = {"ledger": Part, "config": Province}
_TEXT = ["string", "number"]
"""What a plain value of YAML looks like to an editor; to a ledger all of it is text."""


def schema(kind: str, province: Province, translate: Translator) -> Schema:
    """The schema of one kind of file.

    Args:
        kind: `ledger` or `config` (bangfu.yaml).
        province: whose words are offered: its cities, categories, channels, sections and policies.
        translate: puts titles and explanations into the reader's language.
    """
    made = _Maker(province, translate)
    root = made.record(KINDS[kind])
    titles = {"ledger": _("a city's ledger"), "config": _("the province's configuration")}
    return {"$schema": DRAFT, "title": translate(titles[kind]), **root, "definitions": made.definitions}


class _Maker:
    """Makes schemas of records; those that stand in others are collected as definitions."""

    def __init__(self, province: Province, translate: Translator) -> None:
        self.translate = translate
        self.offers = _offers(province)
        self.definitions: dict[str, Schema] = {}

    def record(self, owner: type[Any]) -> Schema:
        """A record: its keys with their titles, which of them there must be, and no others."""
        hints = get_type_hints(owner, include_extras=True)
        fields = {field.name: field for field in dataclasses.fields(owner)}
        required = [key for key in keys_of(owner) if _is_required(owner, fields[key])]
        properties = {key: self.property(owner, key, hints[key], needed=key in required) for key in keys_of(owner)}
        made: Schema = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
        if owner is Event:
            made["allOf"] = [self.event(kind, hints) for kind in EventType]
        return {key: value for key, value in made.items() if value != []}

    def property(self, owner: type[Any], key: str, hint: Any, *, needed: bool) -> Schema:
        """One key: what may stand there, its title and meaning."""
        title, meaning = KEYS["Opening" if owner is Assertion else owner.__name__][key]
        value = self.value(hint, needed=needed)
        if owner is Issue and key == "events":
            value["minItems"] = 1
        if owner is Issue and key == "id":
            value["pattern"] = ID
        if owner is Province and key == "scoring":
            rates = {rate: self.value(Annotated[int, WholeNumber()], needed=True) for rate in SCORES}
            value = {"type": ["object", "null"], "properties": rates, "additionalProperties": False}
        if words := self.offers.get((owner.__name__, key)):
            value = _offering(value, words)
        return {"title": self.translate(title), "description": self.translate(meaning), **value}

    def event(self, kind: EventType, hints: dict[str, Any]) -> Schema:
        """What an event of one type must carry, and what it does not."""
        row = TABLE[kind]
        carried: Schema = {}
        for key in row.required:
            hint, _optional = _unwrapped(hints[key], needed=True)
            carried[key] = self.value(hint, needed=True)
            if carried[key].get("type") == "array":
                carried[key]["minItems"] = 1
        for key in SURPLUS[kind]:
            message = self.translate(_("{type} does not carry “{key}”", type=kind.value, key=key))
            carried[key] = {"type": ["null", "array"], "maxItems": 0, "errorMessage": message}
        then = {"required": list(row.required), "properties": carried}
        wanted = {"properties": {"type": {"const": kind.value}}, "required": ["type"]}
        return {"if": wanted, "then": {key: value for key, value in then.items() if value}}

    def value(self, hint: Any, *, needed: bool) -> Schema:
        """What may stand where a type is wanted; nothing may, where it is not needed."""
        hint, needed = _unwrapped(hint, needed=needed)
        made = self._value(hint)
        if needed:
            return made
        if "enum" in made:
            return made | {"enum": [*made["enum"], None]}
        kinds = made["type"]
        return made | {"type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}

    def _value(self, hint: Any) -> Schema:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._scalar(arguments[1])
        if hint is Quantity:
            message = _("write a number and a unit, such as 4365万元, 1000余亩, 5000万元以上 or 95.5%")
            return {"type": "string", "pattern": pattern(), **self.complaint(message)}
        if origin is Literal:
            return {"enum": [1, "1"] if arguments == ("1",) else list(arguments)}
        if origin is tuple:
            list_wanted = self.translate(_("a list is expected here"))
            return {"type": "array", "items": self._item(arguments[0]), "errorMessage": list_wanted}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.value(arguments[1], needed=False)}
        if issubclass(hint, StrEnum):
            meanings = [self.translate(self._meaning(word)) for word in hint]
            return {"enum": [word.value for word in hint], "markdownEnumDescriptions": meanings}
        return {"type": "object"} | self.record(hint)

    def _item(self, hint: Any) -> Schema:
        """An entry of a list; a record is put among the definitions."""
        if get_origin(hint) in (Union, UnionType):
            return {"anyOf": [self._item(one) for one in get_args(hint)]}
        if not dataclasses.is_dataclass(hint) or hint is Quantity:
            return self._value(hint)
        name = hint.__name__  # type: ignore[union-attr]
        if name not in self.definitions:
            self.definitions[name] = {}  # its place, among those that it holds
            self.definitions[name] = self.record(hint)  # type: ignore[arg-type]
        return {"$ref": f"#/definitions/{name}"}

    def _scalar(self, field: Any) -> Schema:
        if isinstance(field, IsoDay):
            message = _("write year-month-day with two digits each, such as 2019-06-30")
            return {"type": "string", "pattern": DAY, "format": "date", **self.complaint(message)}
        if isinstance(field, WholeNumber):
            whole = {"type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999, "pattern": COUNT}
            return whole | self.complaint(_("write digits only"))
        if isinstance(field, YesNo):
            return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
        assert isinstance(field, LimitedText)  # noqa: S101 - there are no others
        wanted = self.translate(_("one value is expected here, not a list or an entry"))
        text: Schema = {"type": list(_TEXT), "minLength": 1, "maxLength": SCALAR_LIMIT, "errorMessage": wanted}
        if not field.multiline:
            broken = self.translate(_("this text may not hold a line break"))
            text |= {"pattern": r"^[^\n\r]*$", "patternErrorMessage": broken}
        return text

    def complaint(self, message: Message) -> Schema:
        """What an editor says where a value is of the wrong form or kind."""
        text = self.translate(message)
        return {"errorMessage": text, "patternErrorMessage": text}

    def _meaning(self, word: StrEnum) -> Message | str:
        """What a word means: of an event's type, where it may stand, where it leads, and what it carries."""
        if not isinstance(word, EventType):
            return WORDS[word.value]
        row = TABLE[word]
        none = "—"
        return _(
            "may follow: {after}; leads to: {leads}; must carry: {required}; may carry: {allowed}",
            after="、".join(status.value or none for status in Status if status in row.after),
            leads=row.leads_to.value if row.leads_to else none,
            required="、".join(row.required) or none,
            allowed="、".join(row.allowed) or none,
        )


def _unwrapped(hint: Any, *, needed: bool) -> tuple[Any, bool]:
    """`X | None` as X, which then is not needed."""
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (one for one in get_args(hint) if one is not NoneType)
        return inner, False
    return hint, needed


def _is_required(owner: type[Any], field: dataclasses.Field[Any]) -> bool:
    """Whether a file must have the key: bangfu.yaml gives what has no default in the record a packaged one."""
    bare = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    return bare and (owner is not Province or field.name in ("province", "cities"))


def _offering(value: Schema, words: list[str]) -> Schema:
    """`value` with words that an editor offers; others may stand there too."""
    if "items" in value:
        return value | {"items": _offering(value["items"], words)}
    return {"anyOf": [{"enum": words}, value]}


def _offers(province: Province) -> dict[tuple[str, str], list[str]]:
    """The words that the province's own configuration gives for a key of a record."""
    categories = [category for members in province.categories.values() for category in members]
    both = [*province.categories, *categories]
    cities = [city.name for city in province.cities]
    return {
        ("Part", "city"): cities,
        ("Issue", "category"): categories,
        (Opening.__name__, "category"): both,
        (Assertion.__name__, "category"): both,
        ("Event", "via"): list(province.channels),
        ("Measure", "section"): list(province.sections),
        ("Delivery", "policy"): [policy.id for policy in province.policies],
        ("RosterEntry", "city"): cities,
        ("Policy", "tags"): both,
        ("Team", "city"): cities,
        ("Team", "categories"): both,
    }
