"""Every act is on record with its actor (docs/adr/0007); only `ui/clock.py` asks what time it is."""

import ast
import re
from pathlib import Path

from .tree import ROOT, modules, plant

UNRECORDED = {
    "cast_ballot",  # a line per vote would tell who voted when
    "cast_simple",  # likewise
    "record",  # is the record
    "save_draft",  # keeps what is being typed; what is handed in is on record, with its text
    "save_section",  # likewise: giving it out is on record
    "write_prompts",  # likewise: sending them is on record
}
CLOCKS = {"now", "utcnow", "today", "localtime", "localdate", "time_ns"}


def unrecorded(root: Path) -> list[str]:
    """Public verbs that neither write to the record nor hand the actor to a verb that does."""
    return [
        f"{name}: {verb.name}"
        for name, tree in modules(root)
        if re.search(r"/actions(\.py|/)", name)
        for verb in tree.body
        if isinstance(verb, ast.FunctionDef)
        and _takes_actor(verb)
        and not verb.name.startswith("_")
        and verb.name not in UNRECORDED
        and not any(_hands_on(node) for node in ast.walk(verb))
    ]


def clock_readers(root: Path) -> list[str]:
    """Places that ask for the time by themselves."""
    return [
        f"{name}:{node.lineno}"
        for name, tree in modules(root)
        if name != "src/thuocdo/ui/clock.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
        in {"datetime", "date", "timezone", "time"}
    ]


def _takes_actor(verb: ast.FunctionDef) -> bool:
    """An act names its actor: `*, by`. A question about an actor may take it in place."""
    return "by" in {arg.arg for arg in verb.args.kwonlyargs}


def _hands_on(node: ast.AST) -> bool:
    """A call with `by=by`: `record(…, by=by)` or another verb."""
    return isinstance(node, ast.Call) and any(
        word.arg == "by" and isinstance(word.value, ast.Name) and word.value.id == "by"
        for word in node.keywords
    )


def test_every_verb_is_on_record():
    assert unrecorded(ROOT) == []


def test_a_verb_off_the_record_is_noticed(tmp_path):
    plant(
        tmp_path,
        "src/thuocdo/meetings/actions.py",
        'def open_meeting(m, *, by):\n    record("meeting.opened", by=by, on=m)\n\n'
        "def close_meeting(m, *, by):\n    m.save()\n\n"
        "def pass_on(m, *, by):\n    close_meeting(m, by=by)\n",
    )
    assert unrecorded(tmp_path) == ["src/thuocdo/meetings/actions.py: close_meeting"]


def test_nobody_else_reads_the_clock():
    assert clock_readers(ROOT) == []


def test_a_reader_of_the_clock_is_noticed(tmp_path):
    plant(
        tmp_path, "src/thuocdo/meetings/queries.py", "a = date.today()\nb = timezone.now()\nc = clock.now()\n"
    )
    assert clock_readers(tmp_path) == [
        "src/thuocdo/meetings/queries.py:1",
        "src/thuocdo/meetings/queries.py:2",
    ]
