"""What the agency as a whole asks of somebody, beside the reviews and the units."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thuocdo.assemblies.permissions import may_run
from thuocdo.assemblies.states import CLOSED
from thuocdo.assemblies.wording import STATES
from thuocdo.conferences.queries import CONFERENCE_STEP, conference_of, conference_seen_by
from thuocdo.consultation.permissions import may_see_board
from thuocdo.consultation.queries import CONSULTATION_STEP, consultation_of
from thuocdo.cycle.models import Cycle, Step
from thuocdo.difficulties.queries import waiting_for
from thuocdo.difficulties.states import RAISED
from thuocdo.drafting.models import CommentRequest
from thuocdo.drafting.queries import (
    DRAFTING_STEP,
    comments_to_answer,
    drafts_visible_to,
    forms_in,
    last_day,
    progress_of,
    requests_before,
    sections_to_write,
    source_of,
    waits,
)
from thuocdo.drafting.rules import Kind
from thuocdo.drafting.states import CLOSED as ISSUED
from thuocdo.figures.models import FigurePart
from thuocdo.figures.queries import FIGURES_STEP, parts_of, request_of
from thuocdo.figures.states import DRAFT, SENT
from thuocdo.figures.wording import STATES as FIGURE_STATES
from thuocdo.meetings.models import Meeting
from thuocdo.meetings.permissions import may_call as may_call_meeting
from thuocdo.meetings.permissions import may_run as may_run_meeting
from thuocdo.meetings.queries import LEADERSHIP_STEP
from thuocdo.meetings.states import CLOSED as ENDED
from thuocdo.meetings.wording import STATES as MEETING_STATES
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor, leadership_of, rated_units
from thuocdo.ui.wording import label

from .task import Task


def agency_tasks(
    actor: Actor, cycle: Cycle, steps: Mapping[str, Step], meetings: Iterable[Meeting]
) -> Iterator[Task]:
    yield from _conference(actor, cycle)
    review = next((meeting for meeting in meetings if meeting.of_leadership), None)
    yield from _leadership_review(actor, cycle, steps, review)
    if CONSULTATION_STEP in steps:
        yield from _consultation(actor, cycle)
    yield from _difficulties(actor, cycle)
    yield from _figures(actor, cycle)
    yield from _drafting(actor, cycle)


def _conference(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    """The conference of key officials: for HCQT to call, for its members to come to."""
    conference = conference_of(cycle) if actor.coordinates else conference_seen_by(actor, cycle)
    if conference is None and not actor.coordinates:
        return
    runs = conference is None or not may_run(conference, actor)
    yield Task(
        CONFERENCE_STEP,
        actor.person.subject_id,
        _("Hội nghị cán bộ chủ chốt bỏ phiếu xếp loại cơ quan"),
        reverse("conferences:show"),
        (_("Vào hội nghị") if runs and conference.state != CLOSED else _("Xem"))
        if conference
        else _("Tạo hội nghị"),
        f"{localtime(conference.planned_at):%H:%M %d/%m} · {STATES[conference.state]}"
        if conference
        else _("chưa tạo"),
        bool(conference and conference.state == CLOSED),
    )


def _leadership_review(
    actor: Actor, cycle: Cycle, steps: Mapping[str, Step], meeting: Meeting | None
) -> Iterator[Task]:
    """The review of the leadership: for HCQT and the Chief to call, for whoever is called to come to (S-23)."""
    calls = actor.coordinates or actor.heads_agency
    unit = meeting.unit if meeting else leadership_of(cycle.agency_id) if calls else None
    if unit is None or (meeting is None and may_call_meeting(cycle, unit, actor, steps[LEADERSHIP_STEP])):
        return
    yield Task(
        LEADERSHIP_STEP,
        actor.person.subject_id,
        _("Hội nghị kiểm điểm tập thể, cá nhân lãnh đạo"),
        reverse("meetings:show", args=[meeting.pk]) if meeting else reverse("meetings:call", args=[unit.pk]),
        (_("Xem") if meeting.state == ENDED or may_run_meeting(meeting, actor) else _("Vào hội nghị"))
        if meeting
        else _("Tạo hội nghị"),
        f"{localtime(meeting.planned_at):%H:%M %d/%m} · {MEETING_STATES[meeting.state]}"
        if meeting
        else _("chưa tạo"),
        bool(meeting and meeting.state == ENDED),
    )


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
        str(STATES[meeting.state]) if meeting else _("chưa tạo"),
        bool(meeting and meeting.state == CLOSED),
    )


def _difficulties(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    """For HCQT what is to be brought to the Chief, for the Chief what is to be answered."""
    if not (actor.coordinates or actor.heads_agency):
        return
    for row in waiting_for(actor, cycle):
        raised = row.state == RAISED
        yield Task(
            row.step.key,
            row.unit.subject_id,
            _("Chuyển vướng mắc đến người đứng đầu cơ quan") if raised else _("Trả lời vướng mắc"),
            reverse("difficulties:show", args=[row.pk]),
            _("Xem"),
            f"{row.unit.name} · {row.text[:80]}",
        )


def _figures(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    """For who leads a unit its part; for HCQT the request, then what came in."""
    if not (actor.leads or actor.coordinates):
        return
    asked = request_of(cycle)
    parts = parts_of(asked) if asked else {}
    sent = sum(part.state == SENT for part in parts.values())
    if actor.coordinates:
        yield Task(
            FIGURES_STEP,
            actor.person.subject_id,
            _("Tổng hợp số liệu, kết quả của các đơn vị") if asked else _("Đề nghị các đơn vị gửi số liệu"),
            reverse("figures:all" if asked else "figures:request"),
            _("Mở bảng tổng hợp") if asked else _("Soạn đề nghị"),
            _("đã gửi: %(n)s đơn vị") % {"n": sent},
            bool(asked) and sent >= rated_units(cycle.agency_id).filter(closed_on=None).count(),
        )
    for unit in rated_units(cycle.agency_id).filter(pk__in=actor.leads) if asked else ():
        yield _figures_of(unit, parts.get(unit.pk))


def _figures_of(unit: Unit, part: FigurePart | None) -> Task:
    state = part.state if part else DRAFT
    return Task(
        FIGURES_STEP,
        unit.subject_id,
        _("Gửi số liệu, kết quả của đơn vị"),
        reverse("figures:part", args=[unit.pk]),
        _("Xem") if state == SENT else _("Ghi số liệu"),
        f"{unit.name} · {FIGURE_STATES[state]}",
        state == SENT,
    )


def _drafting(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    """For HCQT and the Chief the reports as a whole; for others what they write, what they are asked, what they answer."""
    if actor.coordinates or actor.heads_agency:
        yield from _drafts(actor, cycle)
    if not drafts_visible_to(actor).filter(cycle=cycle).exists():
        return
    for draft, sections in sections_to_write(actor, cycle).items():
        open_ones = [one for one in sections if waits(one)]
        yield Task(
            DRAFTING_STEP,
            actor.person.subject_id,
            _("Viết mục của dự thảo báo cáo"),
            reverse("drafting:section", args=[(open_ones or sections)[0].pk])
            if len(sections) == 1
            else reverse("drafting:show", args=[draft.pk]),
            _("Viết") if open_ones and draft.state != ISSUED else _("Xem"),
            f"{label(Kind(draft.kind))} · "
            + _("đã gửi %(n)s/%(all)s mục") % {"n": len(sections) - len(open_ones), "all": len(sections)},
            not open_ones or draft.state == ISSUED,
            last_day(min(open_ones, key=lambda one: one.due_day or date.max)) if open_ones else None,
        )
    for draft, number in comments_to_answer(actor, cycle).items():
        yield Task(
            DRAFTING_STEP,
            actor.person.subject_id,
            _("Trả lời góp ý đối với dự thảo báo cáo"),
            reverse("drafting:summary", args=[draft.pk]),
            _("Xem, trả lời"),
            f"{label(Kind(draft.kind))} · " + _("%(n)s ý kiến chưa trả lời") % {"n": number},
        )
    for asked in requests_before(actor).filter(draft__cycle=cycle):
        yield _comments_asked(asked)


def _drafts(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    progress = progress_of(cycle)
    wanted = forms_in(cycle) if actor.coordinates else progress
    if not wanted:
        return
    closed = sum(one.draft.state == ISSUED for one in progress.values())
    yield Task(
        DRAFTING_STEP,
        actor.person.subject_id,
        _("Dự thảo báo cáo của cơ quan và của tập thể lãnh đạo"),
        reverse("drafting:list"),
        _("Xem") if progress else _("Mở dự thảo"),
        _("đã phát hành %(n)s/%(all)s") % {"n": closed, "all": len(wanted)},
        closed == len(wanted),
    )


def _comments_asked(asked: CommentRequest) -> Task:
    done = bool(asked.finished_at) or asked.draft.state == ISSUED
    told = {"n": asked.answered, "all": asked.said}
    answers = _("đã trả lời %(n)s/%(all)s ý kiến") % told if asked.said else ""
    return Task(
        DRAFTING_STEP,
        asked.unit.subject_id if asked.unit else asked.person.subject_id,
        _("Góp ý dự thảo báo cáo"),
        reverse("drafting:show", args=[asked.draft_id]),
        _("Xem") if done else _("Đọc, góp ý"),
        " · ".join(filter(None, [source_of(asked), str(label(Kind(asked.draft.kind))), answers])),
        done,
        last_day(asked),
    )
