"""One word, one thing: every refusal has its sentence, every row and code of the field stands in the glossary."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from django.apps import apps

import thuocdo.ui.specimen  # noqa: F401 - the page of samples has sentences of its own
from thuocdo.kernel import dues, words
from thuocdo.ui.wording import known_codes

from .tree import ROOT, modules, plant

CODE = re.compile(r"[a-z_]+\.(?!xml$)[a-z_]+")


def codes(root: Path) -> Iterator[tuple[str, str]]:
    """File and code of every finding. A code that is put together from parts shows as "?"."""
    for name, tree in modules(root):
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        yield from ((name, f"{_text(call)}.not_now") for call in calls if _called(call) == "Lifecycle")
        firsts = [call.args[0] for call in calls if _called(call) == "Finding" and call.args]
        yield from ((name, first.value) for first in firsts if isinstance(first, ast.Constant))
        if any(isinstance(first, ast.JoinedStr) for first in firsts) and "/kernel/" not in name:
            yield name, "?"
        if any(not isinstance(first, ast.Constant) for first in firsts):
            yield from ((name, text) for text in _loose_codes(tree))


def _loose_codes(tree: ast.Module) -> Iterator[str]:
    """Where a finding takes its code from a name: every code-like text of the file but the verbs of the record."""
    verbs = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) == "record"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in verbs and CODE.fullmatch(str(node.value)):
            yield node.value


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _text(call: ast.Call) -> str:
    first = next(iter(call.args), None) or next(word.value for word in call.keywords if word.arg == "name")
    return first.value


def test_every_finding_has_its_sentence():
    assert sorted({(name, code) for name, code in codes(ROOT) if code not in known_codes()}) == []


def test_every_code_has_a_room_and_a_defect():
    assert [code for code in sorted(known_codes()) if not CODE.fullmatch(code)] == []


def test_a_finding_without_words_is_noticed(tmp_path):
    plant(
        tmp_path,
        "src/thuocdo/meetings/rules.py",
        'A = Finding("meeting.planted")\nLIFE = Lifecycle("planted", {})\nrecord("meeting.opened")\n'
        'B = "meeting.by_name"\nFinding(B)\nFinding(f"meeting.{x}")\n',
    )
    assert {code for _, code in codes(tmp_path)} == {
        "meeting.planted",
        "planted.not_now",
        "meeting.by_name",
        "?",
    }


def glossary() -> set[str]:
    """Every word in code style in the glossary."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    return {word for span in re.findall(r"`([^`]+)`", text) for word in re.findall(r"\w+", span)}


def test_the_glossary_has_every_row_that_is_kept():
    ours = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("thuocdo.") and model._meta.managed
    }
    assert ours
    assert ours - glossary() == set()


def test_the_glossary_has_every_code_of_the_field():
    enums = [thing for module in (words, dues) for thing in vars(module).values()]
    members = {
        member.name
        for enum in enums
        if isinstance(enum, type) and issubclass(enum, StrEnum) and enum not in (StrEnum, dues.DueState)
        for member in enum
    }
    assert members
    assert members - glossary() == set()
