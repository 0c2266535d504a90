"""The invented office: who is in it, and that what its people write is complete, their own, and clean."""

import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest

from thuocdo.kernel.vi_text import clean
from thuocdo.kernel.words import Grade, PostRole, StaffKind
from thuocdo.site.demo.people import DemoPerson, demo_agency, demo_people, demo_units
from thuocdo.site.demo.phrases import (
    absence_reasons,
    conclusion_on,
    evidence_name,
    last_year_commitment,
    last_year_shortcomings,
    proposed_grade,
    remarks_on,
    remarks_on_report,
    return_reasons,
    review_prompts,
    self_review_answers,
    self_scores,
    unit_report_answers,
    unit_report_points,
)

PEOPLE = demo_people()
UNITS = demo_units()
LEVELS = {"xuat_sac", "tot", "trung_binh", "kem"}
FORM_02A = {
    "conduct", "conduct_grade", "duties", "duties_grade", "commitment", "shortcomings", "causes", "remedied",
    "remedied_grade", "prompted", "collective_part", "direction", "own_grade_state", "own_grade_party",
}  # fmt: skip
FORM_02B = FORM_02A | {
    "leadership", "leadership_grade", "responsibility", "responsibility_grade", "example", "example_grade",
}  # fmt: skip
FORM_01 = {
    "politics", "ethics", "style", "discipline", "results", "service", "strengths_weaknesses", "own_grade_state",
}  # fmt: skip
FORM_01_LEADER = FORM_01 | {"unit_results", "management", "unity"}
# The assumed reference tables of forms.md §12: B for leaders, C for staff.
TABLE_B = [("J", 5), ("J", 5), ("J", 5), ("J", 7), ("H", 4), ("M", 4), ("M", 10), ("M", 15), ("M", 10), ("M", 15),
           ("H", 5), ("H", 10), ("J", 5)]  # fmt: skip
TABLE_C = [("J", 5)] * 5 + [("M", 5), ("M", 25), ("M", 25), ("M", 15), ("J", 5)]
BANDS = {
    Grade.EXCELLENT: (90, 100),
    Grade.GOOD: (70, 90),
    Grade.SATISFACTORY: (50, 70),
    Grade.UNSATISFACTORY: (0, 50),
}


def form_of(person: DemoPerson) -> str:
    if person.is_party_member:
        return "form-02b/2023" if person.role.leads else "form-02a/2023"
    return "form-nd90-03/2023" if person.kind is StaffKind.PUBLIC_EMPLOYEE else "form-01/2023"


def only(condition) -> DemoPerson:
    (person,) = filter(condition, PEOPLE)
    return person


def total(person: DemoPerson) -> Decimal:
    table = TABLE_B if person.role.leads else TABLE_C
    lines = [(f"line-{place}", Decimal(most), kind) for place, (kind, most) in enumerate(table, start=1)]
    scores = self_scores(person, lines)
    points = Decimal(0)
    for key, most, kind in lines:
        score = scores[key]
        if kind == "M":
            points += most * score.done / score.assigned if score.assigned else most
            continue
        points += score.points
        assert score.points % Decimal("0.25") == 0
        assert bool(score.reason) == (score.points < most)
    return points


def test_office_has_the_people_of_the_table():
    assert Counter(person.unit_code for person in PEOPLE) == {
        "LDVP": 4, "HCQT": 18, "TH": 8, "NC": 6, "KT": 8, "KGVX": 7, "CNXD": 6, "KSTTHC": 5, "BTCD": 2, "TTCBTH": 14,
    }  # fmt: skip
    assert [person.code for person in PEOPLE] == [f"VP{number:03}" for number in range(1, 79)]
    assert len({person.full_name for person in PEOPLE}) == 78
    assert sum(person.is_party_member for person in PEOPLE) == 65
    assert all(1965 <= person.birth_date.year <= 1998 for person in PEOPLE)
    assert demo_agency()["invented"] is True


def test_same_seed_gives_the_same_people_and_another_seed_others():
    assert demo_people(2023) == PEOPLE
    assert [one.full_name for one in demo_people(7)] != [one.full_name for one in PEOPLE]
    assert demo_units() == UNITS


def test_every_edge_case_is_there():
    mother = only(lambda one: one.absence and one.absence.kind == "maternity")
    patient = only(lambda one: one.absence and one.absence.kind == "sick")
    recruit = only(lambda one: one.is_new)
    moved = only(lambda one: one.transferred_from)
    punished = only(lambda one: one.discipline)
    assert mother.gender == "f"
    assert (patient.absence.last - patient.absence.first).days > 115
    assert (recruit.since.year, recruit.since.month, proposed_grade(recruit)) == (2023, 8, None)
    assert (moved.since.month, (moved.transferred_from.last - moved.transferred_from.first).days > 183) == (
        8,
        True,
    )
    assert (punished.self_grade, proposed_grade(punished)) == (Grade.UNSATISFACTORY, Grade.UNSATISFACTORY)
    assert proposed_grade(patient) is Grade.SATISFACTORY
    assert [one.duty for one in PEOPLE if one.duty] == [
        "coordinator",
        "youth_secretary",
        "union_chair",
        "in_charge",
    ]
    assert [one.extra_posts[0].title for one in PEOPLE if one.extra_posts] == ["Kế toán trưởng"]
    assert any(one.kind is StaffKind.PUBLIC_EMPLOYEE and not one.is_party_member for one in PEOPLE)


def test_one_unit_has_no_head_and_its_deputy_is_in_charge():
    headless = {unit.code for unit in UNITS} - {one.unit_code for one in PEOPLE if one.role is PostRole.HEAD}
    assert headless == {"LDVP", "CNXD"}
    assert only(lambda one: one.duty == "in_charge").unit_code == "CNXD"
    assert {unit.supervised_by for unit in UNITS} <= {one.key for one in PEOPLE if one.key}


@pytest.mark.parametrize("seed", [2023, 7, 99])
def test_proposals_stay_under_a_fifth_of_the_good_in_each_group(seed):
    groups = defaultdict(Counter)
    for person in demo_people(seed):
        groups[person.role, person.kind][proposed_grade(person)] += 1
    assert all(group[Grade.EXCELLENT] * 5 <= group[Grade.GOOD] for group in groups.values())
    assert sum(group[Grade.EXCELLENT] for group in groups.values()) == 8


def test_self_grades_ask_for_more_than_the_cap_gives():
    grades = Counter(person.self_grade for person in PEOPLE)
    assert grades == {Grade.EXCELLENT: 13, Grade.GOOD: 58, Grade.SATISFACTORY: 6, Grade.UNSATISFACTORY: 1}


@pytest.mark.parametrize(
    ("form", "leads", "fields"),
    [
        ("form-02a/2023", False, FORM_02A),
        ("form-02b/2023", True, FORM_02B),
        ("form-01/2023", False, FORM_01),
        ("form-01/2023", True, FORM_01_LEADER),
        ("form-nd90-03/2023", False, FORM_01),
        ("form-nd90-03/2023", True, FORM_01_LEADER),
    ],
)
def test_every_form_is_answered_in_full(form, leads, fields):
    for person in PEOPLE:
        if person.role.leads is leads:
            assert self_review_answers(person, form, 2023).keys() == fields


@pytest.mark.parametrize("seed", [2023, 7])
def test_answers_are_of_fitting_length_clean_and_graded(seed):
    for person in demo_people(seed):
        for field, text in self_review_answers(person, form_of(person), 2023).items():
            if field.startswith("own_grade_"):
                assert text == person.self_grade
            elif field.endswith("_grade"):
                assert text in LEVELS
            else:
                assert 80 <= len(text) <= 1200, (person.code, field, len(text), text)
                assert_clean(text)


@pytest.mark.parametrize("seed", [2023, 7])
def test_no_two_people_of_a_unit_write_the_same(seed):
    for unit_code, group in by_unit(demo_people(seed)).items():
        seen = Counter()
        for person in group:
            seen.update(set(long_texts(self_review_answers(person, form_of(person), 2023))))
        assert [text for text, times in seen.items() if times > 1] == [], unit_code


def test_answers_are_the_same_each_time_and_follow_the_year():
    person = PEOPLE[25]
    assert self_review_answers(person, "form-02a/2023") == self_review_answers(person, "form-02a/2023")
    assert "2023" not in "".join(self_review_answers(person, "form-02a/2023", 2030).values())


def test_case_is_told_in_the_duties():
    told = {"mother": "thai sản", "patient": "nghỉ ốm", "new": "chưa đủ 06 tháng", "moved": "cơ quan cũ"}
    mother, patient = (
        only(lambda one, k=kind: one.absence and one.absence.kind == k) for kind in ("maternity", "sick")
    )
    people = {
        "mother": mother, "patient": patient,
        "new": only(lambda one: one.is_new), "moved": only(lambda one: one.transferred_from),
    }  # fmt: skip
    for name, person in people.items():
        answers = self_review_answers(person, form_of(person))
        assert told[name] in answers.get("duties", "") + answers.get("results", "")
    assert last_year_shortcomings(people["new"]) == []


@pytest.mark.parametrize("seed", [2023, 7, 99])
def test_score_lies_in_the_band_of_the_self_grade(seed):
    for person in demo_people(seed):
        low, high = BANDS[person.self_grade]
        assert low <= total(person) <= high, (person.code, person.self_grade, total(person))


def test_unsatisfactory_colleague_halves_line_11_of_the_unit_leaders():
    deputy = only(lambda one: one.duty == "in_charge")
    lines = [(str(place), Decimal(most), kind) for place, (kind, most) in enumerate(TABLE_B, start=1)]
    assert self_scores(deputy, lines)["11"].points == Decimal("2.5")
    assert self_scores(replace(deputy, colleague_failed=False), lines)["11"].points == Decimal(5)


def test_unit_reports_are_complete_and_no_two_alike():
    seen = Counter()
    for unit in UNITS:
        answers = unit_report_answers(unit, 2023)
        assert list(answers) == [
            "results", "remedied_last_year", "democracy", "building", "leadership_duty", "responsibility",
            "shortcomings", "causes", "direction",
        ]  # fmt: skip
        for section, text in answers.items():
            assert 300 <= len(text) <= 900, (unit.code, section, len(text))
            assert_clean(text)
        seen.update(answers.values())
        assert len(last_year_shortcomings(unit)) == 3
        assert len(review_prompts(unit)) == 3
        assert len(unit_report_points(unit)) == 5
    assert max(seen.values()) == 1


def test_report_does_not_repeat_as_new_what_it_calls_mended():
    for unit in UNITS:
        shortcomings = unit_report_answers(unit)["shortcomings"]
        assert not [text for text, _, _ in last_year_shortcomings(unit) if text in shortcomings]


def test_meeting_says_something_of_everyone_by_colleagues():
    for group in by_unit(PEOPLE).values():
        codes = {one.code for one in group}
        for person in group:
            remarks = remarks_on(person, group)
            assert min(2, len(group) - 1) <= len(remarks) <= 4
            assert {code for code, _ in remarks} <= codes - {person.code}
            for text in [*(text for _, text in remarks), *conclusion_on(person)]:
                assert_clean(text)
        unit = next(unit for unit in UNITS if unit.code == group[0].unit_code)
        assert {code for code, _ in remarks_on_report(unit, group)} <= codes


def test_reasons_commitments_and_file_names_are_fit_to_show():
    for person in PEOPLE:
        assert evidence_name(person).isascii()
        assert evidence_name(person).startswith(person.code)
        for text in [*absence_reasons(person), *return_reasons(person), last_year_commitment(person)]:
            assert_clean(text)
    mother = only(lambda one: one.absence and one.absence.kind == "maternity")
    assert absence_reasons(mother)[0] == mother.absence.reason


def by_unit(people: list[DemoPerson]) -> dict[str, list[DemoPerson]]:
    groups = defaultdict(list)
    for person in people:
        groups[person.unit_code].append(person)
    return groups


def long_texts(answers: dict[str, str]) -> list[str]:
    return [text for text in answers.values() if len(text) > 40]


def assert_clean(text: str) -> None:
    assert text == clean(text)
    assert unicodedata.is_normalized("NFC", text)
    assert not set("ÐðƉɖ{}[]|") & set(text), text
    assert "  " not in text
