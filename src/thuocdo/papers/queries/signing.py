"""Which file is signed, where on it, and which paper a file brought back is."""

from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.office.queries import Actor

from ..models import Number, Paper, SignedCopy
from ..rendering import signature_places
from ..rules import numbered
from .issued import file_of
from .register import standing_number
from .templates import paper_kind_of


def original_file(paper: Paper) -> bytes:
    """The PDF that is to be signed: with its number, where it has one."""
    return file_of(standing_number(paper) or paper, "pdf")


def file_to_sign(paper: Paper) -> bytes:
    """The newest signed copy of the paper as it stands, else the original."""
    newest = paper.signed_copies.filter(number=standing_number(paper)).order_by("-id").first()
    return file_of(newest, "pdf") if newest else original_file(paper)


def signed_copies_of(paper: Paper) -> QuerySet[SignedCopy]:
    return paper.signed_copies.order_by("id")


def signed_copy_or_404(by: Actor, pk: int) -> SignedCopy:
    return get_object_or_404(SignedCopy.objects.select_related("paper"), pk=pk, paper__agency=by.agency_id)


def signing_places(paper: Paper) -> list[dict[str, Any]]:
    """Where each signer signs on the file to sign; none where the template has changed since the paper was issued."""
    template = paper_kind_of(paper)
    if template.template_digest != paper.template_digest:
        return []
    number, sheet = standing_number(paper), paper.sheet
    if number:
        shape = template.profile_of(sheet).look.number_format
        sheet = numbered(sheet, number.number, paper.symbol, shape, number.day)
    return signature_places(template, sheet)


_END = b"%%EOF"

_REVISIONS = 50  # of a PDF that are looked at


def issued_as(by: Actor, pdf: bytes) -> tuple[Paper, Number | None] | None:
    """Which paper of the agency the file begins with, byte for byte."""
    ends: list[str] = []
    at = 0
    while len(ends) < _REVISIONS and (at := pdf.find(_END, at) + len(_END)) >= len(_END):
        ends.append(sha256(pdf[:at]).hexdigest())
    number = (
        Number.objects.filter(paper__agency=by.agency_id, pdf_sha256__in=ends).select_related("paper").last()
    )
    if number:
        return number.paper, number
    paper = Paper.objects.filter(agency=by.agency_id, pdf_sha256__in=ends).last()
    return (paper, None) if paper else None
