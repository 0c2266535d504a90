"""The numbers that ballots are made of: the subgroup of prime order Q modulo P, published as BELENIOS-2048.

With gmpy2 a power costs about half a millisecond, without it about four. A base that is used often (the generator, the
key of a ballot) gets a table, which makes its powers five times as fast.
"""

import secrets
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .formats import Defect, decimal

try:
    from gmpy2 import mpz as _mpz
    from gmpy2 import powmod as _powmod
except ImportError:  # the same, slower
    _mpz, _powmod = int, pow

NAME = "BELENIOS-2048"
P = int(
    "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078"
    "95840496005438963628979639303877390572280360597374942767137677761889858987273586504908116709931053586778098003079049"
    "16540637771737641986785272734744763418356000356983051931442845617019110007867373073335641239717328979132404745788344"
    "68260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222"
    "14588410058642105024212036543356120132048111885240873107701415166620016231317716937218924807850771182784231749807327"
    "6598828825169183103125680162072880719"
)
G = int(
    "24023526775018522092276877035323999327122876573783649165100753187876632741463532193202856761552696787996946682987493"
    "89095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097"
    "16201616827031288643245666383486363578210615491841998253431518974065818686865115135857641013888221539601604322884360"
    "39309893336627728484065931384060102316750957637779826651036068224066350766977640253462537730851331734951942489677540"
    "52573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781"
    "475582491896050296680037745308460627"
)
Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441
_MODULUS = _mpz(P)


def power(base: int, exponent: int) -> int:
    return _powmod(base, exponent, _MODULUS)


def product(numbers: Iterable[int]) -> int:
    result = _mpz(1)
    for number in numbers:
        result = result * number % _MODULUS
    return result


def is_member(number: int) -> bool:
    """Whether it belongs to the subgroup. An element of another order would open a way around the proofs."""
    return 0 < number < P and power(number, Q) == 1


def element(thing: Any) -> int:
    """Read an element of the subgroup."""
    number = _mpz(decimal(thing, P))
    if not is_member(number):
        raise Defect("", "không phải phần tử của nhóm")
    return number


def stored(text: str) -> int:
    """Read an element again that was checked before."""
    return _mpz(text)


def exponent(thing: Any) -> int:
    """Read a number below the order."""
    return decimal(thing, Q)


def random_exponent() -> int:
    return secrets.randbelow(Q)


class Base:
    """An element with a table of its powers: base^(digit * 256^place)."""

    def __init__(self, number: int):
        self.number = _mpz(number)
        self._rows = []
        step = self.number
        for _ in range(32):
            row = [_mpz(1)]
            for _ in range(255):
                row.append(row[-1] * step % _MODULUS)
            self._rows.append(row)
            step = row[-1] * step % _MODULUS

    def __call__(self, exponent: int) -> int:
        """Its power; the exponent is taken modulo Q."""
        digits = int(exponent % Q).to_bytes(32, "little")
        return product(row[digit] for row, digit in zip(self._rows, digits, strict=True) if digit)


@lru_cache(maxsize=8)  # 3 MB each: the generator and the keys of the ballots that are open
def base(number: int) -> Base:
    return Base(number)


def g(exponent: int) -> int:
    """The power of the generator."""
    return base(G)(exponent)
