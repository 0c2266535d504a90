"""Papers made by hand, read: which kinds, whose paper, what the office already knows of it, drafts and their facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor, coordinating_unit, units_of

from ..filling import Field, FillForm, Way, blank_row, facts_from, lacking, load_form, typed_from, unreadable
from ..filling.typed import Typed, blank
from ..models import DraftPaper, Paper
from ..queries import draft_file, paper_kind
from ..rendering import PaperKind, compose, edition_for, load_kind, write_pictures
from ..rules import BLANK, councils_of, symbol
from ..wording import KINDS, kind_on_paper
from . import Sheet, kept
from .signers import chief_called, signers_at_hand

_TITLE = 300  # letters that the register keeps of a title


@lru_cache(maxsize=128)
def _form(kind: str, edition: str) -> FillForm | None:
    return load_form(settings.REGULATIONS, load_kind(settings.REGULATIONS, kind, edition))


def form_of(kind: str, year: str) -> FillForm | None:
    """The form of a kind for a year; none where a room makes the paper by itself. Http404 for no kind at all."""
    if kind not in KINDS:
        raise Http404
    return _form(kind, edition_for(settings.REGULATIONS, kind, year))


def form_or_404(kind: str, year: str) -> FillForm:
    form = form_of(kind, year)
    if form is None:
        raise Http404
    return form


# --- whose paper ---


@dataclass(frozen=True)
class IssuingBody:
    """nơi ban hành: the agency, one of its units, or a council that numbers its papers apart."""

    key: str  # "agency", "unit-7", "council-HĐSK"
    name: str  # as written in a sentence
    heading: str  # as the letterhead has it
    parent: str
    symbol: str
    unit: Unit  # in whose papers it stands


def issuing_bodies(cycle: Cycle, form: FillForm) -> list[IssuingBody]:
    """Whose paper of this kind it may be."""
    facts, home = book_of(cycle).facts, coordinating_unit(cycle.agency_id)
    name, head = facts["name"], facts["letterhead"]["state"]
    if home is None:
        return []
    own = facts["symbols"]["agency"]
    units = units_of(cycle.agency_id).exclude(kind=Unit.Kind.LEADERSHIP)
    bodies = {
        "agency": [IssuingBody("agency", name, head["agency"], head["superior"], own, home)],
        "unit": [
            IssuingBody(f"unit-{unit.pk}", unit.name, unit.name, name, unit.code, unit) for unit in units
        ],
        "council": [
            IssuingBody(f"council-{code}", f"{called} {name}", called, name, code, home)
            for code, called in councils_of(facts).items()
        ],
    }
    return [body for issuer in form.issuers for body in bodies[issuer]]


# --- what the office already knows ---


def prefilled(form: FillForm, kind: PaperKind, cycle: Cycle, body: IssuingBody, on: date) -> Typed:
    """The form with the letterhead, the year, who signs, and the words such papers usually have."""
    known = _known(kind, cycle, body, on)
    typed = {field.key: _started(field, known) for field in form.fields}
    usual = signers_at_hand(kind, cycle, body, on)
    open_to_all = [field.key for field in form.fields if field.way == Way.SIGNER and not field.start]
    return typed | {key: dict(usual[0][1]) for key in open_to_all if usual}


def _known(kind: PaperKind, cycle: Cycle, body: IssuingBody, on: date) -> dict[str, str]:
    facts = book_of(cycle).facts
    home = coordinating_unit(cycle.agency_id)
    called = chief_called(cycle, on)
    drawn_up = home.code if home and not kind.symbol_type else ""  # a letter's symbol names who drew it up
    return {
        "agency": facts["name"],
        "unit": body.unit.name,
        "issuer": body.name,
        "PARENT": body.parent.upper(),
        "ISSUER": body.heading.upper(),
        "symbol": symbol(kind.symbol_type, body.symbol, drawn_up if drawn_up != body.symbol else ""),
        "place": facts["place"],
        "year": str(cycle.year),
        "next_year": str(cycle.year + 1),
        "chief": called,
        "CHIEF": called.upper(),
        "kept": kept(body.unit.code),
        "blank": BLANK,
    }


def _started(field: Field, known: Mapping[str, str]) -> Any:
    if field.way == Way.ROWS:
        rows = [
            blank_row(field.parts) | {key: _said(text, known) for key, text in row.items()}
            for row in field.start
        ]
        return rows or blank(field)
    if not field.parts:
        return _said(field.start, known)
    own = field.start or {}
    return {
        part.key: _said(own[part.key], known) if part.key in own else _started(part, known)
        for part in field.parts
    }


def _said(text: str, known: Mapping[str, str]) -> str:
    return text.format_map(known)


# --- drafts ---


def drafts_of(by: Actor) -> QuerySet[DraftPaper]:
    """Papers of the agency that somebody has begun and not issued, the last touched first."""
    return DraftPaper.objects.filter(agency=by.agency_id, paper=None).select_related(
        "unit", "cycle", "replaces"
    )


def draft_or_404(by: Actor, pk: int) -> DraftPaper:
    rows = DraftPaper.objects.select_related("unit", "cycle", "replaces", "paper")
    return get_object_or_404(rows, agency=by.agency_id, pk=pk)


def form_of_draft(draft: DraftPaper) -> FillForm:
    return form_or_404(draft.kind, draft.cycle.edition)


def body_of_draft(draft: DraftPaper) -> IssuingBody | None:
    """Whose paper it is to be; none where that body is no more."""
    bodies = issuing_bodies(draft.cycle, form_of_draft(draft))
    return next((body for body in bodies if body.key == draft.body), None)


def title_of(form: FillForm, kind: str, year: int, typed: Typed) -> str:
    """The paper as the register names it: its kind, and what tells it apart."""
    told: Any = typed
    for key in form.told_by.split("."):
        told = told.get(key, "") if isinstance(told, dict) else ""
    name = kind_on_paper(kind)
    return (f"{name}: {told}" if told and isinstance(told, str) else f"{name} {year}")[:_TITLE]


def draft_title(draft: DraftPaper) -> str:
    return title_of(form_of_draft(draft), draft.kind, draft.cycle.year, draft.typed)


def facts_of_draft(draft: DraftPaper, on: date) -> Sheet:
    """The facts of the paper as they would be issued now."""
    kind = paper_kind(draft.kind, draft.cycle.edition, draft.agency_id)
    shape = next(iter(kind.profiles.values())).look.number_format
    return facts_from(form_of_draft(draft).fields, draft.typed, shape, on) | {"draft": False}


def defects_of_draft(draft: DraftPaper) -> list[Finding]:
    """What is missing before it can be issued."""
    return lacking(form_of_draft(draft).fields, draft.typed)


def unreadable_in(draft: DraftPaper) -> list[Finding]:
    """What cannot stand on paper at all, not even on a draft."""
    return unreadable(form_of_draft(draft).fields, draft.typed)


def draft_file_of(draft: DraftPaper, on: date, extension: str) -> bytes:
    """The paper as it would be printed now, marked as a draft; nothing is kept."""
    return draft_file(draft.kind, draft.cycle, facts_of_draft(draft, on), extension)


def draft_pages(draft: DraftPaper, on: date) -> list[bytes]:
    """Its pages as PNG; none while something in it cannot stand on paper."""
    if unreadable_in(draft):
        return []
    kind = paper_kind(draft.kind, draft.cycle.edition, draft.agency_id)
    return write_pictures(compose(kind, facts_of_draft(draft, on) | {"draft": True}))


def signers_of(draft: DraftPaper, on: date) -> list[tuple[str, Typed]]:
    """Who may sign the draft's paper."""
    body, kind = body_of_draft(draft), paper_kind(draft.kind, draft.cycle.edition, draft.agency_id)
    return signers_at_hand(kind, draft.cycle, body, on) if body else []


def earlier_papers(by: Actor, kind: str) -> QuerySet[Paper]:
    """Standing papers of the kind from any year, to begin from; the newest first."""
    return Paper.objects.filter(agency=by.agency_id, kind=kind, is_current=True).order_by("-issued_at", "-id")


def taken_over(form: FillForm, typed: Typed, earlier: Paper) -> Typed:
    """A fresh form with the content of an earlier paper; letterhead, year and signers stay those of today."""
    old = typed_from(form.fields, earlier.sheet)
    ours = {field.key for field in form.fields if field.way in (Way.LETTERHEAD, Way.SIGNER)} | {"year"}
    subject = {"subject": old.get("letterhead", {}).get("subject", "")}
    head = typed["letterhead"] | {key: text for key, text in subject.items() if key in typed["letterhead"]}
    return typed | {key: value for key, value in old.items() if key not in ours} | {"letterhead": head}
