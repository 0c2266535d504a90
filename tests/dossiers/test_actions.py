"""Handing the unit's dossier to HCQT, taking it in, sending it back."""

import pytest

from tests.builders import GIVEN, UNIT, a_complete_dossier, codes, last_event, on_record, refusal_of
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.cycle.actions import close_step
from thuocdo.dossiers.actions import accept_dossier, hand_over, return_dossier
from thuocdo.dossiers.models import Dossier, Piece, Return
from thuocdo.dossiers.permissions import may_accept, may_hand_over, may_return
from thuocdo.dossiers.queries import checklist, paper_or_404, papers_visible_to
from thuocdo.dossiers.states import DOSSIER
from thuocdo.papers.models import Paper
from thuocdo.reviews.actions import complete_review, return_review, save_draft

lived, year = standing(beside_another(a_complete_dossier))


def give(year, name: str = "minh", at: str = GIVEN) -> Dossier:
    return hand_over(year.cycle, year.unit, by=year.by(name, at))


def accept(year, name: str = "hoa") -> Dossier:
    return accept_dossier(year.cycle, year.unit, by=year.by(name, GIVEN))


def send_back(year, items=("self_reviews",), reason="Thiếu chữ ký", name="hoa") -> Dossier:
    return return_dossier(year.cycle, year.unit, items, reason=reason, by=year.by(name, GIVEN))


# --- who ---

MAY = {
    "open": {"hand over": {"minh"}},
    "returned": {"hand over": {"minh"}},
    "handed_over": {"accept": {"hoa"}, "return": {"hoa"}},
    "accepted": {"return": {"hoa"}},
}


@pytest.mark.parametrize("state", DOSSIER.states)
def test_who_may_do_what_in_each_state(year, state):
    dossier, step = Dossier(cycle=year.cycle, unit=year.unit, state=state), year.step("unit_dossiers")
    asked = {
        "hand over": lambda by: may_hand_over(dossier, by, step),
        "accept": lambda by: may_accept(dossier, by),
        "return": lambda by: may_return(dossier, by),
    }
    may = {act: {name for name in EVERYBODY if ask(year.by(name)) == []} for act, ask in asked.items()}
    assert may == {act: MAY[state].get(act, set()) for act in asked}


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name not in ("minh", "hoa")])
def test_the_others_are_refused_and_write_nothing(year, name):
    assert codes(refusal_of(give, year, name)) == ["dossier.not_yours"]
    assert codes(refusal_of(accept, year, name)) == ["office.not_yours"]
    assert codes(refusal_of(send_back, year, name=name)) == ["office.not_yours"]


UNIT_PAPERS = {"unit-minutes", "tellers-minutes", "proposed-ratings", "emulation-summary", "unit-report"}


@pytest.mark.parametrize(
    ("name", "own", "others"),
    [
        ("lan", 1, 0),
        ("bao", 1, 0),
        ("minh", 1, 3),
        ("hoa", 0, 4),
        ("son", 0, 4),
    ],
)
def test_who_sees_which_papers(year, name, own, others):
    seen = list(papers_visible_to(year.by(name)))
    assert {paper.kind for paper in seen} - {"self-review"} == UNIT_PAPERS
    mine = [paper for paper in seen if paper.subject_id == year.office.people[name].subject_id]
    assert (len(mine), len(seen) - len(mine) - len(UNIT_PAPERS)) == (own, others)


@pytest.mark.parametrize("name", ["khach", "minh@so", "hoa@so"])
def test_a_stranger_sees_no_paper(year, name):
    assert Paper.objects.exists()
    assert list(papers_visible_to(year.by(name))) == []


# --- handing over ---


def test_handing_over_freezes_every_paper_with_its_sum(year):
    with on_record() as lines:
        dossier = give(year)
    *papers, cover = year.papers(is_current=True)
    pieces = list(dossier.pieces.all())
    assert (dossier.state, dossier.handed_over_at, lines) == (
        "handed_over",
        year.by("minh", GIVEN).at,
        [("paper.issued", "Lê Quang Minh"), ("dossier.handed_over", "Lê Quang Minh")],
    )
    assert cover.kind == "dossier-cover"
    assert {piece.paper_id: piece.sha256 for piece in pieces} == {
        paper.pk: paper.pdf_sha256 for paper in papers
    }
    assert [piece.item for piece in pieces] == [
        *["minutes"] * 2,
        "unit_report",
        *["self_reviews"] * 4,
        "proposed_ratings",
        "emulation_summary",
    ]
    assert last_event().facts == {"pieces": len(papers)}


def test_handing_over_twice_is_handing_over_once(year):
    give(year)
    assert codes(refusal_of(give, year)) == ["dossier.not_now"]


def test_nothing_is_handed_over_once_the_step_is_closed(year):
    close_step(year.step("unit_dossiers"), reason="Hết hạn", by=year.by("hoa"))
    assert codes(refusal_of(give, year)) == ["cycle.step_closed"]


def test_what_is_missing_is_refused_by_name(year):
    for name in ("lan", "TH"):
        return_review(year.review(name), reason="Sửa", by=year.by("hoa", GIVEN))
    found = refusal_of(give, year)
    assert [(finding.code, finding.facts["number"], finding.facts["lacks"]) for finding in found] == [
        ("dossier.item_missing", 2, "Phòng Tổng hợp"),
        ("dossier.item_missing", 3, "Nguyễn Thị Lan"),
    ]
    assert tuple(checklist(year.cycle, year.unit).missing) == found


def test_a_unit_that_did_nothing_lacks_everything_by_name(year):
    listed = checklist(year.cycle, year.office.units["HCQT"])
    assert [finding.facts["lacks"] for finding in listed.missing] == [
        "Biên bản cuộc họp",
        "Phòng Hành chính - Quản trị",
        "Trần Thị Hoa, Đinh Văn Khách",
        "Đề xuất mức xếp loại cá nhân, tập thể",
        "Bảng tổng hợp bình xét thi đua, khen thưởng",
    ]


# --- taking in, sending back ---


def test_hcqt_takes_it_in_once(year):
    give(year)
    with on_record() as lines:
        assert accept(year).state == "accepted"
    assert lines == [("dossier.accepted", "Trần Thị Hoa")]
    assert codes(refusal_of(accept, year)) == ["dossier.not_now"]


def test_nothing_is_taken_in_before_it_is_given(year):
    assert codes(refusal_of(accept, year)) == ["dossier.not_now"]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("taken_in", [False, True])
def test_it_is_sent_back_with_items_and_reason_and_given_again(year, taken_in):
    give(year)
    if taken_in:
        accept(year)
    with on_record() as lines:
        send_back(year, ["self_reviews", "minutes"], " Thiếu chữ ký ")
    assert lines == [("dossier.returned", "Trần Thị Hoa")]
    assert list(Return.objects.values_list("items", "reason", "by_name")) == [
        (["self_reviews", "minutes"], "Thiếu chữ ký", "Trần Thị Hoa")
    ]
    later = "2023-11-25 08:00"
    again = give(year, at=later)
    assert (again.state, again.handed_over_at, again.first_handed_over_at) == (
        "handed_over",
        year.by("minh", later).at,
        year.by("minh", GIVEN).at,  # lateness counts from the first time
    )


@pytest.mark.parametrize(
    ("items", "reason", "found"),
    [
        ([], "Thiếu", ["dossier.return_without_item"]),
        (["minutes"], " ", ["cycle.reason_missing"]),
        ([], "", ["dossier.return_without_item", "cycle.reason_missing"]),
        (["nope"], "Thiếu", ["dossier.return_without_item"]),
        (["minutes"], "x" * 100_000, ["cycle.reason_too_long"]),
    ],
)
def test_sending_back_says_what_and_why(year, items, reason, found):
    give(year)
    assert codes(refusal_of(send_back, year, items, reason)) == found


def test_given_again_it_holds_the_new_papers_and_the_old_stay_as_they_were(year):
    give(year)
    frozen = set(Piece.objects.values_list("paper", "sha256"))
    (old,) = year.papers(subject=year.subject("lan"))
    send_back(year)
    return_review(year.review("lan"), reason="Bổ sung", by=year.by("hoa", GIVEN))
    later = year.by("lan", "2023-11-25 08:00")
    review = save_draft(
        year.review("lan"), {"conduct": "Bổ sung"}, {}, version=year.review("lan").version, by=later
    )
    complete_review(review, version=review.version, by=later)
    give(year, at="2023-11-25 09:00")
    (kept, new) = year.papers(subject=year.subject("lan"))
    assert (kept.pk, kept.pdf_sha256, kept.is_current, new.replaces_id) == (
        old.pk,
        old.pdf_sha256,
        False,
        old.pk,
    )
    assert set(Piece.objects.values_list("paper", "sha256")) == frozen - {(old.pk, old.pdf_sha256)} | {
        (new.pk, new.pdf_sha256)
    }


def test_a_complete_unit_has_a_paper_for_each_member(year):
    (self_reviews,) = [need for need in checklist(year.cycle, year.unit).needs if need.key == "self_reviews"]
    assert len(self_reviews.have) == len(UNIT)
    assert paper_or_404(year.by("hoa"), self_reviews.have[0]).kind == "self-review"
