"""A number of the law has a file under regulations/: no rules.py holds one other than 0 and 1 (docs/adr/0002, 0003)."""

import ast
import re
from pathlib import Path

from .tree import ROOT, modules, plant

WRITTEN_NUMBER = re.compile(r"\d+([./]\d+)?%?")  # Decimal("0.2"), Fraction("1/5")
PROGRAM = "a limit of the program against bad input, not of the law"
CALENDAR = "the months of a year and the last day of December"
TYPING = "how lists are typed, not what the law says of them"
ALLOWED = {
    ("cycle/rules.py", 2_000): PROGRAM,
    ("papers/rules.py", 2): "what follows the mark in a partitioned text",
    ("assemblies/rules.py", 5_000): PROGRAM,
    ("office/rules/reading.py", 100): PROGRAM,
    ("office/rules/staff_words.py", 3): TYPING,
    ("office/rules/staff_words.py", 12): TYPING,
    ("office/rules/staff_words.py", 15): TYPING,
    ("office/rules/staff_words.py", 20): PROGRAM,
    ("office/rules/staff_words.py", 91): TYPING,
    ("office/rules/staff_words.py", 120): PROGRAM,
    ("office/rules/staff_words.py", 160): PROGRAM,
    ("office/rules/staff_words.py", 4096): PROGRAM,
    ("ratings/rules/cap.py", 100): "a share said in percent",
    ("ratings/rules/period.py", "100"): "the scale of every score, as the vocabulary of facts has it",
    ("ratings/rules/months.py", 12): CALENDAR,
    ("ratings/rules/months.py", 31): CALENDAR,
    ("reviews/rules.py", 2): "the base of a mebibyte",
    ("reviews/rules.py", 10): PROGRAM,
    ("reviews/rules.py", 20): PROGRAM,
    ("reviews/rules.py", 20_000): PROGRAM,
}


def numbers(root: Path) -> set[tuple[str, object]]:
    """Every number in a pure rule, with its file."""
    found = set()
    for name, tree in modules(root):
        if not re.search(r"/rules(\.py|/)", name):
            continue
        formats = [node.format_spec for node in ast.walk(tree) if isinstance(node, ast.FormattedValue)]
        passed = {id(node) for spec in formats if spec for node in ast.walk(spec)}  # f"{day:02}"
        for node in ast.walk(tree):
            if id(node) in passed:
                continue
            value = node.value if isinstance(node, ast.Constant) else None
            if (isinstance(value, int | float) and value not in (0, 1)) or (
                isinstance(value, str) and WRITTEN_NUMBER.fullmatch(value) and value not in ("0", "1")
            ):
                found.add((name.removeprefix("src/thuocdo/"), value))
    return found


def test_rules_hold_no_number_of_the_law():
    assert numbers(ROOT) - set(ALLOWED) == set()


def test_every_exception_is_still_needed():
    assert set(ALLOWED) - numbers(ROOT) == set()


def test_a_number_is_noticed(tmp_path):
    plant(
        tmp_path,
        "src/thuocdo/ratings/rules.py",
        'CAP = Fraction("1/5")\nHALF = 0.5\nok = [True, 0, 1, "x1", f"{x:02}"]\n',
    )
    plant(tmp_path, "src/thuocdo/ratings/rules/cap.py", "def room(n):\n    return n * 20 // 100\n")
    assert numbers(tmp_path) == {
        ("ratings/rules.py", "1/5"),
        ("ratings/rules.py", 0.5),
        ("ratings/rules/cap.py", 20),
        ("ratings/rules/cap.py", 100),
    }
