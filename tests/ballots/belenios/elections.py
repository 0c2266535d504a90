"""Elections to test with, made by living them: keys, questions, votes, closing, tally, opening, result."""

import random
from dataclasses import dataclass, field
from functools import cached_property

from thuocdo.ballots.belenios.archive import Archive
from thuocdo.ballots.belenios.ballot import Ballot, check_ballot, make_ballot
from thuocdo.ballots.belenios.election import Election, Question, make_election, new_uuid
from thuocdo.ballots.belenios.group import random_exponent
from thuocdo.ballots.belenios.tally import (
    add_up,
    check_partial,
    partial_decryption,
    result,
    result_bytes,
    sums_bytes,
)
from thuocdo.ballots.belenios.tellers import Teller, new_code
from thuocdo.ballots.belenios.trustees import (
    election_key,
    polynomial,
    public_key_told,
    read_trustees,
    threshold_told,
    trustees_bytes,
    unlock,
    vinput,
    voutput,
)

Marks = list[list[int]]
AGREE, DISAGREE = "Đồng ý", "Không đồng ý"
LEVELS = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành")


def layout(letter: str, names: int) -> tuple[Question, ...]:
    """The six layouts of a ballot: A to D over names, E and F one of four levels."""
    people = [f'Ông "Số" {n} – Phòng Tổng hợp' for n in range(1, names + 1)]
    if letter == "A":
        return (Question("Danh sách đề nghị", tuple(people), 0, names),)
    if letter in "BCD":
        answers = (AGREE,) if letter == "C" else (AGREE, DISAGREE)
        return tuple(Question(name, answers, int(letter == "B"), 1) for name in people)
    return (Question("Mức xếp loại", LEVELS, 1, 1, blank=letter == "F"),)


def a_vote(question: Question, dice: random.Random) -> list[int]:
    """Some valid answer."""
    if question.blank and dice.random() < 0.3:
        return [1] + [0] * len(question.answers)
    chosen = dice.sample(range(len(question.answers)), dice.randint(question.least, question.most))
    marks = [int(place in chosen) for place in range(len(question.answers))]
    return [0, *marks] if question.blank else marks


def some_votes(questions: tuple[Question, ...], voters: int, dice: random.Random) -> list[Marks]:
    return [[a_vote(question, dice) for question in questions] for _ in range(voters)]


def sums_of(votes: list[Marks]) -> list[list[int]]:
    return [[sum(marks) for marks in zip(*answers, strict=True)] for answers in zip(*votes, strict=True)]


@dataclass
class Keys:
    """The server's key and three tellers', who have met."""

    server: int = field(default_factory=random_exponent)
    tellers: list[Teller] = field(default_factory=lambda: [Teller(new_code(), index) for index in (1, 2, 3)])

    def __post_init__(self) -> None:
        self.certificates = [teller.certificate() for teller in self.tellers]
        dealt = [polynomial(teller, self.certificates) for teller in self.tellers]
        self.kept = [
            voutput(teller, self.certificates, vinput(teller.index, dealt)) for teller in self.tellers
        ]
        told = threshold_told(self.certificates, dealt, self.kept)
        self.trustees = trustees_bytes(public_key_told(self.server), told)
        self.parts = read_trustees(self.trustees)

    def owner(self, owner: int) -> int:
        """The secret of owner 1 (the server) or of a teller (2, 3, 4), from the code."""
        if owner == 1:
            return self.server
        teller = self.tellers[owner - 2]
        return unlock(teller, self.certificates, self.kept[owner - 2]["private_key"])

    def public(self, owner: int) -> int:
        return {part.first_owner + n: key for part in self.parts for n, key in enumerate(part.keys)}[owner]


@dataclass
class Held:
    """A ballot that is held: cast what you like, then close, then open with these owners of the key."""

    keys: Keys
    election: Election
    ballots: list[bytes] = field(default_factory=list)
    timestamp: int = 1_700_000_000

    def cast(self, *votes: Marks) -> "Held":
        self.ballots += [make_ballot(self.election, vote) for vote in votes]
        return self

    @cached_property
    def checked(self) -> list[Ballot]:
        return [check_ballot(self.election, data) for data in self.ballots]

    def open(self) -> Archive:
        """Set up, no ballots yet in the archive."""
        archive = Archive(self.timestamp)
        credentials = [ballot.credential for ballot in self.checked]
        archive.add_setup(self.election.data, self.keys.trustees, credentials)
        return archive

    def counted(self, *owners: int) -> Archive:
        archive = self.open()
        archive.add_ballots(self.ballots)
        sums = add_up(self.election, [ballot.choices for ballot in self.checked])
        archive.add_tally(sums_bytes(sums), len(self.ballots))
        partials = {}
        for owner in owners:
            data = partial_decryption(self.election, self.keys.owner(owner), sums)
            archive.add_partial(owner, data)
            partials[owner] = check_partial(self.election, self.keys.public(owner), sums, data)
        counts = result(self.keys.parts, sums, partials, len(self.ballots))
        archive.add_result(result_bytes(counts))
        return archive


def an_election(keys: Keys, questions: tuple[Question, ...]) -> Held:
    election = make_election(
        new_uuid(), "Bỏ phiếu kín cuối năm", "Phòng Tổng hợp", questions, election_key(keys.parts)
    )
    return Held(keys, election)
