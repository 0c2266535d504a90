"""The consultation, stage by stage, made by the actions that people call."""

from tests.builders import Year, an_accepted_dossier
from tests.people import a_person, moment
from thuocdo.assemblies.actions import mark_seats, open_assembly
from thuocdo.assemblies.queries import seats_of
from thuocdo.consultation.actions import call_consultation, close_consultation, move_card
from thuocdo.consultation.models import Consultation
from thuocdo.kernel.words import Axis, Grade, PostRole, Stage
from thuocdo.office.models import Charge, Person, Post
from thuocdo.ratings.actions import form_groups, state_grade
from thuocdo.ratings.models import ComparableGroup, Rating

MET = "2023-11-28 08:00"
GROUPS = {"Mọi người": ("lan", "bao", "minh", "tuan", "hoa", "khach"), "Đơn vị": ("TH", "HCQT")}


def before() -> Year:
    """Units have proposed: everybody good; a vice chief is in charge of phòng Tổng hợp."""
    year = an_accepted_dossier()
    hoa = year.by("hoa", MET)
    year.office.people["phuc"] = a_person(year.office, "VP090", "Đặng Văn Phúc")
    Post.objects.create(
        person=year.office.phuc,
        unit=year.office.units["LD"],
        role=PostRole.VICE_CHIEF,
        title="Phó Chánh Văn phòng",
    )
    Charge.objects.create(leader=year.office.phuc, unit=year.unit)
    groups = {name: [year.subject(who).pk for who in members] for name, members in GROUPS.items()}
    form_groups(year.cycle, groups, reasons=dict.fromkeys(groups, "Để thử"), by=hoa)
    propose_in_hcqt(year)
    return year


def propose_in_hcqt(year: Year) -> None:
    """The unit that held no meeting in these tests."""
    hoa = year.by("hoa", MET)
    for name in ("hoa", "khach"):
        state_grade(year.cycle, year.subject(name), Stage.UNIT, Grade.GOOD, by=hoa)
    state_grade(year.cycle, year.subject("HCQT"), Stage.UNIT, Grade.GOOD, axis=Axis.COLLECTIVE, by=hoa)


def meeting(year: Year) -> Consultation:
    return Consultation.objects.select_related("cycle", "chair", "secretary").get(cycle=year.cycle)


def call(year: Year) -> Consultation:
    hoa = year.by("hoa", MET)
    call_consultation(year.cycle, planned_at=moment(MET), place="Phòng họp 1", secretary=hoa.person, by=hoa)
    return meeting(year)


def begin(year: Year) -> Consultation:
    marks = {one.pk: (True, "") for one in seats_of(call(year))}
    mark_seats(meeting(year), marks, by=year.by("hoa", MET))
    open_assembly(meeting(year), by=year.by("hoa", MET))
    return meeting(year)


def under_way() -> Year:
    year = before()
    begin(year)
    return year


def move(year: Year, name: str, grade: Grade | None, *, by: str = "son", **more: str) -> Rating:
    facts = {"seen": "good", "reason": "Còn việc chậm"} | more
    return move_card(meeting(year), year.subject(name).pk, grade, by=year.by(by, MET), **facts)


def end(year: Year, by: str = "son") -> Consultation:
    close_consultation(meeting(year), summary="", conclusion="Thống nhất.", by=year.by(by, MET))
    return meeting(year)


def person(year: Year, name: str) -> Person:
    return year.office.people[name]


def seat_of(year: Year, name: str) -> int:
    return seats_of(meeting(year)).get(person=person(year, name)).pk


def group(year: Year, name: str = "Mọi người") -> ComparableGroup:
    return ComparableGroup.objects.get(cycle=year.cycle, name=name)
