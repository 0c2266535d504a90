"""First the consultation concludes, then the decision is issued; the Party's levels are the Party's."""

from datetime import date

import pytest

from tests.builders import codes, refusal_of
from tests.consultation.stage import before, begin, call, end, meeting
from tests.decisions.stages import DECIDED, decide_all
from tests.standing import beside_another, browser_of, standing
from thuocdo.assemblies.actions import reopen_assembly
from thuocdo.decisions.actions import issue_decision
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.ratings.actions import state_grade
from thuocdo.ratings.models import Rating

lived, year = standing(beside_another(before))
BOARD = "/xep-loai/quyet-dinh/"
REASON = "“Họp tham vấn và kết luận xếp loại cấp phòng, công chức, viên chức, người lao động” (mục II.4 của kế hoạch) chưa kết luận."


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 29)


def refused(year):
    return codes(refusal_of(issue_decision, year.cycle, by=year.by("son", DECIDED)))


@pytest.mark.parametrize("stage", [None, call, begin], ids=["not called", "called", "open"])
def test_no_decision_before_the_consultation_has_concluded(year, stage):
    if stage:
        stage(year)
    decide_all(year)
    assert refused(year) == ["decision.before_consultation"]


def test_the_decision_follows_the_conclusion_and_a_reopened_meeting_holds_it_up_again(year):
    begin(year)
    decide_all(year)
    end(year)
    reopen_assembly(meeting(year), reason="Bổ sung ý kiến", by=year.by("hoa", DECIDED))
    assert refused(year) == ["decision.before_consultation"]
    end(year)
    assert len(issue_decision(year.cycle, by=year.by("son", DECIDED))) == 1


def test_the_button_is_grey_and_says_why(year):
    decide_all(year)
    son = browser_of(year, "son")
    page = son.get(BOARD).content.decode()
    assert REASON in page
    refusal = son.post(f"{BOARD}ban-hanh/")
    assert (refusal.status_code, REASON in refusal.content.decode()) == (409, True)
    begin(year)
    end(year)
    assert REASON not in son.get(BOARD).content.decode()


def test_the_partys_level_is_never_the_states(year):
    party = {"axis": Axis.PARTY, "by": year.by("lan", DECIDED)}
    state_grade(year.cycle, year.subject("lan"), Stage.SELF, Grade.UNSATISFACTORY, **party)
    begin(year)
    end(year)
    decide_all(year)
    issue_decision(year.cycle, by=year.by("son", DECIDED))
    party_rows = Rating.objects.filter(axis=Axis.PARTY, subject=year.subject("lan"))
    assert {row.stage for row in party_rows} == {Stage.SELF}
    browser = browser_of(year, "son")
    board, card = browser.get(BOARD), browser.get(f"/hoi-y/the/{year.subject('lan').pk}/")
    assert "Mức xếp loại đảng viên do tổ chức đảng quyết định sau" in board.content.decode()
    assert "(Xếp loại đảng viên, tổ chức đảng quyết định)" in card.content.decode()
    for path in (BOARD, "/xep-loai/ket-qua/", f"/xep-loai/thong-bao/{year.notice('lan').pk}/"):
        assert "Không hoàn thành</" not in browser.get(path).content.decode()
    assert year.notice("lan").rating.grade == "good"
