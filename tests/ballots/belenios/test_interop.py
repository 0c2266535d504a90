"""The other implementation agrees: Debian's `belenios-tool` accepts what we write, and we what it writes.

Debian 12 has release 2.0, Debian 13 has 3.0, whose words differ; both are understood here.
"""

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from scripts.packages import package
from thuocdo.ballots.belenios.archive import read_archive
from thuocdo.ballots.belenios.ballot import check_ballot
from thuocdo.ballots.belenios.formats import compact
from thuocdo.ballots.belenios.verify import verify_archive

from .elections import Held, Marks, a_vote, an_election, layout, some_votes, sums_of

pytestmark = pytest.mark.belenios

GROUP = ("--group", "BELENIOS-2048")


class Tool:
    """`belenios-tool`, run in one folder. `newer`: release 3, in which every word of a teller names the place."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.newer = not self("--version").startswith("2.")

    def __call__(self, *words: str, given: str = "", fails: bool = False) -> str:
        done = subprocess.run(
            [package("belenios").path(), *words],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"BELENIOS_USE_URANDOM": "1"},
        )
        assert (done.returncode != 0) == fails, done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def credentials(self, uuid: str, number: int) -> tuple[str, list[str]]:
        """The published list, and the voters' secret codes."""
        self("setup", "generate-credentials", "--uuid", uuid, *GROUP, "--count", str(number))
        secret = next(self.folder.glob("*.privcreds")).read_text()
        codes = json.loads(secret).values() if self.newer else [one.split()[1] for one in secret.splitlines()]
        return next(self.folder.glob("*.pubcreds")).read_text(), list(codes)

    def ballot(self, code: str, vote: Marks) -> str:
        files = ("--privcred", self.write("credential", code), *self.choice(vote))
        return self("election", "generate-ballot", *files)

    def choice(self, vote: Marks) -> tuple[str, str]:
        return ("--choice" if self.newer else "--ballot", self.write("vote", json.dumps(vote)))

    def place(self, index: int) -> tuple[str, ...]:
        """How teller `index` of three, two of whom suffice, says so."""
        return ("--threshold-context", f"{index}/2/3") if self.newer else ()


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    return Tool(tmp_path)


def verified(tool: Tool, raw: bytes, uuid: str) -> bool:
    (tool.folder / f"{uuid}.bel").write_bytes(raw)
    try:
        tool("election", "verify")
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize(
    ("letter", "owners"),
    [
        ("A", (1, 2, 3)),
        ("B", (1, 2, 4)),
        ("C", (1, 3, 4)),
        ("D", (1, 2, 4)),
        ("E", (1, 2, 3)),
        ("F", (1, 2, 4)),
    ],
)
def test_the_tool_accepts_our_archive(keys, tool, letter, owners):
    dice = random.Random(letter)
    questions = layout(letter, names=dice.randint(1, 4))
    held = an_election(keys, questions).cast(*some_votes(questions, dice.randint(5, 7), dice))
    assert verified(tool, held.counted(*owners).written(), held.election.uuid)
    if tool.newer:  # its `verify` has been seen to pass over ballots; this has not
        (tool.folder / f"{held.election.uuid}.bel").write_bytes(held.open().written())
        for data in held.ballots:
            tool("election", "verify-ballot", "--ballot", tool.write("ballot", data.decode()))


def test_the_tool_refuses_a_wrong_one(small, small_archive, tool):
    """That the test above can fail: one ballot left out of what was counted."""
    archive = Held(small.keys, small.election, small.ballots[:2]).counted(1, 2, 3)
    wrong = read_archive(small_archive)
    tally = next(event for event in archive.events if event.kind == "EncryptedTally")
    forged = small.open()
    forged.add_ballots(small.ballots)
    for data in archive.data.values():
        forged.put(data)
    forged.add("EncryptedTally", tally.payload)
    for event in archive.events[-4:]:
        forged.add(event.kind, event.payload)
    assert verified(tool, wrong.written(), small.election.uuid)
    assert not verified(tool, forged.written(), small.election.uuid)


def test_ballots_of_the_tool_are_ballots_of_ours(keys, tool):
    dice = random.Random(58)
    questions = layout("B", 2) + layout("F", 0) + layout("A", 3)
    held = an_election(keys, questions)
    uuid = held.election.uuid
    publics, codes = tool.credentials(uuid, 2)
    tool.write("public_creds.json", publics)
    tool.write("election.json", held.election.data.decode())
    tool.write("trustees.json", keys.trustees.decode())
    tool("archive", "init")
    votes = [[a_vote(question, dice) for question in questions] for _ in codes]
    held.ballots += [
        tool.ballot(code, vote).strip().encode() for code, vote in zip(codes, votes, strict=True)
    ]
    trackers = [check_ballot(held.election, data).tracker for data in held.ballots]
    assert len(set(trackers)) == 2
    own = some_votes(questions, 3, dice)
    raw = held.cast(*own).counted(1, 3, 4).written()
    assert verify_archive(raw).counts == sums_of(votes + own)
    assert verified(tool, raw, uuid)


def test_an_archive_of_the_tool_is_verified_by_ours(tool):
    """Everything by the tool: keys, credentials, ballots, opening with tellers 1 and 3. We only check."""
    dice = random.Random(20)
    questions = layout("F", 0) + layout("B", 1)
    uuid = tool("setup", "generate-token").strip()
    publics, codes = tool.credentials(uuid, 3)
    tool.write("public_creds.json", publics)
    owners = _tools_trustees(tool)
    template = {"description": "", "name": "Thử", "questions": [question.told() for question in questions]}
    tool.write("questions.json", compact(template).decode())
    tool("setup", "make-election", "--uuid", uuid, *GROUP, "--template", "questions.json")
    tool("archive", "init")
    for name in ("election.json", "trustees.json", "public_creds.json"):
        (tool.folder / name).unlink()

    def add(kind: str, payload: str = "") -> None:
        tool("archive", "add-event", f"--type={kind}", given=payload)

    votes = some_votes(questions, len(codes), dice)
    for code, vote in zip(codes, votes, strict=True):
        add("Ballot", tool.ballot(code, vote))
    archive = tool.folder / f"{uuid}.bel"
    assert verify_archive(archive.read_bytes()).stage == "open"
    add("EndBallots")
    add("EncryptedTally", tool("election", "compute-encrypted-tally"))
    for words in owners:
        add("PartialDecryption", tool("election", *words))
    add("Result", tool("election", "compute-result"))
    tool("election", "verify")
    report = verify_archive(archive.read_bytes())
    assert (report.defect, report.counts, report.owners) == (None, sums_of(votes), [1, 2, 4])


def _tools_trustees(tool: Tool) -> list[tuple[str, ...]]:
    """A server key and 2 of 3 tellers, by the tool; how the server and tellers 1 and 3 decrypt."""

    def teller(*words: str, given: str = "") -> str:
        return tool("setup", "generate-trustee-key-threshold", *GROUP, *words, given=given)

    names: list[str] = []
    for index in (1, 2, 3):
        teller("--step", "1", *tool.place(index))
        names += {path.stem for path in tool.folder.glob("*.key")} - set(names)
    threshold = () if tool.newer else ("--threshold", "2")
    certificates = "".join((tool.folder / f"{name}.cert").read_text() for name in names)
    with_certificates = ("--certs", tool.write("certs.jsons", certificates))
    dealt = [
        teller("--step", "3", *with_certificates, "--key", f"{name}.key", *threshold, *tool.place(index))
        for index, name in enumerate(names, 1)
    ]
    tool.write("polynomials.jsons", "".join(dealt))
    teller("--step", "4", *with_certificates, "--polynomials", "polynomials.jsons")
    outputs = [
        teller(
            *("--step", "5", *with_certificates, "--key", f"{name}.key"),
            given=(tool.folder / f"{name}.vinput").read_text(),
        )
        for name in names
    ]
    told = teller(
        "--step", "6", *with_certificates, "--polynomials", "polynomials.jsons", given="".join(outputs)
    )
    tool.write("threshold.json", told)
    tool("setup", "generate-trustee-key", *GROUP)
    tool.write("public_keys.jsons", next(tool.folder.glob("*.pubkey")).read_text())
    tool("setup", "make-trustees")
    (tool.folder / "threshold.json").unlink(missing_ok=True)
    server = next(tool.folder.glob("*.privkey")).name
    return [
        ("decrypt", "--privkey", server, "--trustee-id", "1"),
        *(
            (
                *("decrypt-threshold", "--key", f"{name}.key"),
                *("--decryption-key", f"{name}.dkey", "--trustee-id", owner),
            )
            for name, owner in ((names[0], "2"), (names[2], "4"))
        ),
    ]
