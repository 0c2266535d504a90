"""Papers made by hand, lived: begun with what the office knows, typed, issued, corrected, dropped."""

import pytest

from tests.builders import Year, a_closed_meeting, codes, refusal_of
from tests.standing import standing
from thuocdo.audit.models import Event
from thuocdo.papers.actions import (
    begin_again,
    begin_draft,
    drop_draft,
    issue_draft,
    register_paper,
    save_draft,
)
from thuocdo.papers.filling import typed_from
from thuocdo.papers.models import DraftPaper, Paper
from thuocdo.papers.sheets.by_hand import facts_of_draft, issuing_bodies, signers_of

from .forms_filled import DAY, FILLED, begin, filled, form_of
from .readback import docx_lines, letters, pdf_letters, words

lived, year = standing(a_closed_meeting)


def issue(year: Year, draft: DraftPaper) -> Paper:
    return issue_draft(draft, version=draft.version, by=year.by("hoa", DAY))


# --- what the office already knows ---


def test_a_paper_begins_with_what_the_office_knows(year):
    draft = begin(year, "invitation")
    assert {key: draft.typed[key] for key in ("letterhead", "agency", "recipients", "signer")} == {
        "letterhead": {"parent": "UBND TỈNH", "issuer": "VĂN PHÒNG", "symbol": "GM-VP", "place": "Bình An", "day": ""},
        "agency": "Văn phòng UBND tỉnh",
        "recipients": "Như thành phần mời\nLưu: VT, HCQT",
        "signer": {"behalf": "", "post": "CHÁNH VĂN PHÒNG", "name": "Võ Trường Sơn"},
    }  # fmt: skip


def test_a_units_paper_bears_its_unit_and_its_head(year):
    bodies = [body.name for body in issuing_bodies(year.cycle, form_of("remedy-plan"))]
    assert bodies == ["Phòng Hành chính - Quản trị", "Phòng Tổng hợp", "Văn phòng UBND tỉnh"]
    draft = begin(year, "remedy-plan", 1)
    assert (draft.unit, draft.typed["letterhead"]["symbol"], draft.typed["signer"]["name"]) == (
        year.unit,
        "KH-TH",
        "Lê Quang Minh",
    )
    assert [(name, lines["behalf"]) for name, lines in signers_of(draft, year.by("hoa", DAY).on)] == [
        ("Lê Quang Minh", ""),
        ("Phạm Anh Tuấn", "KT. TRƯỞNG PHÒNG"),
        ("Võ Trường Sơn", ""),
    ]


def test_a_councils_paper_bears_the_council_and_leaves_its_chairman_to_the_clerk(year):
    draft = begin(year, "council-minutes", 1)
    assert draft.typed["letterhead"]["issuer"] == "HỘI ĐỒNG XÉT DUYỆT SÁNG KIẾN"
    assert draft.typed["letterhead"]["symbol"] == "BB-HĐSK"
    assert draft.typed["council"] == "Hội đồng xét duyệt sáng kiến Văn phòng UBND tỉnh"


def test_a_letter_has_no_kind_in_its_symbol_and_names_who_drew_it_up(year):
    assert begin(year, "transmittal-letter").typed["letterhead"]["symbol"] == "VP-HCQT"


def test_who_signs_by_order_is_told_with_the_unit(year):
    hands = dict(signers_of(begin(year, "invitation"), year.by("hoa", DAY).on))
    assert hands["Trần Thị Hoa"] == {
        "behalf": "TL. CHÁNH VĂN PHÒNG",
        "post": "TRƯỞNG PHÒNG HÀNH CHÍNH - QUẢN TRỊ",
        "name": "Trần Thị Hoa",
    }


# --- typed, issued, corrected ---


@pytest.mark.parametrize("kind", FILLED)
def test_every_kind_is_issued_from_its_form_alike_in_both_files(year, kind):
    draft = filled(year, kind)
    paper = issue(year, draft)
    assert (paper.kind, paper.sheet, paper.sheet["draft"]) == (
        kind,
        facts_of_draft(draft, year.by("hoa", DAY).on),
        False,
    )
    with paper.docx.open("rb") as docx, paper.pdf.open("rb") as pdf:
        made, printed = docx.read(), pdf.read()
    assert letters("".join(docx_lines(made))) - pdf_letters(printed) == {}
    draft.refresh_from_db()
    assert draft.paper == paper


def test_a_paper_made_by_hand_is_numbered_as_any_other(year):
    paper = issue(year, filled(year, "invitation"))
    drawn = register_paper(paper, by=year.by("hoa", DAY))
    assert drawn.line == "Số: 01/GM-VP"
    with drawn.docx.open("rb") as stored:
        told = words(" ".join(docx_lines(stored.read())))
    assert words("Số: 01/GM-VP ngày 27 tháng 11 năm 2023") - told == {}


def test_two_papers_of_a_kind_stand_beside_each_other(year):
    first, second = (
        issue(year, filled(year, "invitation")),
        issue(year, filled(year, "invitation", place="Tầng 2")),
    )
    first.refresh_from_db()
    assert (first.is_current, second.is_current, second.replaces) == (True, True, None)


def test_a_correction_is_a_new_paper_that_names_the_old_one(year):
    old = issue(year, filled(year, "invitation"))
    again = begin_again(old, by=year.by("hoa", DAY))
    assert begin_again(old, by=year.by("hoa", DAY)) == again  # one at a time
    assert (
        refusal_of(issue_draft, again, version=0, by=year.by("hoa", DAY))[0].code == "paper.nothing_changed"
    )
    again = save_draft(again, again.typed | {"place": "Hội trường"}, version=0, by=year.by("hoa", DAY))
    new = issue(year, again)
    old.refresh_from_db()
    assert (new.replaces, new.is_current, old.is_current) == (old, True, False)
    assert new.sheet == old.sheet | {"place": "Hội trường"}


def test_what_a_room_made_is_not_made_again_by_hand(year):
    minutes = Paper.objects.get(kind="unit-minutes", agency=year.office.agency, is_current=True)
    assert codes(refusal_of(begin_again, minutes, by=year.by("hoa", DAY))) == ["paper.not_by_hand"]


def test_content_is_taken_over_from_an_earlier_paper_but_not_its_head(year):
    old = issue(year, filled(year, "transmittal-letter"))
    old.sheet["signer"]["name"] = "Người cũ"
    draft = begin(year, "transmittal-letter", earlier=old)
    assert draft.typed["items"] == typed_from(form_of("transmittal-letter").fields, old.sheet)["items"]
    assert (draft.typed["signer"]["name"], draft.typed["letterhead"]["day"]) == ("Võ Trường Sơn", "")
    assert draft.replaces is None


def test_an_older_page_is_refused_and_overwrites_nothing(year):
    draft = filled(year, "invitation")
    refused = refusal_of(save_draft, draft, draft.typed | {"place": "x"}, version=0, by=year.by("hoa", DAY))
    assert codes(refused) == ["paper.draft_stale"]
    same = save_draft(draft, draft.typed, version=draft.version, by=year.by("hoa", DAY))
    assert same.version == draft.version  # the same again is no write
    assert codes(refusal_of(issue_draft, draft, version=0, by=year.by("hoa", DAY))) == ["paper.draft_stale"]


def test_an_unfinished_paper_is_not_issued_and_an_issued_one_is_not_typed_in(year):
    draft = begin(year, "invitation")
    assert set(codes(refusal_of(issue_draft, draft, version=0, by=year.by("hoa", DAY)))) == {
        "paper.field_missing"
    }
    done = filled(year, "invitation")
    issue(year, done)
    for act in (save_draft, issue_draft):
        more = (done.typed,) if act is save_draft else ()
        refused = refusal_of(act, done, *more, version=done.version, by=year.by("hoa", DAY))
        assert codes(refused) == ["paper.draft_issued"]


def test_a_dropped_draft_is_gone_and_on_record(year):
    draft = filled(year, "invitation")
    drop_draft(draft, by=year.by("hoa", DAY))
    assert not DraftPaper.objects.filter(pk=draft.pk).exists()
    assert Event.objects.filter(verb="paper.draft_dropped").count() == 1
    assert codes(refusal_of(drop_draft, draft, by=year.by("hoa", DAY))) == ["paper.draft_dropped"]


@pytest.mark.parametrize("name", ["lan", "minh", "son", "khach"])
def test_only_the_coordinating_unit_makes_papers_by_hand(year, name):
    draft, by = filled(year, "invitation"), year.by(name, DAY)
    body = issuing_bodies(year.cycle, form_of("invitation"))[0]
    for refused in (
        refusal_of(begin_draft, "invitation", year.cycle, body, by=by),
        refusal_of(save_draft, draft, {}, version=draft.version, by=by),
        refusal_of(issue_draft, draft, version=draft.version, by=by),
        refusal_of(drop_draft, draft, by=by),
    ):
        assert codes(refused)[0] == "office.not_yours"
