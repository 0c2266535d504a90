"""From the request to the merge: who writes, who sees what, and each part with its author."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import a_review, codes, on_record, refusal_of
from tests.standing import beside_another, browser_of, standing
from thuocdo.cycle.actions import close_step
from thuocdo.figures.actions import request_figures, return_figures, save_figures, send_figures
from thuocdo.figures.queries import asked_in, merged, part_of, request_of
from thuocdo.figures.rules import Together
from thuocdo.figures.sheets import report_draft
from thuocdo.kernel.seen import stamp
from thuocdo.office.models import Subject, Unit

from .stage import ASKED, FIELDS, ask, send, write

lived, year = standing(beside_another(a_review))


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 15)


def both(year):
    ask(year)
    send(year, "TH", "minh", "20", "48", "Tham mưu 18.420 văn bản")
    send(year, "HCQT", "hoa", "15", "46", "Bảo đảm cơ sở vật chất")


@pytest.mark.parametrize("who", ["lan", "minh", "son", "hoa@so"])
def test_only_hcqt_asks(year, who):
    args = (year.cycle, date(2023, 11, 15), FIELDS)
    assert codes(refusal_of(request_figures, *args, by=year.by(who, ASKED))) == ["office.not_yours"]


def test_asked_again_what_was_asked_stays(year):
    both(year)
    ask(year, [("Nhiệm vụ", "nhiệm vụ", Together.SUM, "35"), ("Sáng kiến", "", Together.SUM, "")])
    rows = [(field.title, field.total) for field, _one in asked_in(request_of(year.cycle))]
    assert rows == [("Nhiệm vụ", "35"), ("Cuộc họp chung", ""), ("Kết quả nổi bật", ""), ("Sáng kiến", "")]


def test_of_two_who_ask_from_the_same_page_the_second_is_told(year):
    hoa, url = browser_of(year, "hoa"), reverse("figures:request")
    asked = {
        "cutoff": "2023-11-15",
        "title": ["Nhiệm vụ"],
        "measure": [""],
        "together": ["sum"],
        "total": [""],
    }
    asked |= {"seen": stamp([])}
    assert f'value="{asked["seen"]}"' in hoa.get(url).content.decode()
    assert hoa.post(url, asked | {"note": "Gửi sớm"}).status_code == 302
    late = hoa.post(url, asked | {"note": "Gửi muộn", "cutoff": "2023-11-20"})
    assert (late.status_code, "Gửi muộn" in late.content.decode()) == (409, True)
    assert (request_of(year.cycle).note, request_of(year.cycle).cutoff) == ("Gửi sớm", date(2023, 11, 15))


@pytest.mark.parametrize("who", ["lan", "tuan", "hoa", "son", "minh@so"])
def test_only_who_leads_the_unit_writes_and_sends(year, who):
    request = ask(year)
    for act in (send_figures, lambda *args, by: save_figures(*args, {}, by=by)):
        refused = refusal_of(act, request, year.unit, by=year.by(who, ASKED))
        assert codes(refused) == ["figures.not_yours"]


def test_figures_of_two_tabs_do_not_overwrite_each_other_nor_are_they_cut_short(year):
    request, minh, unit = ask(year), year.by("minh", ASKED), year.office.units["TH"]
    key = asked_in(request)[2][1].key
    save_figures(request, unit, {key: "Nổi bật"}, seen=stamp({}), by=minh)
    late = refusal_of(save_figures, request, unit, {key: "Khác"}, seen=stamp({}), by=minh)
    long = refusal_of(save_figures, request, unit, {key: "x" * 10_001}, by=minh)
    assert (codes(late), codes(long)) == (["page.overtaken"], ["figures.too_long"])
    assert part_of(request, unit).answers == {key: "Nổi bật"}


def test_what_is_missing_is_named_before_sending(year):
    request = ask(year)
    write(year, "TH", "minh", "hai mươi", "48", "")
    refused = refusal_of(send_figures, request, year.unit, by=year.by("minh", ASKED))
    assert codes(refused) == ["figures.unanswered", "figures.not_a_number"]


def test_a_closed_step_takes_nothing_in(year):
    request = ask(year)
    write(year, "TH", "minh", "20", "48", "Tốt")
    close_step(year.step("unit_figures"), reason="Hết hạn", by=year.by("hoa", ASKED))
    refused = refusal_of(send_figures, request, year.unit, by=year.by("minh", ASKED))
    assert codes(refused) == ["cycle.step_closed"]


def test_the_merge_keeps_each_part_with_its_author_and_names_what_differs(year):
    both(year)
    found = merged(request_of(year.cycle))
    assert [(unit.name, part.author.full_name, text) for unit, part, text in found.lines[2].parts] == [
        ("Phòng Hành chính - Quản trị", "Trần Thị Hoa", "Bảo đảm cơ sở vật chất"),
        ("Phòng Tổng hợp", "Lê Quang Minh", "Tham mưu 18.420 văn bản"),
    ]
    assert [line.whole for line in found.lines] == [35, None, None]
    assert codes(found.differing) == ["figures.not_the_total", "figures.differ"]


def test_a_draft_is_not_in_the_merge(year):
    ask(year)
    write(year, "TH", "minh", "20", "48", "Chưa xong")
    found = merged(request_of(year.cycle))
    assert [unit.code for unit in found.missing] == ["HCQT", "TH"]
    assert all(not text for line in found.lines for _unit, _part, text in line.parts)


def test_returned_with_a_reason_and_sent_again(year):
    both(year)
    request = request_of(year.cycle)
    part = part_of(request, year.office.units["HCQT"])
    assert codes(refusal_of(return_figures, part, reason=" ", by=year.by("hoa", ASKED))) == [
        "cycle.reason_missing"
    ]
    assert codes(refusal_of(return_figures, part, reason="Sai", by=year.by("minh", ASKED))) == [
        "office.not_yours"
    ]
    with on_record() as lines:
        return_figures(part, reason="Không khớp", by=year.by("hoa", ASKED))
        send(year, "HCQT", "hoa", "10", "48", "Bảo đảm")
    assert [verb for verb, _who in lines] == ["figures.returned", "figures.saved", "figures.sent"]
    assert merged(request_of(year.cycle)).differing == []


def test_the_draft_of_the_report_says_whose_each_part_is(year):
    both(year)
    sheet = report_draft(request_of(year.cycle))
    assert sheet["results"] == [
        {
            "title": "Kết quả nổi bật",
            "text": "Phòng Hành chính - Quản trị: Bảo đảm cơ sở vật chất\nPhòng Tổng hợp: Tham mưu 18.420 văn bản",
        }
    ]
    assert [(row["name"], row["done"]) for row in sheet["figures"]] == [
        ("Nhiệm vụ", "35"),
        ("Cuộc họp chung", "chưa khớp"),
    ]


def test_who_sees_what(year):
    ask(year)
    write(year, "TH", "minh", "20", "48", "Chưa xong")
    url = reverse("figures:part", args=[year.unit.pk])
    seen = {who: browser_of(year, who).get(url).status_code for who in ("minh", "lan", "hoa", "son", "khach")}
    assert seen == {"minh": 200, "lan": 403, "hoa": 403, "son": 403, "khach": 404}
    send_figures(request_of(year.cycle), year.unit, by=year.by("minh", ASKED))
    assert browser_of(year, "tuan").get("/so-lieu/").status_code == 403


def test_the_way_through_the_pages(year):
    hoa, minh = browser_of(year, "hoa"), browser_of(year, "minh")
    assert "/so-lieu/de-nghi/" in hoa.get("/").content.decode()
    rows = {
        "title": ["Nhiệm vụ", ""],
        "measure": ["việc", ""],
        "together": ["sum", "text"],
        "total": ["", ""],
    }
    hoa.post("/so-lieu/de-nghi/", {"cutoff": "2023-11-15", "note": "", "seen": stamp([])} | rows)
    url = reverse("figures:part", args=[year.unit.pk])
    assert url in minh.get("/").content.decode()
    hoa.post(
        reverse("cycle:remind", args=["unit_figures"]), {"subject": year.unit.subject_id, "text": "Gửi gấp"}
    )
    assert "Gửi gấp" in minh.get("/").content.decode()
    ((_field, one),) = asked_in(request_of(year.cycle))
    minh.post(url, {f"o-{one.key}": "20", "gui": "1", "seen": stamp({})})
    page = hoa.get("/so-lieu/").content.decode()
    assert "Lê Quang Minh" in page
    for extension in ("pdf", "docx"):
        assert hoa.get(f"/so-lieu/du-thao.{extension}").status_code == 200


def test_the_merge_costs_the_same_for_more_units(year):
    both(year)
    hoa = browser_of(year, "hoa")

    def queries():
        hoa.get("/so-lieu/")
        with CaptureQueriesContext(connection) as asked:
            assert hoa.get("/so-lieu/").status_code == 200
        return len(asked)

    few = queries()
    for number in range(12):
        subject = Subject.objects.create(agency=year.office.agency, kind=Subject.Kind.UNIT)
        Unit.objects.create(
            agency=year.office.agency, subject=subject, code=f"P{number}", name=f"Phòng {number}"
        )
    assert queries() == few
