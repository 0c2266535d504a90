"""HCQT's wall: units down, items across."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import extensions_of, steps_by_key
from thuocdo.cycle.rules import extended
from thuocdo.dossiers.queries import DOSSIER_STEP, dossiers_in, units_without_dossier
from thuocdo.dossiers.states import GIVEN
from thuocdo.dossiers.wording import MARKS as DOSSIER_MARKS
from thuocdo.dossiers.wording import STATES as DOSSIER_STATES
from thuocdo.kernel.vi_text import fold
from thuocdo.meetings.queries import MEETING_STEP, meetings_in, units_not_met
from thuocdo.meetings.states import CLOSED
from thuocdo.meetings.wording import MARKS as MEETING_MARKS
from thuocdo.meetings.wording import STATES as MEETING_STATES
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor, rated_units
from thuocdo.reviews.queries import (
    PROMPT_STEP,
    REPORT_STEP,
    REVIEW_STEP,
    prompt_sheets_sent,
    reports_in,
    states_by_unit,
    units_lacking,
)
from thuocdo.reviews.states import COMPLETE, EXCUSED, HANDED_IN
from thuocdo.reviews.wording import MARKS as REVIEW_MARKS
from thuocdo.reviews.wording import STATES as REVIEW_STATES

# The items across, each with the units that still lack it.
LACKING: dict[str, Callable[[Cycle], Q]] = {
    "goi-y": partial(units_lacking, item="prompts"),
    "tu-kiem-diem": partial(units_lacking, item="reviews"),
    "bao-cao": partial(units_lacking, item="report"),
    "hop": units_not_met,
    "hoan-thien": partial(units_lacking, item="completed"),
    "ho-so": units_without_dossier,
}


@dataclass(frozen=True)
class Cell:
    """One thing of one unit on HCQT's wall: a mark, words, where to look."""

    mark: str
    words: str
    url: str
    step: str
    late: bool = False

    @property
    def shown(self) -> str:
        return "late" if self.late else self.mark


@dataclass(frozen=True)
class WallRow:
    unit: Unit
    cells: list[Cell]


def units_on_wall(cycle: Cycle, actor: Actor, words: str = "", lacking: str = "") -> list[Unit]:
    """For HCQT and the Chief all, for a leader those in charge of: of this name, without accents, and still lacking this."""
    units = rated_units(cycle.agency_id).filter(closed_on__isnull=True)
    if not (actor.coordinates or actor.heads_agency):
        units = units.filter(pk__in=actor.charges)
    if lacking in LACKING:
        units = units.filter(LACKING[lacking](cycle))
    return [unit for unit in units if fold(words) in fold(unit.name)]


def wall_of(cycle: Cycle, units: Sequence[Unit], on: date) -> list[WallRow]:
    """Units down, items across. As many queries for three as for 300."""
    steps = steps_by_key(cycle)
    later = extensions_of(steps.values(), [unit.subject_id for unit in units])
    sheets, states = prompt_sheets_sent(cycle, units), states_by_unit(cycle, units)
    reports, meetings, dossiers = (
        reports_in(cycle, units),
        meetings_in(cycle, units),
        dossiers_in(cycle, units),
    )

    def late(step: str, unit: Unit) -> bool:
        extension = later.get((steps[step].pk, unit.subject_id))
        due = extended(steps[step].due, extension.day if extension else None)
        return bool(due and due.days_left(on) < 0)

    rows = []
    for unit in units:
        counts = states.get(unit.pk, {})
        total = sum(counts.values()) - counts.get(EXCUSED, 0)
        handed = sum(counts.get(state, 0) for state in HANDED_IN)
        complete = counts.get(COMPLETE, 0)
        report, meeting, dossier = reports.get(unit.pk), meetings.get(unit.pk), dossiers.get(unit.pk)
        sent = unit.pk in sheets
        all_in = total > 0 and handed == total
        board = reverse("desks:unit", args=[unit.pk])
        meeting_url = reverse("meetings:show", args=[meeting.pk]) if meeting else board
        report_in = report is not None and report.state in HANDED_IN
        met = bool(meeting and meeting.state == CLOSED)
        given = bool(dossier and dossier.state in GIVEN)
        rows.append(
            WallRow(
                unit,
                [
                    Cell(
                        "done" if sent else "waiting",
                        _("Đã gửi") if sent else _("Chưa gửi"),
                        reverse("reviews:prompts", args=[unit.pk]),
                        PROMPT_STEP,
                        not sent and late(PROMPT_STEP, unit),
                    ),
                    Cell(
                        "done" if all_in else "waiting",
                        f"{handed}/{total}",
                        board,
                        REVIEW_STEP,
                        not all_in and late(REVIEW_STEP, unit),
                    ),
                    Cell(
                        REVIEW_MARKS[report.state] if report else "waiting",
                        str(REVIEW_STATES[report.state]) if report else "–",
                        reverse("reviews:show", args=[report.pk]) if report and report_in else board,
                        REPORT_STEP,
                        not report_in and late(REPORT_STEP, unit),
                    ),
                    Cell(
                        MEETING_MARKS[meeting.state] if meeting else "waiting",
                        str(MEETING_STATES[meeting.state]) if meeting else _("Chưa tạo"),
                        meeting_url,
                        MEETING_STEP,
                        not met and late(MEETING_STEP, unit),
                    ),
                    Cell(
                        "done" if total and complete == total else "waiting",
                        f"{complete}/{total}",
                        board,
                        MEETING_STEP,
                    ),
                    Cell(
                        DOSSIER_MARKS[dossier.state] if dossier else "waiting",
                        str(DOSSIER_STATES[dossier.state]) if dossier else _("Chưa gửi"),
                        reverse("dossiers:show", args=[unit.pk]),
                        DOSSIER_STEP,
                        not given and late(DOSSIER_STEP, unit),
                    ),
                ],
            )
        )
    return rows
