from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.queries import book_of, step_of
from thuocdo.kernel.findings import Citation
from thuocdo.kernel.words import PostRole
from thuocdo.law.book import Form, ScoreTable, cited
from thuocdo.law.forms import Chosen, form_for
from thuocdo.office.models import Post, Unit
from thuocdo.office.queries import Actor, main_seats, rated_units

from .models import Prompt, PromptSheet, Review, Shortcoming
from .states import COMPLETE, COMPLETING, EXCUSED, HANDED_IN, RETURNED

REVIEW_STEP = "self_reviews"
REPORT_STEP = "unit_reports"
PROMPT_STEP = "review_prompts"


def reviews_visible_to(actor: Actor) -> QuerySet[Review]:
    """Reviews whose text the actor may read: the table SEES of `states.py`, as a query."""
    everything = Review.objects.select_related("cycle", "person", "unit", "unit__agency").filter(
        cycle__agency=actor.agency_id
    )
    own = Q(person=actor.person) | Q(person__isnull=True, unit__in=actor.leads)
    handed_in = Q(state__in=[*HANDED_IN, RETURNED])
    if actor.coordinates or actor.heads_agency:
        return everything.filter(own | handed_in)
    led = handed_in & Q(unit__in=actor.leads | actor.charges)
    heard = Q(state__in=[COMPLETING, COMPLETE], unit__in=actor.units)
    return everything.filter(own | led | heard)


def review_or_404(actor: Actor, pk: int) -> Review:
    return get_object_or_404(reviews_visible_to(actor), pk=pk)


def review_to_arrange_or_404(actor: Actor, pk: int) -> Review:
    """For HCQT, who excuses and re-routes also what it may not read yet; for others what they may read."""
    if not actor.coordinates:
        return review_or_404(actor, pk)
    reviews = Review.objects.select_related("cycle", "unit").filter(cycle__agency=actor.agency_id)
    return get_object_or_404(reviews, pk=pk)


def own_reviews(cycle: Cycle, actor: Actor) -> QuerySet[Review]:
    """What this person fills in: the review that is heard, then a further form where the law asks one."""
    own = Review.objects.select_related("unit").filter(cycle=cycle, person=actor.person)
    return own.defer("answers", "scores").order_by("-is_main", "id")


def beside(review: Review) -> QuerySet[Review]:
    """The further forms of the same person, which go with the review that is heard."""
    return Review.objects.filter(cycle=review.cycle_id, subject=review.subject_id, is_main=False)


def reviews_of_unit(cycle: Cycle, unit: Unit) -> QuerySet[Review]:
    """The reviews of the unit's people that are heard, without their long texts."""
    return forms_of_unit(cycle, unit).filter(is_main=True)


def reviews_heard_in(cycle: Cycle, unit: Unit) -> QuerySet[Review]:
    """What the unit's meeting hears: its people's reviews and its own report, without their long texts."""
    reviews = Review.objects.filter(cycle=cycle, unit=unit, is_main=True).select_related("person")
    return reviews.defer("answers", "scores").order_by("id")


def forms_of_unit(cycle: Cycle, unit: Unit) -> QuerySet[Review]:
    """Every form that the unit's people fill in, without their long texts."""
    return (
        Review.objects.filter(cycle=cycle, unit=unit, person__isnull=False)
        .select_related("person")
        .defer("answers", "scores")
        .order_by("id")
    )


def report_of_unit(cycle: Cycle, unit: Unit) -> Review | None:
    return Review.objects.select_related("unit").filter(cycle=cycle, unit=unit, person__isnull=True).first()


def reports_in(cycle: Cycle, units: Iterable[Unit]) -> dict[int, Review]:
    """The units' reports, without their texts, by unit."""
    reports = Review.objects.filter(cycle=cycle, person__isnull=True, unit__in=units).defer(
        "answers", "scores"
    )
    return {report.unit_id: report for report in reports}


def reviews_to_take_away(cycle: Cycle, *, units: bool = False) -> QuerySet[Review]:
    """Everything handed in this year: people's reviews with their further forms, or units' reports."""
    handed_in = Review.objects.filter(cycle=cycle, person__isnull=units, state__in=HANDED_IN)
    return handed_in.select_related("cycle", "person", "unit")


def reviews_in(cycle: Cycle) -> QuerySet[Review]:
    return Review.objects.filter(cycle=cycle).defer("answers", "scores")


def states_by_unit(cycle: Cycle, units: Iterable[Unit]) -> dict[int, dict[str, int]]:
    """For each unit: how many personal reviews stand in which state."""
    rows = (
        Review.objects.filter(cycle=cycle, person__isnull=False, unit__in=units)
        .values_list("unit", "state")
        .annotate(Count("id"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for unit, state, number in rows:
        found[unit][state] = number
    return found


def form_of(review: Review) -> Form:
    return book_of(review.cycle).form(review.form)


def table_of(review: Review) -> ScoreTable | None:
    """The reference table by which the person scores (12/HDĐG), where the form has one."""
    return book_of(review.cycle).table(review.table) if review.table else None


def form_choice(cycle: Cycle, post: Post) -> Chosen:
    """The form of whoever holds the post, and why (S-6 … S-8)."""
    chosen = form_for(
        book_of(cycle),
        staff_kind=post.person.kind,
        party_member=post.person.is_party_member,
        leads=PostRole(post.role).leads,
        unit_kind=post.unit.kind,
        post_role=post.role,
    )
    if chosen is None:
        raise LookupError(f"the book has no form for {post}")
    return chosen


def known_answers(form: Form, post: Post) -> dict[str, str]:
    """What the office already knows of the person, filled in beforehand."""
    person = post.person
    facts = {
        "full_name": person.full_name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "party_post": person.party_post,
        "post_title": post.title,
        "union_post": person.union_post,
        "unit_name": f"{post.unit.name}, {person.agency.name}",
        "cell_name": cell_of(post.unit),
    }
    return {field.key: facts[field.prefill] for field in form.fields.values() if facts.get(field.prefill)}


def cell_of(unit: Unit) -> str:
    """The Party cell of a unit, by the unit's name."""
    return f"Chi bộ {unit.name.removeprefix('Phòng ')}"


def why_this_form(review: Review) -> tuple[str, Citation] | None:
    """The row of the table by which a person got this form: why, and the clause."""
    if not review.person_id:
        return None
    rows = book_of(review.cycle)["review/form_for"]["rows"]
    if review.is_main:
        own = [
            row for row in rows if row["form"] == review.form and row.get("score_table", "") == review.table
        ]
    else:
        own = [row for row in rows if review.form in row.get("also", ())]
    return (own[0]["why"], cited(own[0])) if own else None


def report_form(cycle: Cycle) -> Form:
    """The collective report that this edition asks of a unit (S-9)."""
    return next(form for key, form in book_of(cycle).forms.items() if key.startswith("form-unit-report/"))


def step_of_review(review: Review) -> Step:
    return step_of(review.cycle, REVIEW_STEP if review.person_id else REPORT_STEP)


def seats_to_review(cycle: Cycle, on: date) -> list[Post]:
    """One seat for each person who works here on the day."""
    return main_seats(cycle.agency_id, on)


def units_to_review(cycle: Cycle) -> QuerySet[Unit]:
    return rated_units(cycle.agency_id)


def prompts_for(cycle: Cycle, subject_id: int) -> QuerySet[Prompt]:
    """Matters to explain that were sent to HCQT for this subject."""
    return Prompt.objects.filter(sheet__cycle=cycle, sheet__sent_at__isnull=False, subject=subject_id)


def subject_names(cycle: Cycle, unit: Unit) -> dict[int, str]:
    """The unit and each of its people under review, by subject."""
    people = {review.subject_id: review.person.full_name for review in reviews_of_unit(cycle, unit)}
    return {unit.subject_id: f"Tập thể {unit.name}"} | people


def prompt_sheet(cycle: Cycle, unit: Unit) -> PromptSheet | None:
    return PromptSheet.objects.filter(cycle=cycle, unit=unit).prefetch_related("prompts").first()


def prompt_sheets_sent(cycle: Cycle, units: Iterable[Unit]) -> dict[int, PromptSheet]:
    """By unit."""
    sheets = PromptSheet.objects.filter(cycle=cycle, unit__in=units, sent_at__isnull=False)
    return {sheet.unit_id: sheet for sheet in sheets}


def units_lacking(cycle: Cycle, item: str) -> Q:
    """Units that have not sent their prompts, not handed in or not completed everybody's review, or their report."""
    reviews = Review.objects.filter(cycle=cycle)
    people, reports = reviews.filter(person__isnull=False), reviews.filter(person__isnull=True)
    match item:
        case "prompts":
            sent = PromptSheet.objects.filter(cycle=cycle, sent_at__isnull=False)
            return ~Q(pk__in=sent.values("unit"))
        case "reviews":
            return Q(pk__in=people.exclude(state__in=[*HANDED_IN, EXCUSED]).values("unit"))
        case "completed":
            return Q(pk__in=people.exclude(state__in=[COMPLETE, EXCUSED]).values("unit"))
        case _:
            return ~Q(pk__in=reports.filter(state__in=HANDED_IN).values("unit"))


def shortcomings_before(cycle: Cycle, subjects: Iterable[int]) -> QuerySet[Shortcoming]:
    """What last year's review named for these subjects (S-12)."""
    return Shortcoming.objects.filter(subject__in=list(subjects), year=cycle.year - 1)
