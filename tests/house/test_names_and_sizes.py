"""No drawers; small files (ARCHITECTURE.md)."""

from pathlib import Path, PurePosixPath

from .tree import ROOT, files, plant

DRAWERS = {
    "base",
    "common",
    "commons",
    "handler",
    "handlers",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
}
DRAWERS |= {"service", "services", "shared", "stuff", "tool", "tools", "util", "utils"}
MAY = {"src/thuocdo/ui/templates/ui/base.html"}  # what every page extends
LIMIT = 400  # lines; past it, ask what the second half is called
LONG_FOR_A_REASON = {
    "src/thuocdo/ballots/verify_bel.py": "one file on purpose: an outsider reads and runs it alone",
    "src/thuocdo/office/migrations/0001_initial.py": "written by the machine",
}


def drawers(root: Path) -> list[str]:
    """Files and folders whose name says nothing."""
    return [
        name
        for name, _ in files(root)
        if name not in MAY and DRAWERS & {PurePosixPath(part).stem for part in PurePosixPath(name).parts}
    ]


def long_files(root: Path) -> list[str]:
    """Sources with more lines than a reader holds in mind."""
    return [
        f"{name}: {len(text.splitlines())} lines"
        for name, text in files(root, ".py", ".html", ".css", ".js")
        if len(text.splitlines()) > LIMIT and name not in LONG_FOR_A_REASON
    ]


def test_there_are_no_drawers():
    assert drawers(ROOT) == []


def test_a_drawer_is_noticed(tmp_path):
    plant(tmp_path, "src/thuocdo/reviews/utils.py", "")
    plant(tmp_path, "src/thuocdo/common/rules.py", "")
    assert drawers(tmp_path) == ["src/thuocdo/common/rules.py", "src/thuocdo/reviews/utils.py"]


def test_files_are_small():
    assert long_files(ROOT) == []


def test_a_long_file_is_noticed(tmp_path):
    plant(tmp_path, "src/thuocdo/reviews/queries.py", "x = 1\n" * LIMIT)
    plant(tmp_path, "src/thuocdo/reviews/actions.py", "x = 1\n" * (LIMIT + 1))
    assert long_files(tmp_path) == ["src/thuocdo/reviews/actions.py: 401 lines"]


def test_reasons_for_length_are_still_needed():
    lengths = {name: len(text.splitlines()) for name, text in files(ROOT)}
    assert [name for name in LONG_FOR_A_REASON if lengths.get(name, 0) <= LIMIT] == []
