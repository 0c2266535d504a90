"""Whether the marks of a Word file are facts of its kind of paper, and which of the facts it leaves out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from thuocdo.kernel.findings import Finding

from ..errors import PaperError
from .compiling import LINES, Part, Piece, WordTemplate
from .facts import Fact, required
from .marks import ENDING, ITSELF, ORDER, PERCENT, Mark, knows, printed


@dataclass(frozen=True)
class Seen:
    """What looking a file over found."""

    defects: list[Finding]  # it cannot be taken
    unused: list[Fact]  # papers will not tell these


_ALIKE = 0.7  # of 1: a slip of the fingers, not another word
_NUMBER = Fact("", "number", sample=1)
_ENDING = Fact("", "text", sample=";")


class _Reach:
    """Facts within reach of a mark, innermost first; the same order as when a paper is filled."""

    def __init__(self, fact: Fact, outer: "_Reach | None" = None):
        self.fact, self.outer = fact, outer

    def find(self, name: str) -> Fact | None:
        if name in (ORDER, ENDING):
            return _NUMBER if name == ORDER else _ENDING
        if name == ITSELF:
            return self.fact
        first, *rest = name.split(".")
        reach: _Reach | None = self
        while reach and first not in reach.fact.parts:
            if reach.fact.shape == "unknown":
                return reach.fact
            reach = reach.outer
        found = reach.fact.parts[first] if reach else None
        for key in rest:
            if found is None or found.shape == "unknown":
                break
            found = found.parts.get(key)
        return found

    def owns(self, many: Fact) -> bool:
        """Whether a list may be repeated here: inside another list only what belongs to its line, or work would multiply."""
        reach: _Reach | None = self
        while reach and not reach.fact.path.endswith("[]"):
            reach = reach.outer
        return reach is None or many.path.startswith(reach.fact.path)

    def names(self) -> Iterator[str]:
        yield from self.fact.parts
        if self.outer:
            yield from self.outer.names()


def looked_over(template: WordTemplate, tree: Fact, optional: frozenset[str] = frozenset()) -> Seen:
    """Every mark against the facts, and the facts against the marks. `optional`: keys that a paper may do without."""
    used: set[str] = set()
    defects = list(dict.fromkeys(_keyed(_walk(list(template.pieces()), _Reach(tree), used))))
    lacking = [fact for fact in required(tree, optional) if not _told(fact, used)]
    found = [Finding(code, facts=dict(facts)) for code, facts in defects]
    found += [
        Finding("paper.word_lacks", facts={"mark": mark_for(fact), "said": fact.words}) for fact in lacking
    ]
    covered = {part.path for fact in lacking for part in fact.all()}
    leaves = [fact for fact in tree.all() if fact.prints and fact.shape != "yes_no" and fact.sample]
    unused = [fact for fact in leaves if fact.path not in used and fact.path not in covered]
    return Seen(found, unused)


def _keyed(findings: Iterator[Finding]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The same defect is named once."""
    for finding in findings:
        yield finding.code, tuple(finding.facts.items())


def mark_for(fact: Fact) -> str:
    """How the fact is written in a file."""
    inner = fact.path.rpartition("[].")[2]
    if not inner or inner.endswith("[]"):
        return "{.}"
    return f"{{#{inner}}} … {{/{inner}}}" if fact.shape == "list" else f"{{{inner}}}"


def marks_of(kind: Any) -> list[tuple[str, Fact, bool]]:
    """Every mark that a file of the kind may hold, with its fact, and whether no paper may be without it."""
    tree = kind.facts
    needed = {fact.path for fact in required(tree, kind.optional_keys)}
    return [
        (mark_for(fact), fact, fact.path in needed)
        for fact in tree.all()
        if fact.path and fact.shape != "group" and not (fact.path.endswith("[]") and fact.shape == "list")
    ]


def _told(fact: Fact, used: set[str]) -> bool:
    return any(part.path in used for part in fact.all())


def _walk(pieces: Sequence[Piece], reach: _Reach, used: set[str]) -> Iterator[Finding]:
    for piece in pieces:
        if isinstance(piece, Mark):
            yield from _print(piece, reach, used)
        elif isinstance(piece, Part):
            yield from _part(piece, reach, used)


def _part(part: Part, reach: _Reach, used: set[str]) -> Iterator[Finding]:
    if part.kind == LINES:
        yield from _print(part.mark, reach, used)
        return
    fact = reach.find(part.mark.name)
    if fact is None:
        yield _unknown(part.mark, part.mark.name, reach)
        fact = Fact("", "unknown")
    used.add(fact.path)
    if fact.shape == "list" and not reach.owns(fact):
        yield Finding("paper.word_list_outside", facts={"mark": part.mark.text})
    inside = fact.item or Fact("", "unknown") if fact.shape == "list" else fact
    yield from _walk(part.body, _Reach(inside, reach) if part.kind == "#" else reach, used)


def _print(mark: Mark, reach: _Reach, used: set[str]) -> Iterator[Finding]:
    fact = reach.find(mark.name)
    whole = reach.find(mark.of) if mark.of else None
    if fact is None or (mark.of and whole is None):
        yield _unknown(mark, mark.name if fact is None else mark.of, reach)
        return
    used.update(found.path for found in (fact, whole) if found)
    if not fact.prints:
        name = mark.name
        yield Finding(
            "paper.word_many", facts={"mark": mark.text, "open": f"{{#{name}}}", "close": f"{{/{name}}}"}
        )
    elif not knows(mark) or not _fits(mark, fact, whole):
        yield Finding("paper.word_form", facts={"mark": mark.text, "form": mark.form})


def _fits(mark: Mark, fact: Fact, whole: Fact | None) -> bool:
    """Whether the fact of the samples can be written so."""
    if not mark.form or fact.sample in (None, ""):
        return True
    if mark.form == PERCENT and not (whole and {fact.shape, whole.shape} <= {"number", "unknown"}):
        return False
    try:
        printed(fact.sample, mark.form, whole.sample if whole else None)
    except PaperError:
        return False
    return True


def _unknown(mark: Mark, name: str, reach: _Reach) -> Finding:
    near = get_close_matches(name, list(reach.names()), n=1, cutoff=_ALIKE)
    if near:
        return Finding("paper.word_mistaken", facts={"mark": mark.text, "near": f"{{{near[0]}}}"})
    return Finding("paper.word_unknown", facts={"mark": mark.text})
