from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Expression, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.vi_text import clean_line
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from .models import Number, Paper, Rewording, SignedCopy, WordTemplate
from .rendering import (
    Fact,
    PaperError,
    PaperKind,
    Specimen,
    compose,
    digest_in_word,
    edition_for,
    in_word,
    load_kind,
    look_over,
    pictures_of,
    profile_in_force,
    render_docx,
    render_pdf,
    signature_places,
    specimens,
    write_pictures,
)
from .rules import numbered, words_defects

Phrases = tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)
def _kind(kind: str, edition: str, said: Phrases) -> PaperKind:
    return load_kind(settings.REGULATIONS, kind, edition, dict(said))


def worded(kind: str, edition: str, said: Mapping[str, str]) -> PaperKind:
    """One template with some phrases in other words; each read once per process."""
    return _kind(kind, edition, tuple(sorted(said.items())))


def rewordings_of(agency_id: int, kind: str, edition: str) -> QuerySet[Rewording]:
    """Every version of an agency's words for a template, the one that holds first."""
    return Rewording.objects.filter(agency=agency_id, kind=kind, edition=edition).order_by("-id")


def own_phrases(agency_id: int, kind: str, edition: str) -> dict[str, str]:
    """The phrases of a template that the agency puts in its own words today."""
    newest = rewordings_of(agency_id, kind, edition).first()
    return newest.phrases if newest else {}


def word_templates_of(agency_id: int, kind: str, edition: str) -> QuerySet[WordTemplate]:
    """The agency's Word files for a template, those only looked at too, newest first."""
    return WordTemplate.objects.filter(agency=agency_id, kind=kind, edition=edition).order_by("-id")


def standing_word(agency_id: int, kind: str, edition: str) -> WordTemplate | None:
    """The Word file that the agency uses for a template today."""
    return (
        word_templates_of(agency_id, kind, edition)
        .filter(adopted_at__isnull=False, withdrawn_at=None)
        .first()
    )


def word_template_or_404(by: Actor, pk: int) -> WordTemplate:
    return get_object_or_404(WordTemplate, pk=pk, agency=by.agency_id)


def word_file(kept: WordTemplate) -> bytes:
    """The file as it came."""
    with kept.file.open("rb") as stored:
        return stored.read()


def with_word(kind: PaperKind, kept: WordTemplate | None) -> PaperKind:
    """The template with its DOCX made from the agency's file, where there is one."""
    return in_word(kind, word_file(kept)) if kept else kind


def word_defects(kind: PaperKind, data: bytes) -> list[Finding]:
    """Why a Word file cannot serve a template: its marks, and whether it holds the facts of every sample."""
    if kind.fixed_profile is None:
        return [Finding("paper.word_many_forms")]
    if found := look_over(kind, data).defects:
        return found
    try:
        trial = in_word(kind, data)
        for facts in kind.samples().values():
            render_docx(trial, facts)
    except PaperError as error:
        return [Finding("paper.words_do_not_fit", facts={"why": str(error)})]
    return []


def word_filled(kept: WordTemplate, facts: Mapping[str, Any]) -> bytes:
    """The agency's file with sample facts in it."""
    return render_docx(in_word(worded(kept.kind, kept.edition, {}), word_file(kept)), facts)


def word_unused(kept: WordTemplate) -> list[Fact]:
    """Facts that papers made from the file will not tell."""
    return look_over(worded(kept.kind, kept.edition, {}), word_file(kept)).unused


def specimen_of(kept: WordTemplate) -> Specimen:
    """The first specimen of the kind that the file is for."""
    return next(one for one in gallery() if (one.kind.kind, one.kind.edition) == (kept.kind, kept.edition))


@lru_cache(maxsize=16)
def pictures_of_word(docx: bytes) -> list[bytes]:
    """Pages of a DOCX as PNG; none where the server has no LibreOffice."""
    return pictures_of(docx, settings.LIBREOFFICE)


def paper_kind(kind: str, edition: str, agency_id: int) -> PaperKind:
    """The template of a kind of paper for a year, the newest by then, in the agency's words and Word file."""
    found = edition_for(settings.REGULATIONS, kind, edition)
    ours = worded(kind, found, own_phrases(agency_id, kind, found))
    return with_word(ours, standing_word(agency_id, kind, found))


def paper_kind_of(paper: Paper) -> PaperKind:
    """The template that a paper was issued with, whatever words and Word file the agency has chosen since.

    Today's where the pack no longer holds it: its digest then tells that it is another.
    """
    today = paper_kind(paper.kind, paper.edition, paper.agency_id)
    if today.template_digest == paper.template_digest:
        return today
    where = (paper.agency_id, paper.kind, today.edition)
    said: list[tuple[dict[str, str], str]] = [({}, worded(paper.kind, today.edition, {}).template_digest)]
    said += [(version.phrases, version.template_digest) for version in rewordings_of(*where)]
    files = [None, *word_templates_of(*where).filter(adopted_at__isnull=False)]
    for phrases, digest in said:
        for kept in files:
            whole = digest_in_word(digest, word_file(kept)) if kept else digest
            if whole == paper.template_digest:
                return with_word(worded(paper.kind, today.edition, phrases), kept)
    return today


def is_in_word(paper: Paper) -> bool:
    """Whether the paper's DOCX was made from an agency's own Word file."""
    return paper_kind_of(paper).word is not None


def own_words(kind: PaperKind, said: Mapping[str, str]) -> dict[str, str]:
    """What differs from the pack among phrases as typed, each on one line."""
    lines = {phrase.key: clean_line(said.get(phrase.key, phrase.text)) for phrase in kind.phrases()}
    return {phrase.key: lines[phrase.key] for phrase in kind.phrases() if lines[phrase.key] != phrase.text}


def rewording_defects(kind: PaperKind, own: Mapping[str, str]) -> list[Finding]:
    """Why a template cannot be put in these words; at the end it must hold the facts of every sample."""
    phrases = [phrase for phrase in kind.phrases() if phrase.key in own]
    if found := [finding for phrase in phrases for finding in words_defects(phrase, own[phrase.key])]:
        return found
    try:
        trial = load_kind(settings.REGULATIONS, kind.kind, kind.edition, own)
        for facts in kind.samples().values():
            compose(trial, facts)
    except PaperError as error:
        return [Finding("paper.words_do_not_fit", facts={"why": str(error)})]
    return []


def pages_so_worded(kind: PaperKind, own: Mapping[str, str], facts: Mapping[str, Any]) -> list[bytes]:
    """The pages of a template in these words with sample facts, as PNG; nothing is kept."""
    return write_pictures(compose(load_kind(settings.REGULATIONS, kind.kind, kind.edition, own), facts))


@lru_cache(maxsize=64)
def layout_on(body: str, on: date) -> str:
    """The layout profile of papers of the State or of the Party on a day."""
    return profile_in_force(settings.REGULATIONS, body, on)


def draft_file(kind: str, cycle: Cycle, sheet: Mapping[str, Any], extension: str) -> bytes:
    """The paper as it would be printed now, marked as a draft; nothing is kept."""
    return printed_file(kind, cycle, {**sheet, "draft": True}, extension)


def printed_file(kind: str, cycle: Cycle, sheet: Mapping[str, Any], extension: str) -> bytes:
    """A paper to print and not to keep: ballot slips, which are all alike. Http404 for another kind of file."""
    writer = {"docx": render_docx, "pdf": render_pdf}.get(extension)
    if writer is None:
        raise Http404
    return writer(paper_kind(kind, cycle.edition, cycle.agency_id), sheet)


def newest_docx(kind: str, part: Expression | str = "") -> Subquery:
    """For rows with a cycle and a subject: where the DOCX of their standing paper is kept."""
    own = Paper.objects.filter(
        cycle=OuterRef("cycle"), subject=OuterRef("subject"), kind=kind, part=part, is_current=True
    )
    return Subquery(own.values("docx")[:1])


def kept_docx(name: str) -> bytes:
    """The file of an issued paper, by where it is kept."""
    with default_storage.open(name, "rb") as stored:
        return stored.read()


def papers_of_unit(cycle: Cycle, unit: Unit) -> QuerySet[Paper]:
    """Issued papers of the unit that stand today."""
    return Paper.objects.filter(cycle=cycle, unit=unit, is_current=True)


def paper_about(cycle: Cycle, kind: str, subject_id: int, part: str = "") -> Paper | None:
    own = Paper.objects.filter(cycle=cycle, kind=kind, subject=subject_id, part=part)
    return own.filter(is_current=True).first()


def file_of(kept: Paper | Number | SignedCopy, extension: str) -> bytes:
    """The finished file as it was issued, numbered or signed; a signed copy is a PDF."""
    if extension != "pdf" and isinstance(kept, SignedCopy):
        raise Http404
    with (kept.pdf if extension == "pdf" else kept.docx).open("rb") as stored:
        return stored.read()


def paper_or_404(by: Actor, pk: int) -> Paper:
    """A paper of the actor's agency; who may read it is asked by whoever shows it."""
    rows = Paper.objects.select_related("cycle", "unit", "replaces").filter(agency=by.agency_id)
    return get_object_or_404(rows, pk=pk)


def number_or_404(by: Actor, pk: int) -> Number:
    return get_object_or_404(
        Number.objects.select_related("series", "paper"), pk=pk, paper__agency=by.agency_id
    )


def standing_number(paper: Paper) -> Number | None:
    """The number that the paper bears today."""
    return paper.numbers.select_related("series").filter(cancelled_at=None).first()


def numbers_of(paper: Paper) -> QuerySet[Number]:
    """Every number ever drawn for the paper, cancelled ones too."""
    return paper.numbers.select_related("series").order_by("drawn_at", "id")


def signed_copies_of(paper: Paper) -> QuerySet[SignedCopy]:
    return paper.signed_copies.order_by("id")


def history_of(paper: Paper) -> list[Paper]:
    """The papers that this one replaces, newest first, then those that replaced it, oldest first."""
    line = []
    older = paper.replaces
    while older:
        line.append(older)
        older = older.replaces
    newer = Paper.objects.filter(replaces=paper).first()
    while newer:
        line.append(newer)
        newer = Paper.objects.filter(replaces=newer).first()
    return line


def register_listed(by: Actor, year: int, kind: str, words: str) -> QuerySet[Number]:
    """The register of a year, newest number first within each series; `words` are sought in number and title."""
    rows = Number.objects.filter(series__agency=by.agency_id, series__year=year)
    if kind:
        rows = rows.filter(paper__kind=kind)
    if words:
        rows = rows.filter(Q(line__icontains=words) | Q(paper__title__icontains=words))
    return (
        rows.select_related("series", "paper__unit").defer("paper__sheet").order_by("series__key", "-number")
    )


def register_years(by: Actor) -> list[int]:
    """Years in which numbers were drawn, newest first."""
    years = Number.objects.filter(series__agency=by.agency_id).values_list("series__year", flat=True)
    return sorted({*years, by.on.year}, reverse=True)


def awaiting_number(by: Actor) -> QuerySet[Paper]:
    """Standing papers with room for a number and none drawn."""
    drawn = Number.objects.filter(cancelled_at=None).values("paper")
    rows = Paper.objects.filter(agency=by.agency_id, is_current=True).exclude(symbol="").exclude(pk__in=drawn)
    return rows.select_related("unit").defer("sheet").order_by("unit__order", "id")


@lru_cache(maxsize=1)
def _specimens(_fresh: int) -> tuple[Specimen, ...]:
    return tuple(specimens(settings.REGULATIONS))


def gallery() -> tuple[Specimen, ...]:
    """Every paper of the pack with its sample facts; read once per process."""
    return _specimens(0)


def specimen_or_404(stem: str) -> Specimen:
    found = [specimen for specimen in gallery() if specimen.stem == stem]
    if not found:
        raise Http404
    return found[0]


@lru_cache(maxsize=16)
def _own_specimen(stem: str, agency_id: int, _digest: str) -> Specimen:
    plain = specimen_or_404(stem)
    return Specimen(_own_kind(plain.kind, agency_id), plain.name, plain.facts)


def _own_kind(kind: PaperKind, agency_id: int) -> PaperKind:
    ours = worded(kind.kind, kind.edition, own_phrases(agency_id, kind.kind, kind.edition))
    return with_word(ours, standing_word(agency_id, kind.kind, kind.edition))


def own_specimen(plain: Specimen, agency_id: int) -> Specimen:
    """The specimen as the agency has it: in its own words, from its own Word file."""
    return _own_specimen(plain.stem, agency_id, _own_kind(plain.kind, agency_id).template_digest)


def kinds_of_our_own(agency_id: int) -> set[tuple[str, str]]:
    """Kind and edition of every template that the agency has words or a Word file of its own for."""
    worded_last = {
        (one.kind, one.edition): one.phrases
        for one in Rewording.objects.filter(agency=agency_id).order_by("id")
    }
    files = WordTemplate.objects.filter(agency=agency_id, adopted_at__isnull=False, withdrawn_at=None)
    return {key for key, phrases in worded_last.items() if phrases} | set(
        files.values_list("kind", "edition")
    )


def original_file(paper: Paper) -> bytes:
    """The PDF that is to be signed: with its number, where it has one."""
    return file_of(standing_number(paper) or paper, "pdf")


def file_to_sign(paper: Paper) -> bytes:
    """The newest signed copy of the paper as it stands, else the original."""
    newest = paper.signed_copies.filter(number=standing_number(paper)).order_by("-id").first()
    return file_of(newest, "pdf") if newest else original_file(paper)


def signed_copy_or_404(by: Actor, pk: int) -> SignedCopy:
    return get_object_or_404(SignedCopy.objects.select_related("paper"), pk=pk, paper__agency=by.agency_id)


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
