"""The form in the browser: drafts by script, stale pages, long texts, other people's addresses, forged ones."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import a_review, answers_for, nothing_written, submit
from tests.reviews.files import FORGED, PDF
from tests.standing import beside_another, browser_of, standing
from thuocdo.cycle.actions import close_step
from thuocdo.reviews.permissions import may_write
from thuocdo.reviews.queries import step_of_review
from thuocdo.ui.wording import sentence

lived, year = standing(beside_another(a_review))

FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def _on_the_day(settings, tmp_path):
    settings.PRETEND_TODAY = date(2023, 11, 16)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lan(year):
    return browser_of(year, "lan")


def at(year, act: str, name: str = "lan") -> str:
    return reverse(f"reviews:{act}", args=[year.review(name).pk])


def test_a_script_saves_and_learns_the_version(year, lan):
    answer = lan.post(at(year, "save"), {"version": "1", "conduct": "Tốt"}, **FETCH)
    assert (answer.status_code, json.loads(answer.content)["version"]) == (200, 2)
    assert year.review("lan").answers["conduct"] == "Tốt"


def test_what_was_handed_in_reads_as_it_was_written(year):
    """Lines as lines and days as days; never a tag on the page."""
    submit(year, "lan", conduct="Dòng một\nDòng <hai>")
    page = browser_of(year, "lan").get(at(year, "show")).content.decode()
    assert "<p>Dòng một<br>Dòng &lt;hai&gt;</p>" in page
    assert "&lt;p&gt;" not in page


def test_a_page_without_script_saves_and_comes_back(year, lan):
    answer = lan.post(at(year, "save"), {"version": "1", "conduct": "Tốt"})
    assert answer.headers["Location"] == at(year, "show")


@pytest.mark.parametrize("how", [{}, FETCH], ids=["page", "script"])
@pytest.mark.parametrize("act", ["save", "submit", "complete"])
def test_a_stale_page_shows_both_texts_and_overwrites_nothing(year, lan, act, how):
    lan.post(at(year, "save"), {"version": "1", "conduct": "Thẻ một"}, **FETCH)
    with nothing_written():
        answer = lan.post(at(year, act), {"version": "1", "conduct": "Thẻ hai"}, **how)
    page = answer.content.decode()
    assert (answer.status_code, "Thẻ một" in page, "Thẻ hai" in page) == (409, True, True)


def test_a_field_of_100_000_characters_is_refused_with_the_text_kept_on_the_page(year, lan):
    long = "ă" * 100_000
    with nothing_written():
        answer = lan.post(at(year, "save"), {"version": "1", "conduct": long})
    page = answer.content.decode()
    assert (answer.status_code, long in page, "100.000 ký tự" in page) == (422, True, True)


def test_an_unfinished_form_comes_back_with_every_place_to_mend_and_is_kept(year, lan):
    answer = lan.post(at(year, "submit"), {"version": "1", "conduct": "Tốt"})
    assert answer.status_code == 422
    assert "id_duties" in answer.content.decode()
    assert (year.review("lan").state, year.review("lan").answers["conduct"]) == ("draft", "Tốt")


def test_a_double_click_on_hand_in_is_one(year):
    bao = browser_of(year, "bao")
    data = answers_for(year.review("bao")) | {"version": "1"}
    first, second = (bao.post(at(year, "submit", "bao"), data) for _ in range(2))
    assert (first.status_code, second.status_code, year.review("bao").versions.count()) == (302, 409, 1)


def test_a_closed_step_says_the_same_on_the_page_as_it_would_refuse_with(year, lan):
    close_step(year.step("self_reviews"), reason="Hết hạn", by=year.by("hoa"))
    review = year.review("lan")
    (finding,) = may_write(review, year.by("lan"), step_of_review(review))
    assert sentence(finding) in lan.get(at(year, "show")).content.decode()
    refused = lan.post(at(year, "save"), {"version": "1", "conduct": "Tốt"})
    assert (refused.status_code, sentence(finding) in refused.content.decode()) == (409, True)


@pytest.mark.parametrize("name", ["bao", "tuan", "minh", "hoa", "son", "khach", "minh@so", "hoa@so"])
def test_a_draft_of_someone_else_is_not_found(year, name):
    browser = browser_of(year, name)
    assert browser.get(at(year, "show")).status_code == 404
    assert browser.post(at(year, "save"), {"version": "1", "conduct": "Khác"}).status_code == 404


def test_hcqt_excuses_and_moves_a_draft_that_it_may_not_read(year):
    hoa = browser_of(year, "hoa")
    moved = {"unit": year.office.units["HCQT"].pk, "reason": "Điều động"}
    assert hoa.post(at(year, "reroute", "bao"), moved).status_code == 302
    assert hoa.post(at(year, "excuse", "bao"), {"reason": "Nghỉ ốm"}).status_code == 302
    review = year.review("bao")
    assert (review.unit.code, review.state) == ("HCQT", "excused")


def test_evidence_comes_back_as_it_was(year, lan):
    file = SimpleUploadedFile("Minh chứng.pdf", PDF)
    assert lan.post(at(year, "attach"), {"files": [file]}).status_code == 302
    kept = year.review("lan").evidence.get()
    answer = lan.get(reverse("reviews:evidence", args=[year.review("lan").pk, kept.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_forged_file_is_refused_with_a_sentence(year, lan):
    file = SimpleUploadedFile("a.docx", FORGED["needs version 99"])
    with nothing_written():
        answer = lan.post(at(year, "attach"), {"files": [file]})
    assert (answer.status_code, "không phải PDF, DOCX" in answer.content.decode()) == (409, True)


WORDS = ("version", "unit", "reason", "subject", "text", "answer", "taken_up", "conduct", "score-a1-points")
GARBAGE = ("", "abc", "-1", "9" * 5_000, "\x00", "½", "<script>", "x" * 100_000)


@pytest.mark.parametrize("garbage", GARBAGE, ids=[text[:8] for text in GARBAGE])
@pytest.mark.parametrize("who", ["lan", "minh", "hoa"])
def test_whatever_is_sent_gets_an_answer(year, who, garbage):
    submit(year, "minh")
    browser, pk = browser_of(year, who), year.review("lan").pk
    acts = [
        reverse(f"reviews:{act}", args=[pk])
        for act in ("save", "submit", "complete", "return", "excuse", "reroute")
    ]
    acts += [reverse("reviews:prompts", args=[year.unit.pk]), reverse("reviews:send_prompts", args=[10**30])]
    for url in acts:
        assert browser.post(url, dict.fromkeys(WORDS, garbage)).status_code in (302, 403, 404, 409, 422), url
