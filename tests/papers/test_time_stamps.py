"""With a time-stamping authority configured, a signature carries its stamp, or there is no signature."""

import socket
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import codes, refusal_of
from thuocdo.kernel.findings import Refused
from thuocdo.papers.actions import signing
from thuocdo.papers.actions.signing import sign_paper
from thuocdo.papers.models import SignedCopy
from thuocdo.papers.queries import original_file
from thuocdo.papers.signing import NotStamped, only_signed_since, read_signed, sign_pdf
from thuocdo.papers.signing.stamping import Authority

from . import stamps
from .keys import a_key, trusted
from .packs import rendered
from .test_pages import client_of
from .test_signed_copies import DAY, asked, paper  # noqa: F401 - a fixture

WHO = "Lê Quang Minh"


@pytest.fixture(scope="module")
def original():
    return rendered("unit-report", "2023", "sample").pdf


def test_the_stamp_says_when_and_by_whom(original):
    with stamps.authority() as address:
        signed = sign_pdf(original, a_key(WHO), stamped_by=address)
    (one,) = read_signed(signed, trusted()).signatures
    assert (one.intact, one.trusted, one.stamped_by, one.stamp_trusted) == (True, True, stamps.NAME, True)
    assert abs(one.stamped - datetime.now(UTC)) < timedelta(minutes=1)
    assert only_signed_since(signed, original)
    assert not read_signed(signed).signatures[0].stamp_trusted


def test_without_an_authority_there_is_no_stamp(original):
    (one,) = read_signed(sign_pdf(original, a_key(WHO)), trusted()).signatures
    assert (one.intact, one.stamped) == (True, None)


@pytest.mark.parametrize("answers", [stamps.refused, stamps.about_another, stamps.nonsense])
def test_a_stamp_that_is_none_is_refused(original, answers):
    with stamps.authority(answers) as address, pytest.raises(NotStamped):
        sign_pdf(original, a_key(WHO), stamped_by=address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "ftp://127.0.0.1/", "file:///etc/hosts", "tsa"])
def test_nobody_there_is_refused(original, address):
    with pytest.raises(NotStamped):
        sign_pdf(original, a_key(WHO), stamped_by=address)


def test_silence_is_refused_in_time(original, monkeypatch):
    monkeypatch.setattr(Authority.__init__, "__defaults__", (0.3,))
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotStamped):
        sign_pdf(original, a_key(WHO), stamped_by=f"http://127.0.0.1:{silent.getsockname()[1]}/")


def test_no_answer_leaves_the_paper_unsigned(year, paper, settings):  # noqa: F811 - a fixture
    settings.TIME_STAMP_ADDRESS = "http://127.0.0.1:1/"
    assert codes(refusal_of(sign_paper, paper, a_key(WHO), by=year.by("minh", DAY))) == ["paper.not_stamped"]
    assert not SignedCopy.objects.exists()


def test_a_signature_made_meanwhile_is_not_lost(year, paper, monkeypatch):  # noqa: F811 - a fixture
    """Signing waits for devices and authorities with nothing locked; who comes second signs anew, upon the first."""
    minh = year.by("minh", DAY)

    def slowly(pdf, key, **look):
        if not SignedCopy.objects.exists():
            monkeypatch.setattr(signing, "sign_pdf", sign_pdf)
            sign_paper(paper, a_key("Nguyễn Thị Lan"), by=minh)
        return sign_pdf(pdf, key, **look)

    monkeypatch.setattr(signing, "sign_pdf", slowly)
    with pytest.raises(Refused, match="signed_meanwhile"):
        sign_paper(paper, a_key(WHO), by=minh)
    assert [one["name"] for one in SignedCopy.objects.get().signers] == ["Nguyễn Thị Lan"]


def test_the_page_tells_of_the_stamp(year, paper, settings):  # noqa: F811 - a fixture
    with stamps.authority() as address:
        settings.TIME_STAMP_ADDRESS = address
        copy = sign_paper(paper, a_key(WHO), by=year.by("minh", DAY))
    assert copy.signers[0]["stamped"]
    signed = copy.pdf.open().read()
    assert only_signed_since(signed, original_file(paper))
    assert "Dấu thời gian" in asked(client_of(year, "hoa"), signed)
