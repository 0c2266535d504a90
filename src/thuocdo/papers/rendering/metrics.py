"""Widths and coverage of the vendored font, read from its own tables.

Liberation Serif has the metrics of Times New Roman, so the same widths hold for the DOCX.
"""

import re
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

FONT_DIR = Path(__file__).resolve().parent.parent / "fonts"
POINT_MM = 25.4 / 72
# Drawn by no glyph and lost in no paper: spaces and line breaks.
_WITHOUT_GLYPH = frozenset("\n\t")


@cache
def _advances(bold: bool) -> dict[int, float]:
    """Code point -> advance width, in units of the font size."""
    data = (FONT_DIR / f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf").read_bytes()
    tables = _tables(data)
    per_em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    metrics = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    last = tables["hmtx"] + 4 * (metrics - 1)

    def advance(glyph: int) -> float:
        at = tables["hmtx"] + 4 * glyph if glyph < metrics else last
        return struct.unpack_from(">H", data, at)[0] / per_em

    return {code: advance(glyph) for code, glyph in _glyphs(data, tables["cmap"]).items()}


def _tables(data: bytes) -> dict[str, int]:
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag.decode(): offset for tag, _, offset, _ in records}


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """The Unicode character map (format 4 of the TrueType `cmap` table)."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    records = [struct.unpack_from(">HHL", data, start + 4 + 8 * index) for index in range(count)]
    at = start + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, deltas, ranges = (at + 14 + shift * segments for shift in (0, 2, 4, 6))
    glyphs: dict[int, int] = {}
    for index in range(segments):
        first, last = (struct.unpack_from(">H", data, base + 2 * index)[0] for base in (starts + 2, ends))
        delta = struct.unpack_from(">H", data, deltas + 2 + 2 * index)[0]
        offset = struct.unpack_from(">H", data, ranges + 2 + 2 * index)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, ranges + 2 + 2 * index + offset + 2 * (code - first))[
                    0
                ]
            if glyph := (glyph + delta) & 0xFFFF if glyph or not offset else 0:
                glyphs[code] = glyph
    return glyphs


_DASHED = re.compile("[^ ]+ [^ ]+ [-–] [^ ]+ [^ ]+|[^ ]+")


@lru_cache(maxsize=1024)
def width_mm(text: str, size: float, bold: bool = False) -> float:
    """The length of one line of text."""
    advances = _advances(bold)
    return sum(advances.get(ord(letter), 0.5) for letter in text) * size * POINT_MM


def balanced(text: str, size: float, bold: bool, width: float) -> str:
    """The words over as few lines as the width asks for, of about equal length, parted by line breaks.

    Two words on each side of a dash stay together: "TRƯỞNG PHÒNG / HÀNH CHÍNH - QUẢN TRỊ".
    """
    needed = int(width_mm(text, size, bold) // width) + 1
    if needed == 1:
        return text
    share = width_mm(text, size, bold) / needed
    lines = [""]
    for word in _unparted(text, size, bold, width):
        longer = f"{lines[-1]} {word}".strip()
        fits = width_mm(longer, size, bold) <= (share * 1.15 if len(lines) < needed else width)
        if fits or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _unparted(text: str, size: float, bold: bool, width: float) -> Iterator[str]:
    for words in _DASHED.findall(text):
        yield from [words] if width_mm(words, size, bold) <= width else words.split(" ")


@cache
def printable() -> frozenset[str]:
    """Every character that the paper's font can print, in all its styles."""
    both = _advances(False).keys() & _advances(True).keys()
    return frozenset(map(chr, both)) | _WITHOUT_GLYPH


def unprintable(text: str) -> list[str]:
    """The characters of `text` without a glyph, each once, in order."""
    return (
        [] if printable().issuperset(text) else list(dict.fromkeys(c for c in text if c not in printable()))
    )
