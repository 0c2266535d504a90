"""docs/law-cases.md tells the whole vocabulary, and its example runs."""

import re
from pathlib import Path

import yaml

from thuocdo.law.facts import DISCIPLINE, FACTS
from thuocdo.site.law_cases import KINDS, read_cases, run_case

PAGE = (Path(__file__).parents[2] / "docs" / "law-cases.md").read_text(encoding="utf-8")


def test_every_fact_is_told_with_its_meaning_and_words():
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+? \| (.*) \|$", PAGE, re.MULTILINE)
    told = [
        (name, title, tuple(re.findall(r"`([^`]+)`", words)))
        for name, title, words in rows
        if name not in KINDS
    ]
    facts = [*FACTS.items(), *DISCIPLINE.items()]
    assert told == [(name, fact.title, fact.scale) for name, fact in facts]


def test_every_question_is_told_with_what_it_may_expect():
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert {name: set(re.findall(r"`(\w+)`", keys)) for name, keys in rows} == KINDS


def test_the_example_passes(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    assert yaml.safe_load(example)["cases"]
    assert all(run_case(case).passed for case in read_cases(path))
