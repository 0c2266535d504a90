"""Where the Chief is away or there is none: who decides, answers and signs in the Chief's place, never about oneself."""

import re
from datetime import date

import pytest

from tests.builders import codes, refusal_of
from tests.decisions.centre import give_post, with_a_centre
from tests.decisions.stages import decide_all, stand_in
from tests.difficulties.stage import forwarded, raised, the_one
from tests.people import a_person
from tests.standing import beside_another, browser_of, standing
from thuocdo.decisions.actions import answer_petition, file_petition, issue_decision, issue_notice_papers
from thuocdo.decisions.queries import benches_of, open_benches
from thuocdo.difficulties.actions import (
    answer_difficulty,
    forward_difficulty,
    make_guidance,
    raise_difficulty,
)
from thuocdo.difficulties.queries import answer_paper
from thuocdo.kernel.words import Grade, PostRole
from thuocdo.office.actions import end_stand_in, put_in_charge
from thuocdo.office.models import Post
from thuocdo.ratings.actions import decide_grades
from thuocdo.ratings.queries import Choice

lived, year = standing(beside_another(with_a_centre))
DAY = "2023-11-29 08:00"
BOARD = "/xep-loai/quyet-dinh/"
GOOD = Choice(Grade.GOOD, "Như hồ sơ")
FOR_THE_CHIEF = {"behalf": ["KT. CHÁNH VĂN PHÒNG"], "post": "PHÓ CHÁNH VĂN PHÒNG", "name": "Ngô Thanh Phó"}


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 29)


@pytest.fixture(autouse=True)
def _titles(year):
    Post.objects.filter(person=year.office.pho).update(title="Phó Chánh Văn phòng")


def without_a_chief(year):
    year.office.son.posts.update(until="2023-11-25")


def waiting(year, name):
    return {case.name for case in open_benches(benches_of(year.cycle, year.by(name, DAY)))}


def issued_by(year, name):
    decide_all(year, DAY, who=name)
    issue_decision(year.cycle, by=year.by(name, DAY))


def lines_of(sheet):
    return {key: sheet["signer"][key] for key in FOR_THE_CHIEF}


# --- who ---


def test_a_deputy_decides_nothing_while_there_is_a_chief(year):
    assert not year.by("pho", DAY).heads_agency
    assert waiting(year, "pho") == set()
    assert browser_of(year, "pho").get(BOARD).status_code == 403


def test_who_was_appointed_decides_what_the_chief_decides_until_it_ends(year):
    chiefs = waiting(year, "son")
    row = stand_in(year, "pho")
    assert waiting(year, "pho") == chiefs
    end_stand_in(row, reason="Về sớm", by=year.by("hoa", DAY))
    assert waiting(year, "pho") == set()
    assert waiting(year, "son") == chiefs


def test_without_a_chief_the_first_deputy_decides_or_who_was_put_in_charge(year):
    office = year.office
    office.people["nhi"] = a_person(office, "VP091", "Lý Thị Nhì")
    give_post(office.nhi, office.units["LD"], PostRole.VICE_CHIEF)
    without_a_chief(year)
    assert (year.by("pho", DAY).heads_agency, year.by("nhi", DAY).heads_agency) == (True, False)
    put_in_charge(office.nhi, office.units["LD"], by=year.by("hoa", DAY))
    assert (year.by("pho", DAY).heads_agency, year.by("nhi", DAY).heads_agency) == (False, True)
    stand_in(year, "pho")
    assert (year.by("pho", DAY).heads_agency, year.by("nhi", DAY).heads_agency) == (True, False)


def test_whoever_stands_in_decides_neither_on_oneself_nor_on_the_own_unit(year):
    both = {"Lê Quang Minh", "Phòng Tổng hợp"}
    chiefs = waiting(year, "son")
    stand_in(year, "minh")
    assert waiting(year, "minh") == chiefs - both
    by = year.by("minh", DAY)
    for name in ("minh", "TH"):
        refused = refusal_of(decide_grades, year.cycle, {year.subject(name).pk: GOOD}, by=by)
        assert codes(refused) == ["rating.own_grade"]
    issued_by(year, "minh")
    assert waiting(year, "son") == both
    son, left = browser_of(year, "son"), "Còn người ký thay chưa được quyết định"
    assert left in son.get("/").content.decode().partition("Đã xong")[0]
    decide_all(year, DAY)
    issue_decision(year.cycle, by=year.by("son", DAY))
    assert left not in son.get("/").content.decode()
    assert [paper.sheet["signer"]["name"] for paper in year.papers(kind="rating-decision")] == [
        "Lê Quang Minh",
        "Võ Trường Sơn",
    ]


# --- the papers ---


def test_the_decision_is_the_chiefs_and_signed_for_the_chief(year):
    stand_in(year, "pho")
    issued_by(year, "pho")
    issue_notice_papers(year.cycle, [year.notice("lan")], by=year.by("hoa", DAY))
    (decision,), (table,) = year.papers(kind="rating-decision"), year.papers(kind="rating-summary")
    assert decision.sheet["authority"] == "CHÁNH VĂN PHÒNG UBND TỈNH"
    notice = year.notice("lan")
    assert notice.paper.sheet["decision"].endswith("của Chánh Văn phòng UBND tỉnh")
    sheets = (decision.sheet, table.sheet, notice.paper.sheet)
    assert [lines_of(sheet) for sheet in sheets] == [FOR_THE_CHIEF] * 3


def test_who_is_no_deputy_signs_as_authorised(year):
    stand_in(year, "hoa")
    issued_by(year, "hoa")
    (decision,) = year.papers(kind="rating-decision")
    assert lines_of(decision.sheet) == {
        "behalf": ["TUQ. CHÁNH VĂN PHÒNG"],
        "post": "TRƯỞNG PHÒNG HÀNH CHÍNH - QUẢN TRỊ",
        "name": "Trần Thị Hoa",
    }


def test_the_chief_signs_for_nobody(year):
    issued_by(year, "son")
    assert lines_of(year.papers(kind="rating-decision")[0].sheet) == {
        "behalf": [],
        "post": "CHÁNH VĂN PHÒNG",
        "name": "Võ Trường Sơn",
    }


def test_a_centre_without_its_head_decides_by_its_deputy(year):
    office = year.office
    office.people["pho_gd"] = a_person(office, "VP092", "Mai Văn Phụ", kind="public_employee")
    give_post(office.pho_gd, office.units["TT"], PostRole.DEPUTY)
    Post.objects.filter(person=office.giam_doc).update(title="Giám đốc")
    office.giam_doc.posts.update(until="2023-11-25")
    Post.objects.filter(person=office.pho_gd).update(title="Phó Giám đốc")
    assert waiting(year, "pho_gd") == {"Hồ Thị Viên"}
    issued_by_the_centre = {year.subject("TT").pk: GOOD}
    decide_grades(year.cycle, issued_by_the_centre, by=year.by("son", DAY))
    decide_grades(year.cycle, {year.subject("vien").pk: GOOD}, by=year.by("pho_gd", DAY))
    issue_decision(year.cycle, by=year.by("pho_gd", DAY))
    (paper,) = year.papers(kind="rating-decision")
    assert paper.sheet["authority"] == "GIÁM ĐỐC TRUNG TÂM TIN HỌC"
    assert lines_of(paper.sheet) == {
        "behalf": ["KT. GIÁM ĐỐC"],
        "post": "PHÓ GIÁM ĐỐC",
        "name": "Mai Văn Phụ",
    }


# --- what comes after ---


def test_whoever_stands_in_answers_petitions_but_the_own(year):
    issued_by(year, "son")
    stand_in(year, "minh")
    of_lan = file_petition(year.notice("lan"), "Xin xem lại", by=year.by("lan", DAY))
    of_minh = file_petition(year.notice("minh"), "Xin xem lại", by=year.by("minh", DAY))
    by = year.by("minh", DAY)
    assert codes(refusal_of(answer_petition, of_minh, "Không sai", by=by)) == ["office.not_yours"]
    answered = answer_petition(of_lan, "Không sai", by=by)
    assert answered.paper.sheet["signer"]["behalf"] == ["TUQ. CHÁNH VĂN PHÒNG"]
    answer_petition(of_minh, "Không sai", by=year.by("son", DAY))


def test_whoever_stands_in_answers_difficulties_but_the_own(year):
    stand_in(year, "pho")
    by = year.by("pho", DAY)
    answer_difficulty(forwarded(year), "Đơn vị mới đánh giá.", by=by)
    make_guidance(the_one(year), by=by)
    assert lines_of(answer_paper(the_one(year)).sheet) == FOR_THE_CHIEF
    own = raise_difficulty(year.step("unit_meetings"), "Ai chủ trì?", by=by)
    forward_difficulty(own, by=year.by("hoa", DAY))
    assert codes(refusal_of(answer_difficulty, own, "Tôi", by=by)) == ["difficulty.own"]
    answer_difficulty(own, "Cấp phó.", by=year.by("son", DAY))


# --- the pages ---


def test_the_pages_say_in_whose_place(year):
    stand_in(year, "pho")
    pho = browser_of(year, "pho")
    desk = pho.get("/").content.decode()
    assert "thay người đứng đầu cơ quan" in desk
    assert BOARD in desk
    page = pho.get(BOARD).content.decode()
    assert "Bạn quyết định thay người đứng đầu cơ quan" in page
    assert "theo-de-nghi" in page
    decide_all(year, DAY, who="pho")
    pho.post(f"{BOARD}ban-hanh/")
    assert "Ngô Thanh Phó ký" in pho.get(BOARD).content.decode()
    son = browser_of(year, "son").get("/").content.decode()
    assert "Bạn quyết định thay" not in son
    assert "thay người đứng đầu" not in son


def test_a_question_reaches_who_stands_in(year):
    stand_in(year, "pho")
    forward_difficulty(raised(year), by=year.by("hoa", DAY))
    url, pho = f"/vuong-mac/{the_one(year).pk}/", browser_of(year, "pho")
    assert url in pho.get("/").content.decode()
    pho.post(f"{url}tra-loi/", {"answer": "Mẫu 01."})
    assert the_one(year).answer == "Mẫu 01."


def test_of_two_who_decide_from_the_same_page_the_second_is_told(year):
    stand_in(year, "pho")
    lan = year.subject("lan").pk
    son, pho = browser_of(year, "son"), browser_of(year, "pho")
    seen = re.search(rf'name="thay-{lan}" value="(.*?)"', son.get(BOARD).content.decode())
    assert seen
    sent = {f"muc-{lan}": "good", f"thay-{lan}": seen[1], "mot": lan}
    assert pho.post(f"{BOARD}ghi/", sent).status_code == 302
    lower = {f"muc-{lan}": "satisfactory", f"ly-do-{lan}": "Việc chậm"}
    refused = son.post(f"{BOARD}ghi/", sent | lower)
    assert refused.status_code == 409
    assert "Nguyễn Thị Lan: người khác vừa ghi mức quyết định." in refused.content.decode()
    again = re.search(rf'name="thay-{lan}" value="(.*?)"', son.get(BOARD).content.decode())
    assert again
    assert son.post(f"{BOARD}ghi/", sent | lower | {f"thay-{lan}": again[1]}).status_code == 302
