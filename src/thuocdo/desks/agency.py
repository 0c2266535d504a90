"""What the agency as a whole asks of somebody, beside the reviews and the units."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.consultation.permissions import may_see_board
from thuocdo.consultation.queries import CONSULTATION_STEP, consultation_of
from thuocdo.consultation.states import CLOSED
from thuocdo.consultation.wording import STATES as CONSULTATION_STATES
from thuocdo.cycle.models import Cycle
from thuocdo.office.queries import Actor

from .task import Task


def agency_tasks(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    yield from _consultation(actor, cycle)


def _consultation(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    if may_see_board(cycle, actor):
        return
    meeting = consultation_of(cycle)
    yield Task(
        CONSULTATION_STEP,
        actor.person.subject_id,
        _("Họp tham vấn, kết luận xếp loại"),
        reverse("consultation:board"),
        _("Mở bảng tham vấn"),
        str(CONSULTATION_STATES[meeting.state]) if meeting else _("chưa tạo"),
        bool(meeting and meeting.state == CLOSED),
    )
