from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean_line
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.law.forms import exact
from thuocdo.office.models import Subject, Unit
from thuocdo.office.queries import Actor, roster

from .models import ComparableGroup, GroupMember, PeriodScore, Rating
from .permissions import (
    may_approve_groups,
    may_decide_all,
    may_form_groups,
    may_revise,
    may_score,
    rated_elsewhere,
    too_early,
)
from .queries import (
    NUMBERS,
    Case,
    Choice,
    cap_rule_of,
    cases_of,
    groups_of,
    groups_touching,
    over_final_cap,
    period_scores_of,
    proposal_of_groups,
    told_points,
    undecided,
)
from .rules.grouping import REASON
from .rules.period import wrong_points


@transaction.atomic
def state_grade(
    cycle: Cycle,
    subject: Subject | int,
    stage: Stage,
    grade: Grade | None,
    *,
    by: Actor,
    axis: Axis = Axis.STATE,
    reason: str = "",
    score: str = "",
) -> Rating:
    """Enter a grade into the ledger; the one before it stays, no longer current.

    `grade` None means: reviewed, not rated; `score` is the exact points behind it ("179/2"), where there are any.
    Stating the current grade again changes nothing.
    """
    subject_id = subject if isinstance(subject, int) else subject.pk
    current = Rating.objects.filter(cycle=cycle, subject=subject_id, axis=axis, stage=stage, is_current=True)
    standing = current.first()
    if standing and (standing.grade, standing.reason, standing.score) == (grade or "", reason, score):
        return standing
    current.update(is_current=False)
    rating = Rating.objects.create(
        cycle=cycle,
        subject_id=subject_id,
        axis=axis,
        stage=stage,
        grade=grade or "",
        reason=reason,
        score=score,
        by_name=by.name,
        at=by.at,
    )
    record(
        "rating.stated",
        by=by,
        on=rating,
        reason=reason,
        subject=subject_id,
        stage=stage,
        axis=axis,
        grade=grade or "",
    )
    return rating


@transaction.atomic
def state_together(
    cycle: Cycle, stage: Stage, grades: Mapping[int, tuple[Axis, Grade | None]], *, by: Actor
) -> int:
    """Enter in one act the grades of all who have none yet at the stage; how many."""
    standing = Rating.objects.filter(cycle=cycle, stage=stage, is_current=True).values_list("subject", "axis")
    stated = set(standing)
    entered = Rating.objects.bulk_create(
        Rating(
            cycle=cycle,
            subject_id=subject,
            axis=axis,
            stage=stage,
            grade=grade or "",
            by_name=by.name,
            at=by.at,
        )
        for subject, (axis, grade) in grades.items()
        if (subject, axis) not in stated
    )
    record("rating.stated_together", by=by, on=cycle, stage=stage, number=len(entered))
    return len(entered)


@transaction.atomic
def withdraw_grade(cycle: Cycle, subject: int, stage: Stage, *, by: Actor, axis: Axis = Axis.STATE) -> None:
    """Nothing is proposed any more at this stage; what was stated stays in the ledger."""
    standing = Rating.objects.filter(
        cycle=cycle, subject=subject, axis=axis, stage=stage, is_current=True
    ).first()
    if standing:
        standing.is_current = False
        standing.save(update_fields=["is_current"])
        record("rating.withdrawn", by=by, on=standing, subject=subject, stage=stage, axis=axis)


@transaction.atomic
def form_groups(
    cycle: Cycle, groups: Mapping[str, Sequence[int]], *, reasons: Mapping[str, str], by: Actor
) -> None:
    """Set the year's comparable groups: name -> subjects. Replaces what was there.

    Every group carries the reason why its members are comparable (II.2.d, Lưu ý).
    """
    unexplained = [
        Finding("rating.group_without_reason", facts={"name": name})
        for name in groups
        if not reasons.get(name, "").strip()
    ]
    members = [subject for subjects in groups.values() for subject in subjects]
    doubled = [Finding("rating.in_two_groups")] if len(members) != len(set(members)) else []
    above = rated_elsewhere(cases_of(cycle, by.on, members))
    refuse_if(may_form_groups(cycle, by), unexplained, doubled, above)
    ComparableGroup.objects.filter(cycle=cycle).delete()
    for order, (name, subjects) in enumerate(groups.items()):
        group = ComparableGroup.objects.create(
            cycle=cycle, name=name, reason=reasons[name].strip(), order=order
        )
        GroupMember.objects.bulk_create(
            GroupMember(cycle=cycle, group=group, subject_id=subject) for subject in subjects
        )
    record(
        "rating.groups_formed",
        by=by,
        on=cycle,
        groups={name: len(subjects) for name, subjects in groups.items()},
    )


@transaction.atomic
def approve_groups(cycle: Cycle, *, by: Actor) -> None:
    """The head of the agency approves the groups as they stand; a group changed later waits for approval again."""
    groups = ComparableGroup.objects.filter(cycle=cycle)
    none = [] if groups.exists() else [Finding("rating.no_groups")]
    refuse_if(may_approve_groups(cycle, by), none)
    approved = groups.filter(approved_by="").update(approved_by=by.name, approved_at=by.at)
    if approved:
        record("rating.groups_approved", by=by, on=cycle, number=approved)


def form_proposed_groups(cycle: Cycle, *, by: Actor) -> None:
    """Start from the groups by post and employment; HCQT then moves whoever belongs elsewhere."""
    groups = proposal_of_groups(cycle, by.on)
    form_groups(cycle, groups, reasons=dict.fromkeys(groups, REASON), by=by)


@transaction.atomic
def move_to_group(cycle: Cycle, subject: int, group: ComparableGroup, *, reason: str, by: Actor) -> None:
    """Count one subject in another group, with the reason."""
    elsewhere = [] if group.cycle_id == cycle.pk else [Finding("office.not_yours")]
    above = rated_elsewhere(cases_of(cycle, by.on, [subject]))
    refuse_if(may_form_groups(cycle, by), reason_missing(reason), elsewhere, above)
    changed = Q(pk=group.pk) | Q(members__subject=subject)
    changed_ids = set(ComparableGroup.objects.filter(changed, cycle=cycle).values_list("pk", flat=True))
    ComparableGroup.objects.filter(pk__in=changed_ids).update(approved_by="", approved_at=None)
    GroupMember.objects.update_or_create(cycle=cycle, subject_id=subject, defaults={"group": group})
    record("rating.group_changed", by=by, on=group, reason=reason, subject=subject)


@transaction.atomic
def widen_cap(group: ComparableGroup, *, document: str, by: Actor) -> None:
    """The wider share, which only a decision document of the competent authority opens; empty takes it back."""
    cycle, document = group.cycle, clean_line(document)[:300]
    rule = book_of(cycle)[cap_rule_of(groups_of(cycle).get(pk=group.pk), book_of(cycle))]
    none = [] if "exception" in rule.values or not document else [Finding("rating.no_exception", rule.source)]
    refuse_if(may_form_groups(cycle, by), none)
    group.exception = document
    group.save(update_fields=["exception"])
    record("rating.cap_widened", by=by, on=group, document=document)


def decide_grade(
    cycle: Cycle, subject: Subject, grade: Grade | None, *, reason: str = "", by: Actor
) -> Rating:
    """One subject alone; see `decide_grades`."""
    return decide_grades(cycle, {subject.pk: Choice(grade, reason)}, by=by)[0]


@transaction.atomic
def decide_grades(cycle: Cycle, choices: Mapping[int, Choice], *, by: Actor) -> list[Rating]:
    """The competent authority decides (II.4): collectives, then people. Who comes second waits on the groups' rows.

    Refused as a whole, everything wrong named: what is another's to decide, what was announced already, what the
    order puts later, a grade above what the law leaves, another than proposed without a reason, a group that would
    be over its cap on final counts, those still undecided taken as good. Nothing is announced yet.
    """
    groups = _locked_groups(cycle, choices)
    cases = {case.subject: case for case in cases_of(cycle, by.on, choices)}
    refuse_if(may_decide_all(cycle, cases, choices, by))
    caps = [over_final_cap(group, {pk: choice.grade for pk, choice in choices.items()}) for group in groups]
    refuse_if(*caps, *(_wrong_choice(cases[pk], choice) for pk, choice in choices.items()))
    decided = [
        _state_decision(cycle, cases[pk], choices[pk], by=by)
        for pk in sorted(choices, key=lambda pk: cases[pk].person is not None)
    ]
    # Only now is the level known of each unit that was decided with its head.
    heads = [pk for pk in choices if cases[pk].waits_for]
    again = {case.subject: case for case in cases_of(cycle, by.on, heads)} if heads else {}
    waiting = undecided(cycle, {unit for case in again.values() for unit in case.waits_for})
    refuse_if(*(too_early(case, waiting) + _over_law(case, choices[pk].grade) for pk, case in again.items()))
    return decided


@transaction.atomic
def revise_grade(cycle: Cycle, subject: int, grade: Grade | None, *, grounds: str, by: Actor) -> Rating:
    """Rate again after the decision, with the grounds: the only way to another level once it was announced."""
    groups = _locked_groups(cycle, [subject])
    cases = {case.subject: case for case in cases_of(cycle, by.on, [subject])}
    refuse_if(may_revise(cycle, cases.get(subject), by))
    case = cases[subject]
    same = case.decided is not None and case.decided.grade == (grade or "")
    refuse_if(
        reason_missing(grounds),
        [Finding("rating.same_grade", facts={"name": case.name})] if same else [],
        _over_law(case, grade),
        *(over_final_cap(group, {subject: grade}) for group in groups),
    )
    _state_decision(cycle, case, Choice(grade, grounds), by=by)
    return announce_decided(cycle, [subject], by=by)[0]


def announce_decided(cycle: Cycle, subjects: Collection[int], *, by: Actor) -> list[Rating]:
    """What was decided on these comes into force: from now on everybody who may see grades sees it."""
    rows = Rating.objects.filter(
        cycle=cycle, subject__in=subjects, stage=Stage.DECIDED, is_current=True, announced_at=None
    ).exclude(axis=Axis.PARTY)
    announced = list(rows.order_by("id"))
    rows.update(announced_at=by.at)
    record("rating.announced", by=by, on=cycle, number=len(announced))
    return announced


def _locked_groups(cycle: Cycle, subjects: Iterable[int]) -> list[ComparableGroup]:
    """Always in the same order, so that two who decide wait for each other instead of blocking each other."""
    rows = ComparableGroup.objects.select_for_update().filter(pk__in=groups_touching(cycle, subjects))
    return list(rows.order_by("pk"))


def _wrong_choice(case: Case, choice: Choice) -> list[Finding]:
    unsaid = reason_missing(choice.reason) if case.differs(choice.grade) else []
    named = [
        replace(finding, code="rating.reason_wanted", facts={"name": case.name})
        if finding.code == "cycle.reason_missing"
        else finding
        for finding in unsaid
    ]
    since = [Finding("rating.decided_since", facts={"name": case.name})]
    return (
        (since if case.decided_since(choice.seen) else [])
        + named
        + ([] if case.waits_for else _over_law(case, choice.grade))
    )


def _over_law(case: Case, grade: Grade | None) -> list[Finding]:
    why = case.over(grade)
    return [Finding("rating.over_law", facts={"name": case.name, "grade": grade}), *why] if why else []


def _state_decision(cycle: Cycle, case: Case, choice: Choice, *, by: Actor) -> Rating:
    reason = choice.reason.strip()
    return state_grade(cycle, case.subject, Stage.DECIDED, choice.grade, axis=case.axis, reason=reason, by=by)


@transaction.atomic
def enter_period_scores(
    cycle: Cycle,
    unit: Unit,
    scores: Mapping[int, Mapping[int, str]],
    *,
    kind: PeriodScore.Kind,
    seen: Mapping[int, Mapping[int, str]] | None = None,
    by: Actor,
) -> int:
    """Subject -> number of the period -> points as typed; an empty one takes the points back. How many changed.

    A year is entered by months or by quarters, never both for one person. `seen`: the points that the page showed.
    """
    refuse_if(may_score(cycle, unit, by))
    Unit.objects.select_for_update().get(pk=unit.pk)
    people = {seat.person.subject_id: seat.person.full_name for seat in roster(unit, by.on)}
    standing = period_scores_of(cycle, people)
    refuse_if(
        Finding(
            "rating.points_overtaken",
            facts={"name": people[subject], "period": number, "stands": told or "–"},
        )
        for subject, shown in (seen or {}).items()
        if subject in people
        for number, told in told_points(standing.get(subject, {}), kind).items()
        if number in scores[subject] and told != shown.get(number)
    )
    changed = 0
    for subject, periods in scores.items():
        have = {number: row for number, row in standing.get(subject, {}).items() if row.kind == kind}
        refuse_if(wrong_points(periods.values()), [] if subject in people else [Finding("office.not_yours")])
        refuse_if([Finding("rating.mixed_periods")] if standing.get(subject) and not have else [])
        changed += sum(
            _keep_points(cycle, subject, kind, number, text, have.get(number), by=by)
            for number, text in periods.items()
            if 0 < number <= NUMBERS[kind]
        )
    record("rating.periods_scored", by=by, on=cycle, unit=unit.pk, number=changed)
    return changed


def _keep_points(
    cycle: Cycle,
    subject: int,
    kind: PeriodScore.Kind,
    number: int,
    text: str,
    row: PeriodScore | None,
    *,
    by: Actor,
) -> bool:
    points = exact(text)
    if (row.points if row else "") == ("" if points is None else str(points)):
        return False
    if points is None:
        PeriodScore.objects.filter(cycle=cycle, subject=subject, number=number).delete()
        return True
    facts = {"kind": kind, "points": str(points), "by_name": by.name, "at": by.at}
    PeriodScore.objects.update_or_create(cycle=cycle, subject_id=subject, number=number, defaults=facts)
    return True
