"""The conference of key officials, stage by stage."""

from dataclasses import replace

from tests.builders import Year, a_cycle
from tests.people import moment
from thuocdo.assemblies.queries import seats_of
from thuocdo.assemblies.rules import Votes
from thuocdo.ballots.actions import enter_count
from thuocdo.ballots.queries import count_of, teller_of
from thuocdo.conferences.actions import (
    call_conference,
    close_conference,
    hold_level_ballot,
    mark_members,
    open_conference,
    seat_member,
)
from thuocdo.conferences.models import Conference
from thuocdo.conferences.queries import conference_of, level_ballot
from thuocdo.kernel.words import Grade
from thuocdo.office.rules.bodies import Body

CALLED, HELD = "2023-11-22 08:00", "2023-11-24 08:00"


def the_conference(year: Year) -> Conference:
    found = conference_of(year.cycle)
    assert found
    return found


def call_key_officials(year: Year) -> None:
    """Sơn, Hoa and Minh by their posts; Lan added by name."""
    by, people = year.by("hoa", CALLED), year.office.people
    call_conference(
        year.cycle, planned_at=moment(HELD), place="Phòng họp số 1", secretary=people["hoa"], by=by
    )
    seat_member(the_conference(year), people["lan"], Body.YOUTH, by=by)


def a_called_conference() -> Year:
    """Tuấn added as well."""
    year = a_cycle()
    call_key_officials(year)
    seat_member(the_conference(year), year.office.tuan, Body.UNION, by=year.by("hoa", CALLED))
    return year


def mark(year: Year, *away: str) -> None:
    gone, conference = {year.person(who).pk for who in away}, the_conference(year)
    marks = {one.pk: (one.person_id not in gone, "đi họp") for one in seats_of(conference)}
    mark_members(conference, marks, by=year.by("hoa", HELD))


def begin(year: Year) -> None:
    """Tuấn is away; four of five are there."""
    mark(year, "tuan")
    open_conference(the_conference(year), by=year.by("hoa", HELD))


def hold(year: Year) -> None:
    tellers = [year.office.people[who] for who in ("minh", "lan")]
    hold_level_ballot(the_conference(year), tellers=tellers, by=year.by("hoa", HELD))


def count(year: Year, **votes: int) -> None:
    """Both tellers enter these votes; the second seals."""
    ballot = level_ballot(the_conference(year))
    assert ballot
    standing, cast = count_of(ballot), sum(votes.values())
    lines = tuple(replace(line, agree=votes.get(line.key, 0)) for line in standing.lines)
    sheet = replace(standing, issued=cast, collected=cast, valid=cast, lines=lines)
    for who in ("minh", "lan"):
        enter_count(teller_of(ballot, year.person(who)), sheet, by=year.by(who, HELD))


def a_counted_conference() -> Year:
    """Three for good, one for excellent."""
    year = a_called_conference()
    begin(year)
    hold(year)
    count(year, **{Grade.GOOD: 3, Grade.EXCELLENT: 1})
    return year


def close(year: Year, who: str = "son", agree: int = 4) -> None:
    close_conference(
        the_conference(year),
        discussion="Nhất trí",
        conclusion="Thống nhất mức đề nghị",
        votes=Votes(agree),
        by=year.by(who, HELD),
    )
