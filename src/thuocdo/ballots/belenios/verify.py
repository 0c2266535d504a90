"""The whole verifier: given an archive, is the result the sum of the ballots, and is every ballot a valid one?

Trusts nothing in the archive. What no archive can show: that the ballots are those of the people entitled (their number
is compared with the names ticked), and that none was dropped before closing (every voter finds the own tracker).
"""

import multiprocessing
import os
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from .archive import TYPES, Archive, data_named, read_archive
from .ballot import check_ballot
from .credentials import read_list
from .election import Election, read_election
from .formats import Defect, compact, fields, fingerprint, listed, load_compact, whole
from .tally import Adder, Factors, Missing, Sums, check_partial, read_sums, result
from .trustees import Part, election_key, read_trustees

_LETTERS = dict(zip(TYPES, "SBETPR", strict=True))
_ORDER = re.compile("SB*(E(TP*R?)?)?")
_WORTH_PROCESSES = 12  # ballots; below it, starting processes costs more than it saves
_CHUNK = 8


@dataclass
class Report:
    """What was found. `defect` is the first, by its place in the archive; without one, everything holds so far as `stage`."""

    archive: str
    defect: Defect | None = None
    stage: str = "open"  # open | closed | added | counted
    election: Election | None = None
    trackers: list[str] = field(default_factory=list)
    credentials: int = 0
    owners: list[int] = field(default_factory=list)
    counts: list[list[int]] | None = None

    @property
    def holds(self) -> bool:
        """Everything was checked and is right, up to a result."""
        return self.defect is None and self.stage == "counted"


def verify_archive(raw: bytes, cores: int | None = None) -> Report:
    """Check everything; what is wrong is told in the report, not raised. Ballots are spread over the cores."""
    report = Report(fingerprint(raw))
    try:
        _verify(read_archive(raw), report, cores or os.cpu_count() or 1)
    except Defect as defect:
        report.defect = defect
    return report


def _verify(archive: Archive, report: Report, cores: int) -> None:
    kinds = [event.kind for event in archive.events]
    if not _ORDER.fullmatch("".join(_LETTERS[kind] for kind in kinds)):
        raise Defect("events", "thứ tự sự kiện sai")
    reached = {"EndBallots": "closed", "EncryptedTally": "added", "Result": "counted"}
    stage = next((reached[kind] for kind in reversed(kinds) if kind in reached), "open")
    reader = _Reader(archive)
    election, parts, credentials = reader.setup()
    report.election, report.credentials = election, len(credentials)
    ballots = reader.payloads("Ballot")
    sums, used = _check_ballots(election, ballots, cores)
    report.trackers = [fingerprint(ballot) for ballot in ballots]
    if strangers := used - credentials:
        raise Defect("credentials", f"{len(strangers)} phiếu có mã không nằm trong danh sách")
    if stage in ("added", "counted"):
        reader.tally(election, sums, len(ballots))
    partials = reader.partials(election, parts, sums)
    report.owners = sorted(partials)
    if stage == "counted":
        report.counts = reader.result(parts, sums, partials, len(ballots))
    reader.nothing_else()
    report.stage = stage


class _Reader:
    """Reads the archive's data through the events, and remembers what was used."""

    def __init__(self, archive: Archive):
        self._archive = archive
        self._used = {id(event.payload) for event in archive.events}

    def payloads(self, kind: str) -> list[bytes]:
        return [event.payload or b"" for event in self._archive.events if event.kind == kind]

    def _named(self, name: object) -> bytes:
        data = data_named(self._archive.data, name)
        self._used.add(id(data))
        return data

    def setup(self) -> tuple[Election, list[Part], frozenset[int]]:
        """The election, the parts of its key, the credentials."""
        try:
            names = fields(load_compact(self.payloads("Setup")[0]), "election", "trustees", "credentials")
        except Defect as defect:
            raise defect.under("setup") from None
        found: dict[str, object] = {}
        for name, read in (
            ("election", read_election),
            ("trustees", read_trustees),
            ("credentials", read_list),
        ):
            try:
                found[name] = read(self._named(names[name]))
            except Defect as defect:
                raise defect.under(name) from None
        election, parts, credentials = found.values()
        assert isinstance(election, Election)
        assert isinstance(parts, list)
        assert isinstance(credentials, frozenset)
        if election.public_key != election_key(parts):
            raise Defect("election.public_key", "khóa bỏ phiếu không phải khóa chung của các bên giữ khóa")
        return election, parts, credentials

    def tally(self, election: Election, sums: Sums, number: int) -> None:
        try:
            told = fields(
                load_compact(self.payloads("EncryptedTally")[0]),
                *("num_tallied", "total_weight", "encrypted_tally"),
            )
            if (whole(told["num_tallied"]), whole(told["total_weight"])) != (number, number):
                raise Defect("num_tallied", f"số phiếu ghi khác số phiếu có ({number})")
            if read_sums(election, self._named(told["encrypted_tally"])) != sums:
                raise Defect("encrypted_tally", "tổng mã hóa không phải tích của các phiếu")
        except Defect as defect:
            raise defect.under("tally") from None

    def partials(self, election: Election, parts: Sequence[Part], sums: Sums) -> dict[int, Factors]:
        keys = {part.first_owner + place: key for part in parts for place, key in enumerate(part.keys)}
        found: dict[int, Factors] = {}
        for number, payload in enumerate(self.payloads("PartialDecryption"), 1):
            try:
                told = fields(load_compact(payload), "owner", "payload")
                owner = whole(told["owner"], least=1)
                if owner not in keys or owner in found:
                    raise Defect("owner", "người giữ khóa không có hoặc đã giải mã")
                found[owner] = check_partial(election, keys[owner], sums, self._named(told["payload"]))
            except Defect as defect:
                raise defect.under(f"decryption {number}") from None
        return found

    def result(
        self, parts: Sequence[Part], sums: Sums, partials: dict[int, Factors], number: int
    ) -> list[list[int]]:
        try:
            counts = result(parts, sums, partials, number)
        except Missing as missing:
            raise Defect("result", f"mới có {missing.have}/{missing.need} người giữ khóa giải mã") from None
        data = self.payloads("Result")[0]
        if data != compact({"result": counts}):
            _read_result(data)
            raise Defect("result", "kết quả ghi khác kết quả giải mã")
        return counts

    def nothing_else(self) -> None:
        if {id(data) for data in self._archive.data.values()} != self._used - {id(None)}:
            raise Defect("data", "kho có nội dung không sự kiện nào dẫn tới")


def _read_result(data: bytes) -> None:
    try:
        listed(fields(load_compact(data), "result")["result"])
    except Defect as defect:
        raise defect.under("result") from None


# --- the ballots, over the cores ---


def _check_ballots(election: Election, ballots: Sequence[bytes], cores: int) -> tuple[Sums, set[int]]:
    """Every ballot valid, none twice, no credential twice; their encrypted sums and credentials."""
    chunks = [(first + 1, ballots[first : first + _CHUNK]) for first in range(0, len(ballots), _CHUNK)]
    adder, used = Adder(election), set[int]()
    for first, found in _checked(election, chunks, cores if len(ballots) >= _WORTH_PROCESSES else 1):
        if isinstance(found, Defect):
            raise found
        sums, credentials = found
        for place, credential in enumerate(credentials):
            if credential in used:
                raise Defect(f"ballot {first + place}", "một mã phiếu dùng hai lần")
            used.add(credential)
        adder.add(sums)
    return adder.sums, used


_Chunk = tuple[int, Sequence[bytes]]
_Found = Defect | tuple[Sums, list[int]]


def _checked(election: Election, chunks: Sequence[_Chunk], cores: int) -> Iterable[tuple[int, _Found]]:
    if cores == 1:
        yield from ((first, _check_chunk(election, first, some)) for first, some in chunks)
        return
    with ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _begin, (election.data,)) as pool:
        yield from zip((first for first, _ in chunks), pool.map(_check_here, chunks), strict=True)


_here: list[Election] = []  # of a working process


def _begin(election: bytes) -> None:
    _here.append(read_election(election))


def _check_here(chunk: _Chunk) -> _Found:
    return _check_chunk(_here[0], *chunk)


def _check_chunk(election: Election, first: int, ballots: Sequence[bytes]) -> _Found:
    adder, credentials = Adder(election), []
    for number, data in enumerate(ballots, first):
        try:
            ballot = check_ballot(election, data)
        except Defect as defect:
            return defect.under(f"ballot {number}")
        adder.add(ballot.choices)
        credentials.append(ballot.credential)
    return adder.sums, credentials
