"""What the end of the year asks of people: to decide, to read the own result, to answer petitions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.consultation.queries import CONSULTATION_STEP
from thuocdo.cycle.models import Cycle
from thuocdo.decisions.permissions import may_decide_here
from thuocdo.decisions.queries import (
    decisions_of,
    notices_in,
    own_notices,
    person_of_notice,
    petitions_before,
    proposals_wait,
    signers_undecided,
)
from thuocdo.kernel.dues import Due, DueKind
from thuocdo.office.queries import Actor

from .task import Task

AFTER = "remedies"  # the step that begins when the levels are known; the plan names no day for it


def decision_tasks(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    for notice in own_notices(cycle, actor):
        own = person_of_notice(notice) is not None
        yield Task(
            AFTER,
            notice.subject_id,
            _("Đọc kết quả xếp loại của tôi") if own else _("Đọc kết quả xếp loại của đơn vị"),
            reverse("decisions:notice", args=[notice.pk]),
            _("Xem"),
            "" if own else notice.subject.unit.name,
            notice.read_at is not None,
        )
    if may_decide_here(cycle, actor) == []:
        yield from _authority_tasks(actor, cycle)
    if actor.coordinates:
        yield from _following_tasks(actor, cycle)


def _authority_tasks(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    issued, left = decisions_of(cycle, actor).exists(), signers_undecided(cycle, actor)
    if issued or proposals_wait(cycle):
        note = _("đã ban hành") if issued else _("theo đề nghị của các đơn vị")
        yield Task(
            CONSULTATION_STEP,
            actor.person.subject_id,
            _("Quyết định xếp loại"),
            reverse("decisions:board"),
            _("Xem") if issued and not left else _("Quyết định"),
            _("còn người ký thay chưa được quyết định") if left else note,
            issued and not left,
        )
    for petition in petitions_before(cycle, actor).filter(answered_at=None):
        yield Task(
            AFTER,
            actor.person.subject_id,
            _("Trả lời kiến nghị về kết quả xếp loại"),
            reverse("decisions:answer", args=[petition.pk]),
            _("Xem, trả lời"),
            petition.notice.subject.person.full_name,
            due=Due(DueKind.BY, petition.answer_by) if petition.answer_by else None,
        )


def _following_tasks(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    """HCQT follows who has not confirmed."""
    notices = notices_in(cycle)
    if not notices.exists():
        return
    unread = notices.filter(read_at=None).count()
    note = _("%(n)s chưa xác nhận đã đọc") % {"n": unread} if unread else _("mọi người đã đọc")
    yield Task(
        AFTER,
        actor.person.subject_id,
        _("Theo dõi thông báo kết quả xếp loại"),
        reverse("decisions:notices"),
        _("Xem"),
        note,
        not unread,
    )
