import pytest

from tests.builders import codes
from tests.reviews.files import DOCX, FORGED, JPG, MACRO, PDF, PNG, XLSX, zipped
from thuocdo.kernel.findings import Finding
from thuocdo.reviews.rules import (
    EVIDENCE_COUNT,
    EVIDENCE_LIMIT,
    HARD_LIMIT,
    evidence_kind,
    evidence_refused,
    points_open,
    stale,
    too_long,
)


@pytest.mark.parametrize(
    ("length", "found"),
    [
        (HARD_LIMIT, []),
        (
            HARD_LIMIT + 1,
            [Finding("review.too_long", facts={"field": "a", "length": HARD_LIMIT + 1, "limit": HARD_LIMIT})],
        ),
    ],
)
def test_a_draft_takes_in_up_to_its_limit(length, found):
    assert too_long({"a": "x" * length, "b": ""}) == found


@pytest.mark.parametrize(
    ("page", "found"), [(3, []), (2, ["review.stale"]), (4, ["review.stale"]), (0, ["review.stale"])]
)
def test_only_the_newest_page_writes(page, found):
    assert codes(stale(page, 3)) == found


@pytest.mark.parametrize(
    ("answered", "found"),
    [
        ([], []),
        ([True, True], []),
        ([True, False, False], [Finding("review.points_open", facts={"number": 2})]),
    ],
)
def test_every_remark_is_answered(answered, found):
    assert points_open(answered) == found


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (JPG, "jpg"),
        (DOCX, "docx"),
        (XLSX, "xlsx"),
        (MACRO, "macro"),
        (zipped("readme.txt"), ""),
        (zipped(), ""),
        (b"", ""),
        (b"MZ\x90\x00", ""),
        (b"<html></html>", ""),
        *((data, "") for name, data in FORGED.items() if name != "extra beyond the end"),
    ],
)
def test_a_file_is_what_it_contains(data, kind):
    assert evidence_kind(data) == kind


@pytest.mark.parametrize("data", FORGED.values(), ids=FORGED)
def test_a_forged_zip_is_told_from_a_document_without_an_error(data):
    assert evidence_kind(data) in ("", "docx")


@pytest.mark.parametrize(
    ("size", "kind", "count", "found"),
    [
        (EVIDENCE_LIMIT, "pdf", EVIDENCE_COUNT - 1, []),
        (0, "", 0, ["review.file_empty"]),
        (EVIDENCE_LIMIT + 1, "pdf", 0, ["review.file_too_big"]),
        (9, "macro", 0, ["review.file_with_macro"]),
        (9, "", 0, ["review.file_kind"]),
        (9, "pdf", EVIDENCE_COUNT, ["review.too_many_files"]),
        (9, "", EVIDENCE_COUNT, ["review.file_kind", "review.too_many_files"]),
    ],
)
def test_why_a_file_is_not_taken(size, kind, count, found):
    assert codes(evidence_refused("a.pdf", size, kind, count)) == found
