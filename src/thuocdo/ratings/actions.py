from collections.abc import Mapping, Sequence

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.models import Subject
from thuocdo.office.queries import Actor

from .models import ComparableGroup, GroupMember, Rating
from .permissions import may_form_groups
from .queries import proposal_of_groups
from .rules.grouping import REASON


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
) -> Rating:
    """Enter a grade into the ledger; the one before it stays, no longer current.

    `grade` None means: reviewed, not rated. Stating the current grade again changes nothing.
    """
    subject_id = subject if isinstance(subject, int) else subject.pk
    current = Rating.objects.filter(cycle=cycle, subject=subject_id, axis=axis, stage=stage, is_current=True)
    standing = current.first()
    if standing and standing.grade == (grade or "") and standing.reason == reason:
        return standing
    current.update(is_current=False)
    rating = Rating.objects.create(
        cycle=cycle,
        subject_id=subject_id,
        axis=axis,
        stage=stage,
        grade=grade or "",
        reason=reason,
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
    refuse_if(may_form_groups(cycle, by), unexplained, doubled)
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


def form_proposed_groups(cycle: Cycle, *, by: Actor) -> None:
    """Start from the groups by post and employment; HCQT then moves whoever belongs elsewhere."""
    groups = proposal_of_groups(cycle, by.on)
    form_groups(cycle, groups, reasons=dict.fromkeys(groups, REASON), by=by)


@transaction.atomic
def move_to_group(cycle: Cycle, subject: int, group: ComparableGroup, *, reason: str, by: Actor) -> None:
    """Count one subject in another group, with the reason."""
    elsewhere = [] if group.cycle_id == cycle.pk else [Finding("office.not_yours")]
    refuse_if(may_form_groups(cycle, by), reason_missing(reason), elsewhere)
    GroupMember.objects.update_or_create(cycle=cycle, subject_id=subject, defaults={"group": group})
    record("rating.group_changed", by=by, on=group, reason=reason, subject=subject)
