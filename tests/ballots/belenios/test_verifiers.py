"""What an outsider runs: the command and the single file; and that speed changes no answer."""

import subprocess
import sys
from pathlib import Path

import pytest

from thuocdo.ballots import verify_bel
from thuocdo.site.cli import main

from .elections import Held

SINGLE_FILE = Path(verify_bel.__file__)


@pytest.fixture
def files(small: Held, small_archive: bytes, tmp_path: Path) -> dict[str, Path]:
    """A good archive, one without a result, one with a byte changed, none."""
    closed = small.open()
    closed.add_ballots(small.ballots)
    wrong = bytearray(small_archive)
    wrong[small_archive.index(b'"alpha":"') + 20] ^= 1
    for name, raw in {"good": small_archive, "closed": closed.written(), "wrong": bytes(wrong)}.items():
        (tmp_path / name).write_bytes(raw)
    return {name: tmp_path / name for name in ("good", "closed", "wrong", "none")}


STATUS = {"good": 0, "closed": 1, "wrong": 1, "none": 2}


def test_the_command_says_it_by_its_status(files, capsys):
    assert {name: main(["ballot", "verify", str(path)]) for name, path in files.items()} == STATUS
    said = capsys.readouterr().out
    assert said.count("ĐÚNG: mọi mã băm") == 1
    assert said.count("KHÔNG ĐÚNG tại") == 1
    assert "CHƯA CÓ KẾT QUẢ" in said
    assert "  Hoàn thành tốt: 2\n" in said


def test_the_single_file_says_the_same_with_plain_python(files):
    """-I -S: no site packages, no environment; nothing but the file."""
    done = {
        name: subprocess.run(
            [sys.executable, "-I", "-S", SINGLE_FILE, path], capture_output=True, text=True, check=False
        )
        for name, path in files.items()
    }
    assert {name: one.returncode for name, one in done.items()} == STATUS
    assert "  Hoàn thành tốt: 2\n" in done["good"].stdout
    assert all(one.stderr in ("", "CHƯA CÓ KẾT QUẢ.\n") for one in done.values())


def test_the_single_file_stays_readable():
    assert len(SINGLE_FILE.read_text(encoding="utf-8").splitlines()) < 500


def test_without_gmpy2_the_answers_are_the_same(files):
    """The fast numbers are optional: with the module barred, Python's own powers give the same verdicts."""
    program = (
        "import sys; sys.modules['gmpy2'] = None\n"
        "from thuocdo.ballots.belenios.group import _powmod; assert _powmod is pow\n"
        "from thuocdo.site.cli import main\n"
        "sys.exit(main(['ballot', 'verify', sys.argv[1]]))"
    )
    done = {
        name: subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=False)
        for name, path in files.items()
    }
    assert {name: one.returncode for name, one in done.items()} == STATUS
