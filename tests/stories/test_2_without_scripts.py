"""What the stretch needs works without JavaScript: handing in, and a meeting from its call to its end."""

from urllib.parse import urlsplit

import pytest

from .polling import count_on_paper
from .test_1_the_year_of_a_unit import adopt_and_close, conclude, item
from .visitors import Visitor

pytestmark = pytest.mark.browser

SPEAKERS = {"Phạm Anh Tuấn": "Nguyễn Thị Lan"}  # who speaks when Tuấn is the one under review


def test_handing_in_and_a_whole_meeting_without_scripts(served, browsers):
    address = served("waiting-for-lan")
    lan = browsers.visitor(address, scripts=False).log_in("VP006")
    keep_a_draft_and_meet_the_other_version(lan)
    hand_in(lan)
    minh = browsers.visitor(address, scripts=False).log_in("VP004")
    call_and_open(minh)
    hear(minh, "Báo cáo kiểm điểm của đơn vị")
    tellers = [browsers.visitor(address, scripts=False).log_in(code) for code in ("VP007", "VP005")]
    hear(minh, "Lê Quang Minh", writer=tellers[1])  # the deputy presides
    for name in ("Phạm Anh Tuấn", "Nguyễn Thị Lan", "Huỳnh Gia Bảo"):
        hear(minh, name)
    count(minh, tellers)
    minh.task("Họp kiểm điểm đơn vị")
    adopt_and_close(minh)
    assert browsers.complaints == []


def fill_in(page) -> None:
    """As a person does it, field by field."""
    for area in page.locator("form[data-draft-url] textarea").all():
        area.fill("Đã làm tốt các việc được giao trong năm.")
    for group in page.locator("form[data-draft-url] fieldset:has(input[type=radio])").all():
        group.locator("input[value=good], input[value='Tốt']").first.check()
    for row in page.locator("tr[id^=score-]").all():
        maximum = row.locator("td.number").first.inner_text().strip()
        for field in row.locator("input").all():
            part = (field.get_attribute("name") or "").rpartition("-")[2]
            field.fill({"points": maximum, "reason": "", "done": "10", "of": "10"}[part])


def keep_a_draft_and_meet_the_other_version(lan: Visitor) -> None:
    """Kept by the button; a page that was overtaken shows both texts and overwrites nothing."""
    lan.task("Viết bản tự kiểm điểm")
    second = lan.context.new_page()
    second.goto(lan.page.url)
    lan.page.fill("#id_duties", "Bản thứ nhất.")
    lan.press("Lưu nháp")
    assert "Đã lưu bản nháp" in lan.words
    overtaken = Visitor(lan.context, second)
    second.fill("#id_duties", "Bản thứ hai.")
    overtaken.press("Lưu nháp")
    assert "Bản thứ nhất." in overtaken.words
    assert "Bản thứ hai." in overtaken.words
    second.close()
    lan.page.reload()
    assert lan.page.input_value("#id_duties") == "Bản thứ nhất."


def hand_in(lan: Visitor) -> None:
    lan.press("Nộp")
    assert lan.page.locator(".error-summary, .findings").first.is_visible()
    assert lan.page.input_value("#id_duties") == "Bản thứ nhất."
    fill_in(lan.page)
    lan.press("Nộp")
    assert "Đã nộp" in lan.words, lan.words[:600]


def call_and_open(minh: Visitor) -> None:
    minh.task("Họp kiểm điểm đơn vị")
    minh.page.fill("#id_place", "Phòng họp số 2")
    minh.press("Tạo cuộc họp")
    for here in minh.page.get_by_role("radio", name="Có mặt").all():
        here.check()
    minh.press("Lưu và bắt đầu họp")
    assert "4 người có mặt" in minh.words


def hear(minh: Visitor, name: str, writer: Visitor | None = None) -> None:
    """Taken up, said and concluded; the conclusion by `writer`, where it is on who writes everything else."""
    item(minh, name)
    minh.press("Bắt đầu")
    minh.page.select_option("#nguoi-noi", label=SPEAKERS.get(name, "Phạm Anh Tuấn"))
    minh.page.fill("#loi-noi", "Nêu rõ trách nhiệm trong việc chậm báo cáo.")
    minh.press("Ghi", "#y-kien")
    assert "Nêu rõ trách nhiệm" in minh.page.locator("#y-kien .remarks").inner_text()
    writer = writer or minh
    writer.go(urlsplit(minh.page.url).path)
    conclude(writer, "Hoàn thành tốt nhiệm vụ", 4)
    assert "Đã ghi kết luận" in writer.words


def count(minh: Visitor, tellers: list[Visitor]) -> None:
    item(minh, "Bình xét Lao động tiên tiến")
    minh.press("Bắt đầu")
    count_on_paper(minh, tellers)
