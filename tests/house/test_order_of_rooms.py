"""Rooms stand in one order and only look down (docs/adr/0001); rules are pure (0002)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .tree import ROOT, plant


def lint(root: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_every_folder_of_code_is_a_package():
    """The contracts do not see into a folder without `__init__.py`."""
    folders = {path.parent for path in (ROOT / "src/thuocdo").rglob("*.py")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


@pytest.mark.parametrize(
    ("broken", "module", "line"),
    [
        ("Rooms stand in one order", "office/planted.py", "import thuocdo.meetings.models"),
        ("Rooms stand in one order", "annex/__init__.py", ""),
        ("Inside a room", "ratings/queries.py", "import thuocdo.ratings.actions"),
        ("The law does not know Django", "law/planted.py", "import django.db"),
        ("The law does not know Django", "reviews/rules.py", "from django.utils import timezone"),
        (
            "Pages ask queries and call actions",
            "meetings/web/planted.py",
            "import thuocdo.ballots.queries\nimport thuocdo.meetings.models",
        ),
        ("A room's web is its own front door", "meetings/web/planted.py", "import thuocdo.reviews.web.urls"),
        ("Nobody reaches into the ballot box", "meetings/planted.py", "import thuocdo.ballots.models"),
    ],
)
def test_a_broken_contract_is_noticed(tmp_path, broken, module, line):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.pyc", "static", "fonts"))
    target = tmp_path / "src/thuocdo" / module
    standing = target.read_text(encoding="utf-8") if target.exists() else ""
    plant(tmp_path, f"src/thuocdo/{module}", f"{standing}\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout
    assert any(row.startswith(broken) and row.endswith("BROKEN") for row in done.stdout.splitlines()), (
        done.stdout
    )
