"""What `./test` runs."""

import os
import signal
import subprocess
import sys

from scripts import checks, packages, postgres
from scripts.environment import ROOT, program

# One more than there are cores: stories wait for their browsers.
PARALLEL = ("-n", str(min(os.cpu_count() or 1, 7) + 1), "--dist=loadfile", "--no-loadscope-reorder")


def main(args: list[str]) -> int:
    """With arguments, pytest on SQLite with these; without, everything. 0 where all passed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server below is stopped
    try:
        return _pytest(*map(_place, args)) if args else _everything()
    except KeyboardInterrupt:
        return 130


def _everything() -> int:
    """The checks, the tests of the database on PostgreSQL, and last every test on SQLite."""
    packages.fetch()
    results = {"check": checks.main([])}
    if packages.package("postgres").path():
        print("\ntests of the database on PostgreSQL", flush=True)
        with postgres.cluster() as url:
            _lay_tables(url)
            # The house's own tests ask for pages and permissions, which no engine changes.
            results["tests on PostgreSQL"] = _pytest(
                *PARALLEL, "--database-only", "--ignore=tests/house", "-m", "not browser", url=url
            )
    print("\nall tests on SQLite", flush=True)
    results["tests on SQLite"] = _pytest(*PARALLEL, "-rs", url="")
    if failed := [name for name, code in results.items() if code]:
        print("FAILED:", ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def _lay_tables(url: str) -> None:
    """Every database that is made in the cluster from now on has the tables of the program."""
    template = url.removesuffix("postgres") + "template1"
    surroundings = {
        "DATABASE_URL": template,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        [program("django-admin"), "migrate", "--verbosity=0"], env=os.environ | surroundings, check=True
    )


def _place(arg: str) -> str:
    """`reviews` is short for `tests/reviews`."""
    return f"tests/{arg}" if not arg.startswith("-") and (ROOT / "tests" / arg).exists() else arg


def _pytest(*args: str, url: str | None = None) -> int:
    """Run pytest; `url` names the database, an empty one the default, None whatever the environment says."""
    # Compiled code is kept, or each process and each program that it starts compiles everything again.
    unwanted = {"PYTHONDONTWRITEBYTECODE"} if url is None else {"PYTHONDONTWRITEBYTECODE", "DATABASE_URL"}
    surroundings = {key: value for key, value in os.environ.items() if key not in unwanted}
    surroundings |= {"DATABASE_URL": url} if url else {}
    return subprocess.call([program("pytest"), *args], cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL)
