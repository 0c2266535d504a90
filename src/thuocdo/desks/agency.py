"""What the agency as a whole asks of somebody, beside the reviews and the units."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.consultation.permissions import may_see_board
from thuocdo.consultation.queries import CONSULTATION_STEP, consultation_of
from thuocdo.consultation.states import CLOSED
from thuocdo.consultation.wording import STATES as CONSULTATION_STATES
from thuocdo.cycle.models import Cycle
from thuocdo.difficulties.queries import waiting_for
from thuocdo.difficulties.states import RAISED
from thuocdo.office.queries import Actor

from .task import Task


def agency_tasks(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    yield from _consultation(actor, cycle)
    yield from _difficulties(actor, cycle)


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


def _difficulties(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    """For HCQT what is to be brought to the Chief, for the Chief what is to be answered."""
    if not (actor.coordinates or actor.is_chief):
        return
    for row in waiting_for(actor, cycle):
        raised = row.state == RAISED
        yield Task(
            row.step.key,
            row.unit.subject_id,
            _("Chuyển vướng mắc đến Chánh Văn phòng") if raised else _("Trả lời vướng mắc"),
            reverse("difficulties:show", args=[row.pk]),
            _("Xem"),
            f"{row.unit.name} · {row.text[:80]}",
        )
