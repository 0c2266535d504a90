"""The tellers' half in the browser: with tellers in Python in every mixture, and refusing what Python refuses."""

import hashlib
import json
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

import pytest

from thuocdo.ballots.belenios.formats import Defect, compact, fingerprint
from thuocdo.ballots.belenios.group import P, Q, random_exponent
from thuocdo.ballots.belenios.tally import add_up, check_partial, partial_decryption, result, sums_bytes
from thuocdo.ballots.belenios.tellers import Teller, _stream, check_signed, new_code, seal, unseal
from thuocdo.ballots.belenios.trustees import (
    polynomial,
    public_key_told,
    read_certificates,
    read_trustees,
    threshold_told,
    trustees_bytes,
    unlock,
    vinput,
    voutput,
)

from .clients import Refused, TellerWorker, in_chromium, teller_worker
from .elections import Held, Keys, an_election, layout, some_votes, sums_of

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="needs node")
PASSPHRASE = "Đường về quê – 1986"


@pytest.fixture(scope="module")
def worker() -> Iterator[TellerWorker]:
    with teller_worker() as found:
        yield found


def who(teller: Teller) -> dict[str, Any]:
    return {"code": teller.code, "index": teller.index}


class InPython:
    """A teller's four acts."""

    def __init__(self, teller: Teller):
        self.teller = teller

    def certificate(self) -> Any:
        return self.teller.certificate()

    def polynomial(self, certificates: Any) -> Any:
        return polynomial(self.teller, certificates)

    def voutput(self, certificates: Any, dealt: Any) -> Any:
        return voutput(self.teller, certificates, dealt)

    def partial(self, certificates: Any, kept: Any, held: Held) -> bytes:
        sums = add_up(held.election, [ballot.choices for ballot in held.checked])
        return partial_decryption(held.election, unlock(self.teller, certificates, kept), sums)


class InNode(InPython):
    """The same, by the browser's half."""

    def __init__(self, teller: Teller, worker: TellerWorker):
        super().__init__(teller)
        self.worker = worker

    def certificate(self) -> Any:
        return self.worker("certificate", **who(self.teller))

    def polynomial(self, certificates: Any) -> Any:
        return self.worker("polynomial", **who(self.teller), certificates=certificates)

    def voutput(self, certificates: Any, dealt: Any) -> Any:
        return self.worker("voutput", **who(self.teller), certificates=certificates, dealt=dealt)

    def partial(self, certificates: Any, kept: Any, held: Held) -> bytes:
        asked = {**who(self.teller), "certificates": certificates, "kept": kept, **board(held)}
        return self.worker("partialDecryption", **asked).encode()


def board(held: Held) -> dict[str, Any]:
    """What a teller is shown of an election that has closed."""
    return {
        "election": held.election.data.decode(),
        "fingerprint": held.election.fingerprint,
        "ballots": [data.decode() for data in held.ballots],
    }


class Met(Keys):
    """Keys whose tellers worked wherever they liked."""

    def __init__(self, acting: list[InPython]):
        self.server = random_exponent()
        self.tellers = [one.teller for one in acting]
        self.certificates = [one.certificate() for one in acting]
        dealt = [one.polynomial(self.certificates) for one in acting]
        self.kept = [
            one.voutput(self.certificates, vinput(place, dealt)) for place, one in enumerate(acting, 1)
        ]
        told = threshold_told(self.certificates, dealt, self.kept)
        self.trustees = trustees_bytes(public_key_told(self.server), told)
        self.parts = read_trustees(self.trustees)


@pytest.mark.parametrize("kinds", list(product("PN", repeat=3)), ids="".join)
def test_tellers_meet_and_any_two_open_wherever_they_work(worker, dice, kinds):
    tellers = [Teller(new_code() if kind == "P" else worker("newCode"), n) for n, kind in enumerate(kinds, 1)]
    acting = [
        InPython(teller) if kind == "P" else InNode(teller, worker)
        for teller, kind in zip(tellers, kinds, strict=True)
    ]
    keys = Met(acting)
    votes = some_votes(layout("F", 0), 3, dice)
    held = an_election(keys, layout("F", 0)).cast(*votes)
    sums = add_up(held.election, [ballot.choices for ballot in held.checked])
    server = check_partial(
        held.election, keys.public(1), sums, partial_decryption(held.election, keys.server, sums)
    )
    partials = {
        one.teller.index + 1: check_partial(
            held.election,
            keys.public(one.teller.index + 1),
            sums,
            one.partial(keys.certificates, kept["private_key"], held),
        )
        for one, kept in zip(acting, keys.kept, strict=True)
    }
    for pair in combinations(partials, 2):
        opened = result(keys.parts, sums, {1: server, **{owner: partials[owner] for owner in pair}}, 3)
        assert opened == sums_of(votes)


def test_what_one_half_keeps_the_other_opens(worker, keys, small):
    """The same code in Python and in the browser is the same teller."""
    teller = keys.tellers[0]
    here, there = InPython(teller), InNode(teller, worker)
    assert here.certificate()["message"] == there.certificate()["message"]
    dealt = vinput(1, [polynomial(one, keys.certificates) for one in keys.tellers])
    both = [one.voutput(keys.certificates, dealt) for one in (here, there)]
    assert len({one["public_key"]["public_key"] for one in both}) == 1
    public = int(both[0]["public_key"]["public_key"])
    sums = add_up(small.election, [ballot.choices for ballot in small.checked])
    for maker, kept in product((here, there), both):
        data = maker.partial(keys.certificates, kept["private_key"], small)
        check_partial(small.election, public, sums, data)


@pytest.mark.parametrize("letters", ["BF", "AD", "CE"])
def test_both_halves_add_up_alike(worker, keys, dice, letters):
    questions = layout(letters[0], 3) + layout(letters[1], 2)
    held = an_election(keys, questions).cast(*some_votes(questions, 3, dice))
    sums = add_up(held.election, [ballot.choices for ballot in held.checked])
    assert worker("addUp", **board(held)).encode() == sums_bytes(sums)
    none = worker("addUp", **{**board(held), "ballots": []}).encode()
    assert none == sums_bytes(add_up(held.election, []))


def test_a_trial_is_signed_by_whoever_has_the_code_and_opens_the_key(worker, keys):
    teller = keys.tellers[2]
    kept = keys.kept[2]["private_key"]
    words = 'Thử khóa "3" – \\ 🗝'
    asked = {"certificates": keys.certificates, "kept": kept, "words": words}
    trial = worker("proveTrial", **who(teller), **asked)
    assert set(trial) == {"message", "signature"}
    certificates = read_certificates(keys.certificates, 2)
    assert check_signed(trial, certificates[2]) == {"trial": words}
    with pytest.raises(Defect):
        check_signed(trial, certificates[1])
    assert why(worker, "proveTrial", code=new_code(), index=3, **asked) == "code"
    another = {**asked, "kept": keys.kept[1]["private_key"]}
    assert why(worker, "proveTrial", **who(teller), **another) == "letter"


# --- what is refused ---


def why(worker: TellerWorker, does: str, **told: Any) -> str:
    with pytest.raises(Refused) as refused:
        worker(does, **told)
    return str(refused.value)


def copied(thing: Any) -> Any:
    return json.loads(json.dumps(thing))


def test_a_code_mistyped_or_of_another_teller_opens_nothing(worker, keys):
    dealt = vinput(1, [polynomial(teller, keys.certificates) for teller in keys.tellers])
    asked = {"certificates": keys.certificates, "dealt": dealt}
    for code in ("", "0" * 22, "1" * 21, "1" * 23, "l" * 22, None):
        assert why(worker, "certificate", code=code, index=1) == "code"
    assert why(worker, "certificate", code=new_code(), index="1") == "place"
    for code, index in ((new_code(), 1), (keys.tellers[1].code, 1), (keys.tellers[0].code, 4)):
        assert why(worker, "voutput", code=code, index=index, **asked) == "code"
    assert why(worker, "lockCode", code="0" * 22, passphrase=PASSPHRASE) == "code"


def test_codes_are_of_the_alphabet_and_never_alike(worker):
    codes = {worker("newCode") for _ in range(200)}
    assert len(codes) == 200
    assert all(Teller(code, 1) for code in codes)
    assert len(set("".join(codes))) == 58


@pytest.mark.parametrize(
    "change",
    [
        lambda certificates: certificates.pop(),
        lambda certificates: certificates.reverse(),
        lambda certificates: certificates.__setitem__(2, certificates[1]),
        lambda certificates: certificates[1].update(message=certificates[1]["message"].replace(":3,", ":4,")),
        lambda certificates: certificates[1].update(message=certificates[1]["message"].replace(",", ", ", 1)),
        lambda certificates: certificates[1].update(more=1),
        lambda certificates: certificates[2]["signature"].update(response="1"),
        lambda certificates: certificates[2]["signature"].update(challenge=str(Q)),
        lambda certificates: certificates.__setitem__(1, None),
        lambda certificates: certificates.__setitem__(1, Teller(new_code(), 2, 3, 3).certificate()),
        lambda certificates: certificates.__setitem__(1, outside_the_group()),
        lambda certificates: certificates.__setitem__(slice(1, 3), one_in_two_places()),
    ],
)
def test_certificates_are_checked(worker, keys, change: Callable[[Any], Any]):
    certificates = copied(keys.certificates)
    change(certificates)
    with pytest.raises(Defect):
        polynomial(keys.tellers[0], certificates)
    assert why(worker, "polynomial", **who(keys.tellers[0]), certificates=certificates) == "certificates"


def outside_the_group() -> Any:
    """Rightly signed, but letters to this key would tell whether their nonces are even."""
    teller = Teller(new_code(), 2)
    told = json.loads(teller.certificate()["message"])
    return teller.signed({**told, "encryption": str(P - int(told["encryption"]))})


def one_in_two_places() -> list[Any]:
    code = new_code()
    return [Teller(code, index).certificate() for index in (2, 3)]


def spoiled(hexadecimal: str) -> str:
    return hexadecimal[:-2] + f"{int(hexadecimal[-2:], 16) ^ 1:02x}"


def test_what_was_dealt_is_checked(worker, keys):
    first, second, _ = keys.tellers
    dealt = [polynomial(teller, keys.certificates) for teller in keys.tellers]
    again = polynomial(second, keys.certificates)
    certificates = read_certificates(keys.certificates, 2)
    letter = dealt[1]["secrets"][0]
    share = int(unseal(first, certificates[1], 2, letter)["secret"])
    written_wrong = [
        (letter | {"data": spoiled(letter["data"])}, "letter"),
        (letter | {"seal": spoiled(letter["seal"])}, "letter"),
        (letter | {"alpha": "4"}, "letter"),
        (letter | {"data": "zz"}, "letter"),
        (letter | {"more": ""}, "letter"),
        (dealt[1]["secrets"][2], "letter"),
        (dealt[2]["secrets"][0], "letter"),
        (seal(second, certificates[0], {"secret": str(Q)}), "letter"),
        (seal(keys.tellers[2], certificates[0], {"secret": str(share)}), "letter"),
        (seal(Teller(second.code, 3), certificates[0], {"secret": str(share)}), "letter"),
        (seal(second, certificates[0], {"secret": str(share + 1)}), "share"),
        (again["secrets"][0], "share"),
    ]
    for wrong, word in written_wrong:
        refused_alike(worker, keys, "secrets", wrong, word, dealt)
    for field, wrong in (
        ("coefexps", again["coefexps"]),
        ("coefexps", second.signed({"coefexps": ["1"]})),
        ("coefexps", dealt[2]["coefexps"]),
        ("signatures", again["signature"]),
        ("signatures", {}),
    ):
        refused_alike(worker, keys, field, wrong, "commitments", dealt)
    assert worker("voutput", **who(first), certificates=keys.certificates, dealt=vinput(1, dealt))


def refused_alike(worker: TellerWorker, keys: Keys, field: str, wrong: Any, word: str, dealt: Any) -> None:
    """With this from the second teller, the first goes no further, neither in Python nor in the browser."""
    handed = vinput(1, dealt)
    handed[field][1] = wrong
    with pytest.raises(Defect):
        voutput(keys.tellers[0], keys.certificates, handed)
    assert (
        why(worker, "voutput", **who(keys.tellers[0]), certificates=keys.certificates, dealt=handed) == word
    )


def test_only_the_ballots_of_the_announced_election_are_added_up(worker, keys, small):
    shown = board(small)
    other = an_election(keys, layout("E", 0)).cast([[1, 0, 0, 0]])
    first = shown["ballots"][0]
    for ballots in (
        [first, first],
        [first, *board(other)["ballots"]],
        [first.replace(",", ", ", 1)],
        [first.replace('"alpha":"', '"alpha":"0', 1)],
        ["{}"],
        [first, None],
    ):
        assert why(worker, "addUp", **{**shown, "ballots": ballots}) == "ballots"
    assert why(worker, "addUp", **{**shown, "election": board(other)["election"]}) == "fingerprint"
    assert why(worker, "addUp", election="{}", fingerprint=fingerprint(b"{}"), ballots=[]) == "election"


def test_a_sum_outside_the_group_is_not_opened(worker, keys, small):
    """Its factor would tell whether the teller's secret is even."""
    shown = board(small)
    thing = json.loads(shown["ballots"][0])
    choice = thing["answers"][0]["choices"][0]
    choice["alpha"] = str(P - int(choice["alpha"]))
    shown["ballots"][0] = compact(thing).decode()
    asked = {**who(keys.tellers[0]), "certificates": keys.certificates, **shown}
    assert why(worker, "partialDecryption", **asked, kept=keys.kept[0]["private_key"]) == "sums"


def test_a_worker_asked_something_else_says_so(worker):
    assert why(worker, "sing") == "message"


# --- the file of the code ---


def test_a_code_is_kept_under_a_passphrase(worker):
    code = new_code()
    words = worker("lockCode", code=code, passphrase=PASSPHRASE)
    assert code not in words
    assert words != worker("lockCode", code=code, passphrase=PASSPHRASE)
    file = json.loads(words)
    assert by_the_format(file, PASSPHRASE) == code
    for typed in (PASSPHRASE, unicodedata.normalize("NFD", PASSPHRASE)):
        assert worker("unlockCode", file=words + "\n", passphrase=typed) == code
    for typed in ("", PASSPHRASE + " ", PASSPHRASE.lower()):
        assert why(worker, "unlockCode", file=words, passphrase=typed) == "passphrase"
    for changed in ({"seal": spoiled(file["seal"])}, {"data": spoiled(file["data"])}, {"iterations": 1}):
        told = compact({**file, **changed}).decode()
        assert why(worker, "unlockCode", file=told, passphrase=PASSPHRASE) == "passphrase"
    for changed in ({"format": "2"}, {"iterations": 10**8}, {"iterations": "9"}, {"salt": "x"}, {"more": 1}):
        told = compact({**file, **changed}).decode()
        assert why(worker, "unlockCode", file=told, passphrase=PASSPHRASE) == "file"
    assert why(worker, "unlockCode", file="", passphrase=PASSPHRASE) == "file"


def test_a_long_passphrase_is_hashed_first(worker):
    """Past one block HMAC takes the hash of its key; a sentence is soon that long."""
    code = new_code()
    words = worker("lockCode", code=code, passphrase=PASSPHRASE * 5)
    assert by_the_format(json.loads(words), PASSPHRASE * 5) == code


def by_the_format(file: dict[str, Any], passphrase: str) -> str:
    """What is in the file of a code, read without the browser's half."""
    salt, hidden = bytes.fromhex(file["salt"]), bytes.fromhex(file["data"])
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, file["iterations"])
    return _stream(key, hidden).decode()


# --- in a browser ---


@pytest.mark.browser
def test_a_teller_works_in_chromium(keys, small, chromium):
    teller, kept = keys.tellers[0], keys.kept[0]["private_key"]
    asked = {**who(teller), "certificates": keys.certificates, "kept": kept, **board(small)}
    wrong = {**asked, "code": new_code()}
    does = [{"does": "partialDecryption", **one} for one in (asked, wrong)]
    made = [one["answer"] for one in in_chromium(chromium, does, worker="teller-worker.js")]
    sums = add_up(small.election, [ballot.choices for ballot in small.checked])
    check_partial(small.election, keys.public(2), sums, made[0]["done"].encode())
    assert made[1] == {"refused": "code"}
