"""Test data made by living: every stage of the year is reached by the actions that people call.

`Year` gives each row as it stands in the database now. A refusal is told by `refusal_of`, which also proves
that nothing was written.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.people import Office, an_office, moment
from thuocdo.assemblies.rules import Votes
from thuocdo.audit.models import Event
from thuocdo.ballots.actions import enter_count
from thuocdo.ballots.models import Ballot
from thuocdo.ballots.queries import as_it_stands, teller_of
from thuocdo.ballots.rules import Count, LineCount
from thuocdo.cycle.actions import open_cycle
from thuocdo.cycle.models import Cycle, Step
from thuocdo.decisions.models import Notice
from thuocdo.dossiers.actions import accept_dossier, hand_over
from thuocdo.dossiers.models import Dossier
from thuocdo.kernel.findings import Finding, Refused
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book
from thuocdo.law.packs import load_book
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    call_meeting,
    close_meeting,
    conclude_person,
    conclude_point,
    conclude_report,
    hold_emulation_ballot,
    mark_attendance,
    open_meeting,
    start_item,
)
from thuocdo.meetings.models import Attendee, Item, Meeting
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import Actor
from thuocdo.papers.models import Paper
from thuocdo.ratings.actions import form_proposed_groups
from thuocdo.reviews.actions import (
    answer_point,
    call_for_reviews,
    complete_review,
    save_draft,
    submit_review,
)
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import form_of, table_of

UNIT = ("minh", "tuan", "lan", "bao")  # who works in phòng Tổng hợp, in the order of the agenda
WRITTEN = "2023-11-16 08:00"
MET = "2023-11-22 08:00"
COMPLETED = "2023-11-23 08:00"
GIVEN = "2023-11-24 08:00"


@dataclass
class Year:
    """The office with its 2023 cycle; `minh`'s unit is the one that is lived through."""

    office: Office
    cycle: Cycle
    neighbour: "Year | None" = None  # of another agency

    @property
    def unit(self) -> Unit:
        return self.office.units["TH"]

    def by(self, name: str, at: str = WRITTEN) -> Actor:
        """Who acts; "hoa@so" is the Hoa of the other agency."""
        first, _, elsewhere = name.partition("@")
        return (self.neighbour.office if elsewhere else self.office).acting(first, at)

    def person(self, name: str) -> Person:
        return self.by(name).person

    def author(self, name: str, at: str = WRITTEN) -> Actor:
        """Who writes the review of `name`; the report of a unit is its head's."""
        return self.by({"TH": "minh", "HCQT": "hoa"}.get(name, name), at)

    def step(self, key: str) -> Step:
        return Step.objects.select_related("cycle").get(cycle=self.cycle, key=key)

    def subject(self, name: str) -> Any:
        """The subject of a person, or of a unit by its code."""
        return (self.office.people.get(name) or self.office.units[name]).subject

    def review(self, name: str) -> Review:
        reviews = Review.objects.select_related("cycle", "unit__agency", "person")
        return reviews.get(cycle=self.cycle, subject=self.subject(name))

    @property
    def meeting(self) -> Meeting:
        rows = Meeting.objects.select_related("cycle", "unit", "chair", "secretary")
        return rows.get(cycle=self.cycle, unit=self.unit)

    def item(self, name: str) -> Item:
        """The point of the agenda about somebody, the unit ("TH"), or the "emulation" title."""
        rows = Item.objects.select_related(
            "meeting__cycle", "meeting__unit", "review__person", "review__unit", "review__cycle", "chair"
        ).filter(meeting__cycle=self.cycle, meeting__unit=self.unit)
        if name == "emulation":
            return rows.get(kind=Item.Kind.EMULATION)
        return rows.get(review__subject=self.subject(name))

    def seat(self, name: str) -> Attendee:
        """Somebody's place in the meeting of the unit."""
        return self.meeting.attendees.get(person=self.office.people[name])

    @property
    def ballot(self) -> Ballot:
        return as_it_stands(self.meeting.ballot_id)

    @property
    def dossier(self) -> Dossier:
        return Dossier.objects.get(cycle=self.cycle, unit=self.unit)

    def notice(self, name: str) -> Notice:
        """The standing notice to a person, or to a unit by its code."""
        rows = Notice.objects.select_related("cycle", "subject__person", "subject__unit", "rating", "basis")
        return rows.get(cycle=self.cycle, subject=self.subject(name), is_current=True)

    def papers(self, **facts: Any) -> list[Paper]:
        return list(Paper.objects.filter(cycle=self.cycle, **facts).order_by("id"))


@lru_cache
def the_book() -> Book:
    """The edition of 2023; read once."""
    return load_book(settings.REGULATIONS, "2023", "mau-vpubnd")


# --- the year, stage by stage ---


def a_cycle(code: str = "vp") -> Year:
    """The year is open, with its comparable groups."""
    office = an_office(code)
    hoa = office.acting("hoa", "2023-11-14 08:00")
    cycle = open_cycle(2023, the_book(), by=hoa)
    form_proposed_groups(cycle, by=hoa)
    return Year(office, cycle)


def a_review(code: str = "vp") -> Year:
    """Everybody has a form to fill in."""
    year = a_cycle(code)
    call_for_reviews(year.cycle, by=year.by("hoa", "2023-11-14 09:00"))
    return year


ANSWERS = {"level": "good", "grade4": "Tốt", "date": "1985-05-12", "number": "85"}


def answers_for(review: Review) -> dict[str, str]:
    """Every field that its author is asked, answered."""
    asked = form_of(review).asked("self", review.leads)
    return {field.key: ANSWERS.get(field.type, f"Nội dung mục {field.key}") for field in asked}


def scores_for(review: Review) -> dict[str, dict[str, str]]:
    """Full points on every line of the score sheet, where the form has one."""
    table = table_of(review)
    return {
        line.key: {"done": "10", "of": "10"} if line.kind == "M" else {"points": str(line.max), "reason": ""}
        for line in (table.lines if table else ())
    }


def write(year: Year, name: str, at: str = WRITTEN, **answers: str) -> Review:
    """The draft is written to the end."""
    review, by = year.review(name), year.author(name, at)
    answers = answers_for(review) | answers
    return save_draft(review, answers, scores_for(review), version=review.version, by=by)


def submit(year: Year, name: str, at: str = WRITTEN, **answers: str) -> Review:
    written = write(year, name, at, **answers)
    return submit_review(written, version=written.version, by=year.author(name, at))


def a_submitted_review(code: str = "vp", names: Iterable[str] = ("lan",)) -> Year:
    year = a_review(code)
    for name in names:
        submit(year, name)
    return year


def call(year: Year) -> None:
    """The head calls the meeting of the unit."""
    call_meeting(
        year.cycle,
        year.unit,
        planned_at=moment(MET),
        place="Phòng họp số 2",
        secretary=year.office.lan,
        by=year.by("minh", "2023-11-20 08:00"),
    )


def a_called_meeting(code: str = "vp") -> Year:
    """All of the unit handed in; the meeting has its members and its agenda."""
    year = a_submitted_review(code, (*UNIT, "TH"))
    call(year)
    return year


def all_present(year: Year) -> None:
    marks = {seat.pk: (True, "") for seat in year.meeting.attendees.all()}
    mark_attendance(year.meeting, marks, by=year.by("minh", MET))


def begin(year: Year) -> None:
    """Everyone is there; the meeting opens."""
    all_present(year)
    open_meeting(year.meeting, by=year.by("minh", MET))


def a_meeting(code: str = "vp") -> Year:
    """The meeting is open, everyone present."""
    year = a_called_meeting(code)
    begin(year)
    return year


def a_count(year: Year, **sums: int) -> Count:
    """What the tellers counted: everyone for everyone, unless said otherwise."""
    whole = {"summoned": 4, "present": 4, "issued": 4, "collected": 4, "valid": 4, "invalid": 0} | sums
    people = [year.office.people[name] for name in UNIT]
    lines = tuple(
        LineCount(str(person.subject_id), person.full_name, whole["valid"], 0, 0) for person in people
    )
    return Count(**whole, lines=lines)


TELLERS = ["bao", "tuan"]


def hold(year: Year, **how: Any) -> None:
    """The slip with everyone's name, two tellers, on paper unless said otherwise."""
    tellers = [year.office.people[who] for who in how.pop("tellers", TELLERS)]
    candidates = [year.office.people[who] for who in UNIT]
    by = year.by("minh", MET)
    hold_emulation_ballot(year.item("emulation"), candidates, tellers=tellers, **how, by=by)


def count(year: Year, *sheets: Count) -> None:
    """The tellers enter what they counted, each alone; one sheet: both the same."""
    for who, sheet in zip(TELLERS, sheets if len(sheets) > 1 else sheets * 2, strict=True):
        enter_count(teller_of(year.ballot, year.person(who)), sheet, by=year.by(who, MET))


def hear(year: Year, name: str, grade: Grade | None = Grade.GOOD, **said: Any) -> None:
    """One point of the agenda from its beginning to its conclusion; nobody writes it on oneself."""
    by = year.by("minh" if name != "minh" else "tuan", MET)
    start_item(year.item(name), by=year.by("minh", MET))
    if name == "emulation":
        hold(year)
        count(year, a_count(year))
        return
    add_remark(year.item(name), year.seat("tuan"), f"Nhất trí với {name}", once=uuid4(), by=by)
    facts = {"strengths": "Đúng hạn", "weaknesses": "Còn chậm", "votes": Votes(4, 0)} | said
    if name == "TH":
        conclude_point(
            year.item(name), "Kết quả công tác", "Tiếp thu", taken_up=True, votes=Votes(4, 0), by=by
        )
        conclude_report(year.item(name), grade=grade, **facts, by=by)
    else:
        conclude_person(year.item(name), grade=grade, **facts, by=by)


def hear_all(year: Year, grades: dict[str, Grade] | None = None) -> None:
    for name in ("TH", *UNIT):
        hear(year, name, (grades or {}).get(name, Grade.GOOD))
    hear(year, "emulation")


def a_heard_meeting(code: str = "vp", grades: dict[str, Grade] | None = None) -> Year:
    """Everything on the agenda is done; the minutes can be read."""
    year = a_meeting(code)
    hear_all(year, grades)
    return year


def adopt(year: Year) -> None:
    adopt_minutes(year.meeting, votes=4, correction="", by=year.by("minh", MET))


def close(year: Year) -> None:
    """The minutes are adopted and the meeting ends."""
    adopt(year)
    close_meeting(year.meeting, by=year.by("minh", MET))


def a_closed_meeting(code: str = "vp", grades: dict[str, Grade] | None = None) -> Year:
    year = a_heard_meeting(code, grades)
    close(year)
    return year


def complete(year: Year, name: str, at: str = COMPLETED) -> Review:
    """The author takes every remark up and completes."""
    by = year.author(name, at)
    for point in year.review(name).points.all():
        answer_point(point, taken_up=True, answer="Đã tiếp thu", by=by)
    review = year.review(name)
    return complete_review(review, version=review.version, by=by)


def complete_all(year: Year) -> None:
    for name in ("TH", *UNIT):
        complete(year, name)


def a_complete_dossier(code: str = "vp") -> Year:
    """All that the dossier needs is there."""
    year = a_closed_meeting(code)
    complete_all(year)
    return year


def a_handed_over_dossier(code: str = "vp") -> Year:
    year = a_complete_dossier(code)
    hand_over(year.cycle, year.unit, by=year.by("minh", GIVEN))
    return year


def an_accepted_dossier(code: str = "vp") -> Year:
    year = a_handed_over_dossier(code)
    accept_dossier(year.cycle, year.unit, by=year.by("hoa", GIVEN))
    return year


# --- what was written, what was refused ---


def everything() -> dict[str, list[tuple]]:
    """Every row that the program keeps."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("thuocdo.")]
    tables = {}
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in ours):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            tables[table] = cursor.fetchall()
    return tables


@contextmanager
def nothing_written() -> Iterator[None]:
    """Not a row is added, changed or taken away."""
    before = everything()
    yield
    assert {name: rows for name, rows in everything().items() if rows != before[name]} == {}


def refusal_of(action: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Finding, ...]:
    """Why the action is refused; and it wrote nothing."""
    with nothing_written(), pytest.raises(Refused) as refusal:
        action(*args, **kwargs)
    return refusal.value.findings


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@contextmanager
def on_record() -> Iterator[list[tuple[str, str]]]:
    """Gathers verb and actor of every line that the block puts on record."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    lines: list[tuple[str, str]] = []
    yield lines
    lines += Event.objects.filter(id__gt=last).values_list("verb", "actor_name")


def last_event() -> Event:
    return Event.objects.latest("id")
