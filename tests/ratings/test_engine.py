"""The engine over random facts: nothing guessed, nothing uncited, no order of input that matters."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.facts import FACTS, BadFacts, read_facts
from thuocdo.law.packs import load_book, regulations_root
from thuocdo.ratings.rules import Rater, Verdict
from thuocdo.ratings.rules.sentences import SENTENCES, said, title_of

EDITIONS = ("2023", "2024", "2025", "2026")
FREE = {"year", "decided_on", "disciplines", "period_scores", "subject", "axis"}
SUBJECTS = [("person", "state"), ("person", "party"), ("unit", "collective"), ("agency", "collective")]


@cache
def rater(edition):
    return Rater(load_book(regulations_root(), edition))


def _value(name):
    fact = FACTS[name]
    return {
        "word": lambda: st.sampled_from(fact.scale),
        "words": lambda: st.lists(st.sampled_from(fact.scale), max_size=2).map(tuple),
        "yes": st.booleans,
        "count": lambda: st.integers(0, 12),
        "number": lambda: st.integers(0, 24).map(lambda halves: Fraction(halves, 2)),
    }[fact.kind]()


disciplines = st.fixed_dictionaries(
    {"effective_on": st.dates(date(2022, 1, 1), date(2027, 1, 1))},
    optional={
        "duty_related": st.booleans(),
        "degradation": st.booleans(),
        "self_remedied": st.booleans(),
        "at_old_agency": st.booleans(),
        "used_for_year": st.integers(2022, 2026),
        "also_effective_on": st.dates(date(2022, 1, 1), date(2027, 1, 1)),
    },
)


@st.composite
def cases(draw):
    """An edition and facts, any of which may be missing."""
    edition = draw(st.sampled_from(EDITIONS))
    subject, axis = draw(st.sampled_from(SUBJECTS))
    facts = {"subject": subject, "axis": axis, "year": int(edition), "decided_on": rater(edition).book.on}
    known = draw(st.fixed_dictionaries({name: _value(name) for name in FACTS if name not in FREE}))
    for name in draw(st.sets(st.sampled_from(sorted(known)), max_size=3)):
        del known[name]
    known["score"] = draw(st.integers(0, 400).map(lambda quarters: Fraction(quarters, 4)))
    known["disciplines"] = tuple(draw(st.lists(disciplines, max_size=2)))
    return edition, facts | known


@settings(max_examples=120, deadline=None)
@given(cases())
def test_every_outcome_is_cited_and_told(case):
    edition, facts = case
    outcome = rater(edition).rate(facts)
    assert list(outcome.sources)
    assert all(said(finding) for finding in outcome.trace)
    assert (outcome.level is not None) == (outcome.verdict in (Verdict.RATED, Verdict.CAPPED))
    assert bool(outcome.needs) == (outcome.verdict is Verdict.CANNOT_SAY)
    assert all(title_of(name) for name in outcome.needs)


@settings(max_examples=120, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_no_order_of_input_changes_the_outcome(case, dice):
    edition, facts = case
    shuffled = list(facts.items())
    dice.shuffle(shuffled)
    again = dict(shuffled) | {"disciplines": tuple(reversed(facts["disciplines"]))}
    first, second = (rater(edition).rate(given) for given in (facts, again))
    assert (first.verdict, first.level, set(first.needs)) == (second.verdict, second.level, set(second.needs))


@settings(max_examples=120, deadline=None)
@given(cases())
def test_the_trace_does_not_change_the_outcome(case):
    edition, facts = case
    traced = rater(edition).rate(facts)
    plain = rater(edition).rate(facts, trace=False)
    assert replace(traced, trace=()) == replace(plain, trace=())


@settings(max_examples=250, deadline=None)
@given(cases(), st.data())
def test_knowing_less_never_gives_another_answer(case, data):
    edition, facts = case
    hidden = data.draw(st.sets(st.sampled_from(sorted(facts))))
    full = rater(edition).rate(facts)
    less = rater(edition).rate({name: value for name, value in facts.items() if name not in hidden})
    if less.verdict is not Verdict.CANNOT_SAY:
        assert (less.verdict, less.level) == (full.verdict, full.level)


CIVIL = {
    "subject": "person", "axis": "state", "staff_kind": "civil_servant", "leads": False, "year": 2023,
    "decided_on": date(2023, 11, 28), "worked_months": 12, "absent_months": 0, "disciplines": (),
    "degradation": False, "criteria_common": "well",
}  # fmt: skip
ORDER = [Grade.UNSATISFACTORY, None, Grade.SATISFACTORY, Grade.GOOD, Grade.EXCELLENT]


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 60), st.data())
def test_one_more_task_in_order_never_lowers_the_level(assigned, data):
    ok = data.draw(st.integers(0, assigned - 1))
    exceeded = data.draw(st.integers(0, assigned))

    def level(good):
        tasks = {"tasks_assigned": assigned, "tasks_done": assigned, "tasks_ok": good, "tasks_high": good}
        return rater("2023").rate({**CIVIL, **tasks, "tasks_exceeded": exceeded}).level

    assert ORDER.index(level(ok)) <= ORDER.index(level(ok + 1))


IN_2026 = {
    **CIVIL,
    "year": 2026,
    "decided_on": date(2026, 12, 1),
    "forbidden_acts": False,
    "corruption_in_unit": False,
    "head": False,
}


@settings(max_examples=80, deadline=None)
@given(st.fractions(0, 100), st.fractions(0, 100))
def test_more_points_never_lower_the_level(one, other):
    low, high = (rater("2026").rate({**IN_2026, "score": score}).level for score in sorted((one, other)))
    assert low.rank >= high.rank


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 400).map(lambda q: Fraction(q, 4)), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_mean_of_the_year_is_exact_in_any_order(scores, dice):
    shuffled = list(scores)
    dice.shuffle(shuffled)
    by_mean = rater("2026").rate({**IN_2026, "period_scores": tuple(shuffled)})
    by_score = rater("2026").rate({**IN_2026, "score": sum(scores, Fraction(0)) / len(scores)})
    assert by_mean.level == by_score.level


def test_every_finding_of_the_rules_has_its_sentence():
    folder = Path(Rater.__module__.replace(".", "/")).parent
    sources = Path(__file__).parents[2].joinpath("src", folder).glob("*.py")
    codes = {
        code for path in sources for code in re.findall(r'Finding\("(rating\.\w+)"', path.read_text("utf-8"))
    }
    elsewhere = {"rating.too_short", "rating.leave_ceiling", "rating.disciplined"}
    assert codes - SENTENCES.keys() == set()
    assert elsewhere <= SENTENCES.keys()


def test_a_finding_is_told_with_its_facts():
    facts = {"level": Grade.EXCELLENT, "used": {"tasks_exceeded": 4, "tasks_assigned": 10}}
    assert said(Finding("rating.condition_failed", None, facts)) == (
        "Chưa đạt điều kiện của mức “Hoàn thành xuất sắc nhiệm vụ”: "
        "Số nhiệm vụ hoàn thành vượt mức 4; Số nhiệm vụ được giao 10."
    )


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"tasks_dome": 1}, 'không có dữ kiện "tasks_dome", có phải "tasks_done"?'),
        ({"tasks_done": -1}, "tasks_done: -1 không phải số đếm (0, 1, 2 …)"),
        ({"tasks_done": True}, 'tasks_done: số viết trong dấu nháy, ví dụ "89.5", không phải True'),
        ({"score": "101"}, "điểm 101 lớn hơn 100"),
        ({"leads": "maybe"}, "leads: 'maybe' phải là có hoặc không"),
        (
            {"decided_on": "28/11/2023"},
            "decided_on: '28/11/2023' phải là ngày dạng năm-tháng-ngày, ví dụ 2023-11-28",
        ),
        ({"units_good": 3, "units_done": 2}, "units_good (3) lớn hơn units_done (2)"),
        ({"disciplines": [{}]}, "disciplines: thiếu effective_on (ngày quyết định có hiệu lực)"),
        ({"disciplines": "none"}, "disciplines: 'none' phải là một danh sách"),
    ],
)
def test_facts_that_cannot_be_used_say_why(facts, problem):
    with pytest.raises(BadFacts) as caught:
        read_facts(facts)
    assert caught.value.problems == [problem]
