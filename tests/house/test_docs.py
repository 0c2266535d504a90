"""Documents that break the build when they lie."""

import re
from pathlib import Path

from .tree import ROOT, files, plant

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def dead_links(root: Path) -> list[str]:
    """Links of a document to a file that is not there."""
    return [
        f"{name}: {target}"
        for name, text in files(root, ".md")
        for target in LINK.findall(text)
        if not (root / name).parent.joinpath(target).exists()
    ]


def test_links_lead_somewhere():
    assert dead_links(ROOT) == []


def test_a_dead_link_is_noticed(tmp_path):
    plant(tmp_path, "docs/there.md", "")
    plant(tmp_path, "README.md", "[a](docs/there.md) [b](docs/gone.md) [c](https://example.org)")
    assert dead_links(tmp_path) == ["README.md: docs/gone.md"]


def test_decisions_are_numbered_without_gaps_and_short():
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    assert [path.name for path in decisions if len(path.read_text(encoding="utf-8").splitlines()) > 25] == []


def test_architecture_names_every_room():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "src/thuocdo").glob("*/__init__.py")]
    assert rooms
    assert [room for room in rooms if not re.search(rf"\b{room}\b", text)] == []


def test_every_room_says_what_it_is_for():
    purposes = {
        path.parent.name: path.read_text(encoding="utf-8").lstrip()[:3]
        for path in (ROOT / "src/thuocdo").glob("*/__init__.py")
    }
    assert [room for room, beginning in purposes.items() if beginning != '"""'] == []
