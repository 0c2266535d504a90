"""The year up to the decision, for whoever tests what comes of it."""

from datetime import date

from tests.builders import Year
from thuocdo.kernel.words import Grade
from thuocdo.office.actions import appoint_stand_in
from thuocdo.office.models import StandIn
from thuocdo.ratings.actions import decide_grades
from thuocdo.ratings.queries import Choice, cases_of

DECIDED = "2023-11-29 08:00"


def without_a_consultation(year: Year) -> Year:
    """An office whose plan knows none: nothing stands between the proposal and the decision."""
    year.step("consultation").delete()
    return year


def stand_in(year: Year, name: str) -> StandIn:
    """HCQT appoints somebody in the Chief's place."""
    leadership, since = year.office.units["LD"], date(2023, 11, 27)
    person, by = year.office.people[name], year.by("hoa", DECIDED)
    return appoint_stand_in(leadership, person, since, None, reason="Đi học", by=by)


def decide_all(year: Year, at: str = DECIDED, *, who: str = "son", **choices: Choice) -> None:
    """The chief decides on everybody who is his to decide: by name as said, else as proposed, else good."""
    wanted = {year.subject(name).pk: choice for name, choice in choices.items()}
    by = year.by(who, at)
    cases = [case for case in cases_of(year.cycle, by.on) if case.decided_by(by) and not case.announced]
    usual = Choice(Grade.GOOD, "Đơn vị chưa họp")
    chosen = {case.subject: wanted.get(case.subject, case.as_proposed or usual) for case in cases}
    decide_grades(year.cycle, chosen, by=by)
