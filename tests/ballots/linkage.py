"""Who reads the database, the file and the log pages of it: can names and ballots be joined by order, place or transaction?

`python -m tests.ballots.linkage` holds elections on a fresh SQLite file and prints how many pairs the best attack gets.
Beside each election a naive table pair is written at the same moments, as the control: there the attack must get all.
"""

import random
from pathlib import Path
from typing import Any

from tests.race import tell

ELECTIONS, VOTERS = 8, 14


def race() -> dict[str, Any]:
    """Correct pairs of the best attack on our tables and on the naive ones, of all there are."""
    from tests.ballots.crowd import crowd

    year, people = crowd(VOTERS)
    _naive_tables()
    best = {"ours": 0, "naive": 0}
    for number in range(ELECTIONS):
        truth, held = _an_election(year, people, random.Random(number))
        for which, (voters, ballots) in _orders(held, [person for person, _ in truth]).items():
            pairs = dict(truth)
            best[which] += max(
                sum(pairs[person] == tracker for person, tracker in zip(by_voter, by_ballot, strict=True))
                for by_voter in voters
                for by_ballot in ballots
            )
    return {**best, "pairs": ELECTIONS * VOTERS}


def _an_election(year: Any, people: list[Any], dice: random.Random) -> tuple[list[tuple[int, str]], Any]:
    """Everybody votes, in an order known to the attacker; who cast which tracker, in that order."""
    from tests.ballots.crowd import opened_for, standing_of
    from thuocdo.ballots.actions import cast_ballot, close_ballot
    from thuocdo.ballots.belenios.ballot import make_ballot
    from thuocdo.ballots.queries import sealed_election

    (ballot, _codes), acting = opened_for(year, people), standing_of(year)
    sealed = sealed_election(ballot.election)
    order = dice.sample(people, len(people))
    truth = []
    for person in order:
        words = make_ballot(sealed, [dice.choice([[1, 0], [0, 1]])]).decode()
        tracker = cast_ballot(ballot, words, by=acting(person)).tracker
        _write_naively(ballot.pk, person.pk, tracker)
        truth.append((person.pk, tracker))
    close_ballot(ballot, by=year.by("minh"))
    return truth, ballot


def _naive_tables() -> None:
    """What a default model would make: serial numbers, a row for each act."""
    from django.db import connection

    serial = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE naive_voter (id {serial} PRIMARY KEY, ballot integer, person integer)")
        cursor.execute(f"CREATE TABLE naive_ballot (id {serial} PRIMARY KEY, ballot integer, tracker text)")


def _write_naively(ballot: int, person: int, tracker: str) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO naive_voter (ballot, person) VALUES (%s, %s)", [ballot, person])
        # Backwards, or the search through the bytes of the file would find the control's rows for ours.
        cursor.execute("INSERT INTO naive_ballot (ballot, tracker) VALUES (%s, %s)", [ballot, tracker[::-1]])


def _orders(ballot: Any, watched: list[int]) -> dict[str, tuple[list[list[int]], list[list[str]]]]:
    """Every order in which the database shows voters, and ballots. Who came when was seen at the door (`watched`)."""
    ours = (
        _sorted_in("ballots_voter", "person_id", ballot.pk, "ballot_id"),
        _sorted_in("ballots_cast", "tracker", ballot.pk, "ballot_id"),
    )
    naive = (
        _sorted_in("naive_voter", "person", ballot.pk, "ballot"),
        [
            [tracker[::-1] for tracker in order]
            for order in _sorted_in("naive_ballot", "tracker", ballot.pk, "ballot")
        ],
    )
    ours[1].extend(_in_the_file(ours[1][0]))
    return {"ours": ([watched, *ours[0]], ours[1]), "naive": ([watched, *naive[0]], naive[1])}


def _sorted_in(table: str, column: str, ballot: int, key: str) -> list[list[Any]]:
    from django.db import connection

    places = ("", "ctid", "xmin::text::bigint, ctid") if connection.vendor == "postgresql" else ("", "rowid")
    found = []
    with connection.cursor() as cursor:
        for place in places:
            if place == "rowid" and table == "ballots_cast":
                continue  # it has none: see the migration
            order = f"ORDER BY {place}" if place else ""
            cursor.execute(f"SELECT {column} FROM {table} WHERE {key} = %s {order}", [ballot])
            found.append([row[0] for row in cursor.fetchall()])
    return found


def _in_the_file(trackers: list[str]) -> list[list[str]]:
    """The order in which trackers stand in the bytes of the file and of its log: freed pages count too."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return []
    found = []
    for suffix in ("", "-wal"):
        path = Path(f"{connection.settings_dict['NAME']}{suffix}")
        held = path.read_bytes() if path.exists() else b""
        places = {tracker: held.find(tracker.encode()) for tracker in trackers}
        if all(place >= 0 for place in places.values()):
            found += [sorted(trackers, key=places.get), sorted(trackers, key=places.get, reverse=True)]
            found.append(sorted(trackers, key=lambda tracker: held.rfind(tracker.encode())))
    return found


if __name__ == "__main__":
    tell(race)
