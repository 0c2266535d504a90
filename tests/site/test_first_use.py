"""An agency that was never seen: founded at the terminal, its first person logs in and opens the year."""

import pytest
from django.test import Client
from django.urls import reverse

from thuocdo.office.models import Agency
from thuocdo.site.cli import main

pytestmark = pytest.mark.django_db
FOUND = ["new-agency", "so-nv", "Sở Nội vụ", "--unit", "Văn phòng Sở", "--coordinator", "Lò Thị Mai"]


@pytest.fixture
def founded(monkeypatch, capsys) -> str:
    """What the terminal says."""
    monkeypatch.setattr("thuocdo.site.cli.ready", lambda: None)
    assert main([*FOUND, "--staff-code", "NV01"]) == 0
    return capsys.readouterr().out


def test_the_unit_has_its_own_name_and_code(founded):
    (unit,) = Agency.objects.get(code="so-nv").units.all()
    assert (unit.name, unit.code, unit.is_coordinating) == ("Văn phòng Sở", "VPS", True)


def test_the_first_person_chooses_a_password_and_opens_the_year(founded):
    password = founded.partition("mật khẩu lần đầu: ")[2].split()[0]
    browser = Client()
    entered = browser.post(reverse("login"), {"username": "NV01", "password": password}, follow=True)
    assert entered.redirect_chain[-1][0] == reverse("password")
    chosen = {
        "old_password": password,
        "new_password1": "mat khau cua Mai",
        "new_password2": "mat khau cua Mai",
    }
    assert browser.post(reverse("password"), chosen).status_code == 302
    assert browser.get(reverse("cycle:open")).status_code == 200
