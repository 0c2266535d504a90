"""Makes `.venv` ready: an environment with exactly the locked packages, and the program itself.

Safe to call every time, by several at once, and after an interruption: the stamp is written last, and
a set-up that finds a matching stamp does nothing.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ready"
UV = "uv==0.13.9"

NO_VENV = (
    "Python này thiếu venv và pip; trên Debian, Ubuntu hãy cài gói python3-venv. "
    "This Python lacks venv and pip; on Debian and Ubuntu install the package python3-venv."
)
FAILED = (
    "Không cài đặt được; nguyên nhân ở ngay trên. Chạy lại là tiếp tục. "
    "The set-up did not finish; the reason stands above. Running it again takes it up."
)


def program(name: str) -> Path:
    """A program of the environment."""
    return VENV / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def lock_file(dev: bool) -> Path:
    return ROOT / ("requirements-dev.lock" if dev else "requirements.lock")


def mark(lock: Path) -> str:
    """What the environment depends on; when it changes, the set-up runs again."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (lock, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def ready(*, dev: bool = False) -> None:
    """Set the environment up, unless it is. Tools for developers, once there, stay."""
    if _stands(dev):
        return
    with alone():
        if _stands(dev):  # another one has just done it
            return
        print("Đang cài đặt… Setting up, a minute at the most the first time…", file=sys.stderr)
        try:
            _set_up(lock_file(dev or _has_tools()))
        except (subprocess.CalledProcessError, OSError, KeyboardInterrupt) as error:
            sys.exit(f"{error}\n{FAILED}")


def _has_tools() -> bool:
    return program("pytest").exists()


def _stands(dev: bool) -> bool:
    wanted = mark(lock_file(dev or _has_tools()))
    return program("python").exists() and STAMP.exists() and STAMP.read_text() == wanted


def _set_up(lock: Path) -> None:
    STAMP.unlink(missing_ok=True)
    if not _is_whole():
        if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
            sys.exit(NO_VENV)
        _call(sys.executable, "-m", "venv", "--clear", VENV)
    python = program("python")
    if not program("uv").exists():
        subprocess.run([python, "-m", "pip", "-q", "install", UV], check=False)
    if program("uv").exists():
        _call(
            program("uv"),
            "pip",
            "sync",
            "-q",
            "--compile-bytecode",
            "--python",
            python,
            "--require-hashes",
            lock,
        )
        _call(program("uv"), "pip", "install", "-q", "--python", python, "--no-deps", "-e", ROOT)
    else:  # no build of uv for this machine: pip does the same, slower
        _call(python, "-m", "pip", "-q", "install", "--require-hashes", "-r", lock)
        _call(python, "-m", "pip", "-q", "install", "--no-deps", "-e", ROOT)
    # Compiled here once: where Python may not write its files, every start would compile everything anew.
    _call(python, "-m", "compileall", "-q", ROOT / "src")
    STAMP.write_text(mark(lock))


def _is_whole() -> bool:
    """Whether the environment works and was made in this folder."""
    try:
        said = subprocess.run(
            [program("pip"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (subprocess.CalledProcessError, OSError):
        return False
    return str(VENV) in said


def _call(*command: str | Path) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this folder; the next one waits."""
    with (ROOT / ".venv.lock").open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def become(name: str, *args: str) -> None:
    """Hand over to a program of the environment; where the system cannot, wait for it."""
    command = [str(program(name)), *args]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:
        sys.exit(130)
