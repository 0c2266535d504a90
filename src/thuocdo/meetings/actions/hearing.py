"""In the meeting: points in their turn, remarks, conclusions."""

from uuid import UUID

from django.db import transaction

from thuocdo.assemblies.rules import Votes, too_long, wrong_votes
from thuocdo.audit.actions import record
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.seen import overtaken
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor
from thuocdo.ratings.actions import state_grade, withdraw_grade
from thuocdo.ratings.queries import grade_over_limit

from ..models import Attendee, Item, Remark, ReportPoint
from ..permissions import may_conclude, may_rate, may_write_down
from ..queries import agenda_of, item_facts, order_source, present_members, stamp_of, subject_of
from ..rules import meanwhile, out_of_turn, wrong_chair
from .standing import lock


@transaction.atomic
def assign_chair(item: Item, chair: Person, *, by: Actor) -> None:
    """Who presides over one point: somebody present who is not under review (S-14)."""
    lock(item.meeting)
    seated = item.meeting.attendees.filter(person=chair).exclude(present=False).exists()
    absent = [] if seated else [Finding("meeting.chair_absent", facts={"name": chair.full_name})]
    item.chair = chair
    refuse_if(
        may_write_down(item.meeting, by),
        absent,
        wrong_chair(item_facts(item), order_source(item.meeting)),
    )
    item.save(update_fields=["chair"])
    record("meeting.chair_assigned", by=by, on=item, chair=chair.pk)


@transaction.atomic
def start_item(item: Item, *, by: Actor) -> None:
    """Take up one point, in its turn and under the right chair (S-14)."""
    meeting, source = item.meeting, order_source(item.meeting)
    lock(meeting)
    refuse_if(may_write_down(meeting, by))
    facts = [item_facts(other) for other in agenda_of(meeting)]
    wanted = item_facts(item)
    nobody = [] if item.chair_id else [Finding("meeting.no_chair", source, {"name": wanted.label})]
    refuse_if(out_of_turn(facts, wanted, source), wrong_chair(wanted, source), nobody)
    if not item.started_at:
        item.started_at = by.at
        item.save(update_fields=["started_at"])
        record("meeting.item_started", by=by, on=item)


@transaction.atomic
def add_remark(item: Item, seat: Attendee, text: str, *, once: UUID, by: Actor) -> Remark:
    """What a member or guest says to the point. The same form sent twice is one remark."""
    lock(item.meeting)
    refuse_if(may_conclude(item, by))
    text = clean(text).strip()
    here = seat.present and seat.meeting_id == item.meeting_id
    absent = [] if here else [Finding("meeting.speaker_absent", facts={"name": seat.name})]
    away = [] if seat.hears is None or subject_of(item) in seat.hears else [Finding("meeting.called_to_part")]
    refuse_if(absent, away, [] if text else [Finding("meeting.remark_empty")], too_long(text))
    said = {"item": item, "speaker": seat.person, "outsider": seat.outsider, "text": text, "at": by.at}
    remark, fresh = Remark.objects.get_or_create(once=once, defaults=said)
    if fresh:
        record("meeting.remark_added", by=by, on=remark, speaker=seat.person_id, outsider=seat.outsider)
    return remark


@transaction.atomic
def correct_remark(remark: Remark, text: str, *, seen: str | None = None, by: Actor) -> None:
    """Put a remark right while the meeting is open; an empty text takes it back. Nobody edits what is said of oneself."""
    lock(remark.item.meeting)
    remark.refresh_from_db(fields=["text"])
    text = clean(text).strip()
    refuse_if(may_rate(remark.item, by), overtaken(seen, remark.text), too_long(text))
    record("meeting.remark_corrected", by=by, on=remark.item, before=remark.text, after=text)
    if not text:
        remark.delete()
        return
    remark.text = text
    remark.save(update_fields=["text"])


def _wrong_votes(item: Item, votes: Votes | None) -> list[Finding]:
    return wrong_votes(votes, present_members(item.meeting), order_source(item.meeting))


CONCLUDED = (
    "strengths",
    "weaknesses",
    "grade",
    "not_rated",
    "votes_for",
    "votes_against",
    "votes_other",
    "done_at",
)


def _enter_conclusion(
    item: Item, strengths: str, weaknesses: str, votes: Votes | None, seen: str | None, *, by: Actor
) -> None:
    """`seen`: what the page showed of the conclusion, so that of two who write at once none overwrites the other."""
    lock(item.meeting)
    stands = stamp_of(Item.objects.get(pk=item.pk))
    refuse_if(
        may_rate(item, by),
        meanwhile(stands if seen is None else seen, stands),
        too_long(strengths, weaknesses),
        _wrong_votes(item, votes),
    )
    item.strengths, item.weaknesses = clean(strengths).strip(), clean(weaknesses).strip()
    item.votes_for = votes.agree if votes else None
    item.votes_against = votes.against if votes else None
    item.votes_other = votes.other if votes else None
    item.done_at = by.at
    item.save(update_fields=CONCLUDED)
    record("meeting.concluded", by=by, on=item)


@transaction.atomic
def conclude_person(
    item: Item,
    *,
    strengths: str,
    weaknesses: str,
    grade: Grade | None,
    not_rated: str = "",
    votes: Votes | None,
    seen: str | None = None,
    by: Actor,
) -> None:
    """The chair concludes on a person and the grade is proposed, or why there is none (S-13, S-18)."""
    cycle, review = item.meeting.cycle, item.review
    item.grade, item.not_rated = grade or "", "" if grade else clean_line(not_rated)[:200]
    refuse_if(may_rate(item, by))
    refuse_if(grade_over_limit(cycle, review.person, grade, by.on))
    _enter_conclusion(item, strengths, weaknesses, votes, seen, by=by)
    if grade or item.not_rated:
        state_grade(cycle, review.subject_id, Stage.UNIT, grade, reason=item.not_rated, by=by)
    else:
        withdraw_grade(cycle, review.subject_id, Stage.UNIT, by=by)


@transaction.atomic
def conclude_report(
    item: Item,
    *,
    strengths: str,
    weaknesses: str,
    grade: Grade | None,
    votes: Votes | None,
    seen: str | None = None,
    by: Actor,
) -> None:
    """The head concludes on the report and the collective's grade is proposed (S-12).

    The leadership's is what it takes upon itself: its superior decides (II.7.a).
    """
    item.grade = grade or ""
    _enter_conclusion(item, strengths, weaknesses, votes, seen, by=by)
    cycle, subject = item.meeting.cycle, subject_of(item)
    stage = Stage.SELF if item.meeting.of_leadership else Stage.UNIT
    if grade:
        state_grade(cycle, subject, stage, grade, axis=Axis.COLLECTIVE, by=by)
    else:
        withdraw_grade(cycle, subject, stage, axis=Axis.COLLECTIVE, by=by)


@transaction.atomic
def conclude_point(
    item: Item,
    title: str,
    conclusion: str,
    *,
    taken_up: bool,
    votes: Votes | None,
    by: Actor,
    point: ReportPoint | None = None,
    seen: str | None = None,
) -> ReportPoint:
    """One matter of the report: the vote, and whether the head takes it up (S-12). The same sent twice is one matter.

    `point`: the matter that is put right.
    """
    lock(item.meeting)
    if point:
        point.refresh_from_db()
    title, conclusion = clean_line(title)[:300], clean(conclusion).strip()
    refuse_if(
        may_conclude(item, by),
        overtaken(seen, point.shown) if point else [],
        too_long(conclusion),
        _wrong_votes(item, votes),
        [] if title else [Finding("meeting.point_untitled")],
    )
    said = {
        "title": title,
        "conclusion": conclusion,
        "taken_up": taken_up,
        "votes_for": votes.agree if votes else None,
        "votes_against": votes.against if votes else None,
        "votes_other": votes.other if votes else None,
    }
    if same := item.points.filter(**said).first():
        return same
    before = {"before": point.title, "concluded_before": point.conclusion} if point else {}
    point, _ = ReportPoint.objects.update_or_create(pk=point and point.pk, defaults={"item": item, **said})
    record("meeting.point_concluded", by=by, on=point, taken_up=taken_up, **before)
    return point


@transaction.atomic
def withdraw_point(point: ReportPoint, *, by: Actor) -> None:
    """Take back a matter that was written down wrongly, while the meeting is open; the record keeps its words."""
    lock(point.item.meeting)
    refuse_if(may_conclude(point.item, by))
    record("meeting.point_withdrawn", by=by, on=point.item, title=point.title, before=point.conclusion)
    point.delete()
