"""What a kind of paper has to tell, read off its description and its samples: the ground of marks and of the example."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

_SKETCH = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|, ISO\b.*|\((?:[a-z_]+, )*[a-z_]+\)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d\S*)?")
_SWITCHES = frozenset({"profile", "rests_on", "draft"})  # the program's own
_LETTERHEAD, _SIGNING = "letterhead", re.compile(r"(^|_)signers?$")


@dataclass(frozen=True)
class Fact:
    """One fact of a sheet: where it stands, what kind of thing it is, what the pack says of it, and a sample.

    `shape`: text, number, yes_no, moment, group, list, or unknown where no sample shows it.
    """

    path: str  # "persons[].name"
    shape: str
    words: str = ""
    sample: Any = None
    parts: Mapping[str, "Fact"] = field(default_factory=dict)  # of a group
    item: "Fact | None" = None  # of a list

    @property
    def name(self) -> str:
        """Its key alone."""
        return self.path.rstrip("[]").rpartition(".")[2]

    @property
    def prints(self) -> bool:
        """Whether a mark may stand for it by itself."""
        return self.shape not in ("group", "list")

    def all(self) -> Iterator["Fact"]:
        """It and everything inside it."""
        yield self
        for part in self.parts.values():
            yield from part.all()
        if self.item:
            yield from self.item.all()


def fact_tree(kind: Any) -> Fact:
    """Everything that a sheet of the kind (a `PaperKind`) tells; optional keys too."""
    said = {**kind.keys, **kind.details.get("optional_keys", {})}
    names = yaml.safe_load((kind.folder.parents[1] / "_words.yaml").read_bytes())
    return _fact(
        "", list(kind.samples().values()), {path: _plain(words) for path, words in said.items()}, names
    )


def _plain(words: str) -> str:
    """The pack's words without their sketch of the parts."""
    text, before = words, ""
    while text != before:
        text, before = _SKETCH.sub("", text), text
    return text.removeprefix("null hoặc").strip(" ;:,.")


def _fact(path: str, samples: Sequence[Any], said: Mapping[str, str], names: Mapping[str, str]) -> Fact:
    key = path.rstrip("[]").rpartition(".")[2]
    words = said.get(path) or names.get(key) or said.get(path.removesuffix("[]"), key)
    seen = [sample for sample in samples if sample is not None]
    if any(isinstance(sample, dict) for sample in seen):
        groups = [sample for sample in seen if isinstance(sample, dict)]
        keys = dict.fromkeys(name for group in groups for name in group if path or name not in _SWITCHES)
        stem = f"{path}." if path else ""
        parts = {
            name: _fact(stem + name, [group.get(name) for group in groups], said, names) for name in keys
        }
        return Fact(path, "group", words, None, parts)
    if any(isinstance(sample, list) for sample in seen):
        items = [item for sample in seen if isinstance(sample, list) for item in sample]
        return Fact(path, "list", words, None, item=_fact(f"{path}[]", items, said, names))
    telling = next((sample for sample in seen if sample not in ("", [])), seen[0] if seen else None)
    return Fact(path, _shape(telling), words, telling)


def _shape(sample: Any) -> str:
    if sample is None:
        return "unknown"
    if isinstance(sample, bool):
        return "yes_no"
    if isinstance(sample, str):
        return "moment" if _MOMENT.fullmatch(sample) else "text"
    return "number"


def required(tree: Fact, optional: frozenset[str]) -> list[Fact]:
    """What no paper of the kind may be without: each of its matters, the letterhead line by line, who signs."""
    found: list[Fact] = []
    for name, fact in tree.parts.items():
        if name in optional or fact.shape == "yes_no":
            continue
        if name == _LETTERHEAD:
            found += [part for part in fact.parts.values() if part.sample]
        elif _SIGNING.search(name):
            found += [part for part in fact.all() if part.name in ("post", "name")]
        else:
            found.append(fact)
    return found
