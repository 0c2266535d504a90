"""What `./check` runs."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.environment import ROOT, program

Command = list[str | Path]


def commands(room: str | None = None) -> Iterator[tuple[str, Command]]:
    """Name and command of every check; with a room, the slow ones look at that room only."""
    source: list[str | Path] = [f"src/thuocdo/{room}"] if room else []
    places = [place for place in (*source, f"tests/{room}") if (ROOT / place).exists()] if room else ["."]
    yield "format", [program("ruff"), "format", "--check", "--quiet", "--output-format=concise", *places]
    yield "lint", [program("ruff"), "check", "--quiet", "--output-format=concise", *places]
    yield "types", [program("mypy"), "--no-error-summary", *source]
    yield "rooms", [program("lint-imports")]
    yield "law", [program("thuocdo"), "law", "check"]
    yield "migrations", [program("django-admin"), "makemigrations", "--check", "--dry-run"]


def main(args: list[str]) -> int:
    """Run them all, show what fails in full; 1 where one did."""
    if len(args) > 1 or (args and not (ROOT / "src/thuocdo" / args[0]).is_dir()):
        print("usage: ./check [ROOM]")
        return 2
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    failed = [name for name, command in commands(*args) if not _passes(name, command, settings)]
    print("check:", f"failed: {', '.join(failed)}" if failed else "all good")
    return 1 if failed else 0


def _passes(name: str, command: Command, settings: dict[str, str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    print(
        f"{name:<11}{'ok' if done.returncode == 0 else 'FAILED':<7}{time.monotonic() - begun:5.1f} s",
        flush=True,
    )
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0
