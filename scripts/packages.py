"""Programs outside Python that some tests use. Without one, its tests are left out and say why."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """One package: the mark of the tests that need it, the programs that will do, its name."""

    mark: str
    programs: tuple[str, ...]
    name: str

    def path(self) -> str | None:
        """The program found on this machine."""
        return next((found for name in self.programs if (found := _find(name))), None)


PACKAGES = (
    Package("browser", ("chromium", "chromium-browser", "google-chrome"), "chromium"),
    Package("postgres", ("initdb",), "postgresql"),
    Package("poppler", ("pdftotext",), "poppler-utils"),
    Package("libreoffice", ("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    Package("token", ("softhsm2-util",), "softhsm2"),
    Package("belenios", ("belenios-tool",), "belenios-tool"),
)


def package(mark: str) -> Package:
    """What the tests with this mark need."""
    return next(known for known in PACKAGES if known.mark == mark)


def missing() -> list[Package]:
    return [known for known in PACKAGES if known.path() is None]


def fetch() -> None:
    """As root on Debian or Ubuntu, install what is missing; elsewhere say what is left out."""
    if missing() and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("installing:", ", ".join(lacking.name for lacking in missing()), flush=True)
        _apt("update")
        for lacking in missing():
            _apt("install", "-y", "--no-install-recommends", lacking.name)
    for lacking in missing():
        print(f"left out: the tests marked {lacking.mark}; they need the package {lacking.name}", flush=True)


def _find(name: str) -> str | None:
    """On the PATH, or where Debian keeps the programs of PostgreSQL, the newest first."""
    if found := shutil.which(name):
        return found
    found_here = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    return str(max(found_here, key=lambda path: float(path.parts[4]), default="")) or None


def _apt(*args: str) -> None:
    subprocess.run(
        ["apt-get", "-qq", *args],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
