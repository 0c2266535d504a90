from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.law.book import Book
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import Actor

from .belenios.election import Election as Sealed
from .belenios.election import read_election
from .belenios.trustees import vinput
from .models import Ballot, Cast, Election, Teller, Voter
from .rules import LINE_FIGURES, Count, Layout, LineCount, Threshold, Way
from .states import CLOSED, OPEN, PREPARED, SEALED

TELLERS, ENOUGH = 3, 2  # of the electronic way: the protocol's own numbers


def ballot_with(pk: int | None) -> Ballot | None:
    return _whole(Ballot.objects.filter(pk=pk)).first() if pk else None


def as_it_stands(ballot: Ballot | int) -> Ballot:
    """Read again, with its lines, tellers and election."""
    return _whole(Ballot.objects.all()).get(pk=ballot if isinstance(ballot, int) else ballot.pk)


def _whole(ballots: QuerySet[Ballot]) -> QuerySet[Ballot]:
    return ballots.select_related("cycle", "unit", "chair", "secretary", "election").prefetch_related(
        "lines", "tellers__person"
    )


def ballots_seen_by(actor: Actor) -> QuerySet[Ballot]:
    """Those one votes in, counts or runs; HCQT sees all of the agency."""
    ours = Ballot.objects.filter(cycle__agency=actor.agency_id)
    if actor.coordinates:
        return ours
    me = actor.person_id
    return ours.filter(
        Q(chair=me) | Q(secretary=me) | Q(tellers__person=me) | Q(voters__person=me)
    ).distinct()


def ballot_or_404(actor: Actor, pk: int) -> Ballot:
    return get_object_or_404(_whole(ballots_seen_by(actor)), pk=pk)


def sealed_ballots() -> QuerySet[Ballot]:
    """Those whose figures stand, for whoever holds one as a point of a meeting."""
    return Ballot.objects.filter(state=SEALED)


def ballots_in(actor: Actor, cycle: Cycle) -> QuerySet[Ballot]:
    """What the list shows: the newest first."""
    return ballots_seen_by(actor).filter(cycle=cycle).select_related("unit").order_by("-pk")


def ballots_waiting_for(person: Person) -> list[tuple[Ballot, bool]]:
    """To cast (true) or, as a teller, to count: those in which something waits for the person; one query where nothing does."""
    unticked = Voter.objects.filter(ballot=OuterRef("pk"), person=person, voted=False)
    casting = Q(state=OPEN) & Exists(unticked)
    counting = Exists(Teller.objects.filter(ballot=OuterRef("pk"), person=person))
    rows = Ballot.objects.select_related("unit").annotate(casts=Case(When(casting, then=True), default=False))
    rows = rows.filter(Q(casts=True) | Q(state__in=[PREPARED, CLOSED]) & counting).order_by("pk")
    found = []
    for ballot in rows.prefetch_related(Prefetch("tellers", Teller.objects.select_related("ballot"))):
        if ballot.casts:
            found.append((ballot, True))
        elif any(todo_of(teller) for teller in ballot.tellers.all() if teller.person_id == person.pk):
            found.append((ballot, False))
    return found


def todo_of(teller: Teller) -> str:
    """What waits for the teller: "count", a round of the key, "try", "open"; empty where nothing does."""
    ballot = teller.ballot
    if ballot.way == Way.PAPER:
        return "count" if ballot.state == PREPARED and teller.sheet is None else ""
    if ballot.way != Way.ELECTRONIC:
        return ""
    if ballot.state == CLOSED:
        return "" if teller.opening else "open"
    if ballot.state != PREPARED:
        return ""
    rounds = {"certificate": teller.certificate, "polynomial": teller.polynomial, "share": teller.share}
    for name, done in rounds.items():
        if not done:
            return name
    return "" if teller.tried_at else "try"


def count_of(ballot: Ballot) -> Count:
    """The figures as they stand."""
    return Count(
        members=ballot.members,
        summoned=ballot.summoned,
        present=ballot.present,
        issued=ballot.issued,
        collected=ballot.collected,
        valid=ballot.valid,
        invalid=ballot.invalid,
        written=ballot.written,
        layout=Layout(ballot.layout),
        least=ballot.least,
        most=ballot.most,
        lines=tuple(
            LineCount(
                line.key,
                line.label,
                *(getattr(line, name) for name in LINE_FIGURES),
            )
            for line in ballot.lines.all()
        ),
    )


def threshold_of(ballot: Ballot) -> Threshold | None:
    """What passes, by the pinned book; None where nothing does (the level of the Office: the chair reads the votes)."""
    return Threshold.from_rule(book_of(ballot.cycle)[ballot.rule]) if ballot.rule else None


def ways_in(book: Book) -> list[Way]:
    """How the agency may hold a secret ballot, the usual one first."""
    return [Way(item["key"]) for item in book["ballot/ways"]["items"]]


def labels_of(ballot: Ballot) -> Mapping[str, str]:
    return {line.key: line.label for line in ballot.lines.all()}


def teller_names(ballot: Ballot) -> list[str]:
    """The head of the team first."""
    return [teller.person.full_name for teller in ballot.tellers.all()]


def ticks(ballot: Ballot) -> int:
    """How many names are ticked on the roll."""
    return ballot.voters.filter(voted=True).count()


def roll_of(ballot: Ballot) -> list[tuple[str, bool]]:
    """Who may vote, by name, and whether the name is ticked."""
    return sorted(ballot.voters.values_list("person__full_name", "voted"))


def election_of(ballot: Ballot) -> Election | None:
    """The electronic half; None on paper, or before the question is frozen."""
    return Election.objects.filter(ballot=ballot).first()


def sealed_election(election: Election) -> Sealed:
    return read_election(election.words.encode())


def board_of(ballot: Ballot) -> list[tuple[str, str]]:
    """Tracker and words of every ballot, in an order that says nothing."""
    return list(Cast.objects.filter(ballot=ballot).order_by("tracker").values_list("tracker", "words"))


def trackers_of(ballot: Ballot) -> list[str]:
    return list(Cast.objects.filter(ballot=ballot).order_by("tracker").values_list("tracker", flat=True))


def ticked(ballot: Ballot, person: Person) -> bool:
    return ballot.voters.filter(person=person, voted=True).exists()


def teller_of(ballot: Ballot, person: Person) -> Teller:
    """The person's place in the team; Http404 for who has none."""
    return get_object_or_404(Teller.objects.select_related("ballot"), ballot=ballot, person=person)


def dealt_to(teller: Teller, tellers: Sequence[Teller]) -> dict[str, Any] | None:
    """What the third round needs: the shares dealt to this teller; None until all have dealt."""
    if not all(one.polynomial for one in tellers):
        return None
    return vinput(teller.index, [one.polynomial for one in tellers])


def trial_words(ballot: Ballot) -> str:
    """What a teller signs to show that the code is in hand."""
    return f"thuocdo trial|{ballot.pk}"


def archives() -> Iterator[tuple[Unit, str, bytes]]:
    """Of every counted electronic ballot: the unit that held it, the file's name, the file."""
    for election in Election.objects.exclude(archive="").select_related("ballot__unit"):
        yield election.ballot.unit, f"{election.uuid}.bel", election.archive.read()
