"""A tree of sources to look at: the project's own, or one with a planted defect."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACES = (".ci", "benchmarks", "deploy", "docs", "regulations", "scripts", "src", "tests")
PASSING = {"__pycache__", "results", "vendor"}  # made by programs or by others


def files(root: Path, *suffixes: str) -> Iterator[tuple[str, str]]:
    """Path (from the root) and text of every text file, or of those with one of the suffixes."""
    found = [path for path in root.iterdir() if path.is_file() and path.name != ".venv.lock"]
    found += [path for place in PLACES for path in (root / place).rglob("*") if path.is_file()]
    for path in sorted(found):
        name = path.relative_to(root)
        if PASSING.isdisjoint(name.parts) and (not suffixes or path.suffix in suffixes):
            try:
                yield name.as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a font, a picture, a sample workbook


def modules(root: Path, under: str = "src/thuocdo/") -> Iterator[tuple[str, ast.Module]]:
    """Path and syntax tree of every Python file below a folder."""
    for name, text in files(root, ".py"):
        if name.startswith(under):
            yield name, ast.parse(text)


def plant(root: Path, name: str, text: str) -> Path:
    """Write one file into a tree; returns the tree."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return root
