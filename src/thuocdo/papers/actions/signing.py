"""Signing an issued paper here, or taking back a copy signed elsewhere."""

from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import Actor

from ..models import Paper, SignedCopy
from ..permissions import may_sign
from ..queries import file_to_sign, original_file, signing_places, standing_number
from ..signing import (
    KeyUnreadable,
    NotSignable,
    agency_box,
    only_signed_since,
    person_box,
    read_signed,
    roots_in,
    sign_pdf,
)


@transaction.atomic
def sign_paper(
    paper: Paper,
    key: bytes,
    password: str,
    *,
    place: int = -1,
    picture: bytes | None = None,
    seal_diameter: float = 0,
    by: Actor,
) -> SignedCopy:
    """Sign with a PKCS#12 key that is used now and kept nowhere.

    `place`: which signer of the paper, by order; `seal_diameter` in millimetres: the picture is the agency's seal.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    refuse_if(may_sign(paper, by))
    places = signing_places(paper)
    box = None
    if picture and -len(places) <= place < len(places):
        at = places[place]
        box = agency_box(at, seal_diameter) if seal_diameter else person_box(at)
    field = f"ChuKy{paper.signed_copies.count() + 1}"
    try:
        signed = sign_pdf(file_to_sign(paper), key, password, field=field, box=box, picture=picture)
    except KeyUnreadable as error:
        raise Refused([Finding("paper.key_unreadable")]) from error
    except NotSignable as error:
        raise Refused([Finding("paper.not_signable")]) from error
    return _kept(paper, signed, outside=False, by=by)


@transaction.atomic
def keep_signed_copy(paper: Paper, pdf: bytes, *, by: Actor) -> SignedCopy:
    """Take back a copy signed elsewhere: its signatures hold and it is the paper that was issued, nothing more."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    refuse_if(may_sign(paper, by), _defects(paper, pdf))
    return _kept(paper, pdf, outside=True, by=by)


def _defects(paper: Paper, pdf: bytes) -> list[Finding]:
    verdict = read_signed(pdf)
    if not verdict.signatures:
        return [Finding("paper.unsigned")]
    findings = [] if verdict.holds else [Finding("paper.signature_broken")]
    if not only_signed_since(pdf, original_file(paper)):
        findings.append(Finding("paper.not_as_issued"))
    return findings


def _kept(paper: Paper, pdf: bytes, *, outside: bool, by: Actor) -> SignedCopy:
    signatures = read_signed(pdf, roots_in(settings.TRUSTED_AUTHORITIES)).signatures
    copy = SignedCopy.objects.create(
        paper=paper,
        number=standing_number(paper),
        pdf=ContentFile(pdf, f"{uuid4().hex}.pdf"),
        pdf_sha256=sha256(pdf).hexdigest(),
        signers=[
            {
                "name": one.name,
                "issuer": one.issuer,
                "at": one.at.isoformat() if one.at else "",
                "trusted": one.trusted,
            }
            for one in signatures
        ],
        outside=outside,
        at=by.at,
        by_name=by.name,
    )
    verb = "paper.signed_copy_kept" if outside else "paper.signed"
    record(verb, by=by, on=paper, signers=[one.name for one in signatures], sha256=copy.pdf_sha256)
    return copy
