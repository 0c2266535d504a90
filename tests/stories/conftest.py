"""A browser, and the program served as people run it, with a database of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from scripts.environment import ROOT
from tests.tables import lay_tables
from thuocdo.site.server import free_port

from .visitors import Browsers

TODAY = "2023-11-22"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
PATIENCE = 90  # seconds for the server to answer


@pytest.fixture(scope="module")  # playwright's loop would keep later tests of this process from the database
def chrome(chromium):
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=FLAGS)


@pytest.fixture
def served(tmp_path) -> Iterator[Callable[[str], str]]:
    """`served("empty")`: the address of that office, in a server of its own."""
    running: list[subprocess.Popen] = []

    def serve(office: str) -> str:
        var = tmp_path / office
        surroundings = _surroundings(var)
        lay_tables(var)
        subprocess.run(
            [sys.executable, "-m", "tests.stories.offices", office], cwd=ROOT, env=surroundings, check=True
        )
        port = free_port(0)
        program = Path(sys.executable).with_name("thuocdo")
        running.append(subprocess.Popen([program, "serve", "--port", str(port)], cwd=var, env=surroundings))
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, running[-1])
        return address

    yield serve
    for server in running:
        server.terminate()
        server.wait(10)


def _surroundings(var: Path) -> dict[str, str]:
    ours = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("THUOCDO_") and key not in ours
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings",
        "THUOCDO_VAR": str(var),
        "THUOCDO_TODAY": TODAY,
    }


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), urlopen(f"{address}/suc-khoe/", timeout=10):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")


@pytest.fixture
def browsers(chrome) -> Iterator[Browsers]:
    """People at their machines; every page they open is watched, and the watch is read at the end."""
    gathered = Browsers(chrome)
    yield gathered
    gathered.close()
