"""Who may do what at a meeting of phòng Tổng hợp: Minh presides, Lan writes the minutes."""

import pytest

from tests.builders import MET, a_meeting, codes
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.meetings.permissions import (
    may_call,
    may_close,
    may_conclude,
    may_prepare,
    may_reopen,
    may_replace_secretary,
    may_run,
    may_write_down,
)
from thuocdo.meetings.queries import meetings_visible_to
from thuocdo.meetings.states import MEETING

lived, year = standing(beside_another(a_meeting))

RUN = {"lan", "minh"}
MAY = {
    "run": dict.fromkeys(MEETING.states, RUN),
    "prepare": {"planned": RUN},
    "write down": {"open": RUN},
    "close": {"adopted": {"minh"}},
    "reopen": {"closed": {"hoa"}},
    "replace the secretary": {state: RUN | {"hoa"} for state in ("planned", "open", "adopted")},
}


@pytest.mark.parametrize("state", MEETING.states)
def test_who_may_do_what_in_each_state(year, state):
    meeting = year.meeting
    meeting.state = state
    asked = {
        "run": may_run,
        "prepare": may_prepare,
        "write down": may_write_down,
        "close": may_close,
        "reopen": may_reopen,
        "replace the secretary": may_replace_secretary,
    }
    may = {
        act: {name for name in EVERYBODY if ask(meeting, year.by(name, MET)) == []}
        for act, ask in asked.items()
    }
    assert may == {act: MAY[act].get(state, set()) for act in asked}


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_sees_the_meeting(year, name):
    seen = set(meetings_visible_to(year.by(name, MET)).values_list("pk", flat=True))
    sees = name in ("lan", "bao", "tuan", "minh", "hoa", "son")
    assert seen == ({year.meeting.pk} if sees else set())


def test_an_invited_guest_sees_it_and_runs_nothing(year):
    year.office.hoa.duties.all().delete()  # only the head of the unit that is invited
    hoa = year.by("hoa", MET)
    assert list(meetings_visible_to(hoa)) == [year.meeting]
    assert codes(may_run(year.meeting, hoa)) == ["meeting.not_yours"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_calls_a_meeting(year, name):
    may = may_call(year.cycle, year.unit, year.by(name, MET), year.step("unit_meetings")) == []
    assert may == (name == "minh")


def test_nothing_is_concluded_before_it_is_taken_up(year):
    item, by = year.item("TH"), year.by("minh", MET)
    assert codes(may_conclude(item, by)) == ["meeting.item_not_started"]
    item.started_at = by.at
    assert may_conclude(item, by) == []
    assert codes(may_conclude(item, year.by("bao", MET))) == ["meeting.not_yours"]
