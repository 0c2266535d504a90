"""A life is a table of moves."""

from collections.abc import Mapping
from dataclasses import dataclass

from .findings import Finding, Refused


@dataclass(frozen=True)
class Lifecycle:
    """The states of one kind of thing: `(state, verb) -> state`."""

    name: str
    moves: Mapping[tuple[str, str], str]

    def may(self, state: str, verb: str) -> bool:
        return (state, verb) in self.moves

    def lacking(self, state: str, verb: str) -> list[Finding]:
        """The finding `<name>.not_now` if the verb does not fit the state."""
        if self.may(state, verb):
            return []
        return [Finding(f"{self.name}.not_now", facts={"state": state, "verb": verb})]

    def move(self, state: str, verb: str) -> str:
        """The state after the verb; raises `Refused` where the table has no such move."""
        if findings := self.lacking(state, verb):
            raise Refused(findings)
        return self.moves[state, verb]

    @property
    def states(self) -> list[str]:
        """Every state, in the order of its first mention."""
        return list(dict.fromkeys(state for (start, _), end in self.moves.items() for state in (start, end)))
