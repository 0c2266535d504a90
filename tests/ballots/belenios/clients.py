"""Other clients than ours in Python: the bundle in node and in Chromium."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thuocdo.ballots.belenios.election import Election

from .in_chromium import BUNDLE

HERE = Path(__file__).parent


def asked(election: Election, choices: Any, fingerprint: str = "") -> dict[str, Any]:
    words = election.data.decode()
    return {"election": words, "choices": choices, "fingerprint": fingerprint or election.fingerprint}


@contextmanager
def bundle_with(script: str) -> Iterator[str]:
    """Where the bundle lies as modules for node, with a script of ours beside it."""
    with tempfile.TemporaryDirectory() as folder:
        for source in [*BUNDLE.glob("*.js"), HERE / script]:
            shutil.copy(source, folder)
        Path(folder, "package.json").write_text('{"type": "module"}')
        yield f"{folder}/{script}"


def in_node(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    with bundle_with("in_node.js") as script:
        return _told(["node", script], questions)


def in_chromium(
    chromium: str, questions: list[dict[str, Any]], worker: str = "worker.js"
) -> list[dict[str, Any]]:
    program = [sys.executable, "-m", "tests.ballots.belenios.in_chromium"]
    return _told(program, {"chromium": chromium, "worker": worker, "asked": questions})


class Refused(Exception):
    """The tellers' worker said why not."""


class TellerWorker:
    """The tellers' worker in node, asked as a page asks it."""

    def __init__(self, node: subprocess.Popen[str]):
        self._node = node

    def __call__(self, does: str, **told: Any) -> Any:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"does": does, **told}) + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        if "refused" in answer:
            raise Refused(answer["refused"])
        return answer["done"]


@contextmanager
def teller_worker() -> Iterator[TellerWorker]:
    with (
        bundle_with("teller_in_node.js") as script,
        subprocess.Popen(["node", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node,
    ):
        yield TellerWorker(node)


def _told(program: list[str], given: Any) -> Any:
    done = subprocess.run(
        program, input=json.dumps(given), capture_output=True, text=True, check=False, cwd=HERE.parents[2]
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
