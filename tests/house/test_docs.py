"""Documents that break the build when they lie."""

import ast
import re
from pathlib import Path

from scripts.catalogues import rooms

from .test_languages import catalogue
from .tree import ROOT, files, modules, plant

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


def verbs(root: Path) -> set[str]:
    """Every action of the rooms: a public function that is told by whom."""
    return {
        node.name
        for name, tree in modules(root)
        if re.search(r"/actions(/|\.py)", name)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if "by" in {argument.arg for argument in node.args.kwonlyargs}
    }


def test_architecture_names_every_verb():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert verbs(ROOT)
    assert verbs(ROOT) - set(re.findall(r"`(\w+)`", text)) == set()


def test_a_verb_is_noticed(tmp_path):
    plant(
        tmp_path,
        "src/thuocdo/office/actions.py",
        "def hire(person, *, by): ...\ndef _lock(x, *, by): ...\ndef f(): ...\n",
    )
    assert verbs(tmp_path) == {"hire"}


def said_on_screen() -> str:
    """Every sentence of the program, with … where a fact stands."""
    sentences = (entry["msgid"] for room in rooms() for entry in catalogue(room))
    return re.sub(r"%\(\w+\)s|\{\w+\}", "…", "\n".join(sentences)).casefold()


def words_of_no_screen(text: str, said: str) -> list[str]:
    """Quoted words of a handbook that no page says."""
    return [
        quoted
        for quoted in re.findall(r'"([^"\n]+)"', text)
        if not all(part.strip(" .:–") in said for part in re.split(r"…|\d[\d:/]*", quoted.casefold()))
    ]


def test_the_handbook_uses_the_words_of_the_program():
    said = said_on_screen()
    handbook = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/handbook").glob("*.md")}
    assert set(handbook) == {"can-bo.md", "truong-phong.md", "hcqt.md", "bo-phieu-kin.md"}
    assert {name: words for name, text in handbook.items() if (words := words_of_no_screen(text, said))} == {}


def test_words_that_no_screen_says_are_noticed():
    text = 'Bấm "Nộp", rồi "Trình ký"; thấy "Đã lưu lúc 10:42".'
    assert words_of_no_screen(text, "nộp\nđã lưu lúc …") == ["Trình ký"]
