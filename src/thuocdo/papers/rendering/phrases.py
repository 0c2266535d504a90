"""The words of a template, apart from its machinery: what an agency may put differently without touching code.

A phrase is what stands inside one paragraph, heading, cell …, or the label of a field. What the program fills in or
decides there is shown as a mark: `{started}` for a fact, `{?1}` for a choice between wordings, `<b>` for bold. Marks
stay; the words around them are free.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape, unescape
from itertools import pairwise
from pathlib import PurePosixPath

from .markup import INLINE, VOCABULARY

_TOKEN = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(?:\{\{.*?\}\}|\{%.*?%\}|[^>{]|\{(?![{%]))*>", re.DOTALL
)
_TAG = re.compile(r"</?([a-z-]+)")
_ATTRIBUTE = re.compile(r'\b(?:label|seal)="([^"{}<>]+)"')
_MACRO = re.compile(r"\{% macro [^%]*%\}(.*?)\{% endmacro %\}", re.DOTALL)
_FACT = re.compile(r"\{\{-?\s*([a-z_][a-z_.]*)")
_BRIEF = 60  # letters
_SPACES = re.compile(r"\s+")
_MARK = re.compile(r"\{[^{}]*\}|</?[biu]>|<br/>")
_WORDED = {name for name, tag in VOCABULARY.items() if tag.words} - set(INLINE.split())


@dataclass(frozen=True)
class Phrase:
    """One phrase of a template, as the pack has it."""

    key: str  # the same as long as the pack's words are the same
    tag: str  # "p", "heading", "cell"; "label" and "seal" are attributes; "macro" a sentence that others take in
    text: str
    marks: Mapping[str, str]  # "{started}" -> "{{ started | moment }}"
    start: int
    end: int
    part: str = ""  # the shared part in which it stands, "_parts/voting.xml"

    @property
    def brief(self) -> str:
        """Its first words, to name it by."""
        return self.text if len(self.text) <= _BRIEF else f"{self.text[:_BRIEF].rpartition(' ')[0]} …"


def marks_in(text: str) -> Counter[str]:
    """Each mark, as often as it stands."""
    return Counter(_MARK.findall(text))


def out_of_order(phrase: Phrase, text: str) -> bool:
    """Whether choices and bold changed places, or a fact moved across a choice: it may not be there on the other side."""
    return _order(text) != _order(phrase.text)


def _order(text: str) -> tuple[list[str], list[Counter[str]]]:
    """Choices and bold in their order; the facts that stand before, between and after the choices."""
    fixed: list[str] = []
    facts: list[Counter[str]] = [Counter()]
    for mark in _MARK.findall(text):
        if mark[0] == "<":
            fixed.append(mark)
        elif mark[1] == "?":
            fixed.append(mark)
            facts.append(Counter())
        else:
            facts[-1][mark] += 1
    return fixed, facts


def stray_braces(text: str) -> list[str]:
    """Braces that belong to no mark."""
    return sorted({letter for letter in _MARK.sub("", text) if letter in "{}"})


def without_marks(text: str) -> str:
    """Only the words."""
    return _MARK.sub(" ", text)


def phrases_of(source: str, part: str = "") -> list[Phrase]:
    """All phrases of a template, or of a shared part that it takes in, in its order."""
    found = [_phrase(source, *place) for place in sorted(_places(source), key=lambda place: place[1])]
    seen: Counter[str] = Counter()
    phrases = []
    for phrase in found:
        if any(letter.isalpha() for letter in without_marks(phrase.text)):
            seen[phrase.key] += 1
            number = seen[phrase.key]
            key = phrase.key if number == 1 else f"{phrase.key}-{number}"
            key = f"{PurePosixPath(part).stem}-{key}" if part else key
            phrases.append(replace(phrase, key=key, part=part))
    return phrases


def _places(source: str) -> Iterator[tuple[str, int, int]]:
    """Tag, start and end of what stands in each tag that holds words and no other such tag."""
    tokens = [match for match in _TOKEN.finditer(source) if match[0].startswith("<")]
    for match in tokens:
        for attribute in _ATTRIBUTE.finditer(match[0]):
            name = attribute[0].partition("=")[0]
            yield name, match.start() + attribute.start(1), match.start() + attribute.end(1)
    for macro in _MACRO.finditer(source):
        if not any(macro.start() < match.start() < macro.end() for match in tokens):
            yield "macro", macro.start(1), macro.end(1)
    blocks = [match for match in tokens if _name(match[0]) not in INLINE.split()]
    for opening, closing in pairwise(blocks):
        name = _name(opening[0])
        if name in _WORDED and closing[0] == f"</{name}>" and not opening[0].startswith("</"):
            yield name, opening.end(), closing.start()


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return found[1] if found else ""


def _phrase(source: str, tag: str, start: int, end: int) -> Phrase:
    raw = source[start:end]
    marks: dict[str, str] = {}
    text, at = [], 0
    for match in _TOKEN.finditer(raw):
        text += [unescape(raw[at : match.start()]), _mark(match[0], marks)]
        at = match.end()
    text.append(unescape(raw[at:]))
    said = _SPACES.sub(" ", "".join(text)).strip()
    key = sha256(f"{tag} {_SPACES.sub(' ', raw)}".encode()).hexdigest()[:12]
    return Phrase(key, tag, said, marks, start, end)


def _mark(token: str, marks: dict[str, str]) -> str:
    """How a piece of machinery is shown; the same fact filled in the same way is the same mark."""
    if token.startswith("<") and _MARK.fullmatch(token):
        return token
    fact = _FACT.match(token)
    if fact and " if " not in token:
        names = (f"{{{fact[1]}}}", *(f"{{{fact[1]} {number}}}" for number in range(2, 100)))
        name = next(name for name in names if marks.setdefault(name, token) == token)
    else:
        name = f"{{?{sum(known.startswith('{?') for known in marks) + 1}}}"
        marks[name] = token
    return name


def reworded(source: str, said: Mapping[str, str], part: str = "") -> str:
    """The template with an agency's words in place of the pack's; keys that the template no longer has change nothing."""
    pieces, at = [], 0
    for phrase in phrases_of(source, part):
        if phrase.key in said:
            pieces += [source[at : phrase.start], _written(phrase, said[phrase.key])]
            at = phrase.end
    return "".join(pieces) + source[at:]


def _written(phrase: Phrase, text: str) -> str:
    """An agency's words as template text: marks become machinery again, everything else is only text."""
    pieces, at = [], 0
    for match in _MARK.finditer(text):
        pieces += [escape(text[at : match.start()]), phrase.marks.get(match[0], match[0])]
        at = match.end()
    return "".join(pieces) + escape(text[at:])
