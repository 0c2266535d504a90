"""Papers made by hand, lived: begun, typed, conflicting, issued, corrected; and the pages they are made on."""

import io
from datetime import date

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from tests.builders import Year, a_closed_meeting, codes, nothing_written, refusal_of
from tests.standing import beside_another, browser_of, standing
from thuocdo.audit.models import Event
from thuocdo.papers.actions import (
    begin_again,
    begin_draft,
    drop_draft,
    issue_draft,
    register_paper,
    save_draft,
)
from thuocdo.papers.composing import facts_of_draft, form_of_draft, issuing_bodies, signers_of
from thuocdo.papers.filling import typed_from
from thuocdo.papers.models import DraftPaper, Paper

from .forms_filled import FILLED, form_of, sent
from .packs import sample
from .readback import docx_lines, letters, pdf_letters, words

DAY = "2023-11-27 09:00"
lived, year = standing(beside_another(a_closed_meeting))


@pytest.fixture(autouse=True)
def today(settings):
    settings.PRETEND_TODAY = date(2023, 11, 27)


def begin(year: Year, kind: str, number: int = 0, **more) -> DraftPaper:
    body = issuing_bodies(year.cycle, form_of(kind))[number]
    return begin_draft(kind, year.cycle, body, by=year.by("hoa", DAY), **more)


def filled(year: Year, kind: str, **changes) -> DraftPaper:
    """A draft with the content of the sample, under the letterhead and the signer of the office."""
    draft = begin(year, kind)
    content = typed_from(form_of(kind).fields, sample(kind)) | {"letterhead": draft.typed["letterhead"]}
    content["letterhead"] |= {key: "gửi hồ sơ" for key in ("subject",) if key in content["letterhead"]}
    return save_draft(draft, content | changes, version=draft.version, by=year.by("hoa", DAY))


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


# --- the pages ---


@pytest.fixture
def hoa(year) -> Client:
    return browser_of(year, "hoa")


def page_of(draft: DraftPaper) -> str:
    return reverse("papers:draft", args=[draft.pk])


def typed_in(draft: DraftPaper, **more) -> dict[str, str]:
    return sent(form_of_draft(draft).fields, draft.typed) | {"version": str(draft.version)} | more


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_every_kind_has_a_page_to_begin_on_or_a_place_it_comes_from(year, hoa):
    with nothing_written():
        shown = text(hoa.get(reverse("papers:kinds")))
        assert shown.count("Đến nơi lập") + shown.count("Lập: ") >= 20
        for kind in FILLED:
            assert hoa.get(reverse("papers:begin", args=[kind])).status_code == 200
        assert hoa.get(reverse("papers:begin", args=["unit-minutes"])).status_code == 404
        assert hoa.get(reverse("papers:begin", args=["no-such"])).status_code == 404
        found = text(hoa.get(reverse("papers:kinds"), {"tim": "giay moi"}))
        assert ("Giấy mời" in found, "Tờ trình đề nghị khen thưởng" in found) == (True, False)


@pytest.mark.parametrize("kind", FILLED)
def test_every_form_is_shown_begun_and_filled(year, hoa, kind):
    answer = hoa.post(
        reverse("papers:begin", args=[kind]), {"body": issuing_bodies(year.cycle, form_of(kind))[0].key}
    )
    assert answer.status_code == 302
    assert hoa.get(answer["Location"]).status_code == 200
    assert hoa.get(page_of(filled(year, kind))).status_code == 200


def test_a_form_is_filled_in_without_a_script_to_the_issued_paper(year, hoa):
    """Rows by buttons, a signer from the list, a look, what is missing, the paper."""
    draft = begin(year, "transmittal-letter")
    url = page_of(draft)
    assert hoa.post(url, typed_in(draft, do="add:items"))["Location"].endswith("#o-items-1")
    draft.refresh_from_db()
    assert len(draft.typed["items"]) == 2
    hands = [name for name, _ in signers_of(draft, year.by("hoa", DAY).on)]
    hoa.post(
        url, typed_in(draft, do="sign:signer", **{"signer.chosen": str(hands.index("Trần Thị Hoa") + 1)})
    )
    draft.refresh_from_db()
    assert draft.typed["signer"]["behalf"] == "TL. CHÁNH VĂN PHÒNG"
    looked = hoa.post(url, typed_in(draft, do="look"))
    assert "data:image/png;base64," in text(looked)
    assert "Chưa điền “Tài liệu gửi kèm, 1: Tài liệu”" not in text(
        looked
    )  # a row with nothing in it is no row
    assert "Chưa điền “Tài liệu gửi kèm”" in text(looked)
    refused = hoa.post(url, typed_in(draft, do="issue"))
    assert (refused.status_code, "Chưa điền “Đoạn mở đầu”" in text(refused)) == (422, True)
    draft.refresh_from_db()
    rest = {
        "addressees": "Sở Nội vụ",
        "opening": "Gửi:",
        "closing": "Kính gửi",
        "items.0.title": "Báo cáo",
        "items.0.copies": "1",
    }
    issued = hoa.post(url, typed_in(draft, do="issue", **rest))
    paper = Paper.objects.get(kind="transmittal-letter", agency=year.office.agency)
    assert issued["Location"] == reverse("papers:paper", args=[paper.pk])
    assert hoa.get(url)["Location"] == issued["Location"]
    assert "Lập lại để đính chính" in text(hoa.get(issued["Location"]))


def test_a_draft_saves_itself_and_a_conflict_is_shown(year, hoa):
    draft = filled(year, "invitation")
    url = page_of(draft)
    by_script = {"headers": {"X-Requested-With": "fetch"}}
    saved = hoa.post(url, typed_in(draft, place="Tầng 3"), **by_script)
    assert saved.json()["version"] == draft.version + 1
    late = typed_in(draft, place="Tầng 4")
    with nothing_written():
        for answer in (hoa.post(url, late, **by_script), hoa.post(url, late | {"do": "issue"})):
            assert answer.status_code == 409
            assert "Tầng 3" in text(answer)
            assert "Tầng 4" in text(answer)


@pytest.mark.parametrize("deed", ["drop:items.7", "add:nothing", "up:letterhead.0", "table:letterhead"])
def test_a_button_that_nobody_offered_does_nothing(year, hoa, deed):
    draft = filled(year, "transmittal-letter")
    answer = hoa.post(page_of(draft), typed_in(draft, do=deed), follow=True)
    assert answer.status_code == 404


def workbook(*rows) -> io.BytesIO:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    file.seek(0)
    file.name = "danh-sach.xlsx"
    return file


def table_of(draft: DraftPaper, name: str) -> str:
    return reverse("papers:draft_table", args=[draft.pk, name])


def test_a_long_list_is_pasted_and_printed_to_its_last_row(year, hoa):
    draft = filled(year, "award-decision")
    lines = "\n".join(
        f"Người thứ {at}\tChuyên viên\tPhòng Tổng hợp\tLao động tiên tiến" for at in range(1, 601)
    )
    answer = hoa.post(table_of(draft, "lines"), {"text": lines, "how": "all", "version": draft.version})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert len(draft.typed["lines"]) == 600
    shown = text(hoa.get(page_of(draft)))
    assert ("Bảng có 600 dòng" in shown, "Người thứ 600" in shown) == (True, False)
    hoa.post(page_of(draft), typed_in_shown(draft, money="Chi từ quỹ khen thưởng."))
    draft.refresh_from_db()
    assert (len(draft.typed["lines"]), draft.typed["money"]) == (600, "Chi từ quỹ khen thưởng.")
    file = hoa.get(reverse("papers:draft_file", args=[draft.pk, "pdf"]))
    pages = pypdf.PdfReader(io.BytesIO(file.content)).pages
    assert len(pages) > 12
    assert "Người thứ 600" in " ".join("".join(page.extract_text() for page in pages[-3:]).split())


def typed_in_shown(draft: DraftPaper, **more) -> dict[str, str]:
    """What the page sends when the long table is not on it."""
    return {name: value for name, value in typed_in(draft, **more).items() if not name.startswith("lines.")}


def test_a_table_is_read_from_a_spreadsheet_by_its_headings(year, hoa):
    draft = filled(year, "award-decision")
    file = workbook(
        ["DANH SÁCH ĐỀ NGHỊ"],
        ["TT", "Đơn vị", "Tập thể, cá nhân", "Danh hiệu, hình thức", "Ghi chú"],
        [1, "Phòng Tổng hợp", "Nguyễn Thị Lan", "Lao động tiên tiến", "mới"],
        [2, "Phòng Tổng hợp", "Phạm Anh Tuấn", "Chiến sĩ thi đua cơ sở", ""],
    )
    sent_file = {"file": file, "how": "add", "version": draft.version}
    answer = hoa.post(table_of(draft, "lines"), sent_file, follow=True)
    assert "Đã nhận 2 dòng. Không đọc các cột: TT, Ghi chú." in text(answer)
    draft.refresh_from_db()
    assert [(row["name"], row["unit"]) for row in draft.typed["lines"][-2:]] == [
        ("Nguyễn Thị Lan", "Phòng Tổng hợp"),
        ("Phạm Anh Tuấn", "Phòng Tổng hợp"),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"\x00\xff" * 50])
def test_a_file_that_is_no_table_is_refused_in_words(year, hoa, content):
    draft = filled(year, "award-decision")
    file = io.BytesIO(content)
    file.name = "x.xlsx"
    with nothing_written():
        answer = hoa.post(table_of(draft, "lines"), {"file": file, "how": "all", "version": draft.version})
    assert answer.status_code in (409, 422)


def test_nothing_pasted_leaves_the_table_as_it_is(year, hoa):
    draft = filled(year, "award-decision")
    with nothing_written():
        answer = hoa.post(
            table_of(draft, "lines"), {"text": " \n\t\n", "how": "all", "version": draft.version}
        )
    assert answer.status_code == 409
    assert hoa.get(table_of(draft, "articles")).status_code == 200
    for name in ("letterhead", "no.such", "lines.0.name"):
        assert hoa.get(table_of(draft, name)).status_code == 404


def test_a_draft_can_be_taken_away_as_a_file_once_it_can_be_read(year, hoa):
    draft = filled(year, "invitation")
    for extension in ("pdf", "docx"):
        assert hoa.get(reverse("papers:draft_file", args=[draft.pk, extension])).status_code == 200
    minutes = begin(year, "election-minutes")
    assert hoa.get(reverse("papers:draft_file", args=[minutes.pk, "pdf"])).status_code == 409
    looked = hoa.post(page_of(minutes), typed_in(minutes, do="look"))
    assert (looked.status_code, "“Bắt đầu”" in text(looked)) == (200, True)


def test_another_agency_sees_none_of_it(year):
    draft = filled(year, "invitation")
    stranger = browser_of(year, "hoa@so")
    assert stranger.get(page_of(draft)).status_code == 404
    assert "Giấy mời: " not in text(stranger.get(reverse("papers:kinds")))
