"""The worked examples that officials can read: one test per file, every case in it."""

import pytest

from thuocdo.law.packs import regulations_root
from thuocdo.site.law_cases import BadCaseFile, read_cases, run_file

FILES = sorted((regulations_root() / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case_file(path):
    failed = {result.case.name: result.differences for result in run_file(path) if not result.passed}
    assert failed == {}


def test_there_are_enough_cases():
    assert sum(len(read_cases(path)) for path in FILES) >= 120


BROKEN = {
    "not yaml": ("cases: [", "không đọc được"),
    "no edition": ("cases: []", "phải có edition"),
    "strange key": ("edition: '2023'\ncases: []\ntitel: x", "mục lạ: titel"),
    "no expectation": ("edition: '2023'\ncases: [{name: a, cap: {}}]", "phải có name và expect"),
    "two questions": (
        "edition: '2023'\ncases: [{name: a, cap: {}, order: {}, expect: {holds: true}}]",
        "phải có đúng một trong",
    ),
    "expects nothing": ("edition: '2023'\ncases: [{name: a, cap: {}, expect: {}}]", "expect rỗng"),
    "expects what is not told": (
        "edition: '2023'\ncases: [{name: a, cap: {}, expect: {ok: 1}}]",
        "mục lạ: ok",
    ),
    "misspelt fact": (
        "edition: '2023'\ncases: [{name: a, facts: {task_done: 1}, expect: {verdict: rated}}]",
        'có phải "tasks_done"?',
    ),
    "float": (
        "edition: '2023'\ncases: [{name: a, facts: {score: 89.5}, expect: {verdict: rated}}]",
        "số viết trong dấu nháy",
    ),
    "more done than assigned": (
        "edition: '2023'\ncases: [{name: a, facts: {tasks_done: 2, tasks_assigned: 1}, expect: {verdict: rated}}]",
        "tasks_done (2) lớn hơn tasks_assigned (1)",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_case_file_that_cannot_be_run_says_why(case, tmp_path):
    text, says = BROKEN[case]
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCaseFile) as caught:
        list(run_file(path))
    assert says in str(caught.value)


def test_a_wrong_expectation_is_told(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(
        "edition: '2023'\ncases: [{name: a, cap: {excellent: 1, good: 5}, expect: {holds: false}}]"
    )
    (result,) = run_file(path)
    assert result.differences == (("holds", False, True),)
