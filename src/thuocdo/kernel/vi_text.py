"""Vietnamese text: one form for storing, one for searching, one for sorting, and dates in words."""

import re
import unicodedata
from datetime import date

# Ð (Eth) and Ɖ (African D) look like Đ in print and come from old keyboards and fonts.
_WRONG_D = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
# The alphabet's own order; the five tones follow their letter in the order of the dictionaries.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ORDER = {letter: chr(0x100 + index) for index, letter in enumerate(_ALPHABET)}


def clean(text: str) -> str:
    """Composed letters (NFC), the right Đ, no control or direction marks; line breaks and tabs stay."""
    text = unicodedata.normalize("NFC", text.translate(_WRONG_D))
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """`clean`, on one line, with single spaces."""
    return " ".join(clean(text).replace("\u00a0", " ").split())


def fold(text: str) -> str:
    """For searching: lower case, no accents, đ as d, single spaces. "Đức" and "duc" become one."""
    decomposed = unicodedata.normalize("NFD", clean_line(text).casefold().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _letters(word: str) -> tuple[str, str]:
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", word.casefold()):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
        plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_ORDER.get(plain, plain))
        tones.append(str(tone))
    return "".join(letters), "".join(tones)


def sort_key(full_name: str) -> str:
    """Given name first, then family and middle names, by the Vietnamese alphabet, then by tone."""
    words = clean_line(full_name).split()
    ordered = words[-1:] + words[:-1]
    pairs = [_letters(word) for word in ordered]
    return " ".join(letters for letters, _ in pairs) + "\u0001" + " ".join(tones for _, tones in pairs)


def day(value: date) -> str:
    """dd/mm/yyyy"""
    return f"{value:%d/%m/%Y}"


def day_in_words(value: date) -> str:
    """ "ngày 05 tháng 3 năm 2024": days below ten and months one and two take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.b)."""
    month = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02} tháng {month} năm {value.year}"
