"""The book of one edition: every rule, form, score table and plan step that a cycle lives from.

A `Book` is resolved once (`packs.load_book`), pinned in the cycle as plain JSON and read back with
`Book.from_json`; it never looks at the packs again. Order that matters is kept in lists, so a database may
reorder the keys.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Citation

STATUSES = ("confirmed", "secondary", "assumed")
PARTS = ("self", "manager", "party", "authority")
FIELD_TYPES = ("long", "text", "grade4", "level", "date", "number")
SCORE_KINDS = ("J", "M", "H")


class NotInBook(KeyError):
    """The book has no such rule, form, table, step or act; says why in Vietnamese."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Instrument:
    """An act: law, decree, Party regulation, plan of an office."""

    key: str
    kind: str  # "Nghị định"
    title: str
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    in_force: date | None = None
    until: date | None = None  # last day in force
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    text: str = "missing"  # seen | secondary | memory | missing
    name: str = ""  # how readers call an act without a number
    note: str = ""

    @property
    def label(self) -> str:
        """ "Nghị định số 90/2020/NĐ-CP" """
        return self.name or f"{self.kind} số {self.number}"


@dataclass(frozen=True)
class Rule:
    """One question of the law with the answer in force: values, clause, words, and how they were read."""

    id: str
    title_vi: str
    method: str  # the named function that applies the values
    values: Mapping[str, Any]
    source: Citation
    also: tuple[Citation, ...] = ()
    question: str = ""
    reading: str = ""
    settles: str = ""  # which text would settle a value not yet confirmed
    valid_from: date | None = None
    valid_to: date | None = None
    level: str = "central"  # central | office: who set the value

    def __getitem__(self, key: str) -> Any:
        try:
            return self.values[key]
        except KeyError:
            raise NotInBook(f'Quy tắc "{self.id}" không có giá trị "{key}".') from None

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def fraction(self, key: str) -> Fraction:
        """A share or number as an exact fraction: "1/5", "0.25", 5."""
        return Fraction(str(self[key]))


@dataclass(frozen=True)
class Field:
    """One thing a form asks."""

    key: str
    label: str
    type: str = "long"  # long | text | grade4 | level | date | number
    part: str = "self"  # who fills it: self | manager | party | authority
    help: str = ""
    number: str = ""
    required: bool = False
    max_chars: int = 0  # 0: no limit of its own
    for_whom: str = ""  # "" everyone | leaders
    prefill: str = ""  # key of an office fact

    def asked_of(self, leads: bool) -> bool:
        return leads or self.for_whom != "leaders"


@dataclass(frozen=True)
class Signer:
    """Who signs under a section of the printed form."""

    post: str
    behalf: str = ""  # "T/M chi ủy"
    part: str = ""  # whose name is printed; none where it is not known who will sign
    dated: bool = False  # place and day stand above


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    number: str = ""
    note: str = ""
    signers: tuple[Signer, ...] = ()  # whose signatures end the section on the paper, side by side
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Form:
    """What people fill in. The key names the issuing rule set, never the printed letter alone."""

    key: str  # "form-02a/2023"
    code: str  # as printed: "Mẫu 02A-HD KĐ.ĐG 2023"
    title: str
    source: Citation
    layout: str = "state"  # state | party
    subject: str = ""
    score_table: str = ""
    settles: str = ""
    sections: tuple[Section, ...] = ()

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by key, in the order of the form."""
        return {field.key: field for section in self.sections for field in section.fields}

    @cached_property
    def dated_where_signed(self) -> bool:
        """Whether place and day stand over the person's own signature instead of at the head."""
        return any(sign.dated for section in self.sections for sign in section.signers if sign.part == "self")

    def asked(self, part: str = "self", leads: bool = True) -> list[Field]:
        """The fields that one filler is asked, in order."""
        return [field for field in self.fields.values() if field.part == part and field.asked_of(leads)]


@dataclass(frozen=True)
class Band:
    """From this share (or number of points) up, the word holds."""

    word: str
    at_least: Fraction


@dataclass(frozen=True)
class ScoreLine:
    """One line of a score table: J judged in steps, M measured (done / of × max), H full or half."""

    key: str
    label: str
    max: Fraction
    kind: str
    group: str
    done: str = ""  # M: name of the count done
    of: str = ""  # M: name of the count assigned
    when_none: str = "rescale"  # nothing assigned: rescale the group | full points
    where: str = ""  # the item of the form it speaks of
    help: str = ""


@dataclass(frozen=True)
class ScoreGroup:
    key: str
    title: str
    max: Fraction
    results: bool = False  # the group of task results, which must weigh most (S-4)


@dataclass(frozen=True)
class ScoreTable:
    """A reference table for scoring. Its total suggests a level and never decides one."""

    key: str
    code: str
    title: str
    source: Citation
    step: Fraction
    groups: tuple[ScoreGroup, ...] = ()
    lines: tuple[ScoreLine, ...] = ()
    word_bands: tuple[Band, ...] = ()  # grade word of a group, by share of its points
    total_bands: tuple[Band, ...] = ()  # level suggested by the total
    settles: str = ""

    @property
    def max(self) -> Fraction:
        return sum((group.max for group in self.groups), Fraction(0))

    def lines_of(self, group: str) -> list[ScoreLine]:
        return [line for line in self.lines if line.group == group]


@dataclass(frozen=True)
class PlanStep:
    """One task of the plan, with its term in the plan's own words."""

    key: str
    title: str
    section: str  # heading of the plan; two headings may bear one number
    source: Citation
    due: Due | None = None
    phrase: str = ""  # the words of the term
    owner: str = ""  # person | unit_head | coordinating | chief | council | leadership
    participants: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    items: tuple[str, ...] = ()  # numbers of the process: S-5
    after: tuple[str, ...] = ()  # keys of steps that come first


@dataclass(frozen=True)
class Book:
    """Everything in force for one edition of one office. Missing things raise `NotInBook`, never default."""

    edition: str
    on: date  # the day for which the dated values were chosen
    title: str = ""
    office: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)  # of the office: letterhead, signers
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    tables: Mapping[str, ScoreTable] = field(default_factory=dict)
    plan: tuple[PlanStep, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)  # rule id -> why it holds no value

    def __getitem__(self, rule_id: str) -> Rule:
        if rule := self.rules.get(rule_id):
            return rule
        reason = self.absent.get(rule_id, "không có quy tắc này")
        raise NotInBook(f'Bộ quy định {self.edition}: "{rule_id}": {reason}.')

    def __contains__(self, rule_id: str) -> bool:
        return rule_id in self.rules

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def _find(self, where: Mapping[str, Any], key: str, what: str) -> Any:
        if key not in where:
            raise NotInBook(f'Bộ quy định {self.edition} không có {what} "{key}".')
        return where[key]

    def form(self, key: str) -> Form:
        return self._find(self.forms, key, "biểu mẫu")

    def table(self, key: str) -> ScoreTable:
        return self._find(self.tables, key, "bảng chấm điểm")

    def instrument(self, key: str) -> Instrument:
        return self._find(self.instruments, key, "văn bản")

    def step(self, key: str) -> PlanStep:
        return self._find({step.key: step for step in self.plan}, key, "bước kế hoạch")

    def cite(self, act: str, clause: str = "", quote: str = "", status: str = "confirmed") -> Citation:
        return Citation(act, clause, quote, status, self.instrument(act).label)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json(to_json())` is equal to the book."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | str) -> "Book":
        return _book(json.loads(data) if isinstance(data, str) else data)

    @cached_property
    def digest(self) -> str:
        """sha256 of the canonical JSON: two books with one digest are the same law."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """Dataclasses, dates and fractions as JSON values; fields at their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((item.name, item.default, getattr(value, item.name)) for item in fields(value))
        return {name: plain(have) for name, default, have in pairs if have != default}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, (Fraction, DueKind)) else value


def cited(row: Mapping[str, Any]) -> Citation:
    """The citation that a row of a rule's values carries under `source`."""
    return Citation(**row["source"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_TUPLES = {"replaces", "amends", "participants", "forms", "papers", "items", "after"}
_DAYS = {"issued", "in_force", "until", "valid_from", "valid_to"}


def _kept(data: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(data)
    for key in _TUPLES & kept.keys():
        kept[key] = tuple(kept[key])
    for key in _DAYS & kept.keys():
        kept[key] = _day(kept[key])
    if "source" in kept:
        kept["source"] = Citation(**kept["source"])
    return kept


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(**_kept(data) | {"also": tuple(Citation(**item) for item in data.get("also", ()))})


def _section(data: Mapping[str, Any]) -> Section:
    parts = {
        "signers": tuple(Signer(**item) for item in data.get("signers", ())),
        "fields": tuple(Field(**_kept(item)) for item in data.get("fields", ())),
    }
    return Section(**{**data, **parts})


def _form(data: Mapping[str, Any]) -> Form:
    return Form(**_kept(data) | {"sections": tuple(_section(item) for item in data.get("sections", ()))})


def _bands(rows: Any) -> tuple[Band, ...]:
    return tuple(Band(row["word"], Fraction(row["at_least"])) for row in rows)


def _table(data: Mapping[str, Any]) -> ScoreTable:
    parts = {
        "step": Fraction(data["step"]),
        "groups": tuple(ScoreGroup(**row | {"max": Fraction(row["max"])}) for row in data.get("groups", ())),
        "lines": tuple(ScoreLine(**row | {"max": Fraction(row["max"])}) for row in data.get("lines", ())),
        "word_bands": _bands(data.get("word_bands", ())),
        "total_bands": _bands(data.get("total_bands", ())),
    }
    return ScoreTable(**_kept(data) | parts)


def _step(data: Mapping[str, Any]) -> PlanStep:
    kept = _kept(data)
    if due := kept.get("due"):
        kept["due"] = Due(DueKind(due["kind"]), date.fromisoformat(due["day"]), _day(due.get("start")))
    return PlanStep(**kept)


def _book(data: Mapping[str, Any]) -> Book:
    return Book(
        edition=data["edition"],
        on=date.fromisoformat(data["on"]),
        title=data.get("title", ""),
        office=data.get("office", ""),
        facts=data["facts"],
        instruments={key: Instrument(**_kept(item)) for key, item in data["instruments"].items()},
        rules={key: _rule(item) for key, item in data["rules"].items()},
        forms={key: _form(item) for key, item in data["forms"].items()},
        tables={key: _table(item) for key, item in data["tables"].items()},
        plan=tuple(_step(item) for item in data.get("plan", ())),
        absent=data["absent"],
    )
