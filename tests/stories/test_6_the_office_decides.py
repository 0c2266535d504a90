"""Steps 3 and 4 by the headings of the plan, each role at its own machine: from the leaders' reviews to the answered petition."""

from urllib.parse import urlsplit

import pytest

from .visitors import Visitor, fill_in

pytestmark = pytest.mark.browser

CODES = {"son": "VP001", "hoa": "VP002", "minh": "VP004", "lan": "VP006", "phuc": "VP090"}
BOARD = "/xep-loai/quyet-dinh/"
LOWERED, PETITION = "Hai việc chậm do chủ quan", "Một việc chậm do chờ cơ quan phối hợp"


def test_from_the_leaders_reviews_to_the_answered_petition(served, browsers):
    address = served("after-the-units")
    office = {name: browsers.visitor(address).log_in(code) for name, code in CODES.items()}
    son, hoa, minh, lan, phuc = office.values()
    s_31_a_difficulty(lan, hoa, son)
    s_19_the_chief_reviews_himself(son)
    s_20_figures(hoa, minh)
    s_22_key_officials(hoa, minh, lan)
    s_23_the_leadership(hoa, son, phuc)
    s_24_consultation(hoa, son, phuc)
    s_24_decision(hoa, son)
    s_24_notice_and_petition(lan, son)
    assert browsers.complaints == []


def in_order(*visitors: Visitor) -> None:
    """Nothing is wrong with the page that each has before them."""
    assert [fault for visitor in visitors for fault in visitor.faults_of_page()] == []


def path(visitor: Visitor) -> str:
    return urlsplit(visitor.page.url).path


def everyone_is_there(hoa: Visitor) -> None:
    hoa.page.get_by_role("button", name="Tất cả có mặt").click()
    hoa.press("Lưu và bắt đầu họp")


def s_31_a_difficulty(lan: Visitor, hoa: Visitor, son: Visitor) -> None:
    """Asked at a step, brought by HCQT, answered by the Chief, from then on guidance on the step's page."""
    lan.go("/vuong-mac/")
    lan.page.select_option("#buoc", value="consultation")
    lan.page.fill("#noi-dung", "Người vắng mặt có được nêu ý kiến không?")
    lan.press("Gửi")
    hoa.task("Chuyển vướng mắc đến người đứng đầu cơ quan")
    hoa.press("Chuyển")
    son.task("Trả lời vướng mắc")
    son.page.fill("#tra-loi", "Gửi ý kiến bằng văn bản trước cuộc họp.")
    son.page.check("#chung")
    son.press("Trả lời và phát hành công văn")
    lan.go("/ke-hoach/buoc/consultation/")
    assert "Gửi ý kiến bằng văn bản trước cuộc họp." in lan.words


def s_19_the_chief_reviews_himself(son: Visitor) -> None:
    son.task("Viết bản tự kiểm điểm")
    fill_in(son.page)
    son.press("Nộp")
    assert "Đã nộp" in son.words, son.words[:600]


def s_20_figures(hoa: Visitor, minh: Visitor) -> None:
    """HCQT asks, a unit answers, who has not is reminded; each figure stands beside who sent it."""
    hoa.task("Đề nghị các đơn vị gửi số liệu")
    hoa.page.locator("[name=title]").first.fill("Nhiệm vụ được giao")
    hoa.page.locator("[name=measure]").first.fill("việc")
    hoa.press("Gửi đề nghị")
    minh.task("Gửi số liệu, kết quả của đơn vị")
    for field in minh.page.locator("main [name^=o-]").all():
        field.fill("20")
    minh.press("Lưu và gửi")
    hoa.task("Tổng hợp số liệu, kết quả của các đơn vị")
    assert "Phòng Tổng hợp Lê Quang Minh 20" in hoa.words
    hoa.press("Nhắc")
    in_order(minh)


def s_22_key_officials(hoa: Visitor, minh: Visitor, lan: Visitor) -> None:
    """Members from their posts, one added by name; slips counted by two; nobody types the level."""
    title = "Hội nghị cán bộ chủ chốt bỏ phiếu xếp loại cơ quan"
    hoa.task(title)
    hoa.page.fill("#id_place", "Hội trường")
    hoa.press("Tạo hội nghị")
    hoa.page.select_option("#ai", label="Nguyễn Thị Lan")
    hoa.page.select_option("#tu-cach", value="youth")
    hoa.press("Thêm", "aside")
    everyone_is_there(hoa)
    for name in ("Lê Quang Minh", "Nguyễn Thị Lan"):
        hoa.page.locator("fieldset", has_text="Tổ kiểm phiếu").get_by_label(name).check()
    hoa.page.locator("#id_way").select_option(label="Phiếu giấy")
    hoa.press("Lập phiếu")
    for teller in (minh, lan):
        teller.task("Kiểm phiếu")
        teller.follow("Nhập số liệu tôi đếm được")
        for name in ("issued", "collected", "valid"):
            teller.page.fill(f"[name={name}]", "5")
        for field in teller.page.locator("input[name^=agree-]").all():
            field.fill("5" if (field.get_attribute("name") or "").endswith("-good") else "0")
        teller.press("Kiểm tra và ghi số liệu của tôi")
    assert "đã niêm phong kết quả" in lan.words
    hoa.task(title)
    hoa.page.fill("#id_conclusion", "Hội nghị thống nhất.")
    hoa.page.fill("#id_agree", "5")
    hoa.press("Kết luận và phát hành biên bản")
    assert "Mức hội nghị đề nghị xếp loại cơ quan: Hoàn thành tốt nhiệm vụ" in hoa.words
    in_order(hoa)


def s_23_the_leadership(hoa: Visitor, son: Visitor, phuc: Visitor) -> None:
    """The collective first, then the Chief under his deputy, then the deputy; the Chief closes."""
    hoa.task("Hội nghị kiểm điểm tập thể, cá nhân lãnh đạo")
    hoa.page.fill("#id_place", "Phòng họp số 1")
    hoa.press("Tạo cuộc họp")
    everyone_is_there(hoa)
    for number, presides in enumerate((son, phuc, son)):
        with hoa.page.expect_navigation():
            hoa.page.locator(".meeting-agenda a").nth(number).click()
        hoa.press("Bắt đầu")
        hoa.page.fill("#loi-noi", "Nhất trí với bản kiểm điểm.")
        hoa.page.press("#loi-noi", "Enter")
        hoa.page.wait_for_selector("#y-kien .remarks li strong")
        conclude(presides, path(hoa), collective=number == 0)
    hoa.page.reload()
    hoa.follow("Biên bản")
    hoa.press("Thông qua biên bản")
    son.go(path(hoa))
    son.press("Kết thúc cuộc họp")
    assert "Cuộc họp đã kết thúc" in son.words
    in_order(phuc)


def conclude(presides: Visitor, item: str, *, collective: bool) -> None:
    presides.go(item)
    form = presides.page.locator("#ket-luan")
    form.locator("#id_strengths").fill("Đoàn kết, hoàn thành nhiệm vụ.")
    form.locator("#id_weaknesses").fill("Có việc còn chậm.")
    if collective:
        form.get_by_role("radio", name="Hoàn thành tốt nhiệm vụ", exact=True).check()
        form.locator("[name=votes_for]").fill("4")
    presides.press("Ghi kết luận")
    assert "Đã ghi kết luận" in presides.words


def s_24_consultation(hoa: Visitor, son: Visitor, phuc: Visitor) -> None:
    """Called by HCQT, an opinion by the leader in charge, a level moved with its reason; nothing is issued before it ends."""
    hoa.task("Họp tham vấn, kết luận xếp loại")
    hoa.follow("Tạo cuộc họp tham vấn")
    hoa.page.fill("#id_place", "Phòng họp số 1")
    hoa.press("Tạo cuộc họp")
    everyone_is_there(hoa)
    son.go(BOARD)
    son.press_and_confirm("Quyết định theo mức đề nghị")
    son.page.wait_for_selector("text=đã ghi")
    assert "(mục II.4 của kế hoạch) chưa kết luận." in son.words
    phuc.task("Họp tham vấn, kết luận xếp loại")
    open_card(phuc)
    phuc.page.fill("#loi-noi", "Đề nghị xem lại tiến độ.")
    phuc.press("Ghi ý kiến")
    son.task("Họp tham vấn, kết luận xếp loại")
    open_card(son)
    assert "Đặng Văn Phúc: Đề nghị xem lại tiến độ." in son.words
    son.page.get_by_label("Hoàn thành nhiệm vụ", exact=True).check()
    son.page.fill("#ly-do", LOWERED)
    son.press("Chuyển mức")
    in_order(hoa)
    son.follow("Kết luận, biên bản")
    son.page.fill("#id_conclusion", "Thống nhất các mức trên bảng.")
    son.press("Kết luận và phát hành biên bản")
    assert "Đã kết luận; biên bản đã phát hành." in son.words


def open_card(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(".board-card", has_text="Nguyễn Thị Lan").click()


def s_24_decision(hoa: Visitor, son: Visitor) -> None:
    """What was decided before the meeting moved somebody is decided anew; then all is issued at once."""
    son.task("Quyết định xếp loại")
    row = son.page.locator("tr", has_text="Nguyễn Thị Lan")
    row.locator("select").select_option("satisfactory")
    row.get_by_label("Lý do về Nguyễn Thị Lan").fill(LOWERED)
    with son.page.expect_navigation():
        row.get_by_role("button", name="Ghi riêng Nguyễn Thị Lan").click()
    son.press_and_confirm("Ban hành quyết định")
    son.page.wait_for_selector("text=Võ Trường Sơn ký")
    in_order(son)
    hoa.go(BOARD)
    paper = hoa.page.locator("main .tasks").get_by_role("link", name="PDF").first
    assert hoa.download(paper).startswith(b"%PDF-")


def s_24_notice_and_petition(lan: Visitor, son: Visitor) -> None:
    """The result with its reason, read and petitioned against; answered with reasons."""
    lan.task("Đọc kết quả xếp loại")
    assert LOWERED in lan.words
    lan.press("Tôi đã đọc")
    lan.page.locator("summary", has_text="Tôi không đồng ý").click()
    lan.page.fill("#kien-nghi", PETITION)
    lan.press("Gửi kiến nghị")
    in_order(lan)
    son.task("Trả lời kiến nghị về kết quả xếp loại")
    assert PETITION in son.words
    son.page.fill("#xem-xet", "Hồ sơ cho thấy việc còn lại chậm do chủ quan.")
    in_order(son)
    son.press("Trả lời")
    lan.page.reload()
    assert "Giữ nguyên mức." in lan.words
