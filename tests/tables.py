"""Empty tables on SQLite as the migrations leave them: made once for each state of the migrations, then copied.

Making them takes a process some seconds; every worker, race and story would pay for it again.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from scripts.environment import ROOT, alone

KEPT = ROOT / ".pytest_cache" / "tables"


def lay_tables(folder: Path) -> None:
    """The database of the program in a folder of its own, without an office."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tables(), folder / "thuocdo.sqlite3")


def tables() -> Path:
    """The file to copy from."""
    made = KEPT / f"{_state()}.sqlite3"
    with alone():
        if not made.exists():
            shutil.rmtree(KEPT, ignore_errors=True)
            KEPT.mkdir(parents=True)
            _migrate(made)
    return made


def _state() -> str:
    digest = hashlib.sha256(django.get_version().encode())
    for path in sorted((ROOT / "src/thuocdo").glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _migrate(made: Path) -> None:
    """By the program as people run it; whole or not at all."""
    ours = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    with TemporaryDirectory(prefix="thuocdo-tables-") as var:
        surroundings = ours | {"DJANGO_SETTINGS_MODULE": "thuocdo.site.settings", "THUOCDO_VAR": var}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(command, env=surroundings, check=True)
        with closing(sqlite3.connect(Path(var) / "thuocdo.sqlite3")) as database:
            database.execute("VACUUM INTO ?", [str(made.with_suffix(".part"))])
    made.with_suffix(".part").replace(made)
