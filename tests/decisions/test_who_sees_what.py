"""Who reads what of Lan at every stage of her year, asked of the real pages: person by person, thing by thing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import Year, a_review, begin, call, close, hear, submit, write
from tests.consultation import stage as consultation
from tests.decisions.stages import DECIDED, decide_all
from tests.people import a_person
from tests.standing import browser_of
from thuocdo.consultation.models import Consultation
from thuocdo.decisions.actions import answer_petition, file_petition, issue_decision
from thuocdo.kernel.words import Grade, PostRole, Stage
from thuocdo.meetings.actions import invite
from thuocdo.meetings.models import Meeting
from thuocdo.office.models import Charge, Post
from thuocdo.ratings.actions import state_grade
from thuocdo.ratings.queries import Choice

# Beside those of every test: who is in charge of the unit, one of the Party committee, a guest at Lan's point.
MORE = {
    "phuc": ("LD", PostRole.VICE_CHIEF),
    "party": ("HCQT", PostRole.STAFF),
    "guest": ("HCQT", PostRole.STAFF),
}
PEOPLE = ("lan", "bao", "tuan", "minh", "khach", "hoa", "son", *MORE, "hoa@so")

# What is looked for, each in words that stand nowhere else.
SAID = {
    "self-review": "Lan tự viết điều này",
    "remark": "Nhất trí với lan",
    "proposed": "Đơn vị kết luận điều này về Lan",
    "consulted": "Tham vấn hạ mức của Lan",
    "decided": "Quyết định trở lại mức của Lan",
    "petition": "Lan xin xem lại",
    "answer": "Lan được trả lời thế này",
    "public level": 'Nguyễn Thị Lan</th><td data-label="Mức xếp loại">',
}

CHIEFS = {"son", "hoa"}  # who decides, and who keeps the files
OVER = {"minh", "phuc"} | CHIEFS  # who leads the unit, who is in charge of it
UNIT = {"lan", "bao", "tuan", "minh"}
HEARD = dict.fromkeys(("self-review", "remark", "proposed"), UNIT | OVER)
CONCLUDED = HEARD | {"consulted": {"phuc"} | CHIEFS}
ISSUED = CONCLUDED | {"decided": {"lan"} | CHIEFS, "public level": set(PEOPLE) - {"hoa@so"}}
MATRIX = {
    "being written": {"self-review": {"lan"}},
    "handed in": {"self-review": {"lan"} | OVER},
    "heard in the meeting": {what: who | {"guest"} for what, who in HEARD.items()},
    "after the meeting": HEARD,
    "after the consultation": CONCLUDED,
    "decided, not issued": CONCLUDED | {"decided": {"son"}},
    "issued": ISSUED,
    "petition answered": ISSUED | {what: {"lan"} | CHIEFS for what in ("petition", "answer")},
}


def more_people(year: Year) -> Year:
    office = year.office
    for number, (name, (unit, role)) in enumerate(MORE.items(), 90):
        office.people[name] = a_person(
            office, f"VP{number:03}", f"Người Thứ {number}", party_post="Đảng ủy viên" * (name == "party")
        )
        Post.objects.create(person=office.people[name], unit=office.units[unit], role=role, title=role.value)
    Charge.objects.filter(unit=year.unit).delete()
    Charge.objects.create(leader=office.phuc, unit=year.unit)
    return replace(year, neighbour=a_review("so"))


def stages(year: Year) -> Iterator[str]:
    """The year, lived from one stage to the next."""
    for name in ("minh", "tuan", "bao", "TH"):
        submit(year, name)
    write(year, "lan", duties=SAID["self-review"])
    yield "being written"
    submit(year, "lan", duties=SAID["self-review"])
    call(year)
    at = {"hears": [year.subject("lan").pk], "by": year.by("minh", "2023-11-20 09:00")}
    invite(year.meeting, person=year.office.guest, title="Khách mời", **at)
    yield "handed in"
    begin(year)
    for name in ("TH", "minh", "tuan"):
        hear(year, name)
    hear(year, "lan", weaknesses=SAID["proposed"])
    yield "heard in the meeting"
    hear(year, "bao")
    hear(year, "emulation")
    close(year)
    yield "after the meeting"
    consultation.propose_in_hcqt(year)
    for name in ("guest", "party"):
        state_grade(year.cycle, year.subject(name), Stage.UNIT, Grade.GOOD, by=year.by("hoa", DECIDED))
    consultation.begin(year)
    consultation.move(year, "lan", Grade.SATISFACTORY, reason=SAID["consulted"])
    consultation.end(year)
    yield "after the consultation"
    decide_all(year, lan=Choice(Grade.GOOD, SAID["decided"]))
    yield "decided, not issued"
    issue_decision(year.cycle, by=year.by("son", DECIDED))
    yield "issued"
    petition = file_petition(year.notice("lan"), SAID["petition"], by=year.by("lan", DECIDED))
    answer_petition(petition, SAID["answer"], by=year.by("son", DECIDED))
    yield "petition answered"


def pages(year: Year) -> list[str]:
    """Every page on which these words can stand by now."""
    lan = year.office.lan
    found = [reverse("reviews:show", args=[year.review("lan").pk])]
    if Meeting.objects.filter(cycle=year.cycle, unit=year.unit).exists():
        found += [reverse("meetings:item", args=[year.meeting.pk, year.item("lan").pk])]
    if Consultation.objects.filter(cycle=year.cycle).exists():
        found += [reverse("consultation:card", args=[lan.subject_id]), reverse("decisions:board")]
    for notice in lan.subject.notices.all():
        found += [reverse("decisions:published"), reverse("decisions:notice", args=[notice.pk])]
        found += [reverse("decisions:answer", args=[one.pk]) for one in notice.petitions.all()]
    return found


def read_by(browser: Client, paths: list[str]) -> set[str]:
    """What somebody finds who tries every page."""
    answers = [browser.get(path) for path in paths]
    text = " ".join(answer.content.decode() for answer in answers if answer.status_code == 200)
    return {what for what, words in SAID.items() if words in text}


@pytest.mark.django_db
def test_who_reads_what_at_every_stage(settings):
    """A self-review is not for peers before it is heard, nor for other units at all; a draft level is not for the person."""
    settings.PRETEND_TODAY = date(2023, 11, 29)
    year = more_people(a_review())
    browsers = {name: browser_of(year, name) for name in PEOPLE}
    found = {}
    for stage in stages(year):
        paths = pages(year)
        seen = {name: read_by(browser, paths) for name, browser in browsers.items()}
        whats = {what: {name for name in PEOPLE if what in seen[name]} for what in SAID}
        found[stage] = {what: who for what, who in whats.items() if who}
    assert found == MATRIX
