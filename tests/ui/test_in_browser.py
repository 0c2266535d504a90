"""The scripts in a real browser: drafts are never lost, double clicks send once, keys and counters work."""

import pytest
from pytest_django.live_server_helper import LiveServer

from .urls import saved

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.ui.urls"),
    pytest.mark.django_db(transaction=True),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser(chromium):
    import os

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # playwright's loop runs in this thread; the server has its own
    )
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=FLAGS)


@pytest.fixture
def server(without_rooms, transactional_db):
    """A server of its own: the one for all tests was begun with the rooms in it."""
    running = LiveServer("localhost")
    yield running
    running.stop()


@pytest.fixture
def page(browser, server):
    saved.update(version=1, strengths="", status=200)
    context = browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(server.url)
    yield page
    context.close()


def state(page) -> str:
    return page.locator("[data-draft-state]").get_attribute("data-state")


def wait_for(page, wanted: str) -> None:
    page.wait_for_selector(f'[data-draft-state][data-state="{wanted}"]', timeout=5000)


def test_draft_saves_itself_and_says_when(page):
    page.fill("#id_strengths", "Đã hoàn thành 12 việc")
    wait_for(page, "saved")
    assert page.locator("[data-draft-state]").inner_text() == "Đã lưu lúc 10:42"
    assert (saved["version"], saved["strengths"]) == (2, "Đã hoàn thành 12 việc")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.complaints == []


def test_draft_of_a_lost_network_is_kept_and_sent_later(page):
    page.context.set_offline(True)
    page.fill("#id_strengths", "viết khi mất mạng")
    wait_for(page, "kept")
    assert saved["strengths"] == ""
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_for(page, "saved")
    assert saved["strengths"] == "viết khi mất mạng"


def test_draft_survives_an_expired_login(page):
    saved["status"] = 401
    page.fill("#id_strengths", "viết lúc hết phiên")
    wait_for(page, "login")
    assert "đăng nhập lại ở thẻ khác" in page.locator("[data-draft-state]").inner_text()
    saved["status"] = 200
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    wait_for(page, "saved")
    assert saved["strengths"] == "viết lúc hết phiên"


def test_draft_that_was_overtaken_shows_both_and_overwrites_nothing(page):
    saved.update(version=5, strengths="bản ở máy kia")
    page.fill("#id_strengths", "bản ở trang này")
    wait_for(page, "conflict")
    panel = page.locator(".draft-panel")
    assert "bản ở máy kia" in panel.inner_text()
    assert "bản ở trang này" in panel.inner_text()
    page.type("#id_strengths", " thêm")
    page.wait_for_timeout(1200)
    assert saved["strengths"] == "bản ở máy kia"
    panel.locator("[data-take-mine]").click()
    wait_for(page, "saved")
    assert saved["strengths"] == "bản ở trang này thêm"


def test_draft_that_is_refused_says_why_and_is_saved_once_it_is_mended(page):
    saved["status"] = 409
    page.fill("#id_strengths", "quá dài")
    wait_for(page, "kept")
    assert page.locator("[data-draft-state]").inner_text().endswith("Còn thiếu biên bản họp, bảng tổng hợp.")
    saved["status"] = 200
    page.fill("#id_strengths", "vừa")
    wait_for(page, "saved")
    assert saved["strengths"] == "vừa"


def test_a_day_is_told_in_words_beside_its_field(page):
    """An English browser shows 12/11/2023 for 11 December."""
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=date id=ngay>')"
    )
    page.fill("#ngay", "2023-12-11")
    assert page.locator(".day-told").inner_text() == "Thứ Hai, 11 tháng 12, 2023"
    page.fill("#ngay", "")
    assert page.locator(".day-told").inner_text() == ""


def test_draft_left_in_a_closed_browser_is_offered_again(page):
    saved["status"] = 503
    page.fill("#id_strengths", "chưa kịp gửi")
    wait_for(page, "kept")
    page.reload()
    assert page.input_value("#id_strengths") == ""
    saved["status"] = 200
    page.get_by_role("button", name="Lấy lại bản nháp").click()
    wait_for(page, "saved")
    assert saved["strengths"] == "chưa kịp gửi"
    page.reload()
    sync_api.expect(page.locator(".draft-offer")).to_have_count(0)


def test_double_click_sends_once(page):
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(
        "document.addEventListener('submit', (event) => { if (!event.defaultPrevented) window.sent = (window.sent || 0) + 1; event.preventDefault(); })"
    )
    page.locator("form.act button").first.dblclick()
    assert page.evaluate("window.sent") == 1
    assert page.locator("form.act").first.get_attribute("aria-busy") == "true"


def test_scores_and_characters_are_counted_while_typing(page):
    page.fill("#id_score", "17,5")
    page.fill("#id_discipline", "7.25")
    page.fill("#id_strengths", "Đủ\nrồi")
    assert page.locator('[data-score-sum="total"]').inner_text() == "24,75"
    assert page.locator('[data-score-sum="part-1"]').inner_text() == "17,5"
    assert page.locator('[data-count-for="id_strengths"]').inner_text() == "còn 294 ký tự"
    page.fill("#id_strengths", "x" * 301)
    assert page.locator('[data-count-for="id_strengths"]').inner_text() == "quá 1 ký tự"


def test_keys_find_the_search_box_and_list_themselves_but_leave_typing_alone(page):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("?k")
    assert page.input_value("[name=q]") == "?k"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert "Kế hoạch năm" in page.locator("dialog").inner_text()
    page.keyboard.press("Escape")
    sync_api.expect(page.locator("dialog")).to_have_count(0)


def test_question_before_an_act_closes_on_escape_and_keeps_the_focus(page):
    summary = page.locator(".act-confirm > summary")
    summary.click()
    page.locator(".act-confirm form button").focus()
    page.keyboard.press("Escape")
    sync_api.expect(page.locator(".act-confirm[open]")).to_have_count(0)
    sync_api.expect(summary).to_be_focused()


def test_theme_is_chosen_and_remembered(page):
    before = page.get_attribute("html", "data-bs-theme")
    page.click("[data-theme-switch]")
    after = page.get_attribute("html", "data-bs-theme")
    page.reload()
    assert {before, after} == {"light", "dark"}
    assert page.get_attribute("html", "data-bs-theme") == after


def test_refused_htmx_request_is_told_and_keeps_the_page(page):
    page.fill("[name=q]", "còn đây")
    page.evaluate("htmx.ajax('POST', '/refuse/', {target: 'h1'})")
    page.wait_for_selector("#notices .findings")
    assert "tối đa 1" in page.locator("#notices").inner_text()
    assert page.locator("h1").inner_text() == "Bảng mẫu giao diện"
    assert page.input_value("[name=q]") == "còn đây"


def test_nothing_scrolls_sideways(page):
    for width in (320, 390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_stand_out_from_their_ground(page, server):
    """WCAG 2.1 AA, 1.4.3: 4.5 to 1, or 3 to 1 for large type. Refused buttons are held to it too."""
    page.goto(f"{server.url}/?errors=1")
    page.emulate_media(reduced_motion="reduce")  # no colour is read in the middle of a transition
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
        assert page.evaluate(CONTRAST) == []


def test_page_works_without_a_script(browser, server):
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{server.url}/login/")
    page.fill("#id_username", "CB001")
    page.fill("#id_password", "sai")
    page.get_by_role("button", name="Đăng nhập").click()
    assert "Mã cán bộ hoặc mật khẩu chưa đúng" in page.inner_text("main")
    assert not page.is_visible("[data-theme-switch]")
    context.close()


CONTRAST = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.getClientRects().length || element.closest(".skip-link")) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(numbers(style.color).slice(0, 3)), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.add(`${element.className}: ${node.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""
