"""Files that show what is said, and the matters that a unit asks its people to explain."""

import pytest

from tests.builders import a_review, codes, last_event, nothing_written, on_record, refusal_of, submit
from tests.reviews.files import DOCX, MACRO, PDF
from tests.standing import beside_another, standing
from thuocdo.cycle.actions import close_step
from thuocdo.kernel.seen import stamp
from thuocdo.reviews.actions import (
    attach_evidence,
    note_shortcoming,
    remove_evidence,
    send_prompts,
    write_prompts,
)
from thuocdo.reviews.models import Evidence, Prompt
from thuocdo.reviews.queries import prompt_sheet, prompts_for, shortcomings_before
from thuocdo.reviews.rules import EVIDENCE_LIMIT, HARD_LIMIT

lived, year = standing(beside_another(a_review))


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_file_is_kept_with_its_sum(year):
    with on_record() as lines:
        kept = attach_evidence(year.review("lan"), "C:\\Ảnh\\Minh chứng.pdf", PDF, by=year.by("lan"))
    assert (kept.name, kept.kind, kept.size) == ("Minh chứng.pdf", "pdf", len(PDF))
    assert kept.file.read() == PDF
    assert lines == [("review.evidence_added", "Nguyễn Thị Lan")]
    assert last_event().facts == {"name": "Minh chứng.pdf", "sha256": kept.sha256}


def test_the_name_on_the_disk_is_not_the_persons(year):
    kept = attach_evidence(year.review("lan"), "../../etc/passwd", PDF, by=year.by("lan"))
    assert kept.name == "passwd"
    assert kept.file.name.startswith("evidence/")
    assert "passwd" not in kept.file.name


def test_the_same_file_twice_is_kept_once(year):
    review, by = year.review("lan"), year.by("lan")
    first = attach_evidence(review, "a.pdf", PDF, by=by)
    with nothing_written():
        assert attach_evidence(review, "b.pdf", PDF, by=by) == first


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", ["review.file_empty"]),
        (b"MZ", ["review.file_kind"]),
        (MACRO, ["review.file_with_macro"]),
        (b"%PDF-" + bytes(EVIDENCE_LIMIT), ["review.file_too_big"]),
    ],
)
def test_what_is_not_taken(year, data, found):
    assert codes(refusal_of(attach_evidence, year.review("lan"), "a", data, by=year.by("lan"))) == found


@pytest.mark.parametrize("name", ["bao", "minh", "hoa", "son", "hoa@so"])
def test_only_the_author_attaches_and_removes(year, name):
    kept = attach_evidence(year.review("lan"), "a.pdf", PDF, by=year.by("lan"))
    by = year.by(name)
    assert codes(refusal_of(attach_evidence, year.review("lan"), "b", DOCX, by=by)) == ["review.not_yours"]
    assert codes(refusal_of(remove_evidence, kept, by=by)) == ["review.not_yours"]


def test_a_removed_file_leaves_the_disk_and_a_line(year, django_capture_on_commit_callbacks):
    kept = attach_evidence(year.review("lan"), "a.pdf", PDF, by=year.by("lan"))
    storage, name = kept.file.storage, kept.file.name
    with on_record() as lines, django_capture_on_commit_callbacks(execute=True):
        remove_evidence(kept, by=year.by("lan"))
    assert (Evidence.objects.count(), storage.exists(name)) == (0, False)
    assert lines == [("review.evidence_removed", "Nguyễn Thị Lan")]


def test_what_was_handed_in_keeps_its_files(year):
    kept = attach_evidence(year.review("lan"), "a.pdf", PDF, by=year.by("lan"))
    submit(year, "lan")
    assert codes(refusal_of(remove_evidence, kept, by=year.by("lan"))) == ["review.handed_in"]
    late = refusal_of(attach_evidence, year.review("lan"), "b.docx", DOCX, by=year.by("lan"))
    assert codes(late) == ["review.handed_in"]


# --- prompts ---


def prompts_of(year) -> list[tuple[int, str]]:
    return list(Prompt.objects.filter(sheet__cycle=year.cycle).values_list("subject", "text"))


def test_prompts_replace_those_written_before(year):
    lan, unit = year.office.lan.subject_id, year.unit.subject_id
    write_prompts(year.cycle, year.unit, [(lan, "Trễ hạn")], by=year.by("minh"))
    write_prompts(
        year.cycle, year.unit, [(unit, " Chậm báo cáo\x00"), (lan, "  "), (lan, "Trễ")], by=year.by("minh")
    )
    assert prompts_of(year) == [(unit, "Chậm báo cáo"), (lan, "Trễ")]


def test_prompts_written_in_two_tabs_do_not_overwrite_each_other(year):
    lan, minh, seen = year.office.lan.subject_id, year.by("minh"), stamp([])
    write_prompts(year.cycle, year.unit, [(lan, "Trễ hạn")], seen=seen, by=minh)
    late = refusal_of(write_prompts, year.cycle, year.unit, [(lan, "Khác")], seen=seen, by=minh)
    sheet = prompt_sheet(year.cycle, year.unit)
    assert (codes(late), [prompt.text for prompt in sheet.prompts.all()]) == (["page.overtaken"], ["Trễ hạn"])
    write_prompts(year.cycle, year.unit, [(lan, "Khác")], seen=stamp([(lan, "Trễ hạn")]), by=minh)


def test_a_prompt_beyond_measure_is_refused(year):
    said = [(year.office.lan.subject_id, "x" * (HARD_LIMIT + 1))]
    found = refusal_of(write_prompts, year.cycle, year.unit, said, by=year.by("minh"))
    assert codes(found) == ["review.too_long"]


def test_a_unit_prompts_only_its_own(year):
    others = [year.office.khach.subject_id, year.neighbour.office.lan.subject_id, 0]
    write_prompts(year.cycle, year.unit, [(subject, "Trễ") for subject in others], by=year.by("minh"))
    assert prompts_of(year) == []


def test_prompts_are_seen_by_their_subject_once_sent(year):
    lan = year.office.lan.subject_id
    write_prompts(year.cycle, year.unit, [(lan, "Trễ hạn")], by=year.by("minh"))
    assert list(prompts_for(year.cycle, lan)) == []
    with on_record() as lines:
        send_prompts(prompt_sheet(year.cycle, year.unit), by=year.by("minh"))
    assert [prompt.text for prompt in prompts_for(year.cycle, lan)] == ["Trễ hạn"]
    assert lines[-1] == ("review.prompts_sent", "Lê Quang Minh")


def test_sent_prompts_stand(year):
    lan = year.office.lan.subject_id
    write_prompts(year.cycle, year.unit, [(lan, "Trễ hạn")], by=year.by("minh"))
    send_prompts(prompt_sheet(year.cycle, year.unit), by=year.by("minh"))
    again = refusal_of(send_prompts, prompt_sheet(year.cycle, year.unit), by=year.by("minh"))
    other = refusal_of(write_prompts, year.cycle, year.unit, [(lan, "Khác")], by=year.by("minh"))
    assert [codes(again), codes(other)] == [["review.prompts_sent"], ["review.prompts_sent"]]


def test_nothing_is_sent_while_nothing_is_written(year):
    sheet = write_prompts(year.cycle, year.unit, [], by=year.by("minh"))
    assert codes(refusal_of(send_prompts, sheet, by=year.by("minh"))) == ["review.prompts_empty"]


def test_a_closed_step_takes_no_prompts(year):
    close_step(year.step("review_prompts"), reason="Hết hạn", by=year.by("hoa"))
    found = refusal_of(write_prompts, year.cycle, year.unit, [], by=year.by("minh"))
    assert codes(found) == ["cycle.step_closed"]


def test_last_years_shortcomings_are_brought_in(year):
    unit = year.unit.subject_id
    for when in (2021, 2022, 2023):
        note_shortcoming(unit, when, f"Hạn chế {when}", by=year.by("hoa"))
    found = shortcomings_before(year.cycle, [unit])
    assert [shortcoming.text for shortcoming in found] == ["Hạn chế 2022"]
