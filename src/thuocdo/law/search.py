"""Finding a rule by any of its words, without accents. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from thuocdo.kernel.vi_text import fold

from .book import Book, Rule
from .in_words import Line, in_lines


@dataclass(frozen=True)
class Entry:
    """One rule with its values in words and the letters that a search looks through."""

    rule: Rule
    lines: tuple[Line, ...]
    letters: str

    @property
    def summary(self) -> str:
        """The values in a line or two."""
        texts = [line.text.rstrip(":") for line in self.lines if not line.under]
        return shorten("; ".join(texts), 220, placeholder=" …")

    def fits(self, words: Iterable[str]) -> bool:
        """Whether every folded word occurs somewhere in the rule."""
        return all(word in self.letters for word in words)


def entries(book: Book) -> dict[str, Entry]:
    """Every rule of the book, ready to be shown and searched."""
    return {key: _entry(rule, book) for key, rule in book.rules.items()}


def _entry(rule: Rule, book: Book) -> Entry:
    lines = tuple(in_lines(rule, book))
    words = (rule.title_vi, rule.question, rule.reading, rule.settles, *(line.text for line in lines))
    clauses = (f"{source} {source.quote}" for source in (rule.source, *rule.also))
    return Entry(rule, lines, fold(" ".join((*words, *clauses))))
