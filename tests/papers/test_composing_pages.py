"""The pages on which papers are made by hand: with a script and without one, tables and files, conflicts, strangers."""

import io
from datetime import date

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from tests.builders import a_closed_meeting, nothing_written
from tests.standing import beside_another, browser_of, standing
from thuocdo.papers.models import DraftPaper, Paper
from thuocdo.papers.sheets.by_hand import form_of_draft, issuing_bodies, signers_of

from .forms_filled import DAY, FILLED, begin, filled, form_of, sent

lived, year = standing(beside_another(a_closed_meeting))


@pytest.fixture(autouse=True)
def today(settings):
    settings.PRETEND_TODAY = date(2023, 11, 27)


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


@pytest.mark.parametrize(
    "deed", ["drop:items.7", "add:nothing", "up:letterhead.0", "table:letterhead", "table:a/b", "table:"]
)
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
