"""A sheet of facts in its one form: plain dicts, lists, strings and numbers, cleaned, ready for JSON.

What is rendered today and what is rendered again from the stored JSON in ten years is then the same.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from thuocdo.kernel.vi_text import clean

from .errors import PaperError, UnprintableText
from .metrics import unprintable

# Bullets and marks that word processors paste in private or exotic code points, and what the font has for them.
_PASTED = str.maketrans(
    {
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "►", "\uf02d": "-", "\uf0fc": "√", "\uf0e0": "→",
        "➢": "►", "➤": "►", "✓": "√", "✔": "√", "●": "•", "\u2011": "-", "\u00ad": "", "\u2028": "\n", "\u2029": "\n",
    }
)  # fmt: skip


def facts_of(sheet: Any) -> Any:
    """The sheet as plain facts. Days become ISO text, decimals become floats; characters that no paper can print refuse.

    Raises `UnprintableText`, or `PaperError` for a value of another kind.
    """
    if sheet is None or isinstance(sheet, bool | int):
        return sheet
    if isinstance(sheet, Enum):
        return facts_of(sheet.value)
    if isinstance(sheet, str):
        return _text(sheet)
    if isinstance(sheet, float | Decimal):
        return float(sheet)
    if isinstance(sheet, datetime | date):
        return sheet.isoformat()
    if isinstance(sheet, Mapping):
        return {str(key): facts_of(value) for key, value in sheet.items()}
    if isinstance(sheet, list | tuple):
        return [facts_of(value) for value in sheet]
    if dataclasses.is_dataclass(sheet):
        return {field.name: facts_of(getattr(sheet, field.name)) for field in dataclasses.fields(sheet)}
    raise PaperError(f"a sheet cannot hold a {type(sheet).__name__}")


def _text(value: str) -> str:
    text = clean(value).translate(_PASTED)
    if lacking := unprintable(text):
        at = text.index(lacking[0])
        raise UnprintableText(lacking, text[max(0, at - 20) : at + 20])
    return text
