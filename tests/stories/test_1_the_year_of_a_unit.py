"""The stretch as the plan tells it, through the browser only: from the staff list to the accepted dossier."""

import io
from urllib.parse import urlsplit

import openpyxl
import pytest

from tests.office.sheets import people, xlsx

from .polling import count_on_paper
from .visitors import Browsers, Visitor, fill_in

pytestmark = pytest.mark.browser

CHOSEN = "tự-chọn-lấy-2023"
UNIT = {"minh": "VP004", "tuan": "VP005", "lan": "VP006", "bao": "VP007"}


def test_from_the_staff_list_to_the_accepted_dossier(served, browsers):
    address = served("empty")
    hoa = browsers.visitor(address).log_in("VP002")
    open_the_year(hoa)
    passwords = bring_in_the_people(hoa)
    set_the_year_up(hoa)
    office = {name: first_login(browsers, address, code, passwords[code]) for name, code in UNIT.items()}
    minh, lan = office["minh"], office["lan"]

    send_prompts(minh)
    write_in_two_windows(lan)
    write_after_the_login_expired(lan)
    hand_in_with_evidence(lan)
    send_back_and_mend(minh, lan)
    for name in ("minh", "tuan", "bao"):
        hand_in(office[name])
    draft_the_report(minh)

    call_the_meeting(minh)
    mark_attendance(minh)
    hear_the_report(minh)
    refuse_the_wrong_order(minh)
    hear_everyone(minh, office["tuan"])
    count_the_ballot(office, minh)
    adopt_and_close(minh)

    for name in ("lan", "minh", "tuan", "bao"):
        complete(office[name], "hoàn thiện bản tự kiểm điểm")
    complete(minh, "Hoàn thiện báo cáo")
    give_and_take_the_dossier(minh, hoa)

    papers_open(hoa)
    every_page_is_in_order(browsers, {"hoa": hoa, **office})
    assert browsers.complaints == []


def open_the_year(hoa: Visitor) -> None:
    hoa.go("/")
    hoa.page.fill("#id_year", "2023")
    hoa.page.select_option("#id_edition", "2023")
    hoa.press("Mở năm")
    assert "Đã mở năm" in hoa.words


def bring_in_the_people(hoa: Visitor) -> dict[str, str]:
    """The list from XLSX: a wrong one is refused in words, the right one is looked at and then written."""
    hoa.go("/nhan-su/nhap/")
    upload(hoa, xlsx(people(VP006={"Ngày sinh": "32/13/1985"})))
    assert "chỗ phải sửa trong tệp" in hoa.words
    assert hoa.page.get_by_role("button", name="Ghi danh sách").get_attribute("aria-disabled") == "true"
    hoa.go("/nhan-su/nhap/")
    upload(hoa, xlsx(people()))
    assert "6 người mới" in hoa.words
    hoa.press("Ghi danh sách")
    hoa.go("/nhan-su/?tim=nguyen+lan")
    assert "Nguyễn Thị Lan" in hoa.words
    with hoa.page.expect_download() as slips:
        hoa.press_and_confirm("Cấp tài khoản mới")
    rows = openpyxl.load_workbook(io.BytesIO(slips.value.path().read_bytes())).active.iter_rows(
        min_row=2, values_only=True
    )
    return {code: password for code, _name, password in rows}


def upload(hoa: Visitor, data: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    hoa.page.set_input_files("#id_file", {"name": "danh sách.xlsx", "mimeType": kind, "buffer": data})
    hoa.press("Tải lên và xem thử")


def set_the_year_up(hoa: Visitor) -> None:
    hoa.go("/nhom/")
    hoa.press("Lập nhóm theo chức vụ")
    hoa.go("/")
    hoa.press("Phát biểu mẫu")
    assert "Đã phát 9 biểu mẫu" in hoa.words  # seven people, two units


def first_login(browsers: Browsers, address: str, code: str, password: str) -> Visitor:
    person = browsers.visitor(address).log_in(code, password)
    assert "lần đăng nhập đầu tiên" in person.words
    for field in person.page.locator("main input[type=password]").all():
        field.fill(password if field.get_attribute("name") == "old_password" else CHOSEN)
    person.press("Đổi mật khẩu")
    person.go("/")
    assert "Việc của tôi" in person.words
    return person


def send_prompts(minh: Visitor) -> None:
    minh.task("Gửi gợi ý kiểm điểm")
    lines = minh.page.locator("form.sheet .row")
    lines.nth(0).locator("select").select_option(label="Nguyễn Thị Lan")
    lines.nth(0).locator("textarea").fill("Làm rõ việc chậm trả lời văn bản quý III.")
    minh.press("Lưu, thêm dòng")
    minh.press("Gửi đơn vị đầu mối")
    assert "đã gửi" in minh.words


def saved(page) -> None:
    page.wait_for_selector('[data-draft-state][data-state="saved"]')


def write_in_two_windows(lan: Visitor) -> None:
    """A draft outlives the browser; a second window shows the conflict and overwrites nothing."""
    lan.task("Viết bản tự kiểm điểm")
    page = lan.page
    assert "Mẫu 02" in lan.words
    assert "chậm trả lời văn bản quý III" in lan.words
    page.fill("#id_duties", "Bản viết ở cửa sổ thứ nhất.")
    saved(page)
    page.close()

    lan.page = page = lan.context.new_page()
    lan.task("Viết bản tự kiểm điểm")
    assert page.input_value("#id_duties") == "Bản viết ở cửa sổ thứ nhất."

    second = lan.context.new_page()
    second.goto(page.url)
    second.fill("#id_duties", "Bản viết ở cửa sổ thứ hai.")
    saved(second)
    page.fill("#id_duties", "Bản viết tiếp ở cửa sổ thứ nhất.")
    panel = page.locator(".draft-panel")
    panel.wait_for()
    assert "Bản viết ở cửa sổ thứ hai." in panel.inner_text()
    assert "Bản viết tiếp ở cửa sổ thứ nhất." in panel.inner_text()
    second.reload()
    assert second.input_value("#id_duties") == "Bản viết ở cửa sổ thứ hai."
    second.close()
    panel.locator("[data-take-mine]").click()
    saved(page)
    page.reload()
    assert page.input_value("#id_duties") == "Bản viết tiếp ở cửa sổ thứ nhất."


def write_after_the_login_expired(lan: Visitor) -> None:
    """The text stays in the page and is saved once the person has logged in again, in another window."""
    page = lan.page
    lan.context.clear_cookies(name="sessionid")
    page.fill("#id_commitment", "Viết lúc hết phiên đăng nhập.")
    page.wait_for_selector('[data-draft-state][data-state="login"]')
    other = Visitor(lan.context)
    other.log_in(UNIT["lan"], CHOSEN)
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    other.page.goto(page.url)
    assert other.page.input_value("#id_commitment") == "Viết lúc hết phiên đăng nhập."
    other.page.close()


def hand_in_with_evidence(lan: Visitor) -> None:
    """What is missing is a list that leads to the place; a file that lies about itself is refused."""
    page = lan.page
    page.reload()
    lan.press("Nộp")
    assert page.locator(".error-summary, .findings").first.is_visible()
    assert page.input_value("#id_commitment") == "Viết lúc hết phiên đăng nhập."
    page.set_input_files(
        "#tep", {"name": "anh.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90 not a paper"}
    )
    lan.press("Tải lên")
    assert "Chưa làm được việc này" in lan.words
    lan.task("Viết bản tự kiểm điểm")
    page.set_input_files(
        "#tep", {"name": "Bằng khen.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    lan.press("Tải lên")
    assert "Bằng khen.pdf" in lan.words
    hand_in(lan, prompted="Đã rút kinh nghiệm về việc chậm trả lời.")


def hand_in(person: Visitor, **words: str) -> None:
    person.task("Viết bản tự kiểm điểm")
    fill_in(person.page, **words)
    if (points := person.page.locator(".score-sum")).count():
        assert float(points.inner_text().replace(",", ".")) == float(points.get_attribute("data-score-max"))
    person.press("Nộp")
    assert "Đã nộp" in person.words, person.words[:600]


def send_back_and_mend(minh: Visitor, lan: Visitor) -> None:
    minh.go("/")
    with minh.page.expect_navigation():
        minh.page.locator("nav.site-nav").get_by_role("link", name="Đơn vị tôi").click()
    with minh.page.expect_navigation():
        minh.page.locator("tr", has_text="Nguyễn Thị Lan").locator("a[href^='/kiem-diem/']").click()
    assert "Đã rút kinh nghiệm về việc chậm trả lời." in minh.words
    minh.page.fill("#ly-do", "Nêu rõ số văn bản đã tham mưu.")
    minh.press("Trả lại", "main aside")
    lan.task("Bổ sung bản tự kiểm điểm bị trả lại")
    assert "Nêu rõ số văn bản đã tham mưu." in lan.words
    lan.page.fill("#id_duties", "Đã tham mưu 120 văn bản, tất cả đúng hạn.")
    lan.press("Nộp")
    assert "Đã nộp" in lan.words


def draft_the_report(minh: Visitor) -> None:
    minh.task("Báo cáo kiểm điểm của đơn vị")
    fill_in(minh.page)
    minh.press("Nộp")
    assert "Đã nộp" in minh.words, minh.words[:600]


def call_the_meeting(minh: Visitor) -> None:
    minh.task("Họp kiểm điểm đơn vị")
    minh.page.fill("#id_place", "Phòng họp số 2")
    minh.page.select_option("#id_secretary", label="Nguyễn Thị Lan, Chuyên viên")
    minh.press("Tạo cuộc họp")
    assert "Phạm Anh Tuấn chủ trì" in minh.words  # while the head is under review


def mark_attendance(minh: Visitor) -> None:
    page = minh.page
    minh.press("Lưu và bắt đầu họp")
    assert "Chưa làm được việc này" in minh.words  # nobody is marked yet
    minh.task("Họp kiểm điểm đơn vị")
    page.get_by_role("button", name="Tất cả có mặt").click()
    page.locator("tr", has_text="Trần Thị Hoa").get_by_role("radio", name="Vắng").check()
    page.locator("tr", has_text="Trần Thị Hoa").get_by_role("textbox").fill("Họp đột xuất")
    minh.press("Lưu và bắt đầu họp")
    assert "4 người có mặt" in minh.words


def item(minh: Visitor, name: str) -> None:
    with minh.page.expect_navigation():
        minh.page.locator(".meeting-agenda").get_by_role("link", name=name, exact=True).click()


def remark(page, speaker: str, text: str) -> None:
    """Enter sends; the focus is back in the field for the next one."""
    before = page.locator("#y-kien .remarks li strong").count()
    page.select_option("#nguoi-noi", label=speaker)
    page.fill("#loi-noi", text)
    page.press("#loi-noi", "Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('#y-kien .remarks li strong').length === n", arg=before + 1
    )
    page.wait_for_function("document.activeElement && document.activeElement.id === 'loi-noi'")
    assert page.input_value("#loi-noi") == ""


def conclude(minh: Visitor, grade: str, agree: int) -> None:
    page = minh.page
    form = page.locator("#ket-luan")
    form.locator("#id_strengths").fill("Hoàn thành đúng hạn các việc được giao.")
    form.locator("#id_weaknesses").fill("Tham mưu có việc còn chậm.")
    form.get_by_role("radio", name=grade, exact=True).check()
    form.locator("[name=votes_for]").fill(str(agree))
    form.locator("[name=votes_against]").fill(str(max(4 - agree, 0)))
    form.locator("[name=votes_other]").fill("0")
    minh.press("Ghi kết luận")


def hear_the_report(minh: Visitor) -> None:
    page = minh.page
    minh.press("Bắt đầu")
    remark(page, "Phạm Anh Tuấn", "Nhất trí với dự thảo; bổ sung số liệu quý IV.")
    remark(page, "Nguyễn Thị Lan", "Nêu rõ trách nhiệm trong việc chậm báo cáo.")
    points = page.locator("#noi-dung")
    page.fill("#id_strengths", "Chưa ghi xong kết luận")  # stays while a matter is written down beside it
    points.locator("[name=title]").fill("Khắc phục hạn chế năm 2022")
    points.locator("[name=conclusion]").fill("Tiếp thu vào báo cáo.")
    points.locator("[name=votes_for]").fill("4")
    points.get_by_role("button", name="Ghi nội dung").click()
    points.get_by_role("rowheader", name="Khắc phục hạn chế năm 2022").wait_for()
    assert page.input_value("#id_strengths") == "Chưa ghi xong kết luận"
    conclude(minh, "Hoàn thành tốt nhiệm vụ", 9)
    assert page.locator("#ket-luan .error-summary").is_visible()  # more votes than people present
    assert page.input_value("#id_strengths") == "Hoàn thành đúng hạn các việc được giao."
    conclude(minh, "Hoàn thành tốt nhiệm vụ", 4)
    assert "Đã ghi kết luận" in minh.words


def refuse_the_wrong_order(minh: Visitor) -> None:
    """Staff before the head: the button is grey and says why, with the clause."""
    item(minh, "Nguyễn Thị Lan")
    refused = minh.page.locator(".act-refused")
    assert refused.get_by_role("button", name="Bắt đầu").get_attribute("aria-disabled") == "true"
    assert "Lê Quang Minh" in refused.inner_text()


def hear_everyone(minh: Visitor, tuan: Visitor) -> None:
    """Minh writes, but not the conclusion on himself: the deputy who presides over that point does."""
    for name, grade in {
        "Lê Quang Minh": "Hoàn thành tốt nhiệm vụ",
        "Phạm Anh Tuấn": "Hoàn thành tốt nhiệm vụ",
        "Nguyễn Thị Lan": "Hoàn thành xuất sắc nhiệm vụ",
        "Huỳnh Gia Bảo": "Hoàn thành tốt nhiệm vụ",
    }.items():
        item(minh, name)
        presiding = "Phạm Anh Tuấn" if name == "Lê Quang Minh" else "Lê Quang Minh"
        assert f"{presiding} chủ trì" in minh.words
        minh.press("Bắt đầu")
        remark(minh.page, "Phạm Anh Tuấn" if name != "Phạm Anh Tuấn" else "Nguyễn Thị Lan", "Nhất trí.")
        writer = minh if presiding == "Lê Quang Minh" else tuan
        writer.go(urlsplit(minh.page.url).path)
        conclude(writer, grade, 4)
    minh.page.reload()
    assert "VƯỢT" in minh.words.upper()  # one excellent among so few is over the cap, and it says so


def count_the_ballot(office: dict[str, Visitor], minh: Visitor) -> None:
    """On slips; the encrypted way has a story of its own."""
    item(minh, "Bình xét Lao động tiên tiến")
    minh.press("Bắt đầu")
    count_on_paper(minh, [office["bao"], office["tuan"]])
    minh.task("Họp kiểm điểm đơn vị")
    item(minh, "Bình xét Lao động tiên tiến")
    assert "Phát ra 4, thu vào 4, hợp lệ 4" in minh.words


def adopt_and_close(minh: Visitor) -> None:
    minh.follow("Biên bản")
    assert "Nêu rõ trách nhiệm trong việc chậm báo cáo" in minh.words
    minh.page.fill("#sua", "Sửa số liệu quý IV.")
    minh.press("Thông qua biên bản")
    assert "Biên bản đã được thông qua" in minh.words
    minh.press("Kết thúc cuộc họp")
    assert "Cuộc họp đã kết thúc" in minh.words


def complete(person: Visitor, title: str) -> None:
    """Every remark is taken up, then the review is completed."""
    person.task(title)
    page = person.page
    rows = page.locator("#gop-y .points > li")
    for number in range(rows.count()):
        rows.nth(number).locator("[name=answer]").fill("Đã sửa ở phần hạn chế.")
        with page.expect_navigation():
            rows.nth(number).get_by_role("button", name="Tiếp thu").click()
    person.press("Hoàn thiện")
    assert "Đã hoàn thiện" in person.words, person.words[:600]


def give_and_take_the_dossier(minh: Visitor, hoa: Visitor) -> None:
    """Handed over, one item returned, handed over again, accepted."""
    minh.task("Gửi hồ sơ của đơn vị")
    assert minh.words.count("còn thiếu") == 0
    minh.press("Gửi hồ sơ về đơn vị đầu mối")
    hoa.task("Tiếp nhận hồ sơ của đơn vị")
    hoa.page.locator("aside input[name=item]").first.check()
    hoa.page.fill("#ly-do", "Biên bản cần chữ ký của đủ tổ kiểm phiếu.")
    hoa.press("Trả lại các mục đã chọn")
    minh.task("Gửi hồ sơ của đơn vị")
    assert "Biên bản cần chữ ký của đủ tổ kiểm phiếu." in minh.words
    minh.press("Gửi hồ sơ về đơn vị đầu mối")
    hoa.task("Tiếp nhận hồ sơ của đơn vị")
    hoa.press("Tiếp nhận hồ sơ")
    assert "Đã tiếp nhận hồ sơ" in hoa.words


def papers_open(hoa: Visitor) -> None:
    """Every paper of the dossier is there as PDF and as DOCX."""
    papers = hoa.page.locator(".dossier .files li")
    assert papers.count() >= 9  # five reviews, the report, minutes, ratings, summary
    for paper in papers.all():
        assert hoa.download(paper.get_by_role("link", name="PDF")).startswith(b"%PDF-")
        assert hoa.download(paper.get_by_role("link", name="DOCX")).startswith(b"PK\x03\x04")


def every_page_is_in_order(browsers: Browsers, office: dict[str, Visitor]) -> None:
    seen: set[str] = set()
    faults: list[str] = []
    for name in ("hoa", "minh", "lan"):
        paths, found = office[name].walk()
        seen |= paths
        faults += found
    assert faults == []
    assert len(seen) > 15, sorted(seen)
