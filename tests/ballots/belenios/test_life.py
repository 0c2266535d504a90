"""An electronic ballot from the keys to the result, and who can and cannot open it."""

import random

import pytest

from thuocdo.ballots.belenios.ballot import check_ballot, make_ballot
from thuocdo.ballots.belenios.credentials import Credential
from thuocdo.ballots.belenios.election import Question, make_election, new_uuid
from thuocdo.ballots.belenios.formats import Defect, compact, load
from thuocdo.ballots.belenios.group import G, P, Q, g, is_member, power
from thuocdo.ballots.belenios.tally import Missing, add_up, check_partial, partial_decryption, result
from thuocdo.ballots.belenios.tellers import Teller, new_code, unseal
from thuocdo.ballots.belenios.trustees import polynomial, read_certificates, unlock, vinput, voutput
from thuocdo.ballots.belenios.verify import verify_archive

from .elections import Held, an_election, layout, some_votes, sums_of


def test_the_group_is_what_it_should_be():
    assert ((P - 1) % Q, pow(G, Q, P), P.bit_length(), Q.bit_length()) == (0, 1, 2048, 256)
    assert [is_member(number) for number in (G, 1, 0, P, P - 1, G + P)] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert [g(exponent) for exponent in (0, 1, Q + 2, -1)] == [1, G, G * G % P, power(G, Q - 1)]


@pytest.mark.parametrize("letter", "ABCDEF")
def test_each_layout_counts_what_was_chosen(keys, dice, letter):
    questions = layout(letter, names=2)
    votes = some_votes(questions, 4, dice)
    report = verify_archive(an_election(keys, questions).cast(*votes).counted(1, 3, 4).written())
    assert (report.defect, report.counts, report.stage) == (None, sums_of(votes), "counted")
    assert (len(report.trackers), report.owners) == (4, [1, 3, 4])


def test_ballots_stand_by_tracker_not_by_time(small, small_archive):
    trackers = [ballot.tracker for ballot in small.checked]
    reversed_archive = Held(small.keys, small.election, small.ballots[::-1]).open()
    reversed_archive.add_ballots(small.ballots[::-1])
    straight = small.open()
    straight.add_ballots(small.ballots)
    assert straight.written() == reversed_archive.written()
    assert sorted(verify_archive(small_archive).trackers) == sorted(trackers)


def test_the_same_choice_never_looks_the_same(small):
    twice = [make_ballot(small.election, [[1, 0, 0, 0]]) for _ in range(2)]
    ciphertexts = [one for data in twice for one in check_ballot(small.election, data).choices[0]]
    assert len(set(ciphertexts)) == 8


@pytest.mark.parametrize("marks", [[0, 0, 0, 0], [1, 1, 0, 0], [2, 0, 0, 0], [1, 0, 0], [1, -1, 1, 0]])
def test_an_invalid_choice_makes_no_ballot(small, marks):
    with pytest.raises(ValueError, match="valid answer"):
        make_ballot(small.election, [marks])


def test_a_ballot_counts_in_its_own_election_only(keys, small):
    other = an_election(keys, layout("E", 0)).election
    with pytest.raises(Defect) as refused:
        check_ballot(other, small.ballots[0])
    assert refused.value.place == "election_hash"
    moved = load(small.ballots[0]) | {"election_uuid": other.uuid, "election_hash": other.fingerprint}
    with pytest.raises(Defect):
        check_ballot(other, compact(moved))


def test_a_second_spelling_of_a_ballot_is_refused(small):
    thing = load(small.ballots[0])
    spaced = small.ballots[0].replace(b",", b", ", 1)
    turned = compact(dict(reversed(thing.items())))
    padded = compact(thing | {"credential": "0" + thing["credential"]})
    twice = small.ballots[0].replace(b"{", b'{"credential":"1",', 1)
    assert [_refused(small, data) for data in (spaced, turned, padded, twice, b"{}", b"\xff", b"[")] == [
        True
    ] * 7
    assert not _refused(small, small.ballots[0])


def _refused(held: Held, data: bytes) -> bool:
    try:
        check_ballot(held.election, data)
    except Defect:
        return True
    return False


def test_an_element_outside_the_group_is_refused(small):
    """P - alpha has another order; without the check it would pass half of all proofs."""
    thing = load(small.ballots[0])
    choice = thing["answers"][0]["choices"][0]
    choice["alpha"] = str(P - int(choice["alpha"]))
    with pytest.raises(Defect) as refused:
        check_ballot(small.election, compact(thing))
    assert (refused.value.place, refused.value.what) == (
        "answers[0].choices[0]",
        "không phải phần tử của nhóm",
    )


def test_a_ballot_of_someone_else_cannot_be_signed_anew(small):
    """Copying a vote under a new credential: every proof names the credential it was made for."""
    thief = Credential()
    thing = load(small.ballots[0]) | {"credential": str(thief.public)}
    with pytest.raises(Defect) as refused:
        check_ballot(small.election, compact(thing))
    assert refused.value.place.startswith("answers[0].individual_proofs")


# --- who opens ---


@pytest.mark.parametrize("owners", [(1, 2, 3), (1, 2, 4), (1, 3, 4), (4, 3, 1), (1, 2, 3, 4)])
def test_the_server_and_any_two_tellers_open(small, owners):
    assert verify_archive(small.counted(*owners).written()).counts == [[1, 2, 0, 0]]


@pytest.mark.parametrize("owners", [(2, 3, 4), (1, 2), (1, 4), (1,), (2, 3), ()])
def test_fewer_do_not(small, owners):
    with pytest.raises(Missing):
        small.counted(*owners)


def test_two_tellers_without_the_server_get_nothing_out_of_the_numbers(small):
    """The attempt itself: their factors, put together as if they were the whole key, open no sum."""
    sums = add_up(small.election, [ballot.choices for ballot in small.checked])
    partials = {
        owner: check_partial(
            small.election,
            small.keys.public(owner),
            sums,
            partial_decryption(small.election, small.keys.owner(owner), sums),
        )
        for owner in (1, 2, 3)
    }
    tellers_only, server_only = small.keys.parts[1:], small.keys.parts[:1]
    for parts in (tellers_only, server_only):
        with pytest.raises(Defect) as refused:
            result(parts, sums, partials, 3)
        assert refused.value.place == "result"
    assert result(small.keys.parts, sums, partials, 3) == [[1, 2, 0, 0]]


def test_a_wrong_partial_decryption_is_named(small):
    sums = add_up(small.election, [ballot.choices for ballot in small.checked])
    other_key = partial_decryption(small.election, small.keys.owner(3), sums)
    with pytest.raises(Defect) as refused:
        check_partial(small.election, small.keys.public(2), sums, other_key)
    assert refused.value.place == "decryption_factors[0]"


# --- the tellers' ceremony ---


def test_a_code_mistyped_or_of_another_teller_opens_nothing(keys):
    kept = keys.kept[0]["private_key"]
    with pytest.raises(Defect):
        unlock(Teller(new_code(), 1), keys.certificates, kept)
    with pytest.raises(Defect):
        unlock(Teller(keys.tellers[1].code, 2), keys.certificates, kept)
    with pytest.raises(Defect, match="gõ sai"):
        Teller("0" * 22, 1)
    assert g(unlock(keys.tellers[0], keys.certificates, kept)) == keys.public(2)


def test_a_teller_who_deals_a_wrong_share_is_found(keys):
    dealt = [polynomial(teller, keys.certificates) for teller in keys.tellers]
    handed = vinput(1, dealt)
    handed["coefexps"][1] = polynomial(keys.tellers[1], keys.certificates)["coefexps"]
    with pytest.raises(Defect) as refused:
        voutput(keys.tellers[0], keys.certificates, handed)
    assert refused.value.place == "coefexps[1]"


def test_letters_open_for_the_recipient_only_and_unchanged_only(keys):
    dealt = [polynomial(teller, keys.certificates) for teller in keys.tellers]
    letter = vinput(1, dealt)["secrets"][2]
    first, second, _ = keys.tellers
    certificates = read_certificates(keys.certificates, 2)
    assert set(unseal(first, certificates[2], 3, letter)) == {"secret"}
    for recipient, sender, index in ((second, 2, 3), (first, 1, 3), (first, 2, 2)):
        with pytest.raises(Defect):
            unseal(recipient, certificates[sender], index, letter)
    changed = letter | {"data": letter["data"][:-2] + f"{int(letter['data'][-2:], 16) ^ 1:02x}"}
    with pytest.raises(Defect, match="bị sửa"):
        unseal(first, certificates[2], 3, changed)


# --- what is asked ---


@pytest.mark.parametrize(
    "question",
    [Question("Chọn", ("A", "B"), 2, 1), Question("Chọn", ("A",), 1, 2), Question("Chọn", ("A\n",), 0, 1)],
)
def test_a_question_that_cannot_be_answered_is_not_sealed(question):
    with pytest.raises(Defect):
        make_election(new_uuid(), "Thử", "", (question,), G)


def test_secrets_do_not_show_themselves(keys):
    assert "secret" not in repr(Credential())
    assert keys.tellers[0].code not in repr(keys.tellers[0])


def test_many_ballots_are_checked_over_the_cores(keys):
    dice = random.Random(16)
    questions = (Question("Đồng ý không", ("Có",), 0, 1),)
    votes = some_votes(questions, 20, dice)
    raw = an_election(keys, questions).cast(*votes).counted(1, 2, 3).written()
    assert verify_archive(raw, cores=2) == verify_archive(raw, cores=1)
    assert verify_archive(raw, cores=2).counts == sums_of(votes)
