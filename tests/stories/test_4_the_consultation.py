"""The Chief's board in a browser: from card to card and moved by keyboard, and by a form where there are no scripts."""

import pytest

pytestmark = pytest.mark.browser

NAME = "Nguyễn Thị Lan"


def column_of(page, name: str) -> str:
    card = page.locator(".board-card", has_text=name)
    return card.locator("xpath=ancestor::div[@data-level]").get_attribute("data-level")


def test_a_card_is_moved_by_keyboard(served, browsers):
    page = browsers.visitor(served("consultation"), scripts=True).log_in("VP001").page
    page.goto("/hoi-y/")
    cards = page.locator(".board-card")
    cards.first.focus()
    page.keyboard.press("ArrowDown")
    moved = page.locator(".board-card:focus strong").inner_text()
    page.keyboard.press("3")
    page.keyboard.type("Còn việc chậm")
    page.keyboard.press("Enter")
    page.wait_for_selector(".board-card.is-moved:focus")
    assert column_of(page, moved) == "satisfactory"
    page.reload()
    assert column_of(page, moved) == "satisfactory"
    page.keyboard.press("Tab")
    assert browsers.complaints == []


def test_a_card_is_moved_by_a_form_without_scripts(served, browsers):
    page = browsers.visitor(served("consultation"), scripts=False).log_in("VP001").page
    page.goto("/hoi-y/")
    page.locator(".board-card", has_text=NAME).click()
    page.get_by_label("Hoàn thành nhiệm vụ", exact=True).check()
    page.get_by_label("Lý do chuyển").fill("Còn việc chậm")
    page.get_by_role("button", name="Chuyển mức").click()
    page.wait_for_url("**/hoi-y/#the-*")
    assert column_of(page, NAME) == "satisfactory"
    assert browsers.complaints == []
