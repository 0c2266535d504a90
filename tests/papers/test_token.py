"""A key that never leaves its device: at the server, or at the terminal of whoever signs."""

import io

import pytest
from django.urls import reverse

from tests.builders import codes, refusal_of
from thuocdo.papers.actions.signing import keep_signed_copy, sign_by_token
from thuocdo.papers.models import SignedCopy
from thuocdo.papers.queries import original_file, signing_places
from thuocdo.papers.signing import Token, TokenRefuses, only_signed_since, read_signed, sign_pdf
from thuocdo.site.cli import main

from . import token
from .keys import a_key, picture, trusted
from .packs import rendered
from .test_pages import client_of, text
from .test_signed_copies import DAY, paper  # noqa: F401 - a fixture
from .test_signing import told

pytestmark = pytest.mark.token


@pytest.fixture(scope="session")
def module(tmp_path_factory):
    return token.made(tmp_path_factory.mktemp("softhsm"))


@pytest.fixture
def at_server(module, settings):
    settings.TOKEN_MODULE, settings.TOKEN_DEVICE = module, token.AGENCY


@pytest.fixture(scope="module")
def original():
    return rendered("unit-report", "2023", "sample").pdf


def test_the_only_key_of_a_device_signs(module, original):
    signed = sign_pdf(original, Token(module, token.PIN, token.AGENCY))
    assert told(signed) == [("Văn phòng", True, True)]
    assert only_signed_since(signed, original)


def test_one_of_several_keys_is_named(module, original):
    signed = sign_pdf(original, Token(module, token.PIN, token.PERSON, label="Nguyễn Thị Lan"))
    assert told(signed) == [("Nguyễn Thị Lan", True, True)]


def test_a_token_signs_upon_a_file_key_and_back(module, original):
    first = sign_pdf(original, a_key("Lê Quang Minh"))
    both = sign_pdf(first, Token(module, token.PIN, token.AGENCY))
    three = sign_pdf(both, a_key("Lê Quang Minh"))
    assert [one[0] for one in told(three)] == ["Lê Quang Minh", "Văn phòng", "Lê Quang Minh"]
    assert read_signed(three, trusted()).holds


@pytest.mark.parametrize(
    ("changed", "why", "found"),
    [
        ({"module": "/nowhere.so"}, "module", ()),
        ({"device": ""}, "device", (token.AGENCY, token.PERSON)),
        ({"device": "khac"}, "device", (token.AGENCY, token.PERSON)),
        ({"slot": 1}, "device", (token.AGENCY, token.PERSON)),
        ({"device": token.PERSON}, "label", ("Lê Quang Minh", "Nguyễn Thị Lan")),
        ({"label": "khac"}, "label", ("Văn phòng",)),
        ({"pin": "0000000"}, "pin", ()),
        ({"pin": ""}, "pin", ()),
    ],
)
def test_what_stands_in_the_way_is_said(module, original, changed, why, found):
    facts = {"module": module, "pin": token.PIN, "device": token.AGENCY} | changed
    with pytest.raises(TokenRefuses) as refused:
        sign_pdf(original, Token(**facts))
    assert (refused.value.why, tuple(sorted(refused.value.found))) == (why, tuple(sorted(found)))


def test_a_pin_is_not_shown(module):
    assert token.PIN not in repr(Token(module, token.PIN))


def test_the_register_seals_with_the_agencys_device(year, paper, at_server):  # noqa: F811 - a fixture
    copy = sign_by_token(
        paper,
        token.PIN,
        place=1,
        picture=picture((200, 0, 0), 40, 40),
        seal_diameter=36,
        by=year.by("hoa", DAY),
    )
    assert [one["name"] for one in copy.signers] == ["Văn phòng"]
    assert only_signed_since(copy.pdf.open().read(), original_file(paper))


def test_others_do_not_get_to_lock_the_device(year, paper, at_server):  # noqa: F811 - a fixture
    assert codes(refusal_of(sign_by_token, paper, "1", by=year.by("minh", DAY))) == ["office.not_yours"]


def test_without_a_device_it_is_refused(year, paper):  # noqa: F811 - a fixture
    assert codes(refusal_of(sign_by_token, paper, "1", by=year.by("hoa", DAY))) == ["paper.no_token"]


def test_on_the_page(year, paper, at_server):  # noqa: F811 - a fixture
    client = client_of(year, "hoa")
    assert "Ký bằng thiết bị của cơ quan" in text(client.get(reverse("papers:sign", args=[paper.pk])))
    address = reverse("papers:sign_by_token", args=[paper.pk])
    wrong = client.post(address, {"pin": "0000000"})
    assert "Sai mã PIN" in text(wrong)
    assert not SignedCopy.objects.exists()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"pin": token.PIN, "place": "1"}).status_code == 302
    assert "Văn phòng" in text(client.get(reverse("papers:paper", args=[paper.pk])))


def at_terminal(monkeypatch, pin, *args):
    monkeypatch.setattr("sys.stdin", io.StringIO(pin + "\n"))
    return main(["papers", "sign", *map(str, args)])


def test_at_the_terminal_and_handed_back(year, paper, module, tmp_path, monkeypatch):  # noqa: F811 - a fixture
    """The page gives the command with the place; the signed file is taken back."""
    page = text(client_of(year, "hoa").get(reverse("papers:sign", args=[paper.pk])))
    place = signing_places(paper)[1]
    at = f"{place['page']},{place['x']:.1f},{place['y']:.1f}"
    assert f"--at {at}" in page
    pdf, signed, drawn = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "ky.png"
    pdf.write_bytes(original_file(paper))
    drawn.write_bytes(picture((0, 0, 200)))
    args = (pdf, "--out", signed, "--module", module, "--device", token.PERSON)
    assert at_terminal(monkeypatch, token.PIN, *args) == 2  # two keys there
    assert at_terminal(monkeypatch, "0000000", *args, "--label", "Lê Quang Minh") == 2
    assert not signed.exists()
    shown = ("--label", "Lê Quang Minh", "--picture", drawn, "--at", at)
    assert at_terminal(monkeypatch, token.PIN, *args, *shown) == 0
    copy = keep_signed_copy(paper, signed.read_bytes(), by=year.by("hoa", DAY))
    assert [one["name"] for one in copy.signers] == ["Lê Quang Minh"]
