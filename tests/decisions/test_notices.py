"""Notices, publication, petitions, titles: who sees what at which stage, and what is answered by when."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import a_closed_meeting, codes, last_event, on_record, refusal_of
from tests.decisions.stages import DECIDED, decide_all, without_a_consultation
from tests.standing import EVERYBODY, OURS, beside_another, browser_of, standing
from thuocdo.cycle.queries import book_of
from thuocdo.decisions.actions import (
    answer_petition,
    confirm_notice,
    file_petition,
    issue_decision,
    issue_notice_papers,
    re_rate,
)
from thuocdo.decisions.models import Notice
from thuocdo.decisions.queries import notices_in, titles_checked
from thuocdo.decisions.rules import petition_terms, title_standard
from thuocdo.kernel.dues import working_days_after
from thuocdo.kernel.words import Grade, StaffKind
from thuocdo.law.packs import load_book
from thuocdo.ratings.queries import Choice

lived, year = standing(beside_another(lambda: without_a_consultation(a_closed_meeting())))
LATER = "2023-12-05 08:00"
REASON = "Hai việc trọng tâm chậm"
LOW = Choice(Grade.SATISFACTORY, REASON)


def issued(year, **choices: Choice) -> None:
    decide_all(year, **choices)
    issue_decision(year.cycle, by=year.by("son", DECIDED))


@pytest.fixture
def browsers(year) -> dict[str, Client]:
    return {name: browser_of(year, name) for name in EVERYBODY}


# --- who sees what, stage by stage ---


def pages(year) -> list[str]:
    """Every page on which a level of Lan could stand."""
    lan, notice = year.office.lan, Notice.objects.filter(subject=year.subject("lan")).first()
    named = ("desk", "decisions:board", "decisions:published", "decisions:notices", "decisions:titles")
    found = [reverse(name) for name in (*named, "ratings:groups", "ratings:trial")]
    found += [reverse("desks:unit", args=[year.unit.pk]), reverse("ratings:years", args=[lan.pk])]
    found += [
        reverse("desks:why", args=[year.unit.pk, lan.pk]),
        reverse("reviews:show", args=[year.review("lan").pk]),
    ]
    found += [reverse("meetings:show", args=[year.meeting.pk])]
    found += [reverse("decisions:notice", args=[notice.pk])] if notice else []
    return found


def who_reads(browsers: dict[str, Client], paths: list[str], *words: str) -> set[str]:
    """Those who find any of these words on any of these pages."""

    def reads(browser: Client, path: str) -> bool:
        answer = browser.get(path, follow=True)
        return answer.status_code == 200 and any(one in answer.content.decode() for one in words)

    return {name for name, browser in browsers.items() if any(reads(browser, path) for path in paths)}


STAGES = {
    # stage: who reads the reason of Lan's level; who reads her level where it is public
    "proposed": (set(), set()),
    "decided": ({"son"}, set()),
    "issued": ({"son", "hoa", "lan"}, set(OURS)),
}


@pytest.mark.parametrize("stage", STAGES)
def test_who_sees_a_decision_at_each_stage(year, browsers, settings, stage):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    if stage == "decided":
        decide_all(year, lan=LOW)
    elif stage == "issued":
        issued(year, lan=LOW)
    reason, level = STAGES[stage]
    assert who_reads(browsers, pages(year), REASON) == reason
    assert who_reads(browsers, [reverse("decisions:published")], "Nguyễn Thị Lan</th>") == level


def test_a_draft_shows_neither_to_whom_it_is_about_nor_to_hcqt(year, browsers, settings):
    """Not even the level alone, wherever grades are shown."""
    settings.PRETEND_TODAY = date(2023, 11, 29)
    decide_all(year, lan=Choice(Grade.UNSATISFACTORY, REASON))
    words = ("Không hoàn thành</", "Không hoàn thành nhiệm vụ</td>", "Không hoàn thành nhiệm vụ”")
    hidden = [path for path in pages(year) if "/thu/" not in path]
    assert who_reads(browsers, hidden, *words) == {"son"}


def test_the_head_finds_the_issued_levels_on_the_units_page_without_the_reasons(year, browsers, settings):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    address = reverse("desks:unit", args=[year.unit.pk])
    decide_all(year, lan=LOW)
    assert "Mức quyết định" not in browsers["minh"].get(address).content.decode()
    issue_decision(year.cycle, by=year.by("son", DECIDED))
    page = browsers["minh"].get(address).content.decode()
    assert ('data-label="Mức quyết định"><strong>Hoàn thành</strong>' in page, REASON in page) == (
        True,
        False,
    )


def test_papers_of_the_decision_are_not_for_colleagues(year, browsers, settings):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    issued(year, khach=LOW)
    issue_notice_papers(year.cycle, list(notices_in(year.cycle)), by=year.by("hoa", DECIDED))
    kinds = ("rating-decision", "rating-summary", "rating-notice")
    about = {"khach": year.papers(kind="rating-notice", subject=year.subject("khach"))[0]}
    papers = {kind: year.papers(kind=kind)[0] for kind in kinds[:2]} | about
    readers = {
        name: {
            who
            for who in EVERYBODY
            if browsers[who].get(reverse("dossiers:paper", args=[paper.pk, "pdf"])).status_code == 200
        }
        for name, paper in papers.items()
    }
    assert readers == {
        "rating-decision": {"hoa", "son"},
        "rating-summary": {"hoa", "son"},
        "khach": {"hoa", "son", "khach"},
    }


def test_nothing_is_public_where_the_law_does_not_say_so(year, browsers, settings, monkeypatch):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    issued(year)
    monkeypatch.setattr("thuocdo.decisions.web.notices.public_in_agency", lambda book: False)
    assert who_reads(browsers, [reverse("decisions:published")], "Nguyễn Thị Lan</th>") == set()


# --- notices ---


def test_each_confirms_the_own_notice_once(year):
    issued(year)
    with on_record() as lines:
        confirm_notice(year.notice("lan"), by=year.by("lan", LATER))
    assert lines == [("notice.read", "Nguyễn Thị Lan")]
    assert year.notice("lan").read_by_name == "Nguyễn Thị Lan"
    assert codes(refusal_of(confirm_notice, year.notice("lan"), by=year.by("lan", LATER))) == [
        "notice.read_already"
    ]
    for name in ("bao", "minh", "hoa", "son", "hoa@so"):
        assert codes(refusal_of(confirm_notice, year.notice("lan"), by=year.by(name, LATER))) == [
            "office.not_yours"
        ]


def test_the_notice_of_a_unit_is_read_by_who_leads_it(year):
    issued(year)
    assert codes(refusal_of(confirm_notice, year.notice("TH"), by=year.by("lan", LATER))) == [
        "office.not_yours"
    ]
    assert confirm_notice(year.notice("TH"), by=year.by("minh", LATER)).read_by_name == "Lê Quang Minh"


def test_hcqt_sees_who_has_not_read(year, browsers, settings):
    settings.PRETEND_TODAY = date(2023, 12, 5)
    issued(year)
    confirm_notice(year.notice("lan"), by=year.by("lan", LATER))
    page = browsers["hoa"].get(reverse("decisions:notices")).content.decode()
    unread, _, read = page.partition("<h2>Đã đọc</h2>")
    assert ("Nguyễn Thị Lan" in unread, "Nguyễn Thị Lan" in read) == (False, True)
    assert "Huỳnh Gia Bảo" in unread
    assert "7 chưa xác nhận đã đọc" in browsers["hoa"].get("/").content.decode()


def test_the_desk_asks_to_read_until_it_is_confirmed(year, settings):
    settings.PRETEND_TODAY = date(2023, 12, 5)
    issued(year)
    page = browser_of(year, "lan").get("/").content.decode()
    assert "Đọc kết quả xếp loại" in page.partition("Đã xong")[0]


def test_a_notice_in_writing_says_level_reason_and_right(year):
    issued(year, lan=LOW)
    assert issue_notice_papers(year.cycle, [year.notice("lan")], by=year.by("hoa", DECIDED)) == 1
    sheet = year.notice("lan").paper.sheet
    assert (sheet["grade"], sheet["reason"], sheet["strengths"]) == (
        "Hoàn thành nhiệm vụ",
        REASON,
        "Đúng hạn",
    )
    assert sheet["decision"].startswith("Quyết định số")
    assert sheet["decision"].endswith("/QĐ-VP ngày 29 tháng 11 năm 2023 của Chánh Văn phòng UBND tỉnh")
    assert sheet["petition"] == (
        "Nếu không đồng ý với kết quả này, ông (bà) có quyền kiến nghị bằng văn bản đến Chánh Văn phòng UBND tỉnh"
        " (Nghị định số 90/2020/NĐ-CP)."
    )
    assert issue_notice_papers(year.cycle, [year.notice("lan")], by=year.by("hoa", DECIDED)) == 0


# --- petitions ---


def petitioned(year, at=LATER):
    issued(year, lan=LOW)
    return file_petition(
        year.notice("lan"), "Xin xem lại: chậm do chờ cơ quan phối hợp", by=year.by("lan", at)
    )


def test_a_petition_is_answered_with_its_reasons_and_a_paper(year):
    petition = petitioned(year)
    assert petition.answer_by is None  # Nghị định 90/2020 states no number of days
    answered = answer_petition(petition, "Một việc chậm do chủ quan", by=year.by("son", LATER))
    assert (answered.changed, answered.answered_by_name) == (False, "Võ Trường Sơn")
    sheet = answered.paper.sheet
    assert (sheet["requests"], sheet["findings"]) == (petition.text, "Một việc chậm do chủ quan")
    assert sheet["outcome"] == "giữ nguyên mức xếp loại “Hoàn thành nhiệm vụ”."
    assert (answered.paper.symbol, last_event().verb) == ("VP-HCQT", "petition.answered")
    found = refusal_of(answer_petition, answered, "Lần nữa", by=year.by("son", LATER))
    assert codes(found) == ["petition.answered_already"]


def test_a_petition_may_change_the_level_by_rating_again(year):
    petition = petitioned(year)
    args = {"changed": True, "grade": Grade.GOOD, "by": year.by("son", LATER)}
    answered = answer_petition(petition, "Chậm do cơ quan phối hợp", **args)
    assert (year.notice("lan").rating.grade, year.notice("lan").decision.grounds) == (
        "good",
        "Chậm do cơ quan phối hợp",
    )
    assert answered.paper.sheet["outcome"] == (
        "điều chỉnh mức xếp loại từ “Hoàn thành nhiệm vụ” thành “Hoàn thành tốt nhiệm vụ”."
    )


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "bao", "hoa@so"])
def test_only_the_authority_answers(year, name):
    petition = petitioned(year)
    assert codes(refusal_of(answer_petition, petition, "x", by=year.by(name, LATER))) == ["office.not_yours"]


@pytest.mark.parametrize("name", ["bao", "minh", "hoa", "son"])
def test_nobody_petitions_for_another(year, name):
    issued(year)
    assert codes(refusal_of(file_petition, year.notice("lan"), "x", by=year.by(name, LATER))) == [
        "office.not_yours"
    ]


def test_one_petition_at_a_time_and_with_words(year):
    petitioned(year)
    again = refusal_of(file_petition, year.notice("lan"), "Nữa", by=year.by("lan", LATER))
    assert codes(again) == ["petition.one_is_open"]
    assert codes(refusal_of(file_petition, year.notice("bao"), " ", by=year.by("bao", LATER))) == [
        "petition.empty"
    ]


def test_a_petition_freezes_nothing(year):
    petitioned(year)
    confirm_notice(year.notice("lan"), by=year.by("lan", LATER))
    re_rate(year.cycle, year.subject("lan").pk, Grade.GOOD, grounds="Phát hiện mới", by=year.by("son", LATER))
    assert year.notice("lan").rating.grade == "good"


def test_terms_are_those_of_the_years_law(settings):
    monday = date(2026, 12, 7)
    books = {year: load_book(settings.REGULATIONS, year, "mau-vpubnd") for year in ("2023", "2026")}
    civil, public = StaffKind.CIVIL_SERVANT, StaffKind.PUBLIC_EMPLOYEE

    def terms(year, kind):
        found = petition_terms(books[year], kind, monday)
        return found.file_by, found.answer_by(monday), found.rule.source.act

    assert terms("2023", civil) == terms("2023", public) == (None, None, "nd-90-2020")
    assert terms("2026", civil) == (None, date(2026, 12, 16), "nd-335-2025")  # 07 working days
    assert terms("2026", public) == (date(2026, 12, 14), date(2026, 12, 21), "luat-vc-2025")


def test_weekends_are_no_working_days():
    friday = date(2023, 12, 1)
    assert [working_days_after(friday, n) for n in (0, 1, 5, 6)] == [
        friday,
        date(2023, 12, 4),
        date(2023, 12, 8),
        date(2023, 12, 11),
    ]


# --- titles ---


def names(rows) -> list[str]:
    return [row.voted.name for row in rows]


def test_titles_voted_before_are_checked_against_the_decision(year):
    assert titles_checked(year.cycle).waiting == 4
    issued(year, lan=LOW)
    checked = titles_checked(year.cycle)
    assert (names(checked.fallen), checked.risen, checked.waiting, checked.holding) == (
        ["Nguyễn Thị Lan"],
        [],
        0,
        3,
    )
    assert title_standard(book_of(year.cycle))[1] == {Grade.EXCELLENT, Grade.GOOD}
    re_rate(year.cycle, year.subject("lan").pk, Grade.GOOD, grounds="Căn cứ mới", by=year.by("son", LATER))
    re_rate(
        year.cycle, year.subject("bao").pk, Grade.SATISFACTORY, grounds="Căn cứ mới", by=year.by("son", LATER)
    )
    assert names(titles_checked(year.cycle).fallen) == ["Huỳnh Gia Bảo"]


def test_hcqt_reminds_who_has_not_read(year, browsers, settings):
    settings.PRETEND_TODAY = date(2023, 12, 5)
    issued(year)
    page = browsers["hoa"].get(reverse("decisions:notices")).content.decode()
    assert "Nhắc những người chưa xác nhận" in page
    unread = [notice.subject_id for notice in notices_in(year.cycle)]
    browsers["hoa"].post(reverse("cycle:remind", args=["remedies"]), {"subject": unread, "text": "Xin đọc"})
    assert "Xin đọc" in browsers["lan"].get("/").content.decode()
