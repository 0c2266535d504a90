"""How long the front door takes: `./run` from nothing to the first page, and the whole stretch without serving.

Run: `.venv/bin/python benchmarks/run.py`. A fresh clone of the last commit in a temporary folder; packages come from
the cache of uv and pip where an earlier set-up left them. Figures go to benchmarks/results/run.json.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "run.json"
TARGETS = {"./run, from nothing to the first page": 60, "./run --headless, after the set-up": 20}
PATIENCE = 300


def _first_page(clone: Path, surroundings: dict[str, str]) -> float:
    """Seconds from `./run` in a fresh clone until the login page is there."""
    begun = time.monotonic()
    with (clone / "said").open("w+") as said:
        server = subprocess.Popen(
            [sys.executable, "run", "--port", "0"],
            cwd=clone,
            env=surroundings,
            stdout=said,
            start_new_session=True,
        )
        try:
            while time.monotonic() - begun < PATIENCE and server.poll() is None:
                if (address := re.search(r"http://127[^\s]+", (clone / "said").read_text())) and _answers(
                    address[0]
                ):
                    return time.monotonic() - begun
                time.sleep(0.1)
        finally:
            server.terminate()
            server.wait(20)
    sys.exit("no page came: " + (clone / "said").read_text())


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (URLError, ConnectionError):
        return False


def _headless(clone: Path, surroundings: dict[str, str]) -> float:
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "run", "--headless", "--out", clone / "out"], cwd=clone, env=surroundings, check=True
    )
    return time.monotonic() - begun


def main() -> int:
    ours = ("THUOCDO_", "PYTHON", "DJANGO_", "VIRTUAL_ENV", "DATABASE_URL")
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    place = Path(tempfile.mkdtemp(prefix="thuocdo-run-"))
    try:
        clone = place / "thuocdo"
        subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
        figures = dict(
            zip(TARGETS, (_first_page(clone, surroundings), _headless(clone, surroundings)), strict=True)
        )
    finally:
        shutil.rmtree(place)
    for what, seconds in figures.items():
        print(f"{what:<42}{seconds:6.1f} s of {TARGETS[what]} s, ratio {seconds / TARGETS[what]:.2f}")
    rounded = {what: round(seconds, 1) for what, seconds in figures.items()}
    RESULTS.write_text(
        json.dumps({"targets, s": TARGETS, "figures, s": rounded, "cores": os.cpu_count()}, indent=1) + "\n"
    )
    return 1 if any(figures[what] > TARGETS[what] for what in TARGETS) else 0


if __name__ == "__main__":
    sys.exit(main())
