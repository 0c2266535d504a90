"""The front door: `run`, `test` and `check` on machines that are not as ours is."""

import re
import shutil
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from scripts import checks, environment, packages, postgres, proof
from scripts.environment import ROOT

DOORS = ("run", "test", "check")


def call(*command, cwd=ROOT, **surroundings) -> subprocess.CompletedProcess:
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        **surroundings,
    )


def pretending(line: str, door: str) -> str:
    """Python that runs a door on a machine changed by one line."""
    return (
        f"import runpy, sys; sys.path.insert(0, '.'); sys.argv = [{door!r}]; {line}; runpy.run_path({door!r})"
    )


@pytest.mark.parametrize("door", DOORS)
def test_a_python_too_old_gets_one_sentence(door):
    done = call(sys.executable, "-c", pretending("sys.version_info = (3, 9, 18)", door))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "Thước Đo cần Python 3.11 trở lên, đây là Python 3.9.18. "
        f"Thước Đo needs Python 3.11 or newer; this is 3.9.18. Try: python3.11 {door}\n"
    )


@pytest.mark.parametrize("path", [*DOORS, "scripts/__init__.py"])
def test_the_doors_parse_on_any_python(path):
    """Before the sentence can be said: no annotation, f-string, walrus or match, and plain ASCII unless declared."""
    text = (ROOT / path).read_text(encoding="utf-8")
    assert text.isascii() or "coding: utf-8" in text.splitlines()[0]
    assert re.findall(r"""\bf["']|:=|->|\bmatch\b .*:$""", text, re.MULTILINE) == []


@pytest.fixture
def checkout(tmp_path):
    """The doors and the locks in a folder of their own, with an environment that only has the stamp of a good one."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for name in (*DOORS, "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    venv = tmp_path / environment.program("python").parent.relative_to(ROOT)
    venv.mkdir(parents=True)
    (venv / environment.program("python").name).symlink_to(sys.executable)
    return tmp_path


def stamp(checkout, lock="requirements.lock"):
    code = f"from scripts import environment as e; e.STAMP.write_text(e.mark(e.ROOT / {lock!r}))"
    assert call(sys.executable, "-c", code, cwd=checkout).returncode == 0


def stands(checkout, *, dev=False) -> bool:
    code = f"from scripts import environment as e; print(e._stands({dev}))"
    return call(sys.executable, "-c", code, cwd=checkout).stdout == "True\n"


def test_a_set_up_that_stands_is_left_alone_and_the_next_command_named(checkout):
    stamp(checkout)
    begun = time.monotonic()
    done = call(sys.executable, "run", "--setup-only", cwd=checkout)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Ready. Next: {checkout / '.venv/bin/thuocdo'} demo\n"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_is_set_up_anew(checkout, changed):
    stamp(checkout)
    assert stands(checkout)
    with (checkout / changed).open("a") as file:
        file.write("# changed\n")
    assert not stands(checkout)


def test_an_interrupted_set_up_is_taken_up_again(checkout):
    assert not stands(checkout)


def test_a_moved_checkout_is_set_up_anew(checkout):
    stamp(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    assert not stands(moved)


def test_tools_for_developers_satisfy_run_and_stay(checkout):
    (checkout / ".venv/bin/pytest").touch()
    stamp(checkout, "requirements-dev.lock")
    assert stands(checkout)
    assert stands(checkout, dev=True)


def test_an_environment_without_tools_does_not_satisfy_test(checkout):
    stamp(checkout)
    assert not stands(checkout, dev=True)


def test_a_python_without_venv_gets_one_sentence(checkout):
    hidden = (
        "import importlib.util as u; find = u.find_spec; "
        "u.find_spec = lambda name, *a: None if name == 'ensurepip' else find(name, *a)"
    )
    done = call(sys.executable, "-c", pretending(hidden, "run"), cwd=checkout)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == environment.NO_VENV


def test_one_set_up_at_a_time():
    order = []

    def second():
        with environment.alone():
            order.append("second")

    with environment.alone():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


@pytest.mark.parametrize("door", DOORS)
def test_the_doors_may_be_called_directly(door):
    assert (ROOT / door).stat().st_mode & 0o111
    assert (ROOT / door).read_text().startswith("#!/usr/bin/env python3\n")


def test_run_explains_its_options_and_refuses_others():
    assert "--headless" in call(sys.executable, "run", "--help").stdout
    done = call(sys.executable, "run", "--frehs")
    assert done.returncode == 2
    assert "--frehs" in done.stderr


def test_test_takes_a_room_for_its_folder():
    assert [proof._place(arg) for arg in ("house", "tests/house", "-k", "nowhere")] == [
        "tests/house",
        "tests/house",
        "-k",
        "nowhere",
    ]


def test_check_runs_every_inspection_and_tells_failure():
    assert [name for name, _ in checks.commands()] == [
        "format",
        "lint",
        "types",
        "rooms",
        "law",
        "migrations",
    ]
    assert checks._passes("fine", [sys.executable, "-c", ""], {})
    assert not checks._passes("broken", [sys.executable, "-c", "raise SystemExit(3)"], {})


def test_check_knows_no_such_room(capsys):
    assert checks.main(["kitchen"]) == 2
    assert "usage" in capsys.readouterr().out


@pytest.mark.skipif(packages.package("postgres").path() is None, reason="needs the package postgresql")
def test_a_postgresql_of_our_own_comes_and_goes():
    with postgres.cluster() as url, psycopg.connect(url) as connection:
        version, encoding, place = connection.execute(
            "select version(), current_setting('server_encoding'), current_setting('data_directory')"
        ).fetchone()
        assert version.startswith("PostgreSQL")
        assert encoding == "UTF8"
        assert connection.execute("show listen_addresses").fetchone() == ("",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
    assert not (ROOT / place).exists()
