import inspect
from datetime import date

import pytest

from tests.builders import codes, on_record, refusal_of
from tests.conferences.stage import (
    HELD,
    a_called_conference,
    begin,
    close,
    count,
    hold,
    mark,
    the_conference,
)
from tests.people import moment
from tests.standing import standing
from thuocdo.assemblies.actions import reopen_assembly
from thuocdo.assemblies.queries import seats_of
from thuocdo.ballots.actions import void_ballot
from thuocdo.ballots.rules import Way
from thuocdo.conferences.actions import (
    call_conference,
    close_conference,
    hold_level_ballot,
    mark_members,
    open_conference,
    recount_level_ballot,
    seat_member,
    unseat_member,
)
from thuocdo.conferences.models import Conference
from thuocdo.conferences.queries import ballots_of, empty_bodies, level_ballot, level_of
from thuocdo.conferences.sheets import minutes
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.actions import appoint_stand_in
from thuocdo.office.models import Post, Subject
from thuocdo.office.rules.bodies import Body
from thuocdo.ratings.models import Rating
from thuocdo.site.demo.polling import hold_electronic

lived, called = standing(a_called_conference)


def names(year):
    return [one.person.full_name.split()[-1] for one in seats_of(the_conference(year))]


@pytest.fixture
def year(called):
    """Open, with Tuấn away."""
    begin(called)
    return called


def test_members_are_proposed_from_posts_and_what_the_list_lacks_is_told(called):
    conference = the_conference(called)
    assert names(called) == ["Sơn", "Hoa", "Minh", "Lan", "Tuấn"]
    assert empty_bodies(conference) == [Body.PARTY]
    assert conference.chair == called.office.son


def test_only_hcqt_calls_it_and_once(called):
    facts = {"planned_at": moment(HELD), "place": "Phòng họp", "secretary": called.office.hoa}
    assert codes(refusal_of(call_conference, called.cycle, **facts, by=called.by("minh"))) == [
        "assembly.not_yours"
    ]
    assert codes(refusal_of(call_conference, called.cycle, **facts, by=called.by("hoa"))) == [
        "assembly.called"
    ]


def test_who_heads_two_units_has_one_seat(called):
    Conference.objects.all().delete()
    post = Post.objects.get(person=called.office.minh)
    Post.objects.filter(unit=called.office.units["HCQT"], role="head").update(role="staff")
    Post.objects.create(
        person=called.office.minh,
        unit=called.office.units["HCQT"],
        role="head",
        title="Phụ trách",
        is_main=False,
    )
    call_conference(
        called.cycle, planned_at=moment(HELD), place="A", secretary=called.office.hoa, by=called.by("hoa")
    )
    assert names(called) == ["Sơn", "Minh"]
    assert seats_of(the_conference(called)).get(person=called.office.minh).title == post.title


def test_a_member_on_two_bodies_keeps_one_vote(called):
    before = len(names(called))
    seat_member(the_conference(called), called.office.minh, Body.PARTY, by=called.by("hoa"))
    assert len(names(called)) == before
    minh = seats_of(the_conference(called)).get(person=called.office.minh)
    assert minh.bodies == [Body.PARTY, Body.HEADS]


def test_somebody_is_taken_off_the_list(called):
    unseat_member(seats_of(the_conference(called)).get(person=called.office.lan), by=called.by("hoa"))
    assert "Lan" not in names(called)


def test_it_does_not_open_without_a_quorum(called):
    mark(called, "tuan", "lan")
    refused = refusal_of(open_conference, the_conference(called), by=called.by("hoa", HELD))
    assert codes(refused) == ["conference.no_quorum"]
    assert refused[0].source.status == "assumed"


def test_where_the_chief_is_away_another_leader_chairs_and_nobody_else(called):
    mark(called, "son")
    conference, by = the_conference(called), called.by("hoa", HELD)
    assert codes(refusal_of(open_conference, conference, by=by)) == ["assembly.chair_absent"]
    refused = refusal_of(open_conference, conference, chair=called.office.minh, by=by)
    assert codes(refused) == ["assembly.chair_no_leader"]
    Post.objects.filter(person=called.office.minh).update(role="vice_chief", unit=called.office.units["LD"])
    open_conference(conference, chair=called.office.minh, by=by)
    assert the_conference(called).chair == called.office.minh


def test_whoever_was_appointed_to_stand_in_chairs_and_the_minutes_say_in_whose_place(called):
    mark(called, "son")
    leadership, by = called.office.units["LD"], called.by("hoa", HELD)
    appoint_stand_in(leadership, called.office.minh, date(2023, 11, 20), None, reason="Đi học", by=by)
    open_conference(the_conference(called), chair=called.office.minh, by=by)
    said = minutes(the_conference(called), by.on)["chair"]["post"]
    assert said == "Trưởng phòng (chủ trì thay Chánh Văn phòng vắng mặt)"


def test_a_member_does_not_open_it(called):
    mark(called)
    refused = refusal_of(open_conference, the_conference(called), by=called.by("minh", HELD))
    assert codes(refused) == ["assembly.not_yours"]


def test_the_absent_member_is_not_on_the_roll(year):
    tellers = [year.office.people[who] for who in ("minh", "lan", "hoa")]
    hold_level_ballot(the_conference(year), tellers=tellers, way=Way.ELECTRONIC, by=year.by("hoa", HELD))
    ballot = level_ballot(the_conference(year))
    voters = {voter.person for voter in ballot.voters.all()}
    assert voters == {year.office.people[who] for who in ("son", "hoa", "minh", "lan")}
    assert (ballot.present, ballot.summoned) == (4, 5)
    assert [line.key for line in ballot.lines.all()] == [grade.value for grade in Grade]


def test_the_absent_member_does_not_count_votes_either(year):
    tellers = [year.office.people[who] for who in ("minh", "tuan")]
    refused = refusal_of(hold_level_ballot, the_conference(year), tellers=tellers, by=year.by("hoa", HELD))
    assert codes(refused) == ["conference.teller_absent"]


def test_from_the_ballot_on_who_is_there_stands(year):
    hold(year)
    marks = {seats_of(the_conference(year)).get(person=year.office.tuan).pk: (True, "")}
    refused = refusal_of(mark_members, the_conference(year), marks, by=year.by("hoa", HELD))
    assert codes(refused) == ["conference.voting"]
    tellers = [year.office.people[who] for who in ("minh", "lan")]
    refused = refusal_of(hold_level_ballot, the_conference(year), tellers=tellers, by=year.by("hoa", HELD))
    assert codes(refused) == ["conference.voting"]


def test_an_electronic_ballot_gives_the_level(year):
    tellers = [year.office.people[who] for who in ("minh", "lan", "hoa")]
    by = year.by("hoa", HELD)
    hold_level_ballot(the_conference(year), tellers=tellers, way=Way.ELECTRONIC, by=by)
    good, excellent = [[0, 1, 0, 0]], [[1, 0, 0, 0]]

    def acting(person):
        name = next(name for name, one in year.office.people.items() if one == person)
        return year.by(name, HELD)

    hold_electronic(
        level_ballot(the_conference(year)), [good, excellent, good, good], acting, by=year.by("son", HELD)
    )
    close(year)
    assert the_conference(year).level == Grade.GOOD


def test_without_a_sealed_ballot_it_does_not_end(year):
    assert codes(refusal_of(close, year)) == ["conference.no_ballot"]
    hold(year)
    assert codes(refusal_of(close, year)) == ["conference.ballot_not_sealed"]


def test_a_tie_gives_no_level_and_another_ballot_follows(year):
    hold(year)
    count(year, good=2, excellent=2)
    assert level_of(level_ballot(the_conference(year))) is None
    assert codes(refusal_of(close, year)) == ["conference.no_level"]
    hold(year)
    count(year, good=3, excellent=1)
    close(year)
    assert len(ballots_of(the_conference(year))) == 2
    minutes = year.papers(kind="key-officials-minutes")[-1].sheet
    assert [one["level"] for one in minutes["rounds"]] == ["", "Hoàn thành tốt nhiệm vụ"]
    assert len(year.papers(kind="tellers-minutes")) == 2


def test_a_void_ballot_is_no_ballot(year):
    hold(year)
    void_ballot(level_ballot(the_conference(year)), reason="Mất phiếu", by=year.by("son", HELD))
    assert level_ballot(the_conference(year)) is None
    hold(year)


def test_the_result_is_pulled_into_minutes_and_the_office_proposal(year):
    hold(year)
    count(year, good=3, excellent=1)
    with on_record() as lines:
        close(year)
    conference = the_conference(year)
    assert (conference.level, conference.state) == (Grade.GOOD, "closed")
    agency = Subject.objects.get(agency=year.office.agency, kind=Subject.Kind.AGENCY)
    stated = Rating.objects.get(subject=agency, is_current=True)
    assert (stated.grade, stated.stage, stated.axis) == (Grade.GOOD, Stage.SELF, Axis.COLLECTIVE)
    paper = year.papers(kind="key-officials-minutes")[0]
    assert paper.sheet["level"] == "Hoàn thành tốt nhiệm vụ"
    assert [one["votes"] for one in paper.sheet["rounds"][0]["lines"]] == [1, 3, 0, 0]
    assert paper.sheet["present"] == 4
    assert "Phạm Anh Tuấn (đi họp)" in str(paper.sheet["attendance"])
    told = year.papers(kind="tellers-minutes")[0].sheet
    assert told["result"].endswith("Hoàn thành tốt nhiệm vụ.")
    assert ("conference.ended", "Võ Trường Sơn") in lines


def test_no_act_takes_a_level():
    """Whoever concludes says words and counts hands; the level comes from the ballot alone."""
    assert set(inspect.signature(close_conference).parameters) == {
        "conference",
        "discussion",
        "conclusion",
        "votes",
        "by",
    }


def test_minutes_that_half_do_not_pass_are_not_issued(year):
    hold(year)
    count(year, good=4)
    assert codes(refusal_of(close, year, agree=2)) == ["assembly.not_adopted"]
    assert year.papers(kind="key-officials-minutes") == []


def test_a_paper_count_is_counted_again_with_a_reason(year):
    hold(year)
    count(year, good=4)
    by = year.by("hoa", HELD)
    assert codes(refusal_of(recount_level_ballot, the_conference(year), reason=" ", by=by)) == [
        "cycle.reason_missing"
    ]
    recount_level_ballot(the_conference(year), reason="Sót phiếu", by=by)
    count(year, good=1, excellent=3)
    close(year)
    assert the_conference(year).level == Grade.EXCELLENT


def test_opened_again_with_a_reason_what_was_stated_stays_until_it_ends_anew(year):
    hold(year)
    count(year, good=3, excellent=1)
    close(year)
    refused = refusal_of(reopen_assembly, the_conference(year), reason="Sai", by=year.by("minh", HELD))
    assert codes(refused) == ["assembly.not_yours"]
    reopen_assembly(the_conference(year), reason="Sai số phiếu", by=year.by("hoa", HELD))
    assert Rating.objects.filter(stage=Stage.SELF, grade=Grade.GOOD, is_current=True).exists()
    recount_level_ballot(the_conference(year), reason="Sót phiếu", by=year.by("hoa", HELD))
    count(year, good=1, excellent=3)
    close(year)
    agency = Subject.objects.get(agency=year.office.agency, kind=Subject.Kind.AGENCY)
    grades = Rating.objects.filter(subject=agency).order_by("id").values_list("grade", "is_current")
    assert list(grades) == [(Grade.GOOD, False), (Grade.EXCELLENT, True)]
    assert [paper.is_current for paper in year.papers(kind="key-officials-minutes")] == [False, True]
