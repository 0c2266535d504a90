"""Take the pictures of the documents anew, from the demo office as it runs.

    .venv/bin/python -m docs.make_pictures

Needs Chromium. Makes a demo office of its own in a temporary folder and leaves PNG files in docs/pictures/.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.environment import program
from scripts.packages import package

PICTURES = Path(__file__).resolve().parent / "pictures"
PORT = 8766
SITE = f"http://127.0.0.1:{PORT}"
PASSWORD = "thuocdo-2023"  # of every login of the invented office
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


def logged_in(browser: Browser, code: str, language: str = "vi") -> Page:
    """The desk of one person."""
    page = browser.new_context(
        viewport={"width": 1400, "height": 860}, device_scale_factor=0.75, locale="vi-VN"
    ).new_page()
    page.goto(f"{SITE}/dang-nhap/")
    page.fill("[name=username]", code)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{SITE}/")
    if language != "vi":
        page.click(f".languages button[value={language}]")
    return page


def meeting(browser: Browser, language: str) -> Page:
    """The person who is at hand in the meeting that is going on, with the remarks and the caps."""
    page = logged_in(browser, "VP052", language)
    page.locator("a.btn[href^='/hop/']").first.click()
    if begin := page.locator(".meeting-main form[action$='/bat-dau/'] button").all():
        begin[0].click()
    page.wait_for_selector("#ket-luan")
    return page


def take(browser: Browser) -> None:
    desk = logged_in(browser, "VP047")
    desk.screenshot(path=PICTURES / "desk.png")
    wall = logged_in(browser, "VP008")
    wall.goto(f"{SITE}/ban/toan-co-quan/")
    wall.screenshot(path=PICTURES / "wall.png")
    meeting(browser, "vi").screenshot(path=PICTURES / "meeting.png")
    meeting(browser, "en").screenshot(path=PICTURES / "meeting-en.png")


def wait_until_up(server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            sys.exit("the demo office did not start")
        try:
            urlopen(f"{SITE}/suc-khoe/").close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("the demo office did not answer")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        surroundings = os.environ | {"THUOCDO_VAR": place}
        command = [program("thuocdo"), "demo", "--port", str(PORT)]
        server = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL)
        try:
            wait_until_up(server)
            with sync_playwright() as playwright:
                take(playwright.chromium.launch(executable_path=package("browser").path(), args=FLAGS))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
