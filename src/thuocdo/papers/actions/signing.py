"""Signing an issued paper here, or taking back a copy signed elsewhere."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import Actor

from ..models import Paper, SignedCopy
from ..permissions import may_sign, may_sign_by_token
from ..queries import file_to_sign, original_file, signing_places, standing_number
from ..signing import (
    KeyFile,
    KeyUnreadable,
    NotSignable,
    NotStamped,
    Token,
    TokenRefuses,
    agency_box,
    only_signed_since,
    person_box,
    read_signed,
    roots_in,
    sign_pdf,
)


def sign_paper(
    paper: Paper,
    key: KeyFile,
    *,
    place: int = -1,
    picture: bytes | None = None,
    seal_diameter: float = 0,
    by: Actor,
) -> SignedCopy:
    """Sign with a PKCS#12 key that is used now and kept nowhere.

    `place`: which signer of the paper, by order; `seal_diameter` in millimetres: the picture is the agency's seal.
    """
    refuse_if(may_sign(paper, by))
    return _signed(paper, key, _look(paper, place, picture, seal_diameter), by=by)


def sign_by_token(
    paper: Paper,
    pin: str,
    *,
    place: int = -1,
    picture: bytes | None = None,
    seal_diameter: float = 0,
    by: Actor,
) -> SignedCopy:
    """Sign with the token at the server (PKCS#11), which the settings name; the PIN is kept nowhere."""
    refuse_if(may_sign_by_token(paper, by))
    key = Token(settings.TOKEN_MODULE, pin, device=settings.TOKEN_DEVICE, label=settings.TOKEN_LABEL)
    return _signed(paper, key, _look(paper, place, picture, seal_diameter), by=by)


def _look(paper: Paper, place: int, picture: bytes | None, seal_diameter: float) -> dict[str, Any]:
    places = signing_places(paper)
    if not picture or not -len(places) <= place < len(places):
        return {}
    box = agency_box(places[place], seal_diameter) if seal_diameter else person_box(places[place])
    return {"picture": picture, "box": box}


def _signed(paper: Paper, key: KeyFile | Token, look: dict[str, Any], *, by: Actor) -> SignedCopy:
    """A token and a time-stamping authority take their time; nobody's writing waits for them."""
    unsigned = file_to_sign(paper)
    try:
        signed = sign_pdf(unsigned, key, **look, stamped_by=settings.TIME_STAMP_ADDRESS)
    except KeyUnreadable as error:
        raise Refused([Finding("paper.key_unreadable")]) from error
    except TokenRefuses as error:
        raise Refused([_refusal(error)]) from error
    except NotSignable as error:
        raise Refused([Finding("paper.not_signable")]) from error
    except NotStamped as error:
        raise Refused([Finding("paper.not_stamped")]) from error
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        refuse_if(may_sign(paper, by))
        if file_to_sign(paper) != unsigned:
            raise Refused([Finding("paper.signed_meanwhile")])
        return _kept(paper, signed, outside=False, by=by)


def _refusal(error: TokenRefuses) -> Finding:
    found = {"found": ", ".join(error.found) or "–"}
    return {
        "module": Finding("paper.token_module"),
        "device": Finding("paper.token_device", facts=found),
        "label": Finding("paper.token_label", facts=found),
        "pin": Finding("paper.token_pin"),
        "locked": Finding("paper.token_locked"),
        "fault": Finding("paper.token_fault"),
    }[error.why]


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
                "stamped": one.stamped.isoformat() if one.stamped else "",
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
