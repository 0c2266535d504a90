"""Choosing among variants and filling in figures, the same way every time for the same person and seed.

In a variant, `{120-180}` draws a number, `{docs=120-180}` draws and keeps it, `{docs*0.9}` is a part of it,
`{docs}` is it again or a word handed in. Numbers are written as Vietnamese papers write them: 05, 1.234, 98,5.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import gcd
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

_Item = TypeVar("_Item")
_FOLDER = Path(__file__).with_name("phrases")
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_FIGURE = re.compile(r"\{([^{}]+)\}(%?)")
_RANGE = re.compile(r"(?:(\w+)=)?([\d.]+)-([\d.]+)")
_PART = re.compile(r"(\w+)\*([\d.]+)")
_SMALLEST_SCALED = 4  # smaller counts (meetings, courses) stay whole in a short year

_FOLLOWING = ("sau.", "sau đây.")


@lru_cache(maxsize=16)
def stored(name: str) -> dict[str, Any]:
    """The store `phrases/<name>.yaml`. Do not change what it returns."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def written(number: int | Decimal, *, percent: bool = False) -> str:
    """5 -> 05 (5 before a percent sign), 1234 -> 1.234, 98.5 -> 98,5"""
    if isinstance(number, Decimal):
        return f"{number:.1f}".replace(".", ",")
    return str(number) if percent else f"{number:02,}".replace(",", ".")


class Pen:
    """Writes for one author. `place` is shared by those who must not read alike, `rank` tells them apart.

    `words` fill the named places of a variant; `scale` shrinks the counts of who served part of the year.
    """

    def __init__(self, author: str, place: str, rank: int, words: Mapping[str, str], scale: float = 1.0):
        self._author, self._place, self._rank = author, place, rank
        self._words, self._scale = dict(words), scale

    def knowing(self, words: dict[str, str]) -> "Pen":
        """The same pen with more words."""
        return Pen(self._author, self._place, self._rank, self._words | words, self._scale)

    def take(self, pool: Sequence[_Item], name: str, count: int = 1, *, beside: int = 0) -> list[_Item]:
        """`count` items of the pool. Neighbours in one place start at different items.

        `beside` is the size of the pool that the text was begun from: then the two choices together come back
        only after as many people as there are pairs.
        """
        order = list(pool)
        Random(f"{self._place} {name}").shuffle(order)
        size = len(order)
        stride = next(step for step in (3, 2, 1) if gcd(step, size) == 1)
        start = self._rank // beside + self._rank % beside if beside else self._rank * stride
        return [order[(start + step) % size] for step in range(min(count, size))]

    def pair(self, first: Sequence[str], second: Sequence[str], name: str) -> str:
        """One variant of each pool, joined; no two of a place get the same pair."""
        begun = self.take(first, f"{name} first")[0]
        ended = self.take(second, f"{name} second", beside=len(first))[0]
        return f"{self.write(begun, name)} {self.write(ended, name)}"

    def write(self, text: str, name: str) -> str:
        """The variant with its choices made and its figures drawn."""
        draw = Random(f"{self._author} {name} {text}")
        kept: dict[str, int | Decimal] = {}
        text = _CHOICE.sub(lambda match: draw.choice(match[1].split("|")), text)
        return _FIGURE.sub(lambda match: self._figure(match, draw, kept) + match[2], text)

    def pick(self, pool: Sequence[str], name: str) -> str:
        """One variant of the pool, written."""
        return self.write(self.take(pool, name)[0], name)

    def list(self, pool: Sequence[str], name: str, count: int) -> list[str]:
        """`count` variants of the pool, written."""
        return [self.write(text, name) for text in self.take(pool, name, count)]

    def _figure(self, match: re.Match[str], draw: Random, kept: dict[str, int | Decimal]) -> str:
        inside, percent = match[1], bool(match[2])
        if spread := _RANGE.fullmatch(inside):
            number = _drawn(draw, spread[2], spread[3], 1.0 if percent else self._scale)
            kept[spread[1] or ""] = number
            return written(number, percent=percent)
        if part := _PART.fullmatch(inside):
            return written(int(kept[part[1]] * Decimal(part[2])))
        return written(kept[inside]) if inside in kept else self._words[inside]


def calendar(year: int) -> dict[str, str]:
    """The words for the year reviewed, the one before and the one after."""
    return {"year": str(year), "last_year": str(year - 1), "next_year": str(year + 1)}


def unit_word(code: str, name: str) -> str:
    """How a text names the unit: the leaders speak of the Office itself."""
    return "Văn phòng" if code == "LDVP" else name


def unit_figures(code: str, seed: int) -> dict[str, str]:
    """The unit's own figures of the year, the same in its report and in its leaders' reviews."""
    pen = Pen(f"{seed} {code}", f"{seed}", 0, {})
    return {name: pen.write(f"{{{spread}}}", name) for name, spread in stored("units")[code]["facts"].items()}


def _drawn(draw: Random, low: str, high: str, scale: float) -> int | Decimal:
    if "." in low:
        return Decimal(f"{draw.uniform(float(low), float(high)):.1f}")
    number = draw.randint(int(low), int(high))
    if scale == 1.0 or number < _SMALLEST_SCALED:
        return number
    return max(1, round(number * scale))


def listed(opening: str, items: Sequence[str]) -> str:
    """An opening sentence and its items, one to a line; a colon where the opening says that they follow."""
    opening = opening.removesuffix(".") + ":" if opening.endswith(_FOLLOWING) else opening
    return "\n".join([opening, *(f"- {item}" for item in items)])


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text with a small first letter, to go on after a colon."""
    return text[:1].lower() + text[1:]
