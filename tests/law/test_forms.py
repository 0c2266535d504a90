from fractions import Fraction

import pytest

from thuocdo.kernel.findings import Finding
from thuocdo.law.forms import (
    blank_answers,
    exact,
    form_for,
    in_digits,
    invalid_answers,
    invalid_scores,
    missing_answers,
    missing_scores,
    score_sum,
)

STAFF = {"staff_kind": "civil_servant", "party_member": True, "leads": False, "unit_kind": "department"}
CHOSEN = {
    "staff of the Party": ({}, "form-02a/2023", "score-12c/2023"),
    "head of the Party": ({"leads": True, "post_role": "head"}, "form-02b/2023", "score-12b/2023"),
    "the chief": ({"leads": True, "post_role": "chief"}, "form-02b/2023", "score-1263/2023"),
    "staff not of the Party": ({"party_member": False}, "form-01/2023", ""),
    "driver": ({"party_member": False, "staff_kind": "contract_worker"}, "form-01/2023", ""),
    "member of the centre": ({"staff_kind": "public_employee", "unit_kind": "centre"}, "form-02a/2023", "score-12c/2023"),
    "not a member, of the centre": (
        {"party_member": False, "staff_kind": "public_employee", "unit_kind": "centre"}, "form-nd90-03/2023", ""),
}  # fmt: skip


@pytest.mark.parametrize("who", CHOSEN)
def test_each_person_gets_the_right_form(book, who):
    more, form, table = CHOSEN[who]
    chosen = form_for(book, **STAFF | more)
    assert (chosen.form, chosen.score_table) == (form, table)
    assert book.form(chosen.form)
    assert chosen.source.act in ("kh-vp-2023", "nd-90-2020")


def test_chief_scores_by_the_framework_of_the_province(book):
    chosen = form_for(book, **STAFF | {"leads": True, "post_role": "chief"})
    table = book.table(chosen.score_table)
    assert (chosen.framework, table.source.act, table.source.status) == (
        "qd-1263-tu-2023",
        "qd-1263-tu-2023",
        "assumed",
    )
    assert table.max == 100


def test_every_form_chosen_has_its_source(book):
    kinds = ("cadre", "civil_servant", "public_employee", "contract_worker")
    for kind in kinds:
        for member in (True, False):
            for leads in (True, False):
                for unit in ("leadership", "department", "board", "centre"):
                    facts = {"staff_kind": kind, "party_member": member, "leads": leads, "unit_kind": unit}
                    assert form_for(book, **facts).source.status in ("confirmed", "assumed")


def test_fields_that_others_rely_on(book):
    staff = [
        "conduct", "conduct_grade", "duties", "duties_grade", "commitment", "shortcomings", "causes",
        "remedied", "remedied_grade", "prompted", "collective_part", "direction", "own_grade_state", "own_grade_party",
    ]  # fmt: skip
    head = ["full_name", "birth_date", "party_post", "post_title", "union_post", "unit_name", "cell_name"]
    leader = [
        "leadership",
        "leadership_grade",
        "responsibility",
        "responsibility_grade",
        "example",
        "example_grade",
    ]
    assert [field.key for field in book.form("form-02a/2023").asked()] == head + staff
    assert [field.key for field in book.form("form-02b/2023").asked()] == head + staff[:4] + leader + staff[
        4:
    ]
    state = ["politics", "ethics", "style", "discipline", "results", "service"]
    leads = ["unit_results", "management", "unity"]
    own = ["strengths_weaknesses", "own_grade_state"]
    for key in ("form-01/2023", "form-nd90-03/2023"):
        asked = [field.key for field in book.form(key).asked()]
        assert asked == ["full_name", "post_title", "unit_name", *state, *leads, *own]


def test_leader_fields_are_not_asked_of_staff(book):
    form = book.form("form-01/2023")
    assert "management" in blank_answers(form, leads=True)
    assert "management" not in blank_answers(form, leads=False)


def answered(form) -> dict[str, str]:
    words = {"grade4": "Tốt", "level": "good", "date": "1985-03-12"}
    return {field.key: words.get(field.type, "Đã viết") for field in form.asked()}


def test_full_answers_pass(book):
    for form in book.forms.values():
        assert missing_answers(form, answered(form)) == []
        assert invalid_answers(form, answered(form)) == []


def test_each_required_field_is_missed(book):
    form = book.form("form-02b/2023")
    for field in form.asked():
        lacking = missing_answers(form, answered(form) | {field.key: " \n\u00a0"})
        wanted = [Finding("review.answer_missing", form.source, {"field": field.key, "label": field.label})]
        assert lacking == (wanted if field.required else [])


def test_prompts_are_answered_only_where_there_are_any(book):
    assert not book.form("form-02a/2023").fields["prompted"].required


BAD = {
    "conduct": ("x" * 20_001, "review.answer_too_long"),
    "conduct_grade": ("Giỏi", "review.answer_not_choice"),
    "own_grade_state": ("Tốt", "review.answer_not_choice"),
    "birth_date": ("12/03/1985", "review.answer_not_date"),
    "full_name": (["Lan"], "review.answer_not_text"),
    "no_such_field": ("x", "review.answer_unknown"),
}


@pytest.mark.parametrize("key", BAD)
def test_answer_that_does_not_fit(book, key):
    form = book.form("form-02a/2023")
    value, code = BAD[key]
    findings = invalid_answers(form, answered(form) | {key: value})
    assert [(finding.code, finding.facts["field"]) for finding in findings] == [(code, key)]


def test_longest_answer_passes(book):
    form = book.form("form-02a/2023")
    assert invalid_answers(form, answered(form) | {"conduct": "x" * 20_000}) == []


def full_sheet(table) -> dict[str, dict[str, str]]:
    return {
        line.key: {"done": "7", "of": "7"} if line.kind == "M" else {"points": str(line.max)}
        for line in table.lines
    }


def test_full_sheet_is_a_hundred_points(book):
    for table in book.tables.values():
        sheet = full_sheet(table)
        assert invalid_scores(table, sheet) == missing_scores(table, sheet) == []
        total = score_sum(table, sheet)
        assert (total.total, total.max, total.suggests) == (100, 100, "excellent")
        assert {group.word for group in total.groups.values()} == {"Xuất sắc"}


def test_measured_line_is_an_exact_share(book):
    table = book.table("score-12c/2023")
    total = score_sum(table, full_sheet(table) | {"c7": {"done": "2", "of": "3"}})
    assert total.lines["c7"].points == Fraction(50, 3)
    assert total.total == 75 + Fraction(50, 3)
    assert in_digits(total.total) == "91,66"


def test_line_without_work_leaves_its_group_and_the_rest_is_rescaled(book):
    table = book.table("score-12c/2023")
    sheet = full_sheet(table) | {"c9": {"done": "0", "of": "0"}, "c10": {"points": "0", "reason": "không có"}}
    total = score_sum(table, sheet)
    assert total.lines["c9"].max is None
    assert total.groups["results"].points == Fraction(50, 55) * 70


def test_nothing_to_remedy_is_full_points(book):
    table = book.table("score-12c/2023")
    total = score_sum(table, full_sheet(table) | {"c6": {"done": "0", "of": "0"}})
    assert (total.lines["c6"].points, total.total) == (5, 100)


def test_open_line_suggests_nothing(book):
    table = book.table("score-12c/2023")
    sheet = full_sheet(table)
    del sheet["c3"]
    total = score_sum(table, sheet)
    assert (total.open_lines, total.suggests, total.groups["common"].word) == (("c3",), "", "")
    assert [finding.facts["line"] for finding in missing_scores(table, sheet)] == ["c3"]


@pytest.mark.parametrize(
    ("points", "level"),
    [("90", "excellent"), ("89.75", "good"), ("70", "good"), ("69.75", "satisfactory"), ("50", "satisfactory"),
     ("49.75", "unsatisfactory")],
)  # fmt: skip
def test_total_suggests_from_both_sides_of_each_band(book, points, level):
    table = book.table("score-12c/2023")
    lost = 100 - Fraction(points)
    sheet = full_sheet(table)
    for line in table.lines:
        taken = min(lost, line.max)
        lost -= taken
        left = line.max - taken
        whole = {"done": str((left / line.max).numerator), "of": str((left / line.max).denominator)}
        sheet[line.key] = whole if line.kind == "M" else {"points": str(left), "reason": "vì"}
    assert score_sum(table, sheet).suggests == level


WRONG = {
    "over the maximum": ("c1", {"points": "5.25"}, "score.out_of_range"),
    "below zero": ("c1", {"points": "-0.25"}, "score.out_of_range"),
    "not a number": ("c1", {"points": "năm"}, "score.out_of_range"),
    "off the step": ("c1", {"points": "4,6", "reason": "vì"}, "score.off_step"),
    "no reason": ("c1", {"points": "4,5"}, "score.reason_missing"),
    "half a task": ("c7", {"done": "1,5", "of": "3"}, "score.count_not_whole"),
    "more done than assigned": ("c7", {"done": "4", "of": "3"}, "score.done_over_assigned"),
    "unknown line": ("c99", {"points": "1"}, "score.line_unknown"),
}


@pytest.mark.parametrize("case", WRONG)
def test_score_that_does_not_fit(book, case):
    line, entry, code = WRONG[case]
    findings = invalid_scores(book.table("score-12c/2023"), {line: entry})
    assert [(finding.code, finding.facts["line"]) for finding in findings] == [(code, line)]


@pytest.mark.parametrize(
    ("points", "codes"),
    [("4", []), ("2", []), ("3", ["score.not_full_or_half"]), ("0", ["score.not_full_or_half"])],
)
def test_full_or_half_line_takes_nothing_between(book, points, codes):
    findings = invalid_scores(book.table("score-12b/2023"), {"c5": {"points": points}})
    assert [finding.code for finding in findings] == codes


def test_typed_numbers_are_exact():
    assert exact(" 4,5 ") == Fraction(9, 2)
    assert exact("0.1") == Fraction(1, 10)
    assert [exact(value) for value in (0.1, True, None, "", "x", "1/0")] == [None] * 6


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (Fraction(45, 2), "22,5"),
        (Fraction(2, 3), "0,66"),
        (Fraction(8, 10), "0,8"),
        (Fraction(7), "7"),
        (Fraction(-1, 2), "-0,5"),
    ],
)
def test_digits_are_cut_never_rounded_up(value, digits):
    assert in_digits(value) == digits
