"""A sheet of facts in its one form: plain dicts, lists, strings and numbers, cleaned, ready for JSON.

What is rendered today and what is rendered again from the stored JSON in ten years is then the same.
"""

import dataclasses
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from thuocdo.kernel.vi_text import clean

from .errors import PaperError, UnprintableText
from .metrics import printable, unprintable

# Bullets and marks that word processors paste in private or exotic code points, and what the font has for them.
_PASTED = str.maketrans(
    {
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "►", "\uf02d": "-", "\uf0fc": "√", "\uf0e0": "→",
        "➢": "►", "➤": "►", "✓": "√", "✔": "√", "●": "•", "\u2011": "-", "\u00ad": "", "\u2028": "\n", "\u2029": "\n",
    }
)  # fmt: skip
_PASTED_MARKS = frozenset(map(chr, _PASTED))


def facts_of(sheet: Any) -> Any:
    """The sheet as plain facts. Days become ISO text, decimals become floats; characters that no paper can print refuse.

    Raises `UnprintableText`, or `PaperError` for a value of another kind.
    """
    if type(sheet) is str:
        return _text(sheet)
    if type(sheet) is dict:
        return {str(key): facts_of(value) for key, value in sheet.items()}
    if isinstance(sheet, list | tuple):
        return [facts_of(value) for value in sheet]
    return _plain(sheet)


def _plain(sheet: Any) -> Any:
    if isinstance(sheet, Enum):
        return facts_of(sheet.value)
    if sheet is None or isinstance(sheet, bool | int):
        return sheet
    if isinstance(sheet, str):
        return _text(str(sheet))
    if isinstance(sheet, float | Decimal):
        return float(sheet)
    if isinstance(sheet, datetime | date):
        return sheet.isoformat()
    if isinstance(sheet, Mapping):
        return facts_of(dict(sheet))
    if dataclasses.is_dataclass(sheet):
        return {field.name: facts_of(getattr(sheet, field.name)) for field in dataclasses.fields(sheet)}
    raise PaperError(f"a sheet cannot hold a {type(sheet).__name__}")


def _text(value: str) -> str:
    return _short(value) if len(value) < _SHORT else _checked(value)


@cache
def _untroubled() -> frozenset[str]:
    """Characters that are printable and that cleaning leaves alone."""
    return frozenset(letter for letter in printable() - _PASTED_MARKS if clean(letter) == letter)


def _checked(value: str) -> str:
    if _untroubled().issuperset(value) and unicodedata.is_normalized("NFC", value):
        return value
    text = clean(value).translate(_PASTED)
    if lacking := unprintable(text):
        at = text.index(lacking[0])
        raise UnprintableText(lacking, text[max(0, at - 20) : at + 20])
    return text


_SHORT = 200  # letters: labels, names, posts, grades, which come again and again
_short = lru_cache(maxsize=8192)(_checked)
