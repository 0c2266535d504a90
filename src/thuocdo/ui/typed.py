"""What a page sent, as text and numbers that a row can hold. A page is not to be trusted with either."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.dateparse import parse_date

from thuocdo.kernel.vi_text import clean, clean_line

_CODE = re.compile(
    r"[\w.:/+=-]*", re.ASCII
)  # keys, days, numbers, names of things; what people write has more
_DIGITS = 18  # the longest number that every database keeps


def typed(request: HttpRequest, name: str) -> str:
    """The text of one field, cleaned; empty where it was not sent."""
    return clean(request.POST.get(name, "")).strip()


def searched(request: HttpRequest, name: str) -> str:
    """The words of a search, or another part of an address; short, on one line."""
    return clean_line(request.GET.get(name, "")[:100])


def typed_body(request: HttpRequest) -> str:
    """What a script sent, which is no form; empty where it is one, or no text."""
    try:
        return request.body.decode()
    except (UnicodeDecodeError, RawPostDataException):
        return ""


def typed_words(request: HttpRequest) -> list[str]:
    """Everything a person wrote on a page whose request is refused, to be given back; never a password, a key, a token."""
    try:
        posted = request.POST.lists()
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):  # it could not be read at all
        return []
    sent = [text for name, texts in posted if name != "pin" and "password" not in name for text in texts]
    return [text for text in dict.fromkeys(map(clean, sent)) if not _CODE.fullmatch(text.strip())]


def number(text: str) -> int:
    """A whole number from 0 on; 0 for anything else, which is nobody's key."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0


def typed_number(request: HttpRequest, name: str) -> int:
    """The number of one field; see `number`."""
    return number(request.POST.get(name, ""))


def typed_day(request: HttpRequest, name: str) -> date | None:
    """The day of one field; none where it is no day."""
    try:
        return parse_date(request.POST.get(name, ""))
    except ValueError:
        return None


def typed_seen(request: HttpRequest) -> str:
    """The stamp of what the page showed, put there by `{% seen … %}`."""
    return request.POST.get("seen", "")


def typed_once(request: HttpRequest) -> UUID:
    """What names the page a remark was written on, so that a double click is one remark; a fresh name where none was sent."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()


def typed_attendance(request: HttpRequest, keys: Iterable[int]) -> dict[int, tuple[bool | None, str]]:
    """For each key changed on the page: present, absent or not marked, and why absent.

    Two people may mark one list: who is as the page showed is left to the other.
    """
    known = {"yes": True, "no": False}
    rows = {
        key: (request.POST.get(f"co-mat-{key}", ""), request.POST.get(f"ly-do-{key}", "")) for key in keys
    }
    return {
        key: (known.get(mark), reason)
        for key, (mark, reason) in rows.items()
        if request.POST.get(f"truoc-{key}") != f"{mark}|{reason}"
    }
