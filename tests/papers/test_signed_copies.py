"""Signing in the office: by a key of the moment, or elsewhere; and what the page says of any PDF."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import codes, refusal_of
from thuocdo.papers.actions import register_paper
from thuocdo.papers.actions.signing import keep_signed_copy, sign_paper
from thuocdo.papers.models import Paper, SignedCopy
from thuocdo.papers.queries import original_file
from thuocdo.papers.signing import KeyFile, only_signed_since, read_signed, sign_pdf

from .keys import PASSWORD, a_key, key_of, picture
from .packs import rendered
from .test_pages import client_of, text
from .test_signing import added_page_content

DAY = "2023-11-27 09:00"


@pytest.fixture
def paper(year) -> Paper:
    found = Paper.objects.get(kind="unit-minutes", is_current=True)
    register_paper(found, by=year.by("hoa", DAY))
    return found


def test_secretary_and_chair_sign_one_after_the_other(year, paper):
    minh = year.by("minh", DAY)
    sign_paper(paper, a_key("Nguyễn Thị Lan"), place=0, picture=picture((0, 0, 200)), by=minh)
    second = sign_paper(paper, a_key("Lê Quang Minh"), place=1, picture=picture((0, 0, 200)), by=minh)
    pdf = second.pdf.open().read()
    assert [one["name"] for one in second.signers] == ["Nguyễn Thị Lan", "Lê Quang Minh"]
    assert read_signed(pdf).holds
    assert only_signed_since(pdf, original_file(paper))


def test_a_copy_signed_elsewhere_is_taken_back(year, paper):
    signed = sign_pdf(original_file(paper), a_key("Lê Quang Minh"), field="Ky")
    copy = keep_signed_copy(paper, signed, by=year.by("hoa", DAY))
    assert copy.outside
    assert copy.pdf.open().read() == signed
    assert copy.number.line == "Số: 01/BB-TH"


def test_what_is_not_the_issued_paper_is_not_taken_back(year, paper):
    hoa, original = year.by("hoa", DAY), original_file(paper)
    forged = sign_pdf(added_page_content(original), a_key("Lê Quang Minh"), field="Ky")
    broken = added_page_content(sign_pdf(original, a_key("Lê Quang Minh"), field="Ky"))
    unnumbered = sign_pdf(paper.pdf.open().read(), a_key("Lê Quang Minh"), field="Ky")
    asked = [original, b"no pdf", forged, broken, unnumbered]
    assert [codes(refusal_of(keep_signed_copy, paper, pdf, by=hoa)) for pdf in asked] == [
        ["paper.unsigned"],
        ["paper.unsigned"],
        ["paper.not_as_issued"],
        ["paper.signature_broken", "paper.not_as_issued"],
        ["paper.not_as_issued"],
    ]


def test_a_wrong_password_and_strangers_are_refused(year, paper):
    key, wrong = a_key("Lê Quang Minh"), KeyFile(key_of("Lê Quang Minh"), "sai")
    assert codes(refusal_of(sign_paper, paper, wrong, by=year.by("minh", DAY))) == ["paper.key_unreadable"]
    assert codes(refusal_of(sign_paper, paper, key, by=year.by("khach", DAY))) == ["office.not_yours"]


def test_a_paper_is_numbered_before_it_is_signed(year):
    paper = Paper.objects.get(kind="proposed-ratings", is_current=True)
    refused = refusal_of(sign_paper, paper, a_key("Lê Quang Minh"), by=year.by("minh", DAY))
    assert codes(refused) == ["paper.not_numbered"]


def test_signing_on_the_page_keeps_neither_key_nor_password(year, paper, settings):
    client = client_of(year, "hoa")
    sent = {
        "key": SimpleUploadedFile("khoa.p12", key_of("Lê Quang Minh")),
        "password": PASSWORD,
        "place": "1",
        "picture": SimpleUploadedFile("ky.png", picture((0, 0, 200))),
    }
    answer = client.post(reverse("papers:sign", args=[paper.pk]), sent)
    assert answer.status_code == 302
    copy = SignedCopy.objects.get()
    assert "Lê Quang Minh" in text(client.get(reverse("papers:paper", args=[paper.pk])))
    kept = [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert copy.pdf.open().read() in kept
    assert not any(key_of("Lê Quang Minh") in data or PASSWORD.encode() in data for data in kept)


def asked(client, data):
    return text(client.post(reverse("papers:verify"), {"pdf": io.BytesIO(data)}))


def test_anyone_may_ask_of_a_pdf_whether_it_is_ours(year, paper):
    original = original_file(paper)
    signed = sign_pdf(original, a_key("Lê Quang Minh"), field="Ky")
    client = client_of(year, "khach")
    said = asked(client, signed)
    assert "nội dung nguyên vẹn" in said
    assert "Lê Quang Minh" in said
    assert "Số: 01/BB-TH" in said
    assert reverse("papers:paper", args=[paper.pk]) not in said  # not for everyone to read
    assert "đã bị thêm hoặc sửa" in asked(client, added_page_content(signed))
    assert "không phải văn bản do cơ quan" in asked(client, rendered("unit-report", "2023", "sample").pdf)
    assert "Tệp không có chữ ký số" in asked(client, original)
    assert "không phải tệp PDF" in asked(client, b"nothing")
    assert not SignedCopy.objects.exists()
