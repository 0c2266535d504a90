"""What is mine to do now, and what a unit or the agency looks like: asked of the rooms below."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thuocdo.ballots.queries import ballots_waiting_for
from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.queries import book_of, extensions_of, reminders_of, steps_by_key
from thuocdo.cycle.rules import extended
from thuocdo.dossiers.queries import DOSSIER_STEP, dossier_of, dossiers_waiting
from thuocdo.dossiers.wording import STATES as DOSSIER_STATES
from thuocdo.meetings.models import Meeting
from thuocdo.meetings.queries import (
    MEETING_STEP,
    meeting_of,
    meeting_step,
    meetings_concerning,
)
from thuocdo.meetings.states import CLOSED
from thuocdo.meetings.wording import STATES as MEETING_STATES
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor, units_of
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import (
    PROMPT_STEP,
    REPORT_STEP,
    REVIEW_STEP,
    own_reviews,
    prompt_sheet,
    report_of_unit,
)
from thuocdo.reviews.states import COMPLETING, EXCUSED, WRITABLE
from thuocdo.reviews.wording import STATES as REVIEW_STATES

from .agency import agency_tasks
from .ending import decision_tasks
from .task import Task


def tasks_of(actor: Actor, cycle: Cycle, steps: Mapping[str, Step] | None = None) -> list[Task]:
    """Everything this person is asked to do, the nearest term first; what is done stays below.

    `steps`: the year's, where they are read already.
    """
    steps, meetings = steps or steps_by_key(cycle), list(meetings_concerning(cycle, actor))
    tasks = [*_ballot_tasks(actor), *_own_tasks(actor, cycle), *_secretary_tasks(actor, meetings)]
    tasks += _coordinating_tasks(cycle) if actor.coordinates else ()
    tasks += decision_tasks(actor, cycle)
    tasks += agency_tasks(actor, cycle, steps, meetings)
    for unit in units_of(cycle.agency_id).filter(pk__in=actor.leads).exclude(kind=Unit.Kind.LEADERSHIP):
        tasks += unit_tasks(unit, cycle, report_of_unit(cycle, unit))
    later = extensions_of(steps.values(), {task.subject for task in tasks})
    asked = {
        (row.step_id, row.subject_id): row for row in reminders_of(cycle, {task.subject for task in tasks})
    }
    return sorted(
        (with_term(task, steps.get(task.step), later, asked) for task in tasks), key=lambda task: task.order
    )


def with_term(task: Task, step: Step | None, later: dict, asked: dict) -> Task:
    """With the step's term, as extended, and the last reminder; a plan need not have every step."""
    if step is None:
        return task
    extension = later.get((step.pk, task.subject))
    reminder = asked.get((step.pk, task.subject))
    due = task.due or extended(step.due, extension.day if extension else None)
    said = (
        f"{reminder.by_name} {reminder.at:%d/%m}: {reminder.text}".strip(" :")
        if reminder and not task.done
        else ""
    )
    return replace(task, due=due, reminded=said)


def _ballot_tasks(actor: Actor) -> Iterator[Task]:
    """A ballot to cast, a key to make, slips to count: of whatever meeting or conference."""
    for ballot, casts in ballots_waiting_for(actor.person):
        title = _("Bỏ phiếu kín") if casts else _("Kiểm phiếu")
        url = reverse("ballots:vote" if casts else "ballots:show", args=[ballot.pk])
        yield Task(MEETING_STEP, ballot.unit.subject_id, title, url, title, ballot.title)


def _own_tasks(actor: Actor, cycle: Cycle) -> Iterator[Task]:
    reviews = [review for review in own_reviews(cycle, actor) if review.state != EXCUSED]
    for review in reviews:
        yield _own_task(cycle, review, several=len(reviews) > 1)


def _own_task(cycle: Cycle, review: Review, *, several: bool) -> Task:
    start = _("Viết tiếp") if review.saved_at else _("Bắt đầu viết")
    wanted = {
        ("draft", True): (_("Viết bản tự kiểm điểm"), start),
        ("draft", False): (_("Viết phiếu đánh giá, xếp loại"), start),
        ("returned", True): (_("Bổ sung bản tự kiểm điểm bị trả lại"), _("Bổ sung")),
        ("returned", False): (_("Bổ sung phiếu đánh giá, xếp loại bị trả lại"), _("Bổ sung")),
        (COMPLETING, True): (_("Tiếp thu góp ý, hoàn thiện bản tự kiểm điểm"), _("Hoàn thiện")),
        (COMPLETING, False): (_("Hoàn thiện phiếu đánh giá, xếp loại"), _("Hoàn thiện")),
    }
    otherwise = (_("Bản tự kiểm điểm") if review.is_main else _("Phiếu đánh giá, xếp loại"), _("Xem"))
    title, button = wanted.get((review.state, review.is_main), otherwise)
    state = str(REVIEW_STATES[review.state])
    return Task(
        meeting_step(review.unit) if review.state == COMPLETING else REVIEW_STEP,
        review.subject_id,
        title,
        reverse("reviews:show", args=[review.pk]),
        button,
        f"{book_of(cycle).form(review.form).code} · {state}" if several else state,
        review.state not in WRITABLE,
    )


def _secretary_tasks(actor: Actor, meetings: Iterable[Meeting]) -> Iterator[Task]:
    for meeting in meetings:
        writes = meeting.secretary_id == actor.person_id and meeting.state != CLOSED
        if writes and meeting.unit_id not in actor.leads and not meeting.of_leadership:
            yield Task(
                MEETING_STEP,
                meeting.unit.subject_id,
                _("Ghi biên bản cuộc họp của đơn vị"),
                reverse("meetings:show", args=[meeting.pk]),
                _("Vào cuộc họp"),
                str(MEETING_STATES[meeting.state]),
            )


def _coordinating_tasks(cycle: Cycle) -> Iterator[Task]:
    """Dossiers that wait for HCQT to take them in."""
    for dossier in dossiers_waiting(cycle):
        when = _("gửi lúc %(time)s") % {"time": f"{localtime(dossier.handed_over_at):%H:%M %d/%m}"}
        yield Task(
            DOSSIER_STEP,
            dossier.unit.subject_id,
            _("Tiếp nhận hồ sơ của đơn vị"),
            reverse("dossiers:show", args=[dossier.unit_id]),
            _("Xem hồ sơ"),
            f"{dossier.unit.name} · {when}",
        )


def unit_tasks(unit: Unit, cycle: Cycle, report: Review | None) -> Iterator[Task]:
    subject = unit.subject_id
    sheet = prompt_sheet(cycle, unit)
    sent = bool(sheet and sheet.sent_at)
    yield Task(
        PROMPT_STEP,
        subject,
        _("Gửi gợi ý kiểm điểm"),
        reverse("reviews:prompts", args=[unit.pk]),
        _("Xem") if sent else _("Soạn gợi ý"),
        unit.name,
        sent,
    )
    if report:
        step = MEETING_STEP if report.state == COMPLETING else REPORT_STEP
        done = report.state not in WRITABLE
        title = (
            _("Hoàn thiện báo cáo kiểm điểm của đơn vị")
            if report.state == COMPLETING
            else _("Báo cáo kiểm điểm của đơn vị")
        )
        yield Task(
            step,
            subject,
            title,
            reverse("reviews:show", args=[report.pk]),
            _("Xem") if done else _("Soạn báo cáo"),
            f"{unit.name} · {REVIEW_STATES[report.state]}",
            done,
        )
    meeting = meeting_of(cycle, unit)
    url = reverse("meetings:show", args=[meeting.pk]) if meeting else reverse("meetings:call", args=[unit.pk])
    state = str(MEETING_STATES[meeting.state]) if meeting else _("chưa tạo")
    button = (
        (_("Biên bản") if meeting.state == CLOSED else _("Vào cuộc họp")) if meeting else _("Tạo cuộc họp")
    )
    yield Task(
        MEETING_STEP,
        subject,
        _("Họp kiểm điểm đơn vị"),
        url,
        button,
        f"{unit.name} · {state}",
        bool(meeting and meeting.state == CLOSED),
    )
    dossier = dossier_of(cycle, unit)
    done = dossier.state in ("handed_over", "accepted")
    yield Task(
        DOSSIER_STEP,
        subject,
        _("Gửi hồ sơ của đơn vị"),
        reverse("dossiers:show", args=[unit.pk]),
        _("Mở hồ sơ"),
        f"{unit.name} · {DOSSIER_STATES[dossier.state]}",
        done,
    )
