"""Where a card lies, and what keeps the meeting from its end (II.4). Pure."""

from collections.abc import Sequence

from thuocdo.kernel.findings import Finding


def column_of(proposed: str | None, consulted: str | None) -> str:
    """Where a card lies: as concluded, else as proposed; empty is not rated, or nobody said yet."""
    return (consulted if consulted is not None else proposed) or ""


def moved_meanwhile(seen: str, stands: str) -> list[Finding]:
    """The card lies elsewhere than whoever moves it has seen."""
    return [] if seen == stands else [Finding("consultation.moved_meanwhile")]


def unconcluded(names: Sequence[str]) -> list[Finding]:
    """Whom neither the unit nor the meeting gave a level, or said why not."""
    facts = {"number": len(names), "names": ", ".join(names)}
    return [Finding("consultation.unconcluded", facts=facts)] if names else []
