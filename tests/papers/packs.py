"""The pack's papers and their samples, for parametrised tests; and ways to spoil a sheet."""

from functools import cache
from pathlib import Path

from thuocdo.papers.rendering import PaperKind, Rendered, kinds_in, load_kind, render

ROOT = Path(__file__).resolve().parents[2] / "regulations"


@cache
def kind_of(name: str, edition: str = "2023") -> PaperKind:
    return load_kind(ROOT, name, edition)


def folder_of(kind: str, edition: str = "2023") -> Path:
    return ROOT / "papers" / kind / edition


@cache
def samples() -> list[tuple[str, str, str]]:
    """Known by their names alone: whoever gathers tests need not read the pack."""
    return [
        (kind, edition, path.stem)
        for kind, edition in kinds_in(ROOT)
        for path in sorted(folder_of(kind, edition).glob("sample*.yaml"))
    ]


def sample(kind: str, name: str = "sample") -> dict:
    return kind_of(kind).samples()[name]


@cache
def rendered(kind: str, edition: str, name: str) -> Rendered:
    paper = kind_of(kind, edition)
    return render(paper, paper.samples()[name])


# Words that the program itself reads: a layout profile, the layout of a ballot, moments and days.
_READ = {"profile", "layout", "started", "ended", "made_on"}


def each_text(value, change, key=""):
    """The same sheet with every text passed through `change`."""
    if isinstance(value, dict):
        return {name: each_text(part, change, name) for name, part in value.items()}
    if isinstance(value, list):
        return [each_text(part, change, key) for part in value]
    return change(value) if isinstance(value, str) and key not in _READ else value


def longer(value, times: int):
    """The same sheet with every list of rows so many times as long."""
    if isinstance(value, dict):
        return {name: longer(part, times) for name, part in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [longer(part, 1) for part in value] * times
    return value


def emptied(value, key=""):
    """The same sheet with no text and no lists: what a paper looks like before anybody wrote anything."""
    if isinstance(value, dict):
        return {name: emptied(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return []
    return "" if isinstance(value, str) and key not in _READ else value
