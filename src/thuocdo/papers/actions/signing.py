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


@transaction.atomic
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
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    refuse_if(may_sign(paper, by))
    return _signed(paper, key, place, picture, seal_diameter, by=by)


@transaction.atomic
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
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    refuse_if(may_sign_by_token(paper, by))
    key = Token(settings.TOKEN_MODULE, pin, device=settings.TOKEN_DEVICE, label=settings.TOKEN_LABEL)
    return _signed(paper, key, place, picture, seal_diameter, by=by)


def _signed(
    paper: Paper, key: KeyFile | Token, place: int, picture: bytes | None, seal_diameter: float, *, by: Actor
) -> SignedCopy:
    places = signing_places(paper)
    box = None
    if picture and -len(places) <= place < len(places):
        at = places[place]
        box = agency_box(at, seal_diameter) if seal_diameter else person_box(at)
    try:
        signed = sign_pdf(
            file_to_sign(paper), key, box=box, picture=picture, stamped_by=settings.TIME_STAMP_ADDRESS
        )
    except KeyUnreadable as error:
        raise Refused([Finding("paper.key_unreadable")]) from error
    except TokenRefuses as error:
        raise Refused(
            [Finding(f"paper.token_{error.why}", facts={"found": ", ".join(error.found)})]
        ) from error
    except NotSignable as error:
        raise Refused([Finding("paper.not_signable")]) from error
    except NotStamped as error:
        raise Refused([Finding("paper.not_stamped")]) from error
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
