"""The sums are opened, once: by the server's part of the key and two tellers. Then the whole is verified and sealed."""

from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import Actor

from ..belenios.archive import Archive
from ..belenios.ballot import stored_choices
from ..belenios.formats import Defect, hexadecimal, load
from ..belenios.tally import Adder, Sums, check_partial, partial_decryption, result, result_bytes, sums_bytes
from ..belenios.trustees import read_trustees
from ..belenios.verify import verify_archive
from ..keys import destroy_key, key_of
from ..models import Ballot, Election, Line, Teller
from ..permissions import may, may_enter, may_open_sums
from ..queries import ENOUGH, board_of, count_of, election_of, sealed_election
from ..rules import Layout, Way, too_few_ballots, wrong_sums
from ..states import BALLOT
from .papers import issue_minutes
from .rewriting import wipe

_SERVER = 1  # the first owner of a key; tellers follow


def sums_of(ballot: Ballot, election: Election) -> Sums:
    """The encrypted sums of everything in the box."""
    adder = Adder(sealed_election(election))
    for _, words in board_of(ballot):
        adder.add(stored_choices(words.encode()))
    return adder.sums


@transaction.atomic
def open_sums(teller: Teller, words: str, *, by: Actor) -> None:
    """One teller's factors of the sums, proven. With the second teller's the result is there; a third is not needed."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=teller.ballot_id)
    tellers = list(ballot.tellers.all())
    mine = next(one for one in tellers if one.pk == teller.pk)
    least = book_of(ballot.cycle)["ballot/electronic"]
    refuse_if(
        may_enter(mine, by),
        may_open_sums(ballot, by),
        too_few_ballots(ballot.collected, least["count"], least.source),
    )
    if mine.opening:
        return
    election = election_of(ballot)
    if election is None:
        raise Refused([Finding("ballot.not_now")])
    sums = sums_of(ballot, election)
    parts = read_trustees(election.trustees.encode())
    try:
        check_partial(sealed_election(election), parts[1].keys[mine.index - 1], sums, words.encode())
    except Defect as defect:
        raise Refused([Finding("ballot.part_wrong", facts={"what": str(defect)})]) from defect
    mine.opening = words
    mine.save(update_fields=["opening"])
    record("ballot.sums_opened", by=by, on=ballot, teller=mine.index)
    given = [one for one in tellers if one.opening]
    if len(given) >= ENOUGH:
        _publish(ballot, election, sums, given, by=by)


def _publish(ballot: Ballot, election: Election, sums: Sums, given: list[Teller], *, by: Actor) -> None:
    """The result into the lines, and the archive that shows how it came about."""
    sealed, parts = sealed_election(election), read_trustees(election.trustees.encode())
    try:
        server = partial_decryption(sealed, key_of(election.uuid), sums)
    except FileNotFoundError as gone:
        raise Refused([Finding("ballot.server_key_gone")]) from gone
    partials = {_SERVER: server} | {_SERVER + one.index: one.opening.encode() for one in given}
    keys = {_SERVER: parts[0].public} | {_SERVER + one.index: parts[1].keys[one.index - 1] for one in given}
    factors = {owner: check_partial(sealed, keys[owner], sums, told) for owner, told in partials.items()}
    counts = result(parts, sums, factors, ballot.collected)
    _enter(ballot, counts)
    board = [words.encode() for _, words in board_of(ballot)]
    archive = Archive(int((ballot.closed_at or by.at).timestamp()))
    credentials = [int(load(words)["credential"]) for words in board]
    archive.add_setup(election.words.encode(), election.trustees.encode(), credentials)
    archive.add_ballots(board)
    archive.add_tally(sums_bytes(sums), len(board))
    for owner, told in sorted(partials.items()):
        archive.add_partial(owner, told)
    archive.add_result(result_bytes(counts))
    written = archive.written()
    election.archive.save(f"{election.uuid}.bel", ContentFile(written), save=False)
    election.archive_sha256 = hexadecimal(written)
    election.save(update_fields=["archive", "archive_sha256"])
    ballot.state = BALLOT.move(ballot.state, "count")
    ballot.save(update_fields=["state"])
    record("ballot.counted", by=by, on=ballot, collected=ballot.collected, archive=election.archive_sha256)


def _enter(ballot: Ballot, counts: list[list[int]]) -> None:
    lines = list(ballot.lines.all())
    rows = [[number] for number in counts[0]] if Layout(ballot.layout).chooses else counts
    for line, row in zip(lines, rows, strict=True):
        line.agree, line.disagree, line.blank = (*row, 0, 0)[:3]
    Line.objects.bulk_update(lines, ["agree", "disagree", "blank"])


@transaction.atomic
def seal_result(ballot: Ballot, *, by: Actor) -> None:
    """Verify everything anew, seal the figures, destroy the server's part of the key.

    Where the verifier finds a defect nothing is sealed: the refusal names the place.
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=ballot.pk)
    refuse_if(may("seal", ballot, by))
    refuse_if(wrong_sums(count_of(ballot)))
    facts = {}
    election = election_of(ballot)
    if election and ballot.way == Way.ELECTRONIC:
        report = verify_archive(election.archive.read())
        told = [list(row) for row in report.counts or ()]
        if not report.holds or len(report.trackers) != ballot.collected or told != _entered(ballot):
            what = str(report.defect or "số liệu không khớp kho phiếu")
            raise Refused([Finding("ballot.not_verified", facts={"what": what})])
        election.key_gone_at = by.at
        election.save(update_fields=["key_gone_at"])
        facts["archive"] = election.archive_sha256
        transaction.on_commit(lambda: destroy_key(election.uuid))
    ballot.state = BALLOT.move(ballot.state, "seal")
    ballot.sealed_at = by.at
    ballot.save(update_fields=["state", "sealed_at"])
    transaction.on_commit(wipe)
    record("ballot.sealed", by=by, on=ballot, **facts)
    issue_minutes(ballot, by=by)


def _entered(ballot: Ballot) -> list[list[int]]:
    """The figures as the protocol tells them."""
    lines, layout = list(ballot.lines.all()), Layout(ballot.layout)
    if layout.chooses:
        return [[line.agree for line in lines]]
    width = 3 if layout == Layout.OPINION else 2
    return [[line.agree, line.disagree, line.blank][:width] for line in lines]
