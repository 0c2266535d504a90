"""The agency's report in browsers: kept while it is typed, never overwritten unseen, commented, answered, issued."""

import pytest

pytestmark = pytest.mark.browser

HOA, MINH, LAN = "VP002", "VP004", "VP006"
REPORT = "Báo cáo tự đánh giá của cơ quan"


def open_causes(visitor) -> None:
    """From the desk to the section on the causes."""
    visitor.go("/du-thao/")
    visitor.follow("Xem")
    with visitor.page.expect_navigation():
        visitor.page.locator("#muc-causes").get_by_role("link", name="Viết, trả lời góp ý").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_section_goes_from_its_writer_to_the_report(served, browsers, scripts):
    address = served("drafting")
    hoa, minh, lan = (browsers.visitor(address, scripts=scripts).log_in(code) for code in (HOA, MINH, LAN))
    meet_the_other_version(lan, hoa, scripts=scripts)
    comment(minh)
    answer(lan)
    assert "Đã ghi rõ 02 người" in read_answer(minh)
    issue(hoa)
    assert "Đã phát hành" in read_answer(minh)
    assert browsers.complaints == []


def meet_the_other_version(lan, hoa, *, scripts: bool) -> None:
    """Both have the section open; who saves later sees both texts, and nothing is overwritten."""
    open_causes(lan)
    open_causes(hoa)
    lan.page.fill("#noi-dung", "Thiếu người.")
    if scripts:
        lan.page.wait_for_selector("[data-draft-state][data-state=saved]")
    else:
        lan.press("Lưu nháp")
    hoa.page.fill("#noi-dung", "Việc tăng.")
    if scripts:
        hoa.page.wait_for_selector("[data-conflict-version]")
    else:
        hoa.press("Lưu nháp")
    assert "Thiếu người." in hoa.words
    assert "Việc tăng." in hoa.words
    open_causes(lan)
    assert lan.page.input_value("#noi-dung") == "Thiếu người."
    lan.press("Lưu và gửi bản mới")
    assert "Đã gửi bản 2" in lan.words


def comment(minh) -> None:
    minh.task("Góp ý dự thảo báo cáo")
    place = minh.page.locator("#muc-causes")
    place.locator("summary").click()
    place.get_by_label("Ý kiến của bạn").fill("Thiếu bao nhiêu người?")
    minh.press("Ghi ý kiến", "#muc-causes")
    assert "Thiếu bao nhiêu người?" in place.inner_text()
    minh.press("Đã góp ý xong")
    assert minh.faults_of_page() == []


def answer(lan) -> None:
    lan.task("Trả lời góp ý đối với dự thảo báo cáo")
    with lan.page.expect_navigation():
        lan.page.get_by_role("link", name="2. Nguyên nhân").click()
    lan.page.fill("#noi-dung", "Thiếu 02 người.")
    lan.press("Lưu và gửi bản mới")
    lan.page.get_by_label("Đã sửa thế nào, hoặc vì sao không tiếp thu").fill("Đã ghi rõ 02 người")
    lan.press("Tiếp thu")
    lan.follow("bản 3: xem chỗ đã sửa")
    assert "02" in lan.page.locator(".compared ins").inner_text()
    assert lan.faults_of_page() == []


def read_answer(minh) -> str:
    minh.task("Góp ý dự thảo báo cáo")
    return minh.words


def issue(hoa) -> None:
    hoa.go("/du-thao/")
    hoa.follow("Xem")
    assert hoa.faults_of_page() == []
    hoa.press_and_confirm("Phát hành báo cáo")
    hoa.page.wait_for_selector("text=Đã phát hành báo cáo")
    assert REPORT in hoa.page.locator("h1").inner_text()
