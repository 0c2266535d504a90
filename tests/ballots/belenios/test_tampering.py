"""An insider changes the archive and recomputes every hash and the chain: whatever is changed, both verifiers say no.

By default every eighth leaf is tried, every 24th by the slower single file too; with THUOCDO_ALL_LEAVES=1 all of them by
both (some minutes).
"""

import copy
import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from thuocdo.ballots import verify_bel
from thuocdo.ballots.belenios.archive import Archive, Event, read_archive
from thuocdo.ballots.belenios.ballot import make_ballot
from thuocdo.ballots.belenios.formats import compact, load
from thuocdo.ballots.belenios.group import P, g, random_exponent
from thuocdo.ballots.belenios.verify import verify_archive

from .elections import Held

STRIDE, SINGLE_FILE = (1, 1) if os.environ.get("THUOCDO_ALL_LEAVES") else (8, 3)
Document = tuple[str, Any]
POINTERS = {"election", "trustees", "credentials", "encrypted_tally", "payload"}


# --- an archive as a list of documents that name no hash, and back ---


def documents(raw: bytes) -> list[Document]:
    """What an archive says, in order: (kind of event, payload with the data it names put in its place)."""
    archive = read_archive(raw)

    def inside(value: Any) -> Any:
        named = archive.data.get(value) if isinstance(value, str) else None
        return load(named) if named is not None else value

    found: list[Document] = []
    for event in archive.events:
        payload = load(event.payload) if event.payload is not None else None
        if event.kind in ("Setup", "EncryptedTally", "PartialDecryption"):
            payload = {name: inside(value) for name, value in payload.items()}
        found.append((event.kind, payload))
    return found


def rechained(told: list[Document], timestamp: int) -> bytes:
    """The archive that an insider would make of these documents: all hashes right."""
    archive = Archive(timestamp)
    for kind, payload in told:
        told_here = payload
        if kind in ("Setup", "EncryptedTally", "PartialDecryption") and isinstance(payload, dict):
            told_here = {
                name: archive.put(bytes_of(value)) if name in POINTERS else value
                for name, value in payload.items()
            }
        archive.add(kind, None if kind == "EndBallots" else bytes_of(told_here))
    return archive.written()


Path = tuple[Any, ...]


def leaves(thing: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(thing, dict | list):
        for key, value in thing.items() if isinstance(thing, dict) else enumerate(thing):
            yield from leaves(value, (*path, key))
    elif isinstance(thing, str) and thing.startswith("{"):  # a signed message: leaves of its own
        yield from ((*path, "{}", *inner) for inner in leaves(json.loads(thing)))
    else:
        yield path


def changed(thing: Any, path: Path) -> Any:
    """The thing with one leaf moved by one."""
    if not path:
        if isinstance(thing, bool):
            return not thing
        if isinstance(thing, int):
            return thing + 1
        if thing.isdigit():
            return str(int(thing) + 1)
        return ("B" if thing[:1] == "A" else "A") + thing[1:]
    if path[0] == "{}":
        return compact(changed(json.loads(thing), path[1:])).decode()
    copied = copy.copy(thing)
    copied[path[0]] = changed(thing[path[0]], path[1:])
    return copied


def both_refuse(raw: bytes) -> tuple[bool, bool]:
    try:
        verify_bel.verify(raw)
        single = False
    except verify_bel.Wrong:
        single = True
    return verify_archive(raw, cores=1).defect is not None, single


BOTH, NEITHER = (True, True), (False, False)


# --- leaf by leaf ---


def test_taking_apart_and_putting_together_changes_nothing(small, small_archive):
    """The control: the harness itself makes nothing wrong."""
    assert rechained(documents(small_archive), small.timestamp) == small_archive
    assert both_refuse(small_archive) == NEITHER


def test_every_leaf_that_is_changed_is_noticed(small, small_archive):
    told = documents(small_archive)
    every = [(place, path) for place, (_, payload) in enumerate(told) for path in leaves(payload) if payload]
    assert len(every) > 200
    missed = []
    for number, (place, path) in enumerate(every[::STRIDE]):
        kind, payload = told[place]
        other = [*told]
        other[place] = (kind, changed(payload, path))
        raw = rechained(other, small.timestamp)
        assert raw != small_archive
        refused = both_refuse(raw) == BOTH if number % SINGLE_FILE == 0 else verify_archive(raw, 1).defect
        if not refused:
            missed.append((kind, path))
    assert missed == []


STRANGE = (None, True, 0, -1, 1.5, "", "x", "0", "00", "-1", str(P), [], [[]], {}, "\ud800", [None] * 9)


def test_strange_things_in_any_place_are_refused_not_stumbled_over(small, small_archive, dice):
    """Any node, inner ones too, replaced by something of another kind: a defect is told, nothing breaks."""
    told = documents(small_archive)
    every = [(place, path) for place, (_, payload) in enumerate(told) for path in nodes(payload)]
    for place, path in dice.sample(every, len(every) if STRIDE == 1 else 20):
        kind, payload = told[place]
        other = [*told]
        other[place] = (kind, replaced(payload, path, dice.choice(STRANGE)))
        if kind != "EndBallots" and other != told:
            assert both_refuse(rechained(other, small.timestamp)) == BOTH, (kind, path)


def nodes(thing: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(thing, str) and thing.startswith("{"):
        yield from ((*path, "{}", *inner) for inner in nodes(json.loads(thing)))
    elif isinstance(thing, dict | list):
        for key, value in thing.items() if isinstance(thing, dict) else enumerate(thing):
            yield from nodes(value, (*path, key))


def replaced(thing: Any, path: Path, strange: Any) -> Any:
    if not path:
        return strange
    if path[0] == "{}":
        return bytes_of(replaced(json.loads(thing), path[1:], strange)).decode()
    copied = copy.copy(thing)
    copied[path[0]] = replaced(thing[path[0]], path[1:], strange)
    return copied


def bytes_of(thing: Any) -> bytes:
    """Compact, with half characters escaped: they have no bytes of their own."""
    return json.dumps(thing, separators=(",", ":"), ensure_ascii="\\ud8" in json.dumps(thing)).encode()


def test_header_and_events_changed_are_noticed(small_archive):
    """Leaves outside the documents: the header's fields, heights, parents, types; and single bytes of the file."""
    archive = read_archive(small_archive)
    event = next(at for at in range(len(small_archive)) if small_archive[at:].startswith(b'{"parent"'))
    places = [
        small_archive.index(b'"version":1') + 10,
        small_archive.index(b'"timestamp":"') + 20,
        event + 15,
    ]
    places += [5, 100, 130, 140, 150, 156, 300, 511, 560, len(small_archive) - 1]
    for place in places:
        raw = bytearray(small_archive)
        raw[place] ^= 1
        assert both_refuse(bytes(raw)) == BOTH, place
    assert both_refuse(small_archive[:-512]) == BOTH
    assert both_refuse(small_archive + b"\0" * 1024) == BOTH
    assert both_refuse(b"") == BOTH
    assert len(archive.events) == 10


# --- what is bigger than a leaf ---

Change = Callable[[Held, list[Document]], list[Document]]


def _ballots(told: list[Document]) -> list[Document]:
    return [one for one in told if one[0] == "Ballot"]


def drop_a_ballot(held: Held, told: list[Document]) -> list[Document]:
    first = _ballots(told)[0]
    return [one for one in told if one is not first]


def double_a_ballot(held: Held, told: list[Document]) -> list[Document]:
    return [*told[:2], told[1], *told[2:]]


def add_a_ballot(held: Held, told: list[Document]) -> list[Document]:
    return [told[0], ("Ballot", load(make_ballot(held.election, [[1, 0, 0, 0]]))), *told[1:]]


def swap_results(held: Held, told: list[Document]) -> list[Document]:
    return [*told[:-1], ("Result", {"result": [[2, 1, 0, 0]]})]


def forget_an_owner(held: Held, told: list[Document]) -> list[Document]:
    return [*told[:-2], told[-1]]


def twice_an_owner(held: Held, told: list[Document]) -> list[Document]:
    return [*told[:-2], told[-3], told[-1]]


def move_the_end(held: Held, told: list[Document]) -> list[Document]:
    return [*told[:3], told[4], told[3], *told[5:]]


def a_key_of_the_forger(held: Held, told: list[Document]) -> list[Document]:
    setup = copy.deepcopy(told[0][1])
    setup["election"]["public_key"] = str(g(random_exponent()))
    return [("Setup", setup), *told[1:]]


def mix_the_tellers(held: Held, told: list[Document]) -> list[Document]:
    setup = copy.deepcopy(told[0][1])
    tellers = setup["trustees"][1][1]
    tellers["verification_keys"].reverse()
    return [("Setup", setup), *told[1:]]


def leave_out_signatures_of_one(held: Held, told: list[Document]) -> list[Document]:
    setup = copy.deepcopy(told[0][1])
    setup["trustees"][1][1]["signatures"].pop()
    return [("Setup", setup), *told[1:]]


def strip_the_signatures(held: Held, told: list[Document]) -> list[Document]:
    """As if in the older dialect, which signs less."""
    setup = copy.deepcopy(told[0][1])
    tellers = setup["trustees"][1][1]
    del tellers["signatures"]
    for key in tellers["verification_keys"]:
        del key["signature"]
    return [("Setup", setup), *told[1:]]


def one_sum_less(held: Held, told: list[Document]) -> list[Document]:
    place = next(at for at, one in enumerate(told) if one[0] == "EncryptedTally")
    tally = copy.deepcopy(told[place][1])
    beta = int(tally["encrypted_tally"][0][0]["beta"])
    tally["encrypted_tally"][0][0]["beta"] = str(beta * g(1) % P)
    return [*told[:place], ("EncryptedTally", tally), *told[place + 1 :]]


@pytest.mark.parametrize(
    "change",
    [
        drop_a_ballot,
        double_a_ballot,
        add_a_ballot,
        swap_results,
        forget_an_owner,
        twice_an_owner,
        move_the_end,
        a_key_of_the_forger,
        mix_the_tellers,
        leave_out_signatures_of_one,
        strip_the_signatures,
        one_sum_less,
    ],
)
def test_a_bigger_change_is_noticed(small, small_archive, change: Change):
    raw = rechained(change(small, documents(small_archive)), small.timestamp)
    assert raw != small_archive
    assert both_refuse(raw) == BOTH


def test_data_that_nothing_names_is_noticed(small_archive):
    archive = read_archive(small_archive)
    archive.put(b'{"note":"x"}')
    assert both_refuse(archive.written()) == BOTH


def test_the_first_defect_is_named_by_its_place(small, small_archive):
    told = documents(small_archive)
    ballot = copy.deepcopy(told[2][1])
    ballot["answers"][0]["individual_proofs"][3][1]["response"] = "1"
    told[2] = ("Ballot", ballot)
    report = verify_archive(rechained(told, small.timestamp))
    assert (report.defect.place, report.holds) == ("ballot 2.answers[0].individual_proofs[3]", False)


# --- what no archive can show ---


def test_a_ballot_dropped_while_open_is_for_trackers_and_the_count(small):
    """Honest limit: an archive made without the ballot from the start holds. Only the voter's tracker tells."""
    fewer = Held(small.keys, small.election, small.ballots[1:]).counted(1, 2, 3).written()
    assert both_refuse(fewer) == NEITHER
    assert small.checked[0].tracker not in verify_archive(fewer).trackers


def test_an_archive_without_its_end_holds_only_so_far(small):
    archive = small.open()
    stages = [_holds(archive)]
    archive.add_ballots(small.ballots)
    stages.append(_holds(archive))
    assert stages == [("open", None, False), ("closed", None, False)]
    assert archive.events[-1] == Event("EndBallots", None)


def _holds(archive: Archive) -> tuple[str, Any, bool]:
    report = verify_archive(archive.written())
    return report.stage, report.defect, report.holds
