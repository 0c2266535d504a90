"""The plan is opened once, moved with a reason, and every task reads its term from it."""

from datetime import date

import pytest
from django.urls import reverse

from tests.builders import a_review, codes, last_event, nothing_written, on_record, refusal_of, the_book
from tests.standing import beside_another, browser_of, standing
from thuocdo.cycle.actions import change_due, close_step, extend_term, open_cycle, remind, reopen_step
from thuocdo.cycle.models import Cycle, Extension, PinnedBook, Reminder
from thuocdo.cycle.queries import book_of, step_of, steps_of, term_of
from thuocdo.desks.queries import tasks_of
from thuocdo.desks.wall import units_on_wall, wall_of
from thuocdo.kernel.dues import Due, DueKind, DueState
from thuocdo.kernel.seen import stamp
from thuocdo.reviews.actions import save_draft

lived, year = standing(beside_another(a_review))


def test_the_year_opens_under_its_law_and_keeps_it(year):
    book = the_book()
    assert (year.cycle.edition, year.cycle.pinned_id) == ("2023", book.digest)
    assert book_of(year.cycle).digest == book.digest
    assert [step.key for step in steps_of(year.cycle)] == [planned.key for planned in book.plan]
    assert [step.due for step in steps_of(year.cycle)] == [planned.due for planned in book.plan]


def test_two_agencies_pin_one_book_once(year):
    assert PinnedBook.objects.count() == 1
    assert Cycle.objects.count() == 2


def test_a_year_opens_once(year):
    assert codes(refusal_of(open_cycle, 2023, the_book(), by=year.by("hoa"))) == ["cycle.already_open"]


def test_the_next_year_opens_beside_it(year):
    with on_record() as lines:
        opened = open_cycle(2024, the_book(), by=year.by("hoa"))
    assert lines == [("cycle.opened", "Trần Thị Hoa")]
    assert last_event().facts == {"edition": "2023", "digest": opened.pinned_id}


# --- terms ---


def test_a_changed_due_moves_the_task_and_its_late_mark(year):
    before = {task.title: task.due for task in tasks_of(year.by("lan"), year.cycle)}
    assert before == {"Viết bản tự kiểm điểm": Due(DueKind.BEFORE, date(2023, 11, 20))}
    with on_record() as lines:
        change_due(
            year.step("self_reviews"),
            DueKind.BY,
            date(2023, 11, 15),
            None,
            reason="Họp sớm",
            by=year.by("hoa"),
        )
    assert lines == [("cycle.due_changed", "Trần Thị Hoa")]
    (task,) = tasks_of(year.by("lan"), year.cycle)
    assert task.due == Due(DueKind.BY, date(2023, 11, 15))
    assert task.due.state(date(2023, 11, 16)) == DueState.LATE


def test_a_changed_due_moves_the_late_marks_of_the_wall(year):
    def late(day: date) -> set[str]:
        return {
            cell.step
            for row in wall_of(year.cycle, units_on_wall(year.cycle, year.by("hoa")), day)
            for cell in row.cells
            if cell.late
        }

    assert late(date(2023, 11, 19)) == {"review_prompts"}
    assert late(date(2023, 11, 20)) == {"review_prompts", "self_reviews", "unit_reports"}
    for key in ("self_reviews", "unit_reports"):
        change_due(year.step(key), DueKind.BY, date(2023, 11, 20), None, reason="Mưa lũ", by=year.by("hoa"))
    assert late(date(2023, 11, 20)) == {"review_prompts"}


def test_a_changed_due_is_told_from_old_to_new(year):
    step = year.step("self_reviews")
    day, start = date(2023, 11, 22), date(2023, 11, 20)
    change_due(step, DueKind.WINDOW, day, start, reason="Mưa lũ", by=year.by("hoa"))
    assert year.step("self_reviews").due == Due(DueKind.WINDOW, day, start)
    event = last_event()
    assert (event.thing_id, event.reason, event.facts) == (
        step.pk,
        "Mưa lũ",
        {"before": "before  2023-11-20", "after": "window 2023-11-20 2023-11-22"},
    )


def test_of_two_who_move_a_term_from_the_same_page_the_second_is_told(year):
    step, hoa = year.step("self_reviews"), year.by("hoa")
    seen = stamp(step.due)
    change_due(step, DueKind.BY, date(2023, 11, 22), None, reason="Mưa lũ", seen=seen, by=hoa)
    late = refusal_of(change_due, step, DueKind.BY, date(2023, 11, 24), None, reason="Họp", seen=seen, by=hoa)
    assert (codes(late), year.step("self_reviews").due) == (
        ["page.overtaken"],
        Due(DueKind.BY, date(2023, 11, 22)),
    )


def test_the_page_of_a_step_tells_its_history_in_words(year, settings):
    settings.PRETEND_TODAY = date(2023, 11, 18)
    step, hoa = year.step("self_reviews"), browser_of(year, "hoa")
    page = hoa.get(reverse("cycle:step", args=[step.key])).content.decode()
    moved = {"kind": "by", "day": "2023-11-22", "reason": "Mưa lũ", "seen": stamp(step.due)}
    assert f'name="seen" value="{moved["seen"]}"' in page
    answer = hoa.post(reverse("cycle:change_due", args=[step.key]), moved, follow=True).content.decode()
    assert "đổi thời hạn: trước ngày 20/11 → chậm nhất ngày 22/11 – Mưa lũ" in answer


def test_a_window_that_becomes_a_day_forgets_its_start(year):
    step = year.step("award_dossier")
    change_due(step, DueKind.BY, date(2023, 12, 15), date(2023, 12, 12), reason="Gộp", by=year.by("hoa"))
    assert year.step("award_dossier").due == Due(DueKind.BY, date(2023, 12, 15))


@pytest.mark.parametrize(
    ("day", "reason", "found"),
    [
        (date(2023, 11, 22), " ", ["cycle.reason_missing"]),
        (None, "Mưa lũ", ["cycle.term_incomplete"]),
        (date(2033, 11, 22), "", ["cycle.reason_missing", "cycle.term_far_off"]),
    ],
)
def test_a_change_of_the_plan_is_refused_with_everything_wrong_in_it(year, day, reason, found):
    step, by = year.step("self_reviews"), year.by("hoa")
    assert codes(refusal_of(change_due, step, DueKind.BY, day, None, reason=reason, by=by)) == found
    assert codes(refusal_of(extend_term, step, year.subject("lan"), day, reason=reason, by=by)) == found


def test_an_extension_moves_the_term_of_one_alone(year):
    step = year.step("self_reviews")
    with on_record() as lines:
        extend_term(step, year.subject("lan"), date(2023, 11, 23), reason="Ốm", by=year.by("hoa"))
    assert lines == [("cycle.term_extended", "Trần Thị Hoa")]
    assert last_event().facts == {"subject": year.office.lan.subject_id, "until": "2023-11-23"}
    later = Due(DueKind.BY, date(2023, 11, 23))
    assert term_of(step, year.office.lan.subject_id) == later
    assert term_of(step, year.office.bao.subject_id) == step.due
    assert [task.due for task in tasks_of(year.by("lan"), year.cycle)] == [later]
    assert [task.due for task in tasks_of(year.by("bao"), year.cycle)] == [step.due]


def test_an_extension_said_twice_is_one_with_the_later_word(year):
    step = year.step("self_reviews")
    for day in (22, 24):
        extend_term(step, year.subject("lan"), date(2023, 11, day), reason="Ốm", by=year.by("hoa"))
    assert [row.day for row in Extension.objects.all()] == [date(2023, 11, 24)]


def test_nobody_of_another_agency_is_given_time(year):
    step, by = year.step("self_reviews"), year.by("hoa")
    stranger = year.neighbour.subject("lan")
    refused = refusal_of(extend_term, step, stranger, date(2023, 11, 23), reason="Ốm", by=by)
    assert codes(refused) == ["office.not_yours"]


# --- closing and reminding ---


def test_a_closed_step_takes_nothing_in_until_it_is_reopened(year):
    review, by = year.review("lan"), year.by("lan")
    with on_record() as lines:
        close_step(year.step("self_reviews"), reason="Hết hạn", by=year.by("hoa"))
    draft = ({"conduct": "Tốt"}, {})
    assert codes(refusal_of(save_draft, review, *draft, version=1, by=by)) == ["cycle.step_closed"]
    with on_record() as more:
        reopen_step(year.step("self_reviews"), reason="Nộp bổ sung", by=year.by("hoa"))
    save_draft(review, *draft, version=1, by=by)
    assert lines + more == [
        ("cycle.step_closed", "Trần Thị Hoa"),
        ("cycle.step_reopened", "Trần Thị Hoa"),
    ]


def test_a_step_closed_or_reopened_twice_is_one_act(year):
    step, by = year.step("self_reviews"), year.by("hoa")
    with nothing_written():
        reopen_step(step, reason="Bấm nhầm", by=by)
    close_step(step, reason="Hết hạn", by=by)
    with nothing_written():
        close_step(year.step("self_reviews"), reason="Hết hạn", by=by)


def test_one_is_reminded_once_a_day(year):
    step, subjects = year.step("self_reviews"), [year.subject("lan"), year.subject("bao")]
    remind(step, subjects[:1], text="Sắp hết hạn", by=year.by("hoa"))
    with on_record() as lines:
        sent = remind(step, subjects, text="Sắp hết hạn", by=year.by("hoa"))
    assert [reminder.subject for reminder in sent] == subjects[1:]
    assert lines == [("cycle.reminded", "Trần Thị Hoa")]
    remind(step, subjects, text="Còn 1 ngày", by=year.by("hoa", "2023-11-17 08:00"))
    assert Reminder.objects.filter(step=step).count() == 4


def test_a_reminder_shows_on_the_very_task(year):
    remind(step_of(year.cycle, "self_reviews"), [year.subject("lan")], text="Gấp", by=year.by("hoa"))
    assert [task.reminded for task in tasks_of(year.by("lan"), year.cycle)] == ["Trần Thị Hoa 16/11: Gấp"]
    assert [task.reminded for task in tasks_of(year.by("bao"), year.cycle)] == [""]
