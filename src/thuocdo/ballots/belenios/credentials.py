"""The credential of a ballot: a key made for one ballot and thrown away. Who voted is not written in it.

The list of credentials used is published with the ballots, sorted. Credentials handed out beforehand are the same thing
known earlier.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .formats import Defect, compact, listed, load_compact, text
from .group import element, g, random_exponent


@dataclass(frozen=True)
class Credential:
    """The two halves. The secret one never leaves the browser (here: the process) that made it."""

    secret: int = field(default_factory=random_exponent, repr=False)

    @property
    def public(self) -> int:
        return g(self.secret)


def list_bytes(publics: Iterable[int]) -> bytes:
    """The published list, in an order that says nothing."""
    return compact(sorted(str(public) for public in publics))


def read_list(data: bytes) -> frozenset[int]:
    """The credentials of a published list. A weight or a name after the key ("key,weight,name") must count one vote."""
    found = []
    for place, entry in enumerate(listed(load_compact(data))):
        key, *rest = text(entry).split(",", 2)
        try:
            if rest and rest[0] not in ("", "1"):
                raise Defect("", "phiếu có trọng số, không dùng ở đây")
            found.append(element(key))
        except Defect as defect:
            raise defect.under(f"[{place}]") from None
    if len(set(found)) < len(found):
        raise Defect("", "một mã phiếu có hai lần trong danh sách")
    return frozenset(found)
