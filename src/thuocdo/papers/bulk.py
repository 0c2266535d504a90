"""Thousands of papers at once, into a folder or one ZIP. Memory stays flat; a run that was killed goes on where it stopped.

What is whole is known from the folder itself: each file is written aside and renamed, then named in the list with its
SHA-256 and with what it was made from. A file that is listed, unchanged, and of the same making is not made again.
"""

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, cast

from django.core.files import locks

from .rendering.errors import PaperError

LIST = "danh-muc.jsonl"  # beside the papers: one line for each
FAILED = "khong-lam-duoc.txt"  # which could not be made, and why
_DAY = (1980, 1, 1, 0, 0, 0)  # the same papers give the same ZIP
_READABLE = 0o644 << 16


@dataclass(frozen=True)
class Piece:
    """One file of the lot: its path inside, what it is made from, and how."""

    name: str  # "phong-tong-hop/nguyen-thi-lan_cb01.docx"
    made_from: str  # other facts, another text here
    make: Callable[[], bytes]


@dataclass
class Tally:
    """How far a run is."""

    made: int = 0
    kept: int = 0  # whole from an earlier run
    gone: int = 0  # of an earlier run, no longer in the lot
    failed: dict[str, str] = field(default_factory=dict)  # name -> why; the next run tries again

    @property
    def done(self) -> int:
        return self.made + self.kept + len(self.failed)


Told = Callable[[Tally], None]


def into_folder(folder: Path, pieces: Iterable[Piece], told: Told = lambda tally: None) -> Tally:
    """Write every piece that is not there yet; what an earlier run left and the lot no longer holds is taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with (folder / LIST).open("ab", buffering=0) as listing:
        if not locks.lock(listing, locks.LOCK_EX | locks.LOCK_NB):
            raise BlockingIOError("another run is at work here")
        before = _listed(folder / LIST)
        for piece in pieces:
            line = before.pop(piece.name, None)
            if (
                line
                and line["made_from"] == piece.made_from
                and _is_whole(folder / piece.name, line["sha256"])
            ):
                tally.kept += 1
            elif (data := _made(piece, tally.failed)) is not None:
                listing.write(_line(piece, _written(folder / piece.name, data)))
                tally.made += 1
            told(tally)
    for name in before:
        (folder / name).unlink(missing_ok=True)
        tally.gone += 1
    return tally


def into_zip(path: Path, pieces: Iterable[Piece], told: Told = lambda tally: None) -> Tally:
    """The same in one ZIP: gathered in a folder beside it, which goes once the ZIP is whole."""
    gathered, unfinished = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.tmp")
    names: list[str] = []
    tally = into_folder(gathered, _noting(pieces, names), told)
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name in names:
            if name not in tally.failed:
                archive.writestr(_entry(name), (gathered / name).read_bytes())
        _tell_failed(archive, tally.failed)
    unfinished.replace(path)
    shutil.rmtree(gathered)
    return tally


def streamed_zip(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """The bytes of a ZIP while it is made: nothing is kept, and no more than one paper is held."""
    sink = _Sink()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w") as archive:  # it only ever writes forwards
        failed: dict[str, str] = {}
        for piece in pieces:
            if (data := _made(piece, failed)) is not None:
                archive.writestr(_entry(piece.name), data)
                yield sink.taken()
        _tell_failed(archive, failed)
    yield sink.taken()


def _made(piece: Piece, failed: dict[str, str]) -> bytes | None:
    """The file; where a paper cannot be made, the others are made all the same."""
    try:
        return piece.make()
    except (PaperError, OSError) as error:
        failed[piece.name] = str(error)
        return None


def _tell_failed(archive: zipfile.ZipFile, failed: dict[str, str]) -> None:
    if failed:
        archive.writestr(_entry(FAILED), "".join(f"{name}: {why}\n" for name, why in failed.items()))


class _Sink:
    """Holds what was written since it was last emptied."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.held.append(bytes(data))
        return len(data)

    def flush(self) -> None: ...

    def taken(self) -> bytes:
        data, self.held = b"".join(self.held), []
        return data


def _entry(name: str) -> zipfile.ZipInfo:
    """Not packed once more: a DOCX is a ZIP itself."""
    entry = zipfile.ZipInfo(name, _DAY)
    entry.external_attr = _READABLE
    return entry


def _noting(pieces: Iterable[Piece], names: list[str]) -> Iterator[Piece]:
    for piece in pieces:
        names.append(piece.name)
        yield piece


def _line(piece: Piece, digest: str) -> bytes:
    told = {"name": piece.name, "sha256": digest, "made_from": piece.made_from}
    return (json.dumps(told, ensure_ascii=False) + "\n").encode()


def _listed(path: Path) -> dict[str, dict[str, str]]:
    """What the list of an earlier run names, the last word on each; a line that was cut off is cut away."""
    found: dict[str, dict[str, str]] = {}
    whole = 0
    with path.open("rb") as lines:
        for line in lines:
            try:
                told = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                told = None
            if told is None:
                break
            found[told["name"]] = told
            whole += len(line)
    os.truncate(path, whole)
    return {name: told for name, told in found.items() if _stays_inside(name)}


def _stays_inside(name: str) -> bool:
    """The list lies in a folder where others may write: it names nothing outside it."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _is_whole(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _written(path: Path, data: bytes) -> str:
    """Write aside, then rename: under its name a file is there whole or not at all."""
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
    aside.replace(path)
    return sha256(data).hexdigest()
