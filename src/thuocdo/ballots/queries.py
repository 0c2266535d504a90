from collections.abc import Mapping

from .models import Ballot
from .rules import Count, LineCount


def ballot_with(pk: int | None) -> Ballot | None:
    return Ballot.objects.prefetch_related("lines").filter(pk=pk).first() if pk else None


def count_of(ballot: Ballot) -> Count:
    """The figures as they stand."""
    return Count(
        summoned=ballot.summoned,
        present=ballot.present,
        issued=ballot.issued,
        collected=ballot.collected,
        valid=ballot.valid,
        invalid=ballot.invalid,
        lines=tuple(
            LineCount(line.key, line.label, line.agree, line.disagree, line.blank)
            for line in ballot.lines.all()
        ),
    )


def labels_of(ballot: Ballot) -> Mapping[str, str]:
    return {line.key: line.label for line in ballot.lines.all()}
