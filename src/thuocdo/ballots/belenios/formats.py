"""How things are written: compact JSON, numbers in decimal, hashes; and how they are read, strictly.

There is one way to write each thing. A second spelling of the same ballot would have a second tracker.
"""

import base64
import hashlib
import json
import re
from typing import Any

_DECIMAL = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_DIGITS = 617  # of the modulus: nothing written is longer


class Defect(Exception):
    """Something written does not hold. `place` says where, `what` says what, in Vietnamese, to whoever checks."""

    def __init__(self, place: str, what: str):
        super().__init__(f"{place}: {what}")
        self.place, self.what = place, what

    def __reduce__(self) -> tuple[type, tuple[str, str]]:  # it travels between processes
        return Defect, (self.place, self.what)

    def under(self, place: str) -> "Defect":
        """The same defect, seen from further out."""
        return Defect(f"{place}.{self.place}" if self.place else place, self.what)


def compact(thing: Any) -> bytes:
    """The one way to write it: fields in the order given, no spaces, letters as they are."""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode()


def hexadecimal(data: bytes) -> str:
    """The name of data in an archive."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(data: bytes) -> str:
    """What people compare: SHA-256 in base64 without padding. Of a ballot it is the tracker."""
    return base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def load(data: bytes) -> Any:
    """JSON without a field named twice."""
    return _read(data)[0]


def load_compact(data: bytes) -> Any:
    """JSON written in the one way."""
    thing, again = _read(data)
    if again != data:
        raise Defect("", "không viết theo cách duy nhất (JSON gọn)")
    return thing


def _read(data: bytes) -> tuple[Any, bytes]:
    """What is written, and the same written again (half a character of a pair can be read but not written)."""
    try:
        thing = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refused)
        return thing, compact(thing)
    except (ValueError, RecursionError) as error:
        raise Defect("", f"không phải JSON đúng cách ({type(error).__name__})") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a field named twice")
    return dict(pairs)


def _refused(name: str) -> Any:
    raise ValueError(name)


def fields(thing: Any, *names: str, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with exactly these fields."""
    if not isinstance(thing, dict) or not set(names) <= set(thing) <= {*names, *optional}:
        raise Defect("", f"phải có đúng các trường {', '.join(names)}")
    return thing


def listed(thing: Any, length: int | None = None) -> list[Any]:
    """A list, of this length where one is given."""
    if not isinstance(thing, list) or (length is not None and len(thing) != length):
        raise Defect("", "phải là danh sách" + (f" gồm {length} phần tử" if length is not None else ""))
    return thing


def whole(thing: Any, least: int = 0) -> int:
    """A JSON integer, not below `least`."""
    if type(thing) is not int or thing < least:
        raise Defect("", f"phải là số nguyên từ {least}")
    return thing


def text(thing: Any) -> str:
    if not isinstance(thing, str):
        raise Defect("", "phải là chữ")
    return thing


def decimal(thing: Any, below: int) -> int:
    """A number written as a decimal string, in the only way, under a bound."""
    if not isinstance(thing, str) or len(thing) > _DIGITS or not _DECIMAL.fullmatch(thing):
        raise Defect("", "phải là số viết ở hệ mười")
    if (number := int(thing)) >= below:
        raise Defect("", "số vượt giới hạn")
    return number
