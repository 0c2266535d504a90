"""Reviews: handed out, written, handed in, returned, completed; their evidence."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.seen import overtaken
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.kernel.words import Axis, Grade, PostRole, Stage
from thuocdo.law.forms import invalid_answers, invalid_scores, missing_answers, missing_scores, score_sum
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.bulk import Piece
from thuocdo.papers.models import Paper
from thuocdo.ratings.actions import state_grade

from ..lot import lot_of
from ..models import Evidence, Point, Review, Version
from ..permissions import (
    may_complete,
    may_coordinate_reviews,
    may_return,
    may_submit,
    may_write,
)
from ..queries import (
    beside,
    form_choice,
    form_of,
    known_answers,
    report_form,
    reviews_to_take_away,
    seats_to_review,
    step_of_review,
    table_of,
    units_to_review,
)
from ..rules import beyond, evidence_kind, evidence_refused, points_open, stale, too_long
from ..sheets import sheet_of
from ..states import COMPLETING, DRAFT, REVIEW, SUBMITTED

# The fields in which an author states a grade, and what it rates.
OWN_GRADES = {"own_grade_state": Axis.STATE, "own_grade_party": Axis.PARTY, "own_grade": Axis.COLLECTIVE}


@transaction.atomic
def call_for_reviews(cycle: Cycle, *, by: Actor) -> int:
    """Hand every person and unit its form (S-6 … S-9); whoever came since gets one too. Returns how many."""
    refuse_if(may_coordinate_reviews(cycle, by))
    report, book = report_form(cycle), book_of(cycle)
    called = set(Review.objects.filter(cycle=cycle).values_list("subject_id", flat=True))
    reviews = [
        Review(
            cycle=cycle,
            subject_id=post.person.subject_id,
            person=post.person,
            unit=post.unit,
            form=form.key,
            table=form.score_table if number else choice.score_table,
            is_main=not number,
            leads=PostRole(post.role).leads,
            answers=known_answers(form, post),
        )
        for post in seats_to_review(cycle, by.on)
        if post.person.subject_id not in called
        for choice in [form_choice(cycle, post)]
        for number, form in enumerate([book.form(choice.form), *map(book.form, choice.also)])
    ]
    reviews += [
        Review(
            cycle=cycle,
            subject_id=unit.subject_id,
            unit=unit,
            form=report.key,
            table=report.score_table,
            leads=True,
            answers={"unit_name": unit.name},
        )
        for unit in units_to_review(cycle)
        if unit.subject_id not in called
    ]
    Review.objects.bulk_create(reviews)
    record("review.called", by=by, on=cycle, number=len(reviews))
    return len(reviews)


def _lock(review: Review) -> Review:
    """The row as it stands now, kept from others until the transaction ends."""
    return (
        Review.objects.select_for_update(of=("self",))
        .select_related("cycle", "unit", "person")
        .get(pk=review.pk)
    )


def _keep_version(review: Review, verb: str, *, by: Actor, note: str = "") -> None:
    Version.objects.create(
        review=review,
        verb=verb,
        answers=review.answers,
        scores=review.scores,
        note=note,
        by_name=by.name,
        at=by.at,
    )


@transaction.atomic
def save_draft(
    review: Review,
    answers: Mapping[str, str],
    scores: Mapping[str, Mapping[str, str]],
    *,
    version: int,
    by: Actor,
) -> Review:
    """Keep what the author has typed so far. A page older than the row is refused, never merged.

    Unknown fields are dropped; texts are cleaned. The same content twice is one write.
    """
    review = _lock(review)
    refuse_if(may_write(review, by, step_of_review(review)))
    form, table = form_of(review), table_of(review)
    asked = {field.key for field in form.asked("self", review.leads)}
    answers = review.answers | {key: clean(text).strip() for key, text in answers.items() if key in asked}
    lines = {line.key for line in table.lines} if table else set()
    scores = review.scores | {
        line: {part: clean_line(text) for part, text in entry.items()}
        for line, entry in scores.items()
        if line in lines
    }
    if answers == review.answers and scores == review.scores:
        return review
    refuse_if(stale(version, review.version), too_long(answers))
    review.answers, review.scores = answers, scores
    review.version += 1
    review.saved_at = by.at
    review.save(update_fields=["answers", "scores", "version", "saved_at"])
    return review


def unfinished(review: Review) -> list[Finding]:
    """What is missing or wrong before it can be handed in, each with the place in the form."""
    form, table, answers = form_of(review), table_of(review), review.answers
    findings = missing_answers(form, answers, leads=review.leads) + invalid_answers(
        form, answers, leads=review.leads
    )
    return findings + (
        missing_scores(table, review.scores) + invalid_scores(table, review.scores) if table else []
    )


def own_score(review: Review) -> str:
    """The exact total of the score sheet, "179/2"; empty without one."""
    table = table_of(review)
    return str(score_sum(table, review.scores).total) if table else ""


@transaction.atomic
def submit_review(review: Review, *, version: int, by: Actor) -> Review:
    """The author hands in: the text freezes and the own grade is stated (S-6 … S-10)."""
    review = _lock(review)
    refuse_if(may_submit(review, by, step_of_review(review)))
    refuse_if(stale(version, review.version), unfinished(review))
    review.state = REVIEW.move(review.state, "submit")
    review.submitted_at = review.submitted_at or by.at
    review.version += 1
    review.save(update_fields=["state", "submitted_at", "version"])
    _keep_version(review, "submit", by=by)
    for field, axis in OWN_GRADES.items():
        if grade := review.answers.get(field):
            stated = {"axis": axis, "score": own_score(review), "by": by}
            state_grade(review.cycle, review.subject_id, Stage.SELF, Grade(grade), **stated)
    record("review.submitted", by=by, on=review)
    return review


@transaction.atomic
def return_review(review: Review, *, reason: str, by: Actor) -> Review:
    """Send it back with what is to be put right; the version that was handed in is kept."""
    review = _lock(review)
    refuse_if(may_return(review, by), reason_missing(reason))
    review.state = REVIEW.move(review.state, "return")
    review.version += 1
    review.save(update_fields=["state", "version"])
    _keep_version(review, "return", by=by, note=reason.strip())
    record("review.returned", by=by, on=review, reason=reason)
    return review


@transaction.atomic
def hand_back(review: Review, remarks: Sequence[tuple[str, str]], *, by: Actor) -> Review:
    """After the meeting: the author gets the remarks (speaker, text) to take up and completes (S-13).

    After a meeting that was opened again only what is new comes; what stands keeps its answer, what was taken back goes.
    The meeting has asked for permission.
    """
    review = _lock(review)
    answered = list(review.points.all())
    taken_back, new = beyond([(point.speaker, point.text) for point in answered], remarks)
    for place in taken_back:
        answered[place].delete()
    if review.state != SUBMITTED and not new:
        return review
    review.state = REVIEW.move(review.state, "hand_back")
    review.version += 1
    review.save(update_fields=["state", "version"])
    Point.objects.bulk_create(Point(review=review, speaker=speaker, text=text) for speaker, text in new)
    _keep_version(review, "hand_back", by=by)
    record("review.handed_back", by=by, on=review, remarks=len(new))
    return review


@transaction.atomic
def answer_point(point: Point, *, taken_up: bool, answer: str, seen: str | None = None, by: Actor) -> None:
    """Take a remark up (where), or say why not."""
    review = _lock(point.review)
    point.refresh_from_db(fields=["taken_up", "answer"])
    author = may_complete(review, by)
    unexplained = [] if taken_up or answer.strip() else [Finding("cycle.reason_missing")]
    refuse_if(
        author, overtaken(seen, point.taken_up, point.answer), unexplained, too_long({"answer": answer})
    )
    point.taken_up, point.answer = taken_up, clean(answer).strip()
    point.save(update_fields=["taken_up", "answer"])
    record("review.point_answered", by=by, on=point, taken_up=taken_up)


def issue_paper_of(review: Review, *, by: Actor) -> Paper:
    """The completed review as a paper, for the dossier."""
    kind = "self-review" if review.person_id else "unit-report"
    name = review.person.full_name if review.person else review.unit.name
    title = f"{form_of(review).title} - {name}"
    part = "" if review.is_main else review.form
    sheet = sheet_of(review, by.on)
    return issue_paper(
        kind, review.cycle, review.unit, review.subject_id, sheet, title=title, part=part, by=by
    )


@transaction.atomic
def complete_review(review: Review, *, version: int, by: Actor) -> Review:
    """The review with the remarks taken up, as it goes into the dossier (S-13)."""
    review = _lock(review)
    answered = [point.taken_up is not None for point in review.points.all()]
    refuse_if(may_complete(review, by))
    refuse_if(stale(version, review.version), points_open(answered), unfinished(review))
    review.state = REVIEW.move(review.state, "complete")
    review.completed_at = by.at
    review.version += 1
    review.save(update_fields=["state", "completed_at", "version"])
    _keep_version(review, "complete", by=by)
    issue_paper_of(review, by=by)
    record("review.completed", by=by, on=review)
    return review


def take_away_reviews(cycle: Cycle, *, by: Actor) -> Iterator[Piece]:
    """Hand out every review of the year at once; the record says who took them."""
    refuse_if(may_coordinate_reviews(cycle, by))
    record("review.taken_away", by=by, on=cycle, number=reviews_to_take_away(cycle).count())
    return lot_of(cycle)


@transaction.atomic
def excuse_review(review: Review, *, reason: str, by: Actor) -> Review:
    """HCQT: no review is asked of this person this year."""
    review = _lock(review)
    refuse_if(
        may_coordinate_reviews(review.cycle, by),
        reason_missing(reason),
        REVIEW.lacking(review.state, "excuse"),
    )
    review.state = REVIEW.move(review.state, "excuse")
    review.save(update_fields=["state"])
    for other in beside(review) if review.is_main else ():
        if other.state == DRAFT:
            other.state = REVIEW.move(other.state, "excuse")
            other.save(update_fields=["state"])
    record("review.excused", by=by, on=review, reason=reason)
    return review


@transaction.atomic
def reroute_review(review: Review, unit: Unit, *, reason: str, by: Actor) -> Review:
    """HCQT: the review is heard in another unit (a transfer in the middle of the step)."""
    review = _lock(review)
    elsewhere = (
        [] if unit.agency_id == review.cycle.agency_id and review.person_id else [Finding("office.not_yours")]
    )
    heard = [Finding("review.heard_already")] if review.state in (COMPLETING, "complete") else []
    refuse_if(may_coordinate_reviews(review.cycle, by), elsewhere, heard, reason_missing(reason))
    before = review.unit.name
    review.unit = unit
    review.save(update_fields=["unit"])
    beside(review).update(unit=unit)
    record("review.rerouted", by=by, on=review, reason=reason, before=before, after=unit.name)
    return review


@transaction.atomic
def attach_evidence(review: Review, name: str, data: bytes, *, by: Actor) -> Evidence:
    """Keep a file with the review; the same file twice is kept once."""
    review = _lock(review)
    kind, name = evidence_kind(data), clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:160]
    refuse_if(
        may_write(review, by, step_of_review(review)),
        evidence_refused(name, len(data), kind, review.evidence.count()),
    )
    evidence, fresh = Evidence.objects.get_or_create(
        review=review,
        sha256=sha256(data).hexdigest(),
        defaults={"name": name, "kind": kind, "size": len(data), "at": by.at},
    )
    if fresh:
        evidence.file.save(f"{uuid4().hex}.{kind}", ContentFile(data))
        record("review.evidence_added", by=by, on=review, name=name, sha256=evidence.sha256)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Actor) -> None:
    """Take a file out while the review can be written; the record says that it was there."""
    review = _lock(evidence.review)
    refuse_if(may_write(review, by, step_of_review(review)))
    record("review.evidence_removed", by=by, on=review, name=evidence.name, sha256=evidence.sha256)
    stored = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: stored.delete(save=False))
