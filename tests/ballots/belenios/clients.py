"""Other clients than ours in Python: the bundle in node and in Chromium."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from thuocdo.ballots.belenios.election import Election

from .in_chromium import BUNDLE

HERE = Path(__file__).parent


def asked(election: Election, choices: Any, fingerprint: str = "") -> dict[str, Any]:
    words = election.data.decode()
    return {"election": words, "choices": choices, "fingerprint": fingerprint or election.fingerprint}


def in_node(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        for source in [*BUNDLE.glob("*.js"), HERE / "in_node.js"]:
            shutil.copy(source, folder)
        Path(folder, "package.json").write_text('{"type": "module"}')
        return _told(["node", f"{folder}/in_node.js"], questions)


def in_chromium(chromium: str, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    program = [sys.executable, "-m", "tests.ballots.belenios.in_chromium"]
    return _told(program, {"chromium": chromium, "asked": questions})


def _told(program: list[str], given: Any) -> Any:
    done = subprocess.run(
        program, input=json.dumps(given), capture_output=True, text=True, check=False, cwd=HERE.parents[2]
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
