"""Programs outside Python that some tests use. Without one, its tests are left out and say why."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tool:
    """One tool: the mark of its tests, the programs that will do, the package that brings it."""

    mark: str
    programs: tuple[str, ...]
    package: str

    def path(self) -> str | None:
        """The program found on this machine."""
        return next((found for name in self.programs if (found := _find(name))), None)


TOOLS = (
    Tool("browser", ("chromium", "chromium-browser", "google-chrome"), "chromium"),
    Tool("postgres", ("initdb",), "postgresql"),
    Tool("poppler", ("pdftotext",), "poppler-utils"),
    Tool("libreoffice", ("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    Tool("belenios", ("belenios-tool",), "belenios-tool"),
)


def tool(mark: str) -> Tool:
    """The tool of the tests with this mark."""
    return next(tool for tool in TOOLS if tool.mark == mark)


def missing() -> list[Tool]:
    return [tool for tool in TOOLS if tool.path() is None]


def fetch() -> None:
    """As root on Debian or Ubuntu, install what is missing; elsewhere say what is left out."""
    if missing() and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("installing:", ", ".join(tool.package for tool in missing()), flush=True)
        _apt("update")
        for tool in missing():
            _apt("install", "-y", "--no-install-recommends", tool.package)
    for tool in missing():
        print(f"left out: the tests marked {tool.mark}; they need the package {tool.package}", flush=True)


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
