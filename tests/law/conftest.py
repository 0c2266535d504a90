"""The book of the sample office, and a copy of the packs that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from thuocdo.law.book import Book
from thuocdo.law.packs import load_book, regulations_root

OFFICE = "mau-vpubnd"


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book(regulations_root(), "2023", OFFICE)


@pytest.fixture
def packs(tmp_path) -> Path:
    """A copy of the packs, papers left out."""
    ignore = shutil.ignore_patterns("papers")
    return Path(shutil.copytree(regulations_root(), tmp_path / "regulations", ignore=ignore))


@pytest.fixture
def change(packs) -> Callable[[str, str, str], None]:
    """Replace words in one file of the copy; the words must be there."""

    def in_file(name: str, old: str, new: str) -> None:
        path = packs / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return in_file
