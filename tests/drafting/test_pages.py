"""The way of a report through the pages: written, given out, commented, answered, issued; by forms alone."""

from datetime import date
from functools import cache

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import a_review, nothing_written
from tests.figures import stage as figures
from tests.house.test_languages import left_in_vietnamese
from tests.people import a_person
from tests.standing import beside_another, browser_of, standing
from thuocdo.drafting.actions import ask_for_comments
from thuocdo.drafting.models import Comment
from thuocdo.drafting.queries import lines_to_take
from thuocdo.figures.queries import request_of
from thuocdo.kernel.seen import stamp

from .stage import (
    DAY,
    a_closed_draft,
    a_commented_draft,
    a_given_draft,
    ask,
    begin,
    give,
    section,
    the_draft,
    write,
)

lived, year = standing(beside_another(a_review))


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 20)


@pytest.fixture
def browser(year):
    """The browser of a person, logged in once."""
    return cache(lambda who: browser_of(year, who))


def said(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def at(name, one):
    return reverse(f"drafting:{name}", args=[one.pk])


def test_the_way_through_the_pages(year, browser):
    hoa, lan, minh = (browser(who) for who in ("hoa", "lan", "minh"))
    assert "/du-thao/" in said(hoa.get("/"))
    assert "Mở dự thảo" in said(hoa.get("/du-thao/"))
    hoa.post("/du-thao/mo/office-report/")
    draft, causes = the_draft(year), section(year, "causes")
    hoa.post(at("assign", draft), {"section": causes.pk, "owner": year.office.lan.pk, "due": "2023-11-21"})
    assert at("section", causes) in said(lan.get("/"))
    assert at("show", draft) not in said(minh.get("/"))

    answer = lan.post(at("give", causes), {"text": "Thiếu người", "version": "1"}, follow=True)
    assert "Đã gửi bản 1" in said(answer)
    for one in draft.sections.exclude(key__in=("causes", "proposals")):
        hoa.post(at("give", one), {"text": f"Nội dung {one.key}", "version": one.version})

    hoa.post(at("ask", draft), {"unit": year.unit.pk, "person": "", "due": "2023-11-21", "note": "Góp ý kỹ"})
    desk = said(minh.get("/"))
    assert at("show", draft) in desk
    assert "chậm nhất ngày 21/11" in desk
    page = said(minh.get(at("show", draft)))
    assert "Góp ý kỹ" in page
    assert "Thiếu người" in page
    request = draft.requests.get()
    minh.post(at("comment", causes), {"request": request.pk, "text": "Nêu rõ thiếu bao nhiêu"})
    minh.post(at("finish", request))

    assert "1 ý kiến chưa trả lời" in said(lan.get("/"))
    comment = Comment.objects.get()
    assert "Nêu rõ thiếu bao nhiêu" in said(lan.get(at("section", causes)))
    standing_now = section(year, "causes")
    lan.post(at("give", causes), {"text": "Thiếu 02 người", "version": standing_now.version})
    lan.post(at("answer", comment), {"taken_up": "yes", "answer": "Đã nêu số", "seen": stamp(None, "")})
    assert "đã trả lời 1/1 ý kiến" in said(minh.get("/"))
    assert "Đã nêu số" in said(minh.get(at("show", draft)))
    compared = said(minh.get(at("compare", causes)))
    assert "02" in compared
    assert "<ins>" in compared

    hoa.post(at("close", draft))
    for who, name in ((minh, "paper"), (lan, "summary_paper")):
        for extension in ("pdf", "docx"):
            assert who.get(reverse(f"drafting:{name}", args=[draft.pk, extension])).status_code == 200
    assert "Đã phát hành" in said(minh.get(at("show", draft)))
    hoa.post(at("reopen", draft), {"reason": "Sai số"})
    assert "Đang dự thảo" in said(minh.get(at("show", draft)))


def test_two_pages_of_one_section_overwrite_nothing(year, browser):
    begin(year)
    causes = section(year, "causes")
    hoa, lan = browser("hoa"), browser("lan")
    saved = lan.post(at("save", causes), {"text": "Của Lan", "version": "1"}, HTTP_X_REQUESTED_WITH="fetch")
    assert saved.json()["version"] == 2
    for headers in ({}, {"HTTP_X_REQUESTED_WITH": "fetch"}):
        with nothing_written():
            answer = hoa.post(at("save", causes), {"text": "Của Hoa", "version": "1"}, **headers)
        assert answer.status_code == 409
        assert all(text in answer.content.decode() for text in ("Của Lan", "Của Hoa"))


def test_what_was_typed_comes_back_with_a_refusal(year, browser):
    begin(year)
    give(year, "causes", "Bản một")
    causes, lan = section(year, "causes"), browser("lan")
    answer = lan.post(at("give", causes), {"text": "y" * 20_001, "version": causes.version})
    assert answer.status_code == 422
    assert "y" * 20_001 in answer.content.decode()


def test_what_is_being_written_is_seen_by_who_writes_it_alone(year, browser):
    a_given_draft(year)
    ask(year)
    write(year, "causes", "Chưa muốn ai thấy")
    draft, causes = the_draft(year), section(year, "causes")
    for who in ("minh", "bao", "son"):
        for url in (at("show", draft), at("section", causes)):
            text = said(browser(who).get(url))
            assert "Chưa muốn ai thấy" not in text
            assert "Nội dung mục causes" in text
    assert "Chưa muốn ai thấy" in said(browser("hoa").get(at("section", causes)))


def test_others_comments_are_not_seen_by_who_was_asked(year, browser):
    a_commented_draft(year)
    draft = the_draft(year)
    bao = said(browser("bao").get(at("show", draft)))
    assert "Bỏ câu đầu" in bao
    assert "Tách khách quan" not in bao
    assert browser("bao").get(at("summary", draft)).status_code == 403
    assert "Tách khách quan" not in said(browser("bao").get(at("section", section(year, "causes"))))
    for who in ("lan", "son"):
        assert "Tách khách quan" in said(browser(who).get(at("summary", draft)))


def test_what_a_unit_sent_is_not_for_everybody_who_is_asked(year, browser):
    a_given_draft(year)
    ask(year)
    figures.ask(year)
    figures.send(year, "HCQT", "hoa", "15", "48", "Phần gốc của đơn vị")
    one = section(year, "causes")
    line = lines_to_take(request_of(year.cycle))[0].pk
    browser("hoa").post(at("figures", one), {"line": line, "version": one.version})
    give(year, "causes", "Đã viết lại")
    for who, sees in {"lan": True, "hoa": True, "son": True, "minh": False, "bao": False}.items():
        assert ("Phần gốc của đơn vị" in said(browser(who).get(at("section", one)))) is sees, who


def test_the_pages_speak_english(year, browser):
    a_commented_draft(year)
    draft, causes = the_draft(year), section(year, "causes")
    for who, url in (
        ("hoa", "/du-thao/"),
        ("hoa", at("show", draft)),
        ("hoa", at("section", causes)),
        ("hoa", at("summary", draft)),
        ("minh", at("show", draft)),
        ("minh", at("compare", causes)),
    ):
        browser(who).cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert left_in_vietnamese(said(browser(who).get(url))) == []


def test_who_is_asked_by_name_and_for_a_unit_says_for_whom(year, browser):
    a_given_draft(year)
    day = date(2023, 11, 21)
    units = [year.office.units["TH"]]
    ask_for_comments(the_draft(year), units, [year.office.minh], day, by=year.by("hoa", DAY))
    page = said(browser("minh").get(at("show", the_draft(year))))
    assert page.count("Xin ý kiến góp ý:") == 2
    assert 'name="request"' in page
    assert "<option" in page


def test_hostile_words_stay_words(year, browser):
    a_given_draft(year)
    ask(year)
    evil = '<script>alert("x")</script><ins>y</ins>{% now "Y" %}'
    give(year, "causes", evil)
    minh, causes = browser("minh"), section(year, "causes")
    request = the_draft(year).requests.first()
    minh.post(at("comment", causes), {"request": request.pk, "text": evil, "once": "not-a-name"})
    for who, url in (
        ("minh", at("show", the_draft(year))),
        ("hoa", at("section", causes)),
        ("hoa", at("summary", the_draft(year))),
        ("minh", at("compare", causes)),
    ):
        text = said(browser(who).get(url))
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text or "&lt;script" in text
    for name in ("paper", "summary_paper"):
        assert (
            browser("son").get(reverse(f"drafting:{name}", args=[the_draft(year).pk, "pdf"])).status_code
            == 200
        )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("assign", {"section": "x", "owner": "9" * 40, "due": "2023-13-45"}),
        ("assign", {"section": "1", "owner": "", "due": ""}),
        ("ask", {"unit": "-1", "person": "abc", "due": "không"}),
        ("ask", {"unit": "9" * 30, "person": "9" * 30, "due": "2023-11-21"}),
        ("reopen", {"reason": "\x00"}),
        ("paper", None),
    ],
)
def test_nonsense_is_refused(year, browser, name, data):
    a_given_draft(year)
    hoa, draft = browser("hoa"), the_draft(year)
    with nothing_written():
        if data is None:
            answers = [hoa.get(reverse("drafting:paper", args=[draft.pk, end])) for end in ("exe", "xlsx")]
        else:
            answers = [hoa.post(at(name, draft), data)]
    assert {answer.status_code for answer in answers} <= {404, 409, 422}


@pytest.mark.parametrize("query", ["?tu=0&den=99", "?tu=9&den=1", "?tu=%00"])
def test_a_version_that_is_not_there_is_not_compared(year, browser, query):
    a_given_draft(year)
    answer = browser("hoa").get(at("compare", section(year, "causes")) + query)
    assert answer.status_code in (200, 404)


def test_an_agency_sees_nothing_of_another(year, browser):
    a_closed_draft(year)
    stranger, draft = browser("hoa@so"), the_draft(year)
    for url in (at("show", draft), at("section", section(year, "causes")), at("summary", draft)):
        assert stranger.get(url).status_code == 404


def test_the_pages_cost_the_same_for_more_comments(year, browser):
    a_commented_draft(year)
    figures.ask(year)
    browsers = {who: browser(who) for who in ("hoa", "minh")}
    draft = the_draft(year)
    urls = [
        ("hoa", at("show", draft)),
        ("hoa", at("summary", draft)),
        ("hoa", at("section", section(year, "causes"))),
        ("minh", at("show", draft)),
        ("hoa", "/"),
        ("hoa", "/du-thao/"),
    ]

    def costs():
        found = []
        for who, url in urls:
            browsers[who].get(url)
            with CaptureQueriesContext(connection) as queries:
                assert browsers[who].get(url).status_code == 200
            found.append(len(queries))
        return found

    few = costs()
    people = [a_person(year.office, f"VP5{number:02}", f"Trần Văn {number}") for number in range(9)]
    ask_for_comments(draft, [], people, date(2023, 11, 21), by=year.by("hoa", DAY))
    template = Comment.objects.first()
    for request in draft.requests.all():
        template.pk, template.request = None, request
        template.once = f"00000000-0000-0000-0000-{request.pk:012}"
        template.save()
    assert costs() == few
    assert max(few[:4]) <= 16, few
