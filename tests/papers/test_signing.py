"""Signatures: the issued bytes stay, the signer is read back, every tampering shows; pictures stand as the decree wants."""

import io

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader

from thuocdo.papers.rendering import signature_places
from thuocdo.papers.signing import (
    KeyFile,
    KeyUnreadable,
    NotSignable,
    agency_box,
    only_signed_since,
    person_box,
    read_signed,
    sign_pdf,
)

from .keys import PASSWORD, a_key, key_of, picture, trusted
from .packs import kind_of, rendered, sample

BLUE, RED = (0, 0, 200), (200, 0, 0)


@pytest.fixture(scope="module")
def original():
    return rendered("unit-report", "2023", "sample").pdf


@pytest.fixture(scope="module")
def place():
    return signature_places(kind_of("unit-report"), sample("unit-report"))[-1]


@pytest.fixture(scope="module")
def signed(original, place):
    return sign_pdf(
        original, a_key("Lê Quang Minh"), field="Ky1", box=person_box(place), picture=picture(BLUE)
    )


@pytest.fixture(scope="module")
def sealed(signed, place):
    return sign_pdf(
        signed,
        a_key("Văn phòng"),
        field="Ky2",
        box=agency_box(place, 36),
        picture=picture(RED, 40, 40),
    )


def told(pdf):
    return [(one.name, one.intact, one.trusted) for one in read_signed(pdf, trusted()).signatures]


def test_what_was_issued_stays_and_the_signer_is_read_back(original, signed):
    assert signed.startswith(original)
    assert told(signed) == [("Lê Quang Minh", True, True)]
    assert read_signed(signed).signatures[0].issuer == "CA thử nghiệm"
    assert only_signed_since(signed, original)


def test_the_agency_signs_after_the_person(original, sealed):
    assert told(sealed) == [("Lê Quang Minh", True, True), ("Văn phòng", True, True)]
    assert only_signed_since(sealed, original)


def test_an_authority_nobody_trusts_is_said(signed):
    assert [(one.intact, one.trusted) for one in read_signed(signed).signatures] == [(True, False)]


def test_an_unsigned_paper_has_no_signature(original):
    verdict = read_signed(original)
    assert (verdict.is_pdf, verdict.signatures, verdict.holds) == (True, (), False)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"\x00" * 5000])
def test_what_is_no_pdf_is_said(data):
    assert not read_signed(data).holds


def test_a_changed_byte_is_seen(original, signed):
    at = original.index(b"stream") + 40
    bad = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    assert not read_signed(bad, trusted()).holds
    assert not only_signed_since(bad, original)


def added_page_content(pdf: bytes) -> bytes:
    """The file with words drawn over its first page, as a new revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
    writer.add_stream_to_page(0, stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_words_added_after_the_signature_are_seen(original, signed):
    painted = added_page_content(signed)
    assert painted.startswith(signed)
    assert not read_signed(painted, trusted()).holds
    assert not only_signed_since(painted, original)


def test_words_added_before_an_outside_signature_are_seen(original):
    """The signature itself holds, yet what it signs is not what was issued."""
    forged = sign_pdf(added_page_content(original), a_key("Lê Quang Minh"), field="Ky1")
    assert told(forged) == [("Lê Quang Minh", True, True)]
    assert forged.startswith(original)
    assert not only_signed_since(forged, original)


def test_another_papers_signed_copy_is_not_this_ones(signed):
    other = rendered("tellers-minutes", "2023", "sample").pdf
    assert not only_signed_since(signed, other)


@pytest.mark.parametrize(("key", "password"), [(b"no key", PASSWORD), (None, "sai"), (None, "")])
def test_a_wrong_key_or_password_is_refused(original, key, password):
    with pytest.raises(KeyUnreadable):
        sign_pdf(original, KeyFile(key or key_of("Lê Quang Minh"), password), field="Ky1")


def test_a_picture_that_is_none_is_refused(original, place):
    with pytest.raises(NotSignable):
        sign_pdf(
            original,
            a_key("Lê Quang Minh"),
            field="Ky1",
            box=person_box(place),
            picture=b"no picture",
        )


def boxes(pdf):
    """Rectangles of the signatures on the last page, in millimetres: left, bottom, right, top."""
    notes = [
        note.get_object() for page in PdfReader(io.BytesIO(pdf)).pages for note in page.get("/Annots", [])
    ]
    return [[float(side) / 72 * 25.4 for side in note["/Rect"]] for note in notes]


def test_pictures_stand_where_the_decree_wants_them(sealed, place):
    """mục II.7.d: centred over the name; II.8.a: real size, over a third of the signature, on its left."""
    person, seal = boxes(sealed)
    assert (person[0] + person[2]) / 2 == pytest.approx(place["x"], abs=0.5)
    assert 297 - person[1] < place["y"]
    assert seal[2] - seal[0] == pytest.approx(36, abs=0.5)
    assert seal[3] - seal[1] == pytest.approx(36, abs=0.5)
    assert seal[0] < person[0]
    share = (seal[2] - person[0]) / (person[2] - person[0])
    assert share == pytest.approx(1 / 3, abs=0.03)


def test_the_picture_is_in_the_file(original, signed):
    assert b"/Image" in signed[len(original) :]
