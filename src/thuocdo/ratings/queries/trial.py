"""What the caps would say if some proposals were others. Nothing here is written, and nobody is picked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import sort_key
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.queries import name_of

from ..models import GroupMember, Rating
from ..rules.cap import Standing, headroom, standings
from .groups import GroupCount, cap_of, groups_of

Changes = Mapping[int, Grade | None]


@dataclass(frozen=True)
class Candidate:
    """One member of a group: what the unit proposes, and what is tried."""

    subject: int
    name: str
    proposed: Grade | None
    tried: Grade | None
    score: Fraction | None
    standing: Standing | None = None  # among those tried as excellent

    @property
    def moved(self) -> bool:
        return self.proposed != self.tried


@dataclass(frozen=True)
class TrialGroup:
    """A group as it is proposed and as it is tried."""

    before: GroupCount
    after: GroupCount
    members: list[Candidate]

    @property
    def changed(self) -> bool:
        return self.before.counts != self.after.counts

    @property
    def excellent(self) -> list[Candidate]:
        """Those tried as excellent, by score."""
        ranked = [member for member in self.members if member.standing]
        return sorted(ranked, key=lambda member: member.standing.place if member.standing else 0)


def trial_of(cycle: Cycle, changes: Changes) -> list[TrialGroup]:
    """Every comparable group with the changes tried on it; three queries whatever the size."""
    book, proposed, scores = book_of(cycle), _proposals(cycle), _scores(cycle)
    rows = GroupMember.objects.filter(cycle=cycle).select_related("subject__person", "subject__unit")
    members: dict[int, list[Candidate]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: sort_key(name_of(row.subject))):
        stands = proposed.get(row.subject_id)
        tried = changes.get(row.subject_id, stands)
        members[row.group_id].append(
            Candidate(row.subject_id, name_of(row.subject), stands, tried, scores.get(row.subject_id))
        )
    found = []
    for group in groups_of(cycle):
        cap, own = cap_of(group, book), members[group.pk]
        counts = [_counts(member.proposed for member in own), _counts(member.tried for member in own)]
        before, after = (
            GroupCount(group, group.size, one, headroom(one, cap), cap, group.size - sum(one.values()))
            for one in counts
        )
        found.append(TrialGroup(before, after, _ranked(own, after)))
    return found


def _counts(grades: Iterable[Grade | None]) -> dict[Grade, int]:
    return dict(Counter(grade for grade in grades if grade))


def _ranked(members: list[Candidate], after: GroupCount) -> list[Candidate]:
    """With the place by score of those tried as excellent; who is over and who is tied, nobody chosen."""
    excellent = [(str(m.subject), m.score) for m in members if m.tried is Grade.EXCELLENT]
    places = {standing.key: standing for standing in standings(excellent, after.possible)}
    return [
        Candidate(m.subject, m.name, m.proposed, m.tried, m.score, places.get(str(m.subject)))
        for m in members
    ]


def _proposals(cycle: Cycle) -> dict[int, Grade]:
    rows = Rating.objects.filter(cycle=cycle, stage=Stage.UNIT, is_current=True).exclude(grade="")
    rows = rows.filter(axis__in=[Axis.STATE, Axis.COLLECTIVE])
    return {subject: Grade(grade) for subject, grade in rows.values_list("subject_id", "grade")}


def _scores(cycle: Cycle) -> dict[int, Fraction]:
    """The points behind the own grade: the only ones at this stage."""
    rows = Rating.objects.filter(cycle=cycle, stage=Stage.SELF, is_current=True).exclude(score="")
    rows = rows.exclude(axis=Axis.PARTY)
    return {subject: Fraction(score) for subject, score in rows.values_list("subject_id", "score")}
