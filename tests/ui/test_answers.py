"""What a person or a script is told when something is refused, missing, expired, too big or broken."""

import re
from datetime import date

import pytest
from django.test import Client

from thuocdo.ui import wording

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]
HTMX = {"HX-Request": "true"}
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def quiet_client():
    return Client(raise_request_exception=False)


def test_refusal_is_a_page_with_every_reason_and_a_way_back(client, monkeypatch):
    monkeypatch.setitem(wording._ACTS, "refuse", "Nộp hồ sơ")
    answer = client.post("/refuse/", headers={"Referer": "http://testserver/dossiers/3/"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Việc vừa yêu cầu: <strong>Nộp hồ sơ</strong>" in text
    assert "đề nghị 2 người mức xuất sắc, tối đa 1" in text
    assert "Còn thiếu biên bản họp, bảng tổng hợp." in text
    assert 'href="http://testserver/dossiers/3/"' in text


def test_way_back_never_leads_out(client):
    answer = client.post("/refuse/", headers={"Referer": "https://elsewhere.example/"})
    assert "elsewhere.example" not in answer.content.decode()


def test_refusal_of_what_is_not_yours_is_403(client):
    assert client.get("/not-yours/").status_code == 403


@pytest.mark.parametrize("headers", [HTMX, FETCH])
def test_script_gets_a_fragment_for_the_notices(client, headers):
    answer = client.post("/refuse/", headers=headers)
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices"
    assert "<html" not in answer.content.decode()
    assert 'data-code="specimen.over_cap"' in answer.content.decode()


@pytest.mark.parametrize("headers", [HTMX, FETCH])
def test_expired_login_tells_a_script_instead_of_sending_the_login_page(client, headers):
    answer = client.post("/expired/", headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Retarget"] == "#notices"
    assert 'href="/login/"' in answer.content.decode()


SAID = {
    "reason": "Vì chị Lan ốm,\r\nnghỉ từ thứ Hai",
    "day": "2023-11-20",
    "password": "rất bí mật",
    "pin": "1 2 3",
}


@pytest.mark.parametrize(
    ("path", "status"), [("/refuse/", 409), ("/expired/", 401), ("/nowhere/", 404), ("/forbid/", 403)]
)
def test_what_was_typed_is_given_back_but_no_secrets(client, path, status):
    answer = client.post(path, SAID)
    page = answer.content.decode()
    assert (answer.status_code, "Vì chị Lan ốm,\nnghỉ từ thứ Hai" in page) == (status, True)
    assert not {"rất bí mật", "1 2 3", "2023-11-20"} & {area.strip() for area in re.split("[<>]", page)}


def test_expired_login_sends_a_person_to_the_login_page(client):
    assert client.get("/expired/")["Location"] == "/login/?next=/expired/"


def test_other_redirects_are_left_alone(client):
    assert client.post("/elsewhere/", headers=HTMX).status_code == 302


@pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/forbid/", 403), ("/break/", 500)])
def test_error_pages_say_what_happened_and_what_was_kept(quiet_client, path, status):
    page = quiet_client.get(path)
    fragment = quiet_client.get(path, headers=HTMX)
    assert (page.status_code, fragment.status_code) == (status, status)
    assert "Làm gì tiếp" in page.content.decode()
    assert fragment["HX-Retarget"] == "#notices"
    assert "<html" not in fragment.content.decode()


def test_server_error_page_asks_nothing_of_the_database(quiet_client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "Máy chủ gặp lỗi" in quiet_client.get("/break/").content.decode()


def test_stale_form_is_told_apart_from_a_lack_of_right(settings):
    settings.CSRF_FAILURE_VIEW = "thuocdo.ui.errors.csrf_failure"
    answer = Client(enforce_csrf_checks=True).post("/receive/", {"text": "a"})
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()


def test_too_much_text_is_413(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/receive/", {"text": "x" * 2000})
    assert answer.status_code == 413
    assert "Nội dung gửi lên quá lớn" in answer.content.decode()


def test_body_over_the_limit_is_turned_away_before_it_is_read(client, settings):
    settings.MAX_BODY_BYTES = 1000
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "thuocdo.ui.errors.BodyLimitMiddleware"]
    assert client.post("/receive/", {"text": "x" * 100}).content == b"100"
    assert client.post("/receive/", {"text": "x" * 2000}).status_code == 413
    assert client.post("/receive/", {"text": "x" * 2000}, headers=HTMX)["HX-Retarget"] == "#notices"


def test_login_page_keeps_the_code_and_speaks_plainly(client):
    answer = client.post("/login/", {"username": "CB001", "password": "sai"})
    text = answer.content.decode()
    assert 'value="CB001"' in text
    assert "Mã cán bộ hoặc mật khẩu chưa đúng" in text


def test_pages_hold_to_the_content_policy(client):
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_whole_page_speaks_english_when_asked_and_only_then(client, settings):
    settings.MIDDLEWARE = [
        "thuocdo.ui.middleware.ChosenLanguageMiddleware" if name.endswith("LocaleMiddleware") else name
        for name in settings.MIDDLEWARE
    ]
    text = client.get("/login/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="vi"' in text
    client.post("/language/", {"language": "en", "next": "/login/"})
    text = client.get("/login/").content.decode()
    assert '<html lang="en"' in text
    assert "Staff code" in text
    assert "Mật khẩu" not in text


def test_specimen_shows_terms_of_its_own_day(client):
    text = client.get("/").content.decode()
    assert f"Hôm nay {date(2023, 11, 16):%d/%m/%Y}" in text
    assert "trước ngày 20/11 – còn 3 ngày" in text
