"""The calibration board: everybody the Chief concludes on, as cards in columns, group by group."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.assemblies.states import CLOSED
from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.queries import book_of, steps_by_key
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.meetings.queries import remark_counts
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, leader_posts, leaders_of
from thuocdo.ratings.models import ComparableGroup
from thuocdo.ratings.queries import (
    GroupCount,
    Level,
    count_in,
    group_ids,
    groups_of,
    groups_touching,
    levels_of,
    members_in,
)
from thuocdo.ratings.rules import Standing, standings
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import reviews_in
from thuocdo.reviews.states import EXCUSED

from .models import Consultation, Opinion
from .rules import column_of

CONSULTATION_STEP = "consultation"
STAGES = (Stage.SELF, Stage.UNIT, Stage.CONSULTED)
COLUMNS = (*Grade, "")  # the last: not rated


@dataclass(frozen=True, slots=True)
class Place:
    """Where one lies on the board, and by what."""

    subject: int
    levels: Mapping[str, Level]
    standing: Standing | None  # among the excellent of its group

    @property
    def proposed(self) -> str | None:
        return self.levels[Stage.UNIT].grade if Stage.UNIT in self.levels else None

    @property
    def consulted(self) -> str | None:
        return self.levels[Stage.CONSULTED].grade if Stage.CONSULTED in self.levels else None

    @property
    def own(self) -> str:
        return self.levels[Stage.SELF].grade if Stage.SELF in self.levels else ""

    @property
    def column(self) -> str:
        return column_of(self.proposed, self.consulted)

    @property
    def moved(self) -> bool:
        """Concluded otherwise than proposed."""
        return self.consulted is not None and self.consulted != self.proposed

    @property
    def pending(self) -> bool:
        """Neither the unit nor the meeting has said anything."""
        return self.proposed is None and self.consulted is None

    @property
    def score(self) -> Fraction | None:
        text = self.levels[Stage.SELF].score if Stage.SELF in self.levels else ""
        return Fraction(text) if text else None


@dataclass(frozen=True, slots=True)
class Card(Place):
    """One person or unit on the board, with what its card says."""

    name: str
    unit: int
    unit_name: str
    review: int
    is_unit: bool
    group: int  # 0: counted in none
    remarks: int  # in the unit's meeting
    opinions: int  # in this one

    @property
    def axis(self) -> Axis:
        return Axis.COLLECTIVE if self.is_unit else Axis.STATE


Lying = TypeVar("Lying", bound=Place)


@dataclass(frozen=True)
class BoardGroup:
    """A comparable group: its count against the cap, and its cards in columns."""

    pk: int
    count: GroupCount | None  # none: these are counted in no group
    columns: dict[str, list[Card]]

    @property
    def cards(self) -> list[Card]:
        return [card for column in self.columns.values() for card in column]

    def only(self, wanted: Callable[[Card], bool]) -> "BoardGroup":
        """The same group with fewer cards on show; its count stays that of all."""
        columns = {level: list(filter(wanted, cards)) for level, cards in self.columns.items()}
        return BoardGroup(self.pk, self.count, columns)


def cards_of(cycle: Cycle, on: date, subjects: Iterable[int] | None = None) -> list[Card]:
    """Whoever is reviewed and not excused, without the leaders, whom the superior rates. Six queries for any number."""
    if subjects is not None:
        subjects = list(subjects)
    levels, groups = levels_of(cycle, STAGES, subjects), group_ids(cycle, subjects)
    rows = list(
        heard_in(cycle, on, subjects).values_list(
            "pk", "subject_id", "person_id", "person__full_name", "unit_id", "unit__name"
        )
    )
    remarks = remark_counts(cycle, None if subjects is None else [row[0] for row in rows])
    opinions = _opinion_counts(cycle)
    return [
        Card(
            subject,
            levels.get(subject, {}),
            None,
            name or unit_name,
            unit,
            unit_name,
            review,
            person is None,
            groups.get(subject, 0),
            remarks.get(review, 0),
            opinions.get(subject, 0),
        )
        for review, subject, person, name, unit, unit_name in rows
    ]


def heard_in(cycle: Cycle, on: date, subjects: Iterable[int] | None = None) -> QuerySet[Review]:
    """The reviews of those on the board, in its order."""
    reviews = reviews_in(cycle).filter(is_main=True).exclude(state=EXCUSED)
    if subjects is not None:
        reviews = reviews.filter(subject__in=subjects)
    leaders = leader_posts(cycle.agency_id, on).filter(person=OuterRef("person"))
    in_order = reviews.order_by("unit__order", "unit_id", "person__sort_name", "id")
    return in_order.exclude(Exists(leaders))


def _opinion_counts(cycle: Cycle) -> dict[int, int]:
    rows = Opinion.objects.filter(consultation__cycle=cycle)
    return dict(rows.values_list("subject").annotate(Count("id")))


def board_of(cycle: Cycle, on: date) -> list[BoardGroup]:
    """Every group in the order of the agency; whoever is in none comes last."""
    members: dict[int, list[Card]] = defaultdict(list)
    for card in cards_of(cycle, on):
        members[card.group].append(card)
    board = [_group(group, members[group.pk], cycle) for group in groups_of(cycle) if members.get(group.pk)]
    return board + ([BoardGroup(0, None, _columns(members[0]))] if members.get(0) else [])


def _group(group: ComparableGroup, cards: list[Card], cycle: Cycle) -> BoardGroup:
    count = _count(group, cards, cycle)
    return BoardGroup(group.pk, count, _columns(cards, count))


def _count(group: ComparableGroup, places: Iterable[Place], cycle: Cycle) -> GroupCount:
    return count_in(group, [None if place.pending else place.column for place in places], book_of(cycle))


def _columns(cards: list[Card], count: GroupCount | None = None) -> dict[str, list[Card]]:
    """By level; the excellent by score, with who is over the cap and who is tied at its edge."""
    columns: dict[str, list[Card]] = {level: [] for level in COLUMNS}
    for card in cards:
        columns[card.column].append(card)
    if count:
        columns[Grade.EXCELLENT] = _ranked(columns[Grade.EXCELLENT], count)
    return columns


def _ranked(excellent: list[Lying], count: GroupCount) -> list[Lying]:
    """The excellent by score. Nobody is picked: over and tied are only marked."""
    scores = [(str(one.subject), one.score) for one in excellent]
    found = {standing.key: standing for standing in standings(scores, count.possible)}
    stood = [replace(one, standing=found[str(one.subject)]) for one in excellent]
    return sorted(stood, key=lambda one: found[str(one.subject)].place)


@dataclass(frozen=True)
class AfterMove:
    """What a move changes on the board: where the card lies, who stands how among the excellent, the group's count."""

    place: Place
    excellent: list[Place]
    count: GroupCount | None


def after_move(cycle: Cycle, subject: int, on: date) -> AfterMove:
    """Asked after every move, so of the group only the levels are read: names and remarks stay as they are."""
    group = groups_of(cycle).filter(pk__in=groups_touching(cycle, [subject])).first()
    if group is None:
        return AfterMove(place_of(cycle, subject), [], None)
    heard = heard_in(cycle, on, members_in(group)).values_list("subject_id", flat=True)
    levels = levels_of(cycle, STAGES, members_in(group))
    places = [Place(member, levels.get(member, {}), None) for member in heard]
    count = _count(group, places, cycle)
    best = _ranked([place for place in places if place.column == Grade.EXCELLENT], count)
    return AfterMove(next(place for place in [*best, *places] if place.subject == subject), best, count)


def place_of(cycle: Cycle, subject: int) -> Place:
    """Where the card lies now."""
    return Place(subject, levels_of(cycle, STAGES, [subject]).get(subject, {}), None)


def heard_or_none(cycle: Cycle, subject: int, on: date) -> Review | None:
    """The review behind a card, with the person; none where there is no such card."""
    return heard_in(cycle, on, [subject]).select_related("person").first()


def card_of(cycle: Cycle, subject: int, on: date) -> Card | None:
    return next(iter(cards_of(cycle, on, [subject])), None)


def sees(card: Card, actor: Actor, *, runs: bool) -> bool:
    """Whoever runs the meeting sees every card; a leader those of the units in charge."""
    return runs or card.unit in actor.charges


def leaders_apart(cycle: Cycle, on: date) -> list[Person]:
    """Whom the superior rates: neither on the board nor under the Office's cap."""
    return leaders_of(cycle.agency_id, on)


# --- the meeting itself ---


def consultation_of(cycle: Cycle) -> Consultation | None:
    rows = Consultation.objects.select_related("cycle")
    return rows.filter(cycle=cycle).first()


def consultation_missed(cycle: Cycle) -> Step | None:
    """The plan's step, where it has one and the Chief's meeting has not concluded."""
    step = steps_by_key(cycle).get(CONSULTATION_STEP)
    return None if Consultation.objects.filter(cycle=cycle, state=CLOSED).exists() else step


def consultation_or_404(cycle: Cycle) -> Consultation:
    rows = Consultation.objects.select_related("cycle")
    return get_object_or_404(rows, cycle=cycle)


def opinions_on(consultation: Consultation, subject: int | None = None) -> QuerySet[Opinion]:
    rows = consultation.opinions.select_related("speaker")
    return rows if subject is None else rows.filter(subject=subject)
