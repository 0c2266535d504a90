"""HCQT fills in a paper that no room makes: with scripts and without, to its number in the register."""

import pytest

from .visitors import Visitor

pytestmark = pytest.mark.browser

ROWS = "Báo cáo kiểm điểm\t12/BC-VP\t1\nBiên bản hội nghị\t\t2"


def test_papers_are_made_by_hand_with_scripts_and_without(served, browsers):
    address = served("waiting-for-lan")
    hoa = browsers.visitor(address).log_in("VP002")
    a_letter_to_its_number(hoa, "Số: 01/VP-HCQT")
    a_draft_meets_the_other_version(hoa)
    a_letter_to_its_number(browsers.visitor(address, scripts=False).log_in("VP002"), "Số: 02/VP-HCQT")
    assert browsers.complaints == []


def a_letter_to_its_number(hoa: Visitor, line: str) -> None:
    begin(hoa, "Công văn gửi hồ sơ")
    hoa.page.fill("[name='addressees']", "Ban Tổ chức Tỉnh ủy\nSở Nội vụ")
    hoa.press("Dán hoặc nhập cả bảng")
    assert hoa.faults_of_page() == []
    hoa.page.fill("#text", ROWS)
    hoa.press("Lưu bảng")
    assert "Đã nhận 2 dòng." in hoa.words
    hoa.press("Thêm dòng")
    hoa.page.fill("[name='items.2.title']", "Bảng tổng hợp")
    hoa.press("Phát hành")
    assert "Chưa điền “Tài liệu gửi kèm, 3: Số bản”." in hoa.words
    assert hoa.page.input_value("[name='addressees']") == "Ban Tổ chức Tỉnh ủy\nSở Nội vụ"
    hoa.page.fill("[name='items.2.copies']", "1")
    hoa.page.fill("[name='opening']", "Văn phòng UBND tỉnh gửi hồ sơ, gồm:")
    hoa.page.fill("[name='closing']", "Kính đề nghị tổng hợp")
    hoa.press("Xem trước")
    hoa.page.wait_for_selector("#xem-truoc img")
    assert hoa.faults_of_page() == []
    hoa.press("Phát hành")
    hoa.press("Cấp số")
    assert line in hoa.words


def a_draft_meets_the_other_version(hoa: Visitor) -> None:
    begin(hoa, "Giấy mời")
    second = hoa.context.new_page()
    second.goto(hoa.page.url)
    type_slowly(hoa.page, "Tầng 2")
    hoa.page.wait_for_selector("[data-draft-state][data-state=saved]")
    type_slowly(second, "Tầng 3")
    second.wait_for_selector("[data-conflict-version]")
    assert {"Tầng 2", "Tầng 3"} <= set(second.locator(".two-versions pre").all_inner_texts())
    second.click("[data-take-mine]")
    second.wait_for_selector("[data-draft-state][data-state=saved]")
    second.close()
    hoa.page.reload()
    assert hoa.page.input_value("[name='place']") == "Tầng 3"


def begin(hoa: Visitor, kind: str) -> None:
    hoa.page.goto("/van-ban/lap/")
    hoa.page.click(f"a[aria-label='Lập: {kind}']")
    hoa.press("Điền nội dung")


def type_slowly(page, place: str) -> None:
    page.locator("[name='place']").press_sequentially(place, delay=20)
