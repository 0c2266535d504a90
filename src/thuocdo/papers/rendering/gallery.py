"""Every paper of the pack with its sample facts: for leafing through, at the terminal and on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .kinds import PaperKind, Rendered, compose, kinds_in, load_kind, render
from .pdf import write_pictures


@dataclass(frozen=True)
class Specimen:
    """One kind of paper with one set of made-up facts."""

    kind: PaperKind
    name: str  # of the sample's file, "sample-02b"
    facts: Any

    @property
    def stem(self) -> str:
        """ "unit-minutes-2023", "self-review-2023-02b": a name for its files."""
        return f"{self.kind.kind}-{self.kind.edition}{self.name.removeprefix('sample')}"

    @property
    def face(self) -> str:
        """ "02b" where the kind has several faces."""
        return self.name.removeprefix("sample").lstrip("-")

    @property
    def section(self) -> str:
        """Heading of the plan that this paper belongs to."""
        return str(self.kind.details.get("plan", ""))

    @property
    def unproven(self) -> list[str]:
        """What its form rests on that was not read in the original."""
        return self.kind.unproven(self.kind.profile_of(self.facts))

    @cached_property
    def rendered(self) -> Rendered:
        return render(self.kind, self.facts)

    @cached_property
    def pictures(self) -> list[bytes]:
        """The pages as PNG."""
        return write_pictures(compose(self.kind, self.facts))


def specimens(root: Path) -> Iterator[Specimen]:
    """All papers of the pack under `root`, in order of kind, edition and sample."""
    for kind, edition in kinds_in(root):
        paper = load_kind(root, kind, edition)
        for name, facts in paper.samples().items():
            yield Specimen(paper, name, facts)
