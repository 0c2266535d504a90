"""What a draft takes in, what may be attached, what is not yet answered. Pure.

Which form a person fills in, and whether it is complete, the book knows: `law/forms.py`.
"""

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from thuocdo.kernel.findings import Finding

Said = tuple[str, str]  # speaker, text

HARD_LIMIT = 20_000  # characters of one field that a draft takes in; the form's own limits are lower
EVIDENCE_LIMIT = 10 * 2**20  # bytes of one file
EVIDENCE_COUNT = 20  # files of one review

_SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpg"}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def too_long(answers: Mapping[str, str]) -> list[Finding]:
    """Texts longer than a draft takes in."""
    return [
        Finding("review.too_long", facts={"field": key, "length": len(text), "limit": HARD_LIMIT})
        for key, text in answers.items()
        if len(text) > HARD_LIMIT
    ]


def stale(version: int, standing: int) -> list[Finding]:
    """The page was loaded before somebody (or another tab) wrote."""
    return [] if version == standing else [Finding("review.stale")]


def beyond(standing: Sequence[Said], said: Sequence[Said]) -> tuple[list[int], list[Said]]:
    """Places in `standing` of what is no longer said, and what is said beyond it; the same said twice counts twice."""
    new, taken_back = list(said), []
    for place, one in enumerate(standing):
        if one in new:
            new.remove(one)
        else:
            taken_back.append(place)
    return taken_back, new


def points_open(answered: list[bool]) -> list[Finding]:
    """S-13: each remark of the meeting is taken up, or the author says why not."""
    number = answered.count(False)
    return [Finding("review.points_open", facts={"number": number})] if number else []


def evidence_kind(data: bytes) -> str:
    """What a file is, by its content: pdf, png, jpg, docx, xlsx; "macro" or "" for what is not taken."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind
    try:
        names = set(ZipFile(BytesIO(data)).namelist())
    except (BadZipFile, NotImplementedError, ValueError, struct.error):  # all that a forged zip raises
        return ""
    if any(name.endswith("vbaProject.bin") for name in names):
        return "macro"
    return next((kind for part, kind in _OFFICE.items() if part in names), "")


def evidence_refused(name: str, size: int, kind: str, count: int) -> list[Finding]:
    """Why a file is not taken."""
    findings = []
    if not size:
        findings.append(Finding("review.file_empty", facts={"name": name}))
    elif size > EVIDENCE_LIMIT:
        findings.append(
            Finding("review.file_too_big", facts={"name": name, "limit": EVIDENCE_LIMIT // 2**20})
        )
    elif kind == "macro":
        findings.append(Finding("review.file_with_macro", facts={"name": name}))
    elif not kind:
        findings.append(Finding("review.file_kind", facts={"name": name}))
    if count >= EVIDENCE_COUNT:
        findings.append(Finding("review.too_many_files", facts={"limit": EVIDENCE_COUNT}))
    return findings
