"""All reviews of a year as one lot of files: for the agency's archive, for whoever reads them away from the program."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Case, F, OuterRef, Value, When

from thuocdo.cycle.models import Cycle
from thuocdo.papers import queries as papers
from thuocdo.papers.bulk import Piece
from thuocdo.papers.rendering import PaperKind, render_docx
from thuocdo.papers.rules import paper_filename

from .models import Review
from .queries import reviews_to_take_away
from .sheets import sheet_of

CHUNK = 500  # reviews that are held at once


def lot_of(cycle: Cycle, *, units: bool = False) -> Iterator[Piece]:
    """Every review handed in this year as a DOCX: as it was issued, else as a draft."""
    kind_name = "unit-report" if units else "self-review"
    kind = papers.paper_kind(kind_name, cycle.edition, cycle.agency_id)
    part = Case(When(is_main=True, then=Value("")), default=F("form"))
    reviews = reviews_to_take_away(cycle, units=units)
    last, names = 0, set[str]()
    while chunk := list(
        reviews.alias(part=part)
        .annotate(issued=papers.newest_docx(kind_name, OuterRef("part")))
        .filter(pk__gt=last)
        .order_by("pk")[:CHUNK]
    ):
        for review in chunk:
            last, review.cycle = review.pk, cycle
            yield _piece(review, kind, names)


def _piece(review: Review, kind: PaperKind, names: set[str]) -> Piece:
    name = _place_in_lot(review)
    name = name if name not in names else f"{name}_{review.pk}"
    names.add(name)
    if review.issued:
        return Piece(f"{name}.docx", review.issued, partial(papers.kept_docx, review.issued))
    said_by = review.person.full_name if review.person else review.unit.name
    made_from = f"{review.pk} {review.version} {kind.template_digest} {said_by} {review.unit.name}"
    return Piece(f"{name}.docx", made_from, partial(_draft_docx, review, kind))


def _draft_docx(review: Review, kind: PaperKind) -> bytes:
    return render_docx(kind, {**sheet_of(review, None), "draft": True})


def _place_in_lot(review: Review) -> str:
    """ "p1_phong-tong-hop/nguyen-thi-lan_cb01", "…_form-01-2023" for a further form."""
    unit = paper_filename(review.unit.code, review.unit.name)
    if not review.person:
        return unit
    more = () if review.is_main else (review.form,)
    return f"{unit}/{paper_filename(review.person.full_name, review.person.code, *more)}"
