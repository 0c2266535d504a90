from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.words import Grade, Stage
from thuocdo.meetings.models import Item
from thuocdo.meetings.queries import conclusions_on
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor, name_of
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.models import Paper
from thuocdo.papers.sheets.signers import head_called
from thuocdo.papers.wording import kind_on_paper
from thuocdo.ratings.actions import announce_decided, revise_grade
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import Case, cases_of

from .models import Decision, Notice, Petition
from .permissions import may_answer, may_confirm, may_decide_here, may_keep_notices, may_petition, not_ready
from .queries import Bench, benches_of, open_benches, terms_of, unit_of_paper
from .sheets import petition_answer, rating_decision, rating_notice, rating_summary


@transaction.atomic
def issue_decision(cycle: Cycle, *, by: Actor) -> list[Decision]:
    """Everything this authority decided comes into force: the decision's paper, the table behind it, the notices.

    Refused before the consultation has ended, while somebody waits, or a group stands over its cap. Who decides for a unit of their
    own (the head of a centre) issues the unit's paper; whoever heads two such units issues two.
    """
    refuse_if(may_decide_here(cycle, by))
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)  # two at once give one decision
    benches = benches_of(cycle, by)
    waiting = open_benches(benches)
    refuse_if(not_ready(cycle, benches))
    announce_decided(cycle, [case.subject for case in waiting], by=by)
    found: dict[Unit, list[Case]] = defaultdict(list)
    for case in waiting:
        found[unit_of_paper(cycle, case)].append(case)
    return [_issue(cycle, unit, cases, benches, by=by) for unit, cases in found.items()]


@transaction.atomic
def re_rate(cycle: Cycle, subject: int, grade: Grade | None, *, grounds: str, by: Actor) -> Decision:
    """Another level after the decision, on new grounds: one more decision with its paper, one more notice."""
    revise_grade(cycle, subject, grade, grounds=grounds, by=by)
    case = cases_of(cycle, by.on, [subject])[0]
    unit = unit_of_paper(cycle, case)
    Notice.objects.filter(cycle=cycle, subject=subject, is_current=True).update(is_current=False)
    decision = _decide_on_paper(cycle, unit, [case], grounds.strip(), by=by)
    notice = _notices(decision, [case])[0]
    _issue_notice(notice, conclusions_on(cycle, [subject]).get(subject), by=by)
    record("decision.rated_again", by=by, on=decision, reason=grounds, subject=subject, grade=grade or "")
    return decision


@transaction.atomic
def confirm_notice(notice: Notice, *, by: Actor) -> Notice:
    """Whom it is for has read it."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("subject__unit").get(pk=notice.pk)
    refuse_if(may_confirm(notice, by))
    notice.read_at, notice.read_by_name = by.at, by.name
    notice.save(update_fields=["read_at", "read_by_name"])
    record("notice.read", by=by, on=notice)
    return notice


@transaction.atomic
def issue_notice_papers(cycle: Cycle, notices: Collection[Notice], *, by: Actor) -> int:
    """Notices in writing for those who have none yet; how many were issued."""
    refuse_if(may_keep_notices(cycle, by))
    lacking = [notice for notice in notices if notice.paper_id is None and notice.cycle_id == cycle.pk]
    said = conclusions_on(cycle, [notice.subject_id for notice in lacking])
    for notice in lacking:
        _issue_notice(notice, said.get(notice.subject_id), by=by)
    record("notice.issued", by=by, on=cycle, number=len(lacking))
    return len(lacking)


@transaction.atomic
def file_petition(notice: Notice, text: str, *, by: Actor) -> Petition:
    """The person does not agree. Nothing waits for it: the decision stands until it is changed."""
    empty = [] if text.strip() else [Finding("petition.empty")]
    refuse_if(may_petition(notice, by), empty, *(reason_missing(text) if text.strip() else [],))
    terms = terms_of(notice)
    petition = Petition.objects.create(
        notice=notice, text=text.strip(), at=by.at, answer_by=terms.answer_by(by.on) if terms else None
    )
    record("petition.filed", by=by, on=petition)
    return petition


@transaction.atomic
def answer_petition(
    petition: Petition, findings: str, *, changed: bool = False, grade: Grade | None = None, by: Actor
) -> Petition:
    """Answer with what was found: the level stays, or the person is rated again on these grounds."""
    rows = Petition.objects.select_for_update(of=("self",)).select_related(
        "notice__cycle", "notice__subject__person", "notice__unit", "notice__rating", "notice__decision__unit"
    )
    petition = rows.get(pk=petition.pk)
    refuse_if(may_answer(petition, by), reason_missing(findings))
    notice, cycle = petition.notice, petition.notice.cycle
    standing = Notice.objects.select_related("rating").get(
        cycle=cycle, subject=notice.subject_id, is_current=True
    )
    now = None
    if changed:
        now = re_rate(cycle, notice.subject_id, grade, grounds=findings, by=by).notices.get().rating
    petition.findings, petition.changed = findings.strip(), changed
    petition.answered_at, petition.answered_by_name = by.at, by.name
    petition.paper = issue_paper(
        "petition-answer",
        cycle,
        notice.decision.unit,
        notice.subject_id,
        petition_answer(petition, standing.rating, now, by),
        title=f"{kind_on_paper('petition-answer')} - {notice.subject.person.full_name}",
        part=str(petition.pk),
        by=by,
    )
    petition.save()
    record("petition.answered", by=by, on=petition, changed=changed)
    return petition


def _issue(
    cycle: Cycle, unit: Unit, cases: Sequence[Case], benches: Sequence[Bench], *, by: Actor
) -> Decision:
    decision = _decide_on_paper(cycle, unit, cases, "", by=by)
    ours = {case.subject for case in cases}
    tables = [(bench.count, [case for case in bench.cases if case.subject in ours]) for bench in benches]
    issue_paper(
        "rating-summary",
        cycle,
        unit,
        unit.subject_id,
        rating_summary(cycle, unit, [(count, own) for count, own in tables if own], by),
        title=f"{kind_on_paper('rating-summary')} {cycle.year}",
        part=str(decision.pk),
        by=by,
    )
    _notices(decision, cases)
    record("decision.issued", by=by, on=decision, subjects=len(cases))
    return decision


def _decide_on_paper(cycle: Cycle, unit: Unit, cases: Sequence[Case], grounds: str, *, by: Actor) -> Decision:
    number = Decision.objects.filter(cycle=cycle, unit=unit).count() + 1
    about = f" - {cases[0].name}" if grounds else ""
    paper: Paper = issue_paper(
        "rating-decision",
        cycle,
        unit,
        unit.subject_id,
        rating_decision(cycle, unit, cases, grounds, by),
        title=f"{kind_on_paper('rating-decision')} {cycle.year}{about}",
        part=str(number),
        by=by,
    )
    return Decision.objects.create(
        cycle=cycle,
        unit=unit,
        by=by.person,
        title=head_called(cycle, unit, by.on),
        at=by.at,
        grounds=grounds,
        paper=paper,
    )


def _notices(decision: Decision, cases: Sequence[Case]) -> list[Notice]:
    """One for each; `cases` were read before or after the announcement, the ledger's rows are the same."""
    stands = {
        rating.subject_id: rating
        for rating in Rating.objects.filter(
            cycle=decision.cycle_id,
            subject__in=[case.subject for case in cases],
            stage=Stage.DECIDED,
            is_current=True,
        )
    }
    return Notice.objects.bulk_create(
        Notice(
            cycle_id=decision.cycle_id,
            decision=decision,
            subject_id=case.subject,
            unit=case.unit,
            post=case.title,
            rating=stands[case.subject],
            basis=case.proposed,
        )
        for case in cases
    )


def _issue_notice(notice: Notice, item: Item | None, *, by: Actor) -> None:
    """The notice in writing; an earlier one to the same subject is replaced by it."""
    notice.paper = issue_paper(
        "rating-notice",
        notice.cycle,
        notice.decision.unit,
        notice.subject_id,
        rating_notice(notice, item, terms_of(notice), by.on),
        title=f"{kind_on_paper('rating-notice')} - {name_of(notice.subject)}",
        by=by,
    )
    notice.save(update_fields=["paper"])
