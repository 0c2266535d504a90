"""A unit's secret ballot as people hold it: encrypted in four browsers, or on slips that two tellers count."""

import re
from pathlib import Path
from typing import Any

from .visitors import Visitor

TELLERS = ("bao", "tuan", "lan")


def draw_up(minh: Visitor, way: str, tellers: list[str]) -> None:
    """The slip with everyone's name, from the meeting's page."""
    for name in tellers:
        minh.page.locator("fieldset", has_text="Tổ kiểm phiếu").get_by_label(name).check()
    minh.page.get_by_label(way, exact=True).check()
    minh.press("Lập phiếu")


def hold_encrypted(office: dict[str, Visitor], minh: Visitor, folder: Path) -> None:
    """Keys, trial, freezing, four votes, closing, own tracker found, two tellers open, sealed."""
    draw_up(minh, "Phiếu kín điện tử", ["Huỳnh Gia Bảo", "Phạm Anh Tuấn", "Nguyễn Thị Lan"])
    address = minh.page.url
    codes = make_keys(office, folder)
    minh.go(address)
    minh.press("Niêm phong câu hỏi và danh sách")
    assert "đã niêm phong" in minh.words
    minh.press("Mở bỏ phiếu")
    trackers = {name: cast(office[name]) for name in ("lan", "bao", "tuan", "minh")}
    minh.go(address)
    assert "Đã thu 4/4" in minh.words
    minh.press("Đóng bỏ phiếu")
    find(office["lan"], address, trackers["lan"])
    for name in ("bao", "tuan"):  # Lan has lost her code: two are enough
        open_sums(office[name], codes[name])
    minh.go(address)
    minh.press("Kiểm tra toàn bộ và niêm phong")
    assert "Đã kiểm tra toàn bộ và niêm phong kết quả" in minh.words
    assert "Khóa của máy chủ đã hủy" in minh.words


def make_keys(office: dict[str, Visitor], folder: Path) -> dict[str, str]:
    """Three pages open at once: the rounds run by themselves. Bảo keeps a file, the others write the code down."""
    codes, seen = {}, {}
    for name in TELLERS:
        page = _open_key_page(office[name])
        page.get_by_role("button", name="Tạo mã").click()
        page.locator("[data-part=code]:not(:empty)").wait_for()
        codes[name] = page.locator("[data-part=code]").inner_text()
        if name == "bao":
            page.fill("#mk", "mat khau cua Bao")
            with page.expect_download() as saved:
                page.get_by_role("button", name="Lưu tệp").click()
            saved.value.save_as(folder / "ma.json")
        page.get_by_label("Tôi đã cất mã").check()
        page.get_by_role("button", name="Tiếp tục").first.click()
    for name in TELLERS:
        page = office[name].page
        page.get_by_role("heading", name="3. Thử mã").wait_for()
        seen[name] = page.locator("[data-part=seen]").inner_text()
        if name == "tuan":  # mistyped first
            type_code(page, codes[name][::-1])
            page.locator("[data-part=wrong]").wait_for()
        if name == "bao":
            page.locator("summary", has_text="Mã ở trong tệp").click()
            page.set_input_files("#tep", folder / "ma.json")
            page.fill("#mk2", "mat khau cua Bao")
            page.locator("[data-act=typed]").click()
        else:
            type_code(page, codes[name])
        page.locator("[data-part=done]").wait_for()
        assert page.locator("[data-part=seen]").is_visible()  # the others may still read theirs aloud
    assert re.fullmatch("([0-9a-f]{4} ){7}[0-9a-f]{4}", seen["lan"])
    assert set(seen.values()) == {seen["lan"]}
    return codes


def _open_key_page(teller: Visitor) -> Any:
    teller.task("Kiểm phiếu")
    teller.follow("Nhận khóa kiểm phiếu")
    return teller.page


def type_code(page: Any, code: str) -> None:
    page.fill("#ma", code)
    page.locator("[data-act=typed]").click()


def cast(voter: Visitor) -> str:
    """Choose, look once more, cast; a second visit is told that it is done. Returns the tracker."""
    voter.task("Bỏ phiếu kín")
    page, address = voter.page, voter.page.url
    page.get_by_role("button", name="Xem lại phiếu").click()  # nothing chosen: told, not lost
    page.evaluate("document.querySelectorAll('.slip-line input[value=\"0\"]').forEach((one) => one.click())")
    page.get_by_role("button", name="Xem lại phiếu").click()
    assert page.locator(".slip-review li").count() == 4
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    page.locator("[data-part=done]").wait_for()
    tracker: str = page.locator("[data-part=tracker]").inner_text()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('ballot:'))") == []
    page.goto(address)
    assert "Bạn đã bỏ phiếu" in voter.words
    return tracker


def find(voter: Visitor, address: str, tracker: str) -> None:
    """In the sorted list, searched in the browser."""
    voter.go(address)
    voter.page.fill("[data-find]", tracker)
    assert voter.page.locator("[data-found]").is_visible()
    voter.page.fill("[data-find]", "x" * 43)
    assert voter.page.locator("[data-absent]").is_visible()


def open_sums(teller: Visitor, code: str) -> None:
    teller.task("Kiểm phiếu")
    teller.follow("Mở tổng số")
    type_code(teller.page, code)
    teller.page.locator("[data-part=done]").wait_for()


def count_on_paper(minh: Visitor, tellers: list[Visitor]) -> None:
    """Wrong sums come back with the figures as typed; different figures are shown side by side."""
    draw_up(minh, "Phiếu giấy", ["Huỳnh Gia Bảo", "Phạm Anh Tuấn"])
    first, second = tellers
    enter(first, agree=5)
    assert first.page.locator(".error-summary").is_visible()
    assert {field.input_value() for field in first.page.locator("input[name^=agree-]").all()} == {"5"}
    enter(first, agree=4, again=True)
    enter(second, agree=3, disagree=1)
    assert "Hai người đếm khác nhau" in second.words
    enter(second, agree=4, again=True)
    assert "đã niêm phong kết quả" in second.words


def enter(teller: Visitor, agree: int, disagree: int = 0, *, again: bool = False) -> None:
    """Four slips, all valid; the same marks on each line."""
    if not again:
        teller.task("Kiểm phiếu")
        teller.follow("Nhập số liệu tôi đếm được")
    page = teller.page
    for name in ("issued", "collected", "valid"):
        page.fill(f"[name={name}]", "4")
    for mark, number in {"agree": agree, "disagree": disagree, "blank": 0}.items():
        for field in page.locator(f"input[name^={mark}-]").all():
            field.fill(str(number))
    teller.press("Kiểm tra và ghi số liệu của tôi")
