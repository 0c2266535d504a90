"""People at their machines: who logs in, fills in, presses, and what the pages are watched for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from .offices import PASSWORD

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1366, "height": 900}
# Answers that a story provokes on purpose; the browser reports them on its console.
EXPECTED = re.compile(r"status of (401|403|409|413|422) ")
OWN_LINKS = "[...document.querySelectorAll('a[href^=\"/\"]')].map((link) => link.getAttribute('href'))"


class Browsers:
    """Every browser of a story, and the complaints of all their pages."""

    def __init__(self, chrome: Any) -> None:
        self.chrome, self.complaints, self.open = chrome, [], []

    def visitor(self, address: str, *, scripts: bool = True) -> "Visitor":
        context = self.chrome.new_context(
            locale="vi-VN",
            viewport=WIDE,
            java_script_enabled=scripts,
            accept_downloads=True,
            base_url=address,
        )
        context.set_default_timeout(20_000)
        self.open.append(context)
        self._watch(context, urlsplit(address).netloc)
        return Visitor(context)

    def _watch(self, context: Any, host: str) -> None:
        def hear(page: Any) -> None:
            page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

        def listen(message: Any) -> None:
            if message.type in ("error", "warning") and not EXPECTED.search(message.text):
                self.complaints.append(f"{message.location.get('url')}: {message.text}")

        def asked(request: Any) -> None:
            at = urlsplit(request.url)
            if at.scheme in ("http", "https") and at.netloc != host:
                self.complaints.append(f"asked another host: {request.url}")

        def answered(answer: Any) -> None:
            if answer.status >= 500:
                self.complaints.append(f"{answer.status}: {answer.url}")

        context.on("page", hear)
        context.on("console", listen)
        context.on("request", asked)
        context.on("response", answered)

    def close(self) -> None:
        for context in self.open:
            context.close()


class Visitor:
    """One person at one machine."""

    def __init__(self, context: Any, page: Any = None) -> None:
        self.context = context
        self.page = page or context.new_page()

    def log_in(self, code: str, password: str = PASSWORD) -> "Visitor":
        self.page.goto("/dang-nhap/")
        self.page.fill("#id_username", code)
        self.page.fill("#id_password", password)
        self.press("Đăng nhập")
        return self

    def go(self, path: str) -> None:
        self.page.goto(path)

    def follow(self, text: str) -> None:
        """A link of the main part."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=text, exact=True).first.click()

    def task(self, title: str) -> None:
        """The button of one task on the desk."""
        self.go("/")
        with self.page.expect_navigation():
            self.page.locator(".tasks li", has_text=title).first.locator("a").first.click()

    def press(self, text: str, place: str = "main") -> None:
        """A button, and the page that comes of it."""
        with self.page.expect_navigation():
            self.page.locator(place).get_by_role("button", name=text, exact=True).first.click()

    def press_and_confirm(self, text: str) -> None:
        """A button that asks once more."""
        asked = self.page.locator("details.act-confirm", has_text=text)
        asked.locator("summary").click()
        asked.locator("form button").click()

    @property
    def words(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def download(self, link: Any) -> bytes:
        """What a link to a paper gives."""
        answer = self.context.request.get(link.get_attribute("href"))
        assert answer.status == 200, answer.url
        return answer.body()

    @contextmanager
    def at_width(self, size: dict[str, int]) -> Iterator[None]:
        self.page.set_viewport_size(size)
        yield
        self.page.set_viewport_size(WIDE)

    def faults_of_page(self) -> list[str]:
        """What is wrong with the page at hand: no heading, fields without a name, sideways scrolling on a phone."""
        path = urlsplit(self.page.url).path
        faults = [f"{path}: {fault}" for fault in self.page.evaluate(FAULTS)]
        with self.at_width(NARROW):
            if (width := self.page.evaluate("document.documentElement.scrollWidth")) > NARROW["width"]:
                faults.append(f"{path}: {width} px wide on a phone")
        return faults

    def walk(self, limit: int = 60) -> tuple[set[str], list[str]]:
        """Every page this person can reach by links from the desk; their faults."""
        waiting, seen, faults = ["/"], set(), []
        while waiting and len(seen) < limit:
            path = waiting.pop(0)
            kind = re.sub(r"\d+|(?<=/buoc/)[^/]+|(?<=/luat/quy-tac/).+|(?<=/luat/van-ban/).+", "N", path)
            if kind in seen or re.search(r"\.(pdf|docx|xlsx)$|/mau/$|/minh-chung/", path):
                continue
            seen.add(kind)
            answer = self.page.goto(path)
            assert answer.status == 200, f"{answer.status}: {path}"
            faults += self.faults_of_page()
            waiting += [link.split("#")[0] for link in self.page.evaluate(OWN_LINKS)]
        return seen, faults


FAULTS = """() => {
  const faults = [];
  if (document.querySelectorAll('h1').length !== 1) faults.push('needs one h1');
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) faults.push('ids twice: ' + [...new Set(twice)].join(' '));
  document.querySelectorAll('main input:not([type=hidden]), main select, main textarea').forEach((field) => {
    const named = field.labels.length || field.getAttribute('aria-label') || field.getAttribute('aria-labelledby');
    if (!named) faults.push('field without a name: ' + field.name);
  });
  document.querySelectorAll('button, a[href]').forEach((element) => {
    if (!element.textContent.trim() && !element.getAttribute('aria-label')) faults.push('nameless: ' + element.outerHTML.slice(0, 80));
    if (element.tabIndex > 0) faults.push('jumps the tab order: ' + element.outerHTML.slice(0, 80));
  });
  return faults;
}"""


def fill_in(page: Any, **words: str) -> None:
    """Answer every field of the form on the page, all at once; `words` for some of them."""
    page.evaluate(FILL_IN, words)


FILL_IN = """(words) => {
  const form = document.querySelector('form[data-draft-url]');
  const put = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  };
  form.querySelectorAll('textarea').forEach((area) => {
    put(area, words[area.name] || `Đã làm tốt các việc được giao về mục ${area.name} trong năm 2023.`);
  });
  form.querySelectorAll('fieldset:has(input[type=radio])').forEach((group) => {
    group.querySelector("input[value=good], input[value='Tốt']").click();
  });
  form.querySelectorAll('input[type=text]:not([name^=score-])').forEach((field) => {
    if (!field.value) put(field, 'Không');
  });
  form.querySelectorAll('tr[id^=score-]').forEach((row) => {
    const maximum = row.querySelector('td.number').textContent.trim();
    const wanted = {points: maximum, reason: '', done: '10', of: '10'};
    row.querySelectorAll('input').forEach((field) => put(field, wanted[field.name.split('-').pop()]));
  });
}"""
