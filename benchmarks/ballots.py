"""How long an electronic secret ballot takes: making, accepting, closing, checking; ours beside Debian's belenios-tool.

Run: `.venv/bin/python -m benchmarks.ballots [--ballots 40] [--many 10000]`. Prints a table; figures go to
benchmarks/results/ballots.json. CPU seconds unless "wall" is said. Ballots of 30 names, each agree or disagree (layout
B); the many ones are of one question with four levels (layout E), 100 different ones over and over. Without node,
Chromium or belenios-tool their lines are left out.
"""

import argparse
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scripts.packages import package
from tests.ballots.belenios.clients import asked, in_chromium, in_node
from tests.ballots.belenios.elections import Held, Keys, an_election, layout, some_votes, sums_of
from thuocdo.ballots.belenios.ballot import check_ballot, make_ballot, stored_choices
from thuocdo.ballots.belenios.formats import Defect
from thuocdo.ballots.belenios.tally import (
    Adder,
    check_partial,
    partial_decryption,
    result,
    result_bytes,
    sums_bytes,
)
from thuocdo.ballots.belenios.verify import verify_archive

TARGETS = {  # seconds, by the name of the line
    "ballot made in Chromium, wall": 1.5,
    "ballot accepted by the server": 0.3,
    "close to result": 5.0,
    "many ballots added up and opened": 15.0,
    "ballot cast in the office, each": 0.3,
    "close to result in the office, the server's part": 5.0,
}
OWNERS = (1, 2, 4)  # the second teller is lost


def cpu() -> float:
    """Processor time of this process and of those it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """CPU seconds, wall seconds, and what came out."""
    begun, wall = cpu(), time.perf_counter()
    out = work()
    return cpu() - begun, time.perf_counter() - wall, out


def best(work: Callable[[], Any], times: int) -> float:
    """The least of several, which neighbours on the machine disturb least."""
    return min(timed(work)[0] for _ in range(times))


def close(held: Held, ballots: Sequence[bytes], secrets: dict[int, int]) -> tuple[bytes, list[list[int]]]:
    """From the stored ballots to the archive with its result: what the server and two tellers do."""
    archive = held.open()
    archive.add_ballots(held.ballots)
    counts, archive_rest = add_up_and_open(held, ballots, secrets)
    for step in archive_rest:
        step(archive)
    return archive.written(), counts


def add_up_and_open(
    held: Held, ballots: Sequence[bytes], secrets: dict[int, int]
) -> tuple[list[list[int]], list[Any]]:
    adder = Adder(held.election)
    for data in ballots:
        adder.add(stored_choices(data))
    steps: list[Any] = [lambda archive: archive.add_tally(sums_bytes(adder.sums), adder.number)]
    partials = {}
    for owner, secret in secrets.items():
        data = partial_decryption(held.election, secret, adder.sums)
        steps.append(lambda archive, owner=owner, data=data: archive.add_partial(owner, data))
        partials[owner] = check_partial(held.election, held.keys.public(owner), adder.sums, data)
    counts = result(held.keys.parts, adder.sums, partials, adder.number)
    return counts, [*steps, lambda archive: archive.add_result(result_bytes(counts))]


def making(held: Held, votes: list[Any], found: dict[str, float]) -> None:
    found["ballot made in Python"] = best(lambda: make_ballot(held.election, votes[0]), 3)
    three = [asked(held.election, vote) for vote in votes[:3]]
    clients: dict[str, Callable[[], list[Any]]] = {}
    if shutil.which("node"):
        clients["node"] = lambda: in_node(three)
    if chromium := package("browser").path():
        clients["Chromium"] = lambda: in_chromium(chromium, three)
    for name, client in clients.items():
        answers = client()
        found[f"ballot made in {name}, wall"] = min(one["ms"] for one in answers) / 1000
        for one in answers:
            if (
                check_ballot(held.election, one["answer"]["ballot"].encode()).tracker
                != one["answer"]["tracker"]
            ):
                raise Defect(name, "tracker")
    found["ballot accepted by the server"] = best(lambda: check_ballot(held.election, held.ballots[0]), 8)


def whole_ballot(held: Held, votes: list[Any], secrets: dict[int, int], found: dict[str, float]) -> None:
    _ = held.checked  # done when each was cast
    spent, wall, (raw, counts) = timed(lambda: close(held, held.ballots, secrets))
    if counts != sums_of(votes):
        raise Defect("result", "not what was voted")
    found |= {"close to result": spent, "close to result, wall": wall, "archive, MB": len(raw) / 1e6}
    spent, wall, report = timed(lambda: verify_archive(raw))
    if report.counts != counts:
        raise Defect("verify", "not what was voted")
    found |= {"our verifier, whole archive": spent, "our verifier, whole archive, wall": wall}
    if tool := package("belenios").path():
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, f"{held.election.uuid}.bel").write_bytes(raw)
            command = [tool, "election", "verify"]
            spent, wall, _ = timed(
                lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True)
            )
        found |= {"belenios-tool, the same archive": spent, "belenios-tool, the same archive, wall": wall}


def many(
    keys: Keys, number: int, dice: random.Random, secrets: dict[int, int], found: dict[str, float]
) -> None:
    held = an_election(keys, layout("E", 0))
    votes = some_votes(held.election.questions, 100, dice)
    held.cast(*votes)
    ballots = (held.ballots * (number // 100 + 1))[:number]
    chosen = (votes * (number // 100 + 1))[:number]
    spent, _, (counts, _) = timed(lambda: add_up_and_open(held, ballots, secrets))
    if counts != sums_of(chosen):
        raise Defect("result", "not what was voted")
    found["many ballots added up and opened"] = spent
    one = best(lambda: check_ballot(held.election, held.ballots[0]), 5)
    found["many ballots checked on one core, reckoned"] = one * number


def in_the_office(voters: int, names: int, found: dict[str, float]) -> None:
    """The same with rows, files and locks: what the server does of it, on an SQLite file of its own."""
    with tempfile.TemporaryDirectory(prefix="thuocdo-ballots-") as var:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"THUOCDO_VAR": var, "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        _hold(voters, names, found)
        connection.close()


def _hold(voters: int, names: int, found: dict[str, float]) -> None:
    from tests.ballots.crowd import crowd, opened_for, standing_of
    from thuocdo.ballots.actions import cast_ballot, close_ballot, open_sums, seal_result
    from thuocdo.ballots.queries import as_it_stands, sealed_election
    from thuocdo.site.demo.polling import opening

    year, people = crowd(voters)
    ballot, codes = opened_for(year, people, names=names)
    acting, by = standing_of(year), year.by("minh")
    sealed = sealed_election(ballot.election)
    slips = [make_ballot(sealed, [[1, 0]] * names).decode() for _ in people]
    spent = timed(
        lambda: [cast_ballot(ballot, slip, by=acting(who)) for who, slip in zip(people, slips, strict=True)]
    )
    found["ballot cast in the office, each"] = spent[0] / voters
    closing = timed(lambda: close_ballot(ballot, by=by))[0]
    for teller in list(as_it_stands(ballot).tellers.all())[1:]:  # the first is lost
        words = opening(teller, codes[teller.index])
        closing += timed(
            lambda teller=teller, words=words: open_sums(teller, words, by=acting(teller.person))
        )[0]
    found["close to result in the office, the server's part"] = closing
    sealing, wall, _ = timed(lambda: seal_result(as_it_stands(ballot), by=by))
    found |= {"verified and sealed in the office": sealing, "verified and sealed in the office, wall": wall}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--ballots", type=int, default=40)
    options.add_argument("--many", type=int, default=10_000)
    chosen = options.parse_args()
    dice, keys, found = random.Random(2023), Keys(), dict[str, float]()
    found["keys of the server and three tellers"] = timed(Keys)[0]
    secrets = {owner: keys.owner(owner) for owner in OWNERS}
    held = an_election(keys, layout("B", 30))
    votes = some_votes(held.election.questions, chosen.ballots, dice)
    held.cast(*votes)
    making(held, votes, found)
    whole_ballot(held, votes, secrets, found)
    many(keys, chosen.many, dice, secrets, found)
    in_the_office(chosen.ballots, 30, found)
    for name, seconds in found.items():
        target = TARGETS.get(name)
        verdict = "" if target is None else f"target {target:>5}  {'ok' if seconds <= target else 'ABOVE'}"
        print(f"{name:<50}{seconds:>9.3f}  {verdict}")
    sizes = {"ballots": chosen.ballots, "many": chosen.many, "cores": os.cpu_count()}
    facts = {
        "python": platform.python_version(),
        **sizes,
        "figures": {k: round(v, 4) for k, v in found.items()},
    }
    out = Path(__file__).resolve().parent / "results/ballots.json"
    out.write_text(json.dumps(facts, indent=2) + "\n")


if __name__ == "__main__":
    main()
