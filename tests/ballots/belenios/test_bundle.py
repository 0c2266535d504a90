"""The browser's half: the bundle is the published one, its ballots are ballots, it keeps and shows nothing more."""

import hashlib
import random
import re
import shutil

import pytest

from thuocdo.ballots.belenios.ballot import check_ballot
from thuocdo.ballots.belenios.formats import fingerprint
from thuocdo.ballots.belenios.verify import verify_archive

from .clients import asked, in_chromium, in_node
from .elections import an_election, layout, some_votes, sums_of
from .in_chromium import BUNDLE

node = pytest.mark.skipif(not shutil.which("node"), reason="needs node")


def test_the_bundle_is_the_published_one():
    sums = dict(line.split("  ")[::-1] for line in (BUNDLE / "CHECKSUMS").read_text().splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in BUNDLE.glob("*.js")}


def test_the_bundle_asks_nobody_and_keeps_nothing():
    """No network, no storage, no log, no code from text: what it makes leaves by its return value only."""
    ways_out = re.compile(
        r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|localStorage|sessionStorage"
        r"|indexedDB|caches|cookie|console|eval|Function|document|window)\b|https?:"
    )
    voters = ["ballot.js", "formats.js", "group.js", "proofs.js", "sha256.js", "worker.js"]
    tellers = ["sealed.js", "teller.js", "teller-worker.js"]
    # The pages' own scripts ask, send and keep; they encrypt nothing.
    pages = ["board-page.js", "key-page.js", "page.js", "vote-page.js"]
    found = {path.name: ways_out.findall(path.read_text()) for path in BUNDLE.glob("*.js")}
    assert {name for name, ways in found.items() if not ways} >= {*voters, *tellers}
    assert set(found) == {*voters, *tellers, *pages}
    assert ways_out.findall('fetch("/x")') == ["fetch"]


@node
def test_ballots_made_in_node_are_ballots(keys, dice):
    for letters in ("BF", "AD", "CE"):
        questions = layout(letters[0], 3) + layout(letters[1], 2)
        votes = some_votes(questions, 3, dice)
        held = an_election(keys, questions)
        made = [one["answer"] for one in in_node([asked(held.election, vote) for vote in votes])]
        held.ballots = [one["ballot"].encode() for one in made]
        assert [ballot.tracker for ballot in held.checked] == [one["tracker"] for one in made]
        assert {tuple(one) for one in made} == {("ballot", "tracker")}
        assert verify_archive(held.counted(1, 2, 3).written()).counts == sums_of(votes)


@node
def test_hashes_agree_at_every_length():
    dice = random.Random(256)
    words = ["a" * length for length in [*range(130), 1000]] + ["Thước Đo – phiếu kín 🗳", "Kiểm" * 99]
    words += ["".join(dice.choices('ăâđêôơư "\\\n', k=200))]
    answers = [one["answer"] for one in in_node([{"hash": one} for one in words])]
    assert answers == [fingerprint(one.encode()) for one in words]


@node
def test_both_sides_call_the_same_choices_valid():
    questions = [question for letter in "ABCDEF" for question in layout(letter, 3)]
    cases = [
        (question, [bits >> place & 1 for place in range(width)])
        for question in questions
        for width in (question.width, question.width + 1)
        for bits in range(2**width)
    ]
    answers = in_node([{"question": question.told(), "marks": marks} for question, marks in cases])
    assert [one["answer"] for one in answers] == [question.allows(marks) for question, marks in cases]


@pytest.mark.browser
def test_ballots_made_in_chromium_are_ballots(keys, dice, chromium):
    questions = layout("B", 4) + layout("F", 0)
    votes = some_votes(questions, 2, dice)
    held = an_election(keys, questions)
    good = [asked(held.election, vote) for vote in votes]
    another = asked(held.election, votes[0], fingerprint="A" * 43)
    invalid = asked(held.election, [[1, 1]] * 5)
    not_one = {**good[0], "election": "{}", "fingerprint": ""}
    made = [one["answer"] for one in in_chromium(chromium, [*good, another, invalid, not_one])]
    assert made[2:] == [{"refused": why} for why in ("fingerprint", "choices", "election")]
    held.ballots = [one["ballot"].encode() for one in made[:2]]
    trackers = [check_ballot(held.election, data).tracker for data in held.ballots]
    assert trackers == [one["tracker"] for one in made[:2]]
    assert verify_archive(held.cast(votes[0]).counted(1, 3, 4).written()).counts == sums_of(
        [*votes, votes[0]]
    )
