from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from thuocdo.assemblies.rules import Attendance, Votes
from thuocdo.ballots.queries import ballot_with, count_of, sealed_ballots, threshold_of
from thuocdo.ballots.rules import passed
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Citation
from thuocdo.office.models import Person, Post, Subject, Unit
from thuocdo.office.queries import Actor, coordinating_unit, name_of, presiding_order, roster, standing_for
from thuocdo.papers.models import Paper
from thuocdo.reviews.models import Review, Shortcoming
from thuocdo.reviews.states import EXCUSED, HANDED_IN

from .models import Attendee, Item, Meeting, Remark, ReportPoint, Responsibility
from .rules import ItemFacts, MeetingFacts, Rank
from .states import CLOSED

LEADERSHIP_REPORT, PROPOSALS = "leadership-report", "leadership/proposals"
MEETING_STEP, LEADERSHIP_STEP = "unit_meetings", "leadership_review"


def meeting_step(unit: Unit) -> str:
    """The step of the plan to which the unit's meeting belongs."""
    return LEADERSHIP_STEP if unit.kind == Unit.Kind.LEADERSHIP else MEETING_STEP


def guests_rule(unit: Unit) -> str:
    """Where the book says who is invited."""
    return "leadership/guests" if unit.kind == Unit.Kind.LEADERSHIP else "meeting/attendance"


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Members, who leads or is in charge of the unit, HCQT and the chief; guests until it has ended; nobody else."""
    meetings = Meeting.objects.select_related("cycle", "unit", "chair", "secretary")
    meetings = meetings.filter(cycle__agency=actor.agency_id)
    if actor.coordinates or actor.heads_agency:
        return meetings
    seats = Attendee.objects.filter(person=actor.person).exclude(is_guest=True, meeting__state=CLOSED)
    near = actor.units | actor.charges | actor.leads
    return meetings.filter(unit__in=near) | meetings.filter(pk__in=seats.values("meeting"))


def meeting_or_404(actor: Actor, pk: int) -> Meeting:
    return get_object_or_404(meetings_visible_to(actor), pk=pk)


def called_to(meeting: Meeting, actor: Actor) -> frozenset[int] | None:
    """The subjects whose points a guest is called to; None for whoever is there for all of it."""
    near = meeting.unit_id in actor.units | actor.charges | actor.leads
    writes = actor.person_id in (meeting.chair_id, meeting.secretary_id)
    if actor.coordinates or actor.heads_agency or near or writes:
        return None
    seat = meeting.attendees.filter(person=actor.person, is_guest=True).first()
    return None if seat is None or seat.hears is None else frozenset(seat.hears)


def meeting_of(cycle: Cycle, unit: Unit) -> Meeting | None:
    return Meeting.objects.select_related("chair", "secretary", "unit").filter(cycle=cycle, unit=unit).first()


def meetings_in(cycle: Cycle, units: Iterable[Unit]) -> dict[int, Meeting]:
    """By unit."""
    return {meeting.unit_id: meeting for meeting in Meeting.objects.filter(cycle=cycle, unit__in=units)}


def units_not_met(cycle: Cycle) -> Q:
    """Units whose meeting has not ended."""
    return ~Q(pk__in=Meeting.objects.filter(cycle=cycle, state=CLOSED).values("unit"))


def meetings_concerning(cycle: Cycle, actor: Actor) -> QuerySet[Meeting]:
    """Where the person writes the minutes, and the review of the leadership to whoever is called to it (S-23)."""
    mine = Q(secretary=actor.person) | Q(unit__kind=Unit.Kind.LEADERSHIP)
    return meetings_visible_to(actor).filter(mine, cycle=cycle)


def item_or_404(meeting: Meeting, pk: int, *kinds: str) -> Item:
    """One point of this meeting's agenda; with `kinds`, of one of these."""
    items = Item.objects.select_related(
        "meeting__cycle", "meeting__unit", "review__person", "review__unit", "chair"
    )
    return get_object_or_404(items, meeting=meeting, pk=pk, kind__in=kinds or Item.Kind.values)


def agenda_of(meeting: Meeting) -> QuerySet[Item]:
    """In the lawful order; without those who were excused, or moved to another unit, after it was drawn up."""
    here = Q(review=None) | Q(review__unit=meeting.unit_id) & ~Q(review__state=EXCUSED)
    others = Review.objects.filter(cycle=meeting.cycle_id, subject=OuterRef("review__subject"), is_main=False)
    waiting = others.exclude(state__in=[*HANDED_IN, EXCUSED])  # another form of the person, not handed in
    sealed = sealed_ballots().filter(pk=meeting.ballot_id)  # the point ends with its ballot
    return (
        meeting.items.filter(here)
        .select_related("review__person", "review__unit", "chair")
        .annotate(said=Count("remarks"), waits=Exists(waiting), sealed=Exists(sealed))
        .defer("review__answers", "review__scores")
        .order_by("order")
    )


def whole_meeting_or_404(actor: Actor, pk: int) -> Meeting:
    """For whoever is there for all of it: the minutes, the screen, the papers."""
    meeting = meeting_or_404(actor, pk)
    if called_to(meeting, actor) is not None:
        raise Http404
    return meeting


def agenda_heard(meeting: Meeting, actor: Actor) -> QuerySet[Item]:
    """The agenda as this person is called to it."""
    subjects = called_to(meeting, actor)
    if subjects is None:
        return agenda_of(meeting)
    report = Q(kind=Item.Kind.REPORT) if meeting.unit.subject_id in subjects else Q(pk=None)
    return agenda_of(meeting).filter(report | Q(review__subject__in=subjects))


def members_called(unit: Unit, on: date) -> list[Post]:
    """Everyone in the unit (II.2.a); with the leadership, every other key official (II.3.c)."""
    seats = roster(unit, on)
    if unit.kind != Unit.Kind.LEADERSHIP:
        return seats
    leaders = {seat.person_id for seat in seats}
    return seats + [post for post, _ in standing_for(unit.agency_id, on) if post.person_id not in leaders]


def secretaries_for(unit: Unit, on: date) -> list[Post]:
    """Who may write the minutes: a member of the unit; for the leadership somebody of HCQT."""
    home = coordinating_unit(unit.agency_id) if unit.kind == Unit.Kind.LEADERSHIP else None
    return roster(home or unit, on)


def able_to_preside(meeting: Meeting, on: date) -> list[Person]:
    """Who is called and not away, in the order in which they preside."""
    here = set(meeting.attendees.exclude(present=False).values_list("person", flat=True))
    return [person for person in presiding_order(meeting.unit, on) if person.pk in here]


def attendees_of(meeting: Meeting) -> QuerySet[Attendee]:
    return meeting.attendees.select_related("person").order_by("is_guest", "order")


def report_paper(meeting: Meeting) -> Paper | None:
    """The leadership's own report, as it was issued."""
    return Paper.objects.filter(cycle=meeting.cycle, kind=LEADERSHIP_REPORT, is_current=True).first()


def responsibilities() -> QuerySet[Responsibility]:
    """Shortcomings concluded in meetings, with whose they are."""
    subjects = "shortcoming__subject__person", "shortcoming__subject__unit"
    return Responsibility.objects.select_related("shortcoming", *subjects)


def whose(shortcoming: Shortcoming) -> str:
    """Who answers for it, as the minutes say it."""
    subject = shortcoming.subject
    return f"tập thể {name_of(subject)}" if subject.kind == Subject.Kind.UNIT else name_of(subject)


def answerable_in(meeting: Meeting) -> dict[int, str]:
    """Who may be answerable for a shortcoming, by subject: the collective, then the members called (II.3.c)."""
    members = [seat.person for seat in attendees_of(meeting) if seat.person and not seat.is_guest]
    return {meeting.unit.subject_id: f"Tập thể {meeting.unit.name}"} | {
        person.subject_id: person.full_name for person in members
    }


def order_source(meeting: Meeting) -> Citation:
    """The clause that fixes who is heard first."""
    return book_of(meeting.cycle)["leadership/order" if meeting.of_leadership else "meeting/order"].source


def votes_of(row: Item | ReportPoint) -> Votes | None:
    """The open vote entered on an item or a point of the report."""
    return (
        None if row.votes_for is None else Votes(row.votes_for, row.votes_against or 0, row.votes_other or 0)
    )


def label_of(item: Item) -> str:
    if item.review and item.review.person:
        return item.review.person.full_name
    return item.meeting.unit.name if item.kind == Item.Kind.REPORT else ""


def subject_of(item: Item) -> int:
    """Whom the point is about; the leadership's report is a paper, so its point has no review."""
    return item.review.subject_id if item.review else item.meeting.unit.subject_id


def is_graded(item: Item) -> bool:
    """Whether the meeting votes on a level here; of leaders only where the book says so."""
    if not item.meeting.of_leadership:
        return True
    return item.kind in {row["key"] for row in book_of(item.meeting.cycle)[PROPOSALS]["items"]}


def said_to_author(item: Item) -> list[tuple[str, str]]:
    """What whoever wrote the review answers: the remarks, and the matters of a report that were taken up into it."""
    remarks = [(remark.name, remark.text) for remark in item.remarks.all()]
    presides = item.chair.full_name if item.chair else ""
    taken_up = [point for point in item.points.all() if point.taken_up and point.conclusion]
    return remarks + [(presides, f"{point.title}: {point.conclusion}") for point in taken_up]


def stamp_of(item: Item) -> str:
    """What a page says it has seen of the conclusion."""
    return item.done_at.isoformat() if item.done_at else ""


def item_facts(item: Item, open_points: int = 0) -> ItemFacts:
    return ItemFacts(
        label=label_of(item),
        rank=Rank(item.rank),
        done=item.done_at is not None
        or (item.kind == Item.Kind.EMULATION and getattr(item, "sealed", False)),
        person=item.review.person_id if item.review else None,
        chair=item.chair_id,
        handed_in=item.review is None
        or (item.review.state in HANDED_IN and not getattr(item, "waits", False)),
        remarks=getattr(item, "said", 0),
        concluded=bool(item.strengths.strip() or item.weaknesses.strip()),
        rated=bool(item.grade or item.not_rated),
        votes=votes_of(item),
        open_points=open_points,
        graded=is_graded(item),
    )


def present_members(meeting: Meeting) -> int:
    """Who is there and has a vote."""
    return meeting.attendees.filter(present=True, is_guest=False).count()


def meeting_facts(meeting: Meeting) -> MeetingFacts:
    """The meeting as the law looks at it; five queries whatever its size."""
    attendees = list(attendees_of(meeting))
    items = list(agenda_of(meeting).prefetch_related("points"))
    ballot = ballot_with(meeting.ballot_id)
    return MeetingFacts(
        attendance=Attendance(
            unmarked=sum(seat.present is None for seat in attendees),
            unexplained=Attendance.of(seat for seat in attendees if not seat.is_guest).unexplained,
        ),
        present=sum(bool(seat.present) for seat in attendees if not seat.is_guest),
        items=tuple(
            item_facts(item, sum(votes_of(point) is None for point in item.points.all())) for item in items
        ),
        ballot_wanted=any(item.kind == Item.Kind.EMULATION for item in items),
        ballot_sealed=bool(ballot and ballot.state == "sealed"),
        adopted=meeting.adopted_at is not None,
    )


@dataclass(frozen=True)
class TitleVoted:
    """What a unit's secret ballot on Lao động tiên tiến says of one person of the meeting."""

    subject: int
    name: str
    unit: Unit
    meeting: int
    agree: int
    valid: int
    on_slip: bool
    passed: bool


def titles_voted(cycle: Cycle) -> list[TitleVoted]:
    """Everyone reviewed in a meeting whose ballot is sealed, with the votes; as many queries for one as for ninety."""
    meetings = Meeting.objects.filter(cycle=cycle).select_related("unit").order_by("unit__order", "id")
    held = sealed_ballots().filter(pk__in=meetings.values("ballot")).select_related("cycle")
    ballots = {ballot.pk: ballot for ballot in held.prefetch_related("lines")}
    found = []
    for meeting in meetings.prefetch_related("items__review__person"):
        ballot = ballots.get(meeting.ballot_id)
        threshold = threshold_of(ballot) if ballot else None
        if ballot is None or threshold is None:
            continue
        count = count_of(ballot)
        lines, reached = {line.key: line for line in count.lines}, set(passed(count, threshold))
        for item in meeting.items.all():
            if item.kind != Item.Kind.PERSON or item.review is None:
                continue
            key = str(item.review.subject_id)
            agree = lines[key].votes if key in lines else 0
            found.append(
                TitleVoted(
                    item.review.subject_id,
                    label_of(item),
                    meeting.unit,
                    meeting.pk,
                    agree,
                    count.valid + count.written,
                    key in lines,
                    key in reached,
                )
            )
    return found


def conclusions_on(cycle: Cycle, subjects: Iterable[int]) -> dict[int, Item]:
    """The point of the agenda on each of these subjects, with strengths and weaknesses as concluded."""
    items = Item.objects.filter(meeting__cycle=cycle, review__subject__in=list(subjects))
    return {item.review.subject_id: item for item in items.select_related("review")}


def remark_counts(cycle: Cycle, reviews: Iterable[int] | None = None) -> dict[int, int]:
    """How many remarks each review got in its unit's meeting."""
    said = Remark.objects.filter(item__meeting__cycle=cycle, item__review__isnull=False)
    if reviews is not None:
        said = said.filter(item__review__in=list(reviews))
    return dict(said.values_list("item__review").annotate(Count("id")))


def remarks_on(review: Review) -> QuerySet[Remark]:
    """What was said of the review in the unit's meeting."""
    return Remark.objects.filter(item__review=review).select_related("speaker")
