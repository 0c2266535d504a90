"""The archive of an election: UUID.bel, an old-style tar in which every member is named by its hash.

Events form a chain, each naming the one before; an event's payload names its data. One archive has one way to be
written: a reader writes what it read again and compares. Ballots stand in the order of their trackers, which says nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .credentials import list_bytes
from .formats import Defect, compact, fields, hexadecimal, load_compact, text

HEADER = "BELENIOS"
TYPES = ("Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption", "Result")
_BLOCK = 512


@dataclass(frozen=True)
class Event:
    """One link: its type and, for all but EndBallots, the bytes of its payload."""

    kind: str
    payload: bytes | None


@dataclass
class Archive:
    """What an archive holds: its time (of every member; not vouched for by anything), data by name, events in order."""

    timestamp: int
    data: dict[str, bytes] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    last: str = ""  # the name of the last event
    _members: list[tuple[str, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._members = [(HEADER, compact({"version": 1, "timestamp": str(self.timestamp)}))]

    def put(self, data: bytes) -> str:
        """Keep data; its name."""
        name = hexadecimal(data)
        if name not in self.data:
            self.data[name] = data
            self._members.append((f"{name}.data.json", data))
        return name

    def add(self, kind: str, payload: bytes | None = None) -> None:
        """The next event of the chain."""
        parent = {"parent": self.last} if self.last else {}
        named = {"payload": self.put(payload)} if payload is not None else {}
        event = compact({**parent, "height": len(self.events), "type": kind, **named})
        self.last = hexadecimal(event)
        self._members.append((f"{self.last}.event.json", event))
        self.events.append(Event(kind, payload))

    def add_setup(self, election: bytes, trustees: bytes, credentials: Iterable[int]) -> None:
        names = {
            "election": self.put(election),
            "trustees": self.put(trustees),
            "credentials": self.put(list_bytes(credentials)),
        }
        self.add("Setup", compact(names))

    def add_ballots(self, ballots: Iterable[bytes]) -> None:
        """All ballots, in an order that says nothing of who came when; no more come after them."""
        for data in sorted(ballots, key=hexadecimal):
            self.add("Ballot", data)
        self.add("EndBallots")

    def add_tally(self, sums: bytes, number: int) -> None:
        names = {"num_tallied": number, "total_weight": number, "encrypted_tally": self.put(sums)}
        self.add("EncryptedTally", compact(names))

    def add_partial(self, owner: int, partial: bytes) -> None:
        self.add("PartialDecryption", compact({"owner": owner, "payload": self.put(partial)}))

    def add_result(self, result: bytes) -> None:
        self.add("Result", result)

    def written(self) -> bytes:
        return b"".join(_member(name, data, self.timestamp) for name, data in self._members)


def _member(name: str, data: bytes, timestamp: int) -> bytes:
    before = name.encode().ljust(100, b"\0")
    before += b"0000644\0000000000\0000000000\0%011o\0%011o\0" % (len(data), timestamp)
    after = b" 0".ljust(_BLOCK - len(before) - 7, b"\0")
    checksum = sum(before) + 7 * ord(" ") + sum(after)  # counted as if its own field were spaces
    header = before + b"%06o\0" % checksum + after
    return header + data + b"\0" * (-len(data) % _BLOCK)


def read_archive(raw: bytes) -> Archive:
    """Take an archive apart by writing it again, member by member. Raises Defect at the first that differs."""
    members = _members(raw)
    if not members or members[0][0] != HEADER:
        raise Defect("tar", "không phải kho phiếu")
    header = fields(load_compact(members[0][1]), "version", "timestamp")
    stamp = text(header["timestamp"])
    if header["version"] != 1 or not (stamp.isascii() and stamp.isdigit()):
        raise Defect(HEADER, "phiên bản hoặc thời điểm sai dạng")
    archive = Archive(int(stamp))
    for name, body in members[1:]:
        stem, _, suffix = name.partition(".")
        if stem != hexadecimal(body):
            raise Defect(name, "nội dung không khớp tên (SHA-256)")
        if suffix == "event.json":
            _add_event(archive, stem, body)
        elif suffix == "data.json" and stem not in archive.data:
            archive.put(body)
        else:
            raise Defect(name, "thành phần lạ hoặc trùng")
    if archive.written() != raw:
        raise Defect("tar", "tệp không đúng từng byte như cách ghi duy nhất")
    return archive


def _members(raw: bytes) -> list[tuple[str, bytes]]:
    found, at = [], 0
    while at < len(raw):
        try:
            name = raw[at : at + 100].rstrip(b"\0").decode("ascii")
            size = int(raw[at + 124 : at + 135], 8)
        except ValueError:
            raise Defect("tar", f"đầu mục hỏng ở byte {at}") from None
        body = raw[at + _BLOCK : at + _BLOCK + size]
        if size < 0 or len(body) != size:
            raise Defect("tar", "tệp bị cắt ngắn")
        found.append((name, body))
        at += _BLOCK + size + -size % _BLOCK
    return found


def _add_event(archive: Archive, name: str, raw: bytes) -> None:
    """The next event as it was written: it must come out the same, which holds for its place in the chain too."""
    height = len(archive.events)
    try:
        event = fields(load_compact(raw), "height", "type", optional=("parent", "payload"))
        if event["type"] not in TYPES:
            raise Defect("type", "loại sự kiện không biết")
        if ("payload" in event) != (event["type"] != "EndBallots"):
            raise Defect("payload", "thiếu hoặc thừa nội dung")
        payload = data_named(archive.data, event["payload"]) if "payload" in event else None
        archive.add(event["type"], payload)
        if archive.last != name:
            raise Defect("parent", "chuỗi sự kiện bị đứt")
    except Defect as defect:
        raise defect.under(f"event {height}") from None


def data_named(data: dict[str, bytes], name: Any) -> bytes:
    if text(name) not in data:
        raise Defect("payload", "nội dung được dẫn không có trong kho")
    return data[name]
