"""Several people doing the same thing at one moment, in threads with connections of their own."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from thuocdo.kernel.findings import Refused

from .house.tree import ROOT
from .tables import lay_tables

Found = TypeVar("Found")


def all_at_once(
    keys: Sequence[int], find: Callable[[int], Found], act: Callable[[Found], Any]
) -> tuple[list[str], list[str]]:
    """Each thread finds its own by the key, waits for all the others, then acts: the refusals, the errors."""
    from django.db import connection  # Django is set up by whoever calls

    start = threading.Barrier(len(keys))
    refused: list[str] = []
    errors: list[str] = []

    def one(key: int) -> None:
        try:
            found = find(key)
            start.wait()
            act(found)
        except Refused as refusal:
            refused.append(str(refusal))
        except Exception as error:  # noqa: BLE001  told to whoever reads the outcome
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused, errors


def run_on_a_file(module: str, folder: Path) -> Any:
    """The race of a module on an SQLite file, as an office has it: the tests' own database is not shared by threads."""
    lay_tables(folder)
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    surroundings |= {"THUOCDO_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def tell(race: Callable[[], Any]) -> None:
    """For `run_on_a_file`: the outcome on one line."""
    import django

    django.setup()
    print(json.dumps(race()))  # noqa: T201  the outcome
