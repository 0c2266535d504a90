"""A PostgreSQL of our own for the length of a test run: in a temporary folder, behind a socket, no port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from scripts.packages import package

# The cluster is thrown away: nothing of it need survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
}


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; yields its DATABASE_URL. Stopped and removed at the end, whatever happens."""
    found = package("postgres").path()
    if found is None:
        raise FileNotFoundError("initdb")
    programs = Path(found).resolve().parent
    place = Path(tempfile.mkdtemp(prefix="thuocdo-pg-"))
    # PostgreSQL refuses to run as root: then it runs as the user that its package made.
    owner = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    if owner:
        shutil.chown(place, owner, owner)

    def call(name: str, *args: str) -> None:
        with (place / "log").open("a") as log:
            subprocess.run(
                [programs / name, "-D", place / "data", *args],
                cwd=place,
                user=owner,
                group=owner,
                extra_groups=[] if owner else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=True,
            )

    try:
        call("initdb", "--username=thuocdo", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = " ".join(f"-c {key}='{value}'" for key, value in SETTINGS.items())
        call("pg_ctl", "-w", "-o", f"-k '{place}' {options}", "start")
        yield f"postgresql://thuocdo@{quote(str(place), safe='')}/postgres"
    except subprocess.CalledProcessError:
        print((place / "log").read_text(errors="replace"))
        raise
    finally:
        if (place / "data" / "postmaster.pid").exists():
            call("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)
