"""How the tests of the ballots' pages ask them."""

from django.urls import reverse

from thuocdo.ballots.models import Ballot


def at(act: str, ballot: Ballot, *more: str) -> str:
    return reverse(f"ballots:{act}", args=[ballot.pk, *more])


def get(desks, name: str, url: str, status: int = 200) -> str:
    answer = desks[name].get(url)
    assert answer.status_code == status
    return b"".join(answer).decode(errors="replace")
