"""The calibration board: everybody the Chief concludes on, as cards in columns, group by group."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
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
class Card:
    """One person or unit on the board."""

    subject: int
    name: str
    unit: int
    unit_name: str
    review: int
    is_unit: bool
    group: int  # 0: counted in none
    levels: dict[str, Level]
    remarks: int  # in the unit's meeting
    opinions: int  # in this one
    standing: Standing | None = None  # among the excellent of its group

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

    @property
    def axis(self) -> Axis:
        return Axis.COLLECTIVE if self.is_unit else Axis.STATE


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
    return _cards(cycle, heard_in(cycle, on, subjects), levels, groups, few=subjects is not None)


def heard_in(cycle: Cycle, on: date, subjects: Iterable[int] | None = None) -> QuerySet[Review]:
    """The reviews of those on the board."""
    reviews = reviews_in(cycle).filter(is_main=True).exclude(state=EXCUSED)
    if subjects is not None:
        reviews = reviews.filter(subject__in=subjects)
    leaders = leader_posts(cycle.agency_id, on).filter(person=OuterRef("person"))
    return reviews.exclude(Exists(leaders))


def _cards(
    cycle: Cycle,
    reviews: QuerySet[Review],
    levels: Mapping[int, dict[str, Level]],
    groups: Mapping[int, int],
    *,
    few: bool,
) -> list[Card]:
    """`few`: the counts of these reviews only, not of the whole year."""
    rows = list(
        reviews.order_by("unit__order", "unit_id", "person__sort_name", "id").values_list(
            "pk", "subject_id", "person_id", "person__full_name", "unit_id", "unit__name"
        )
    )
    remarks = remark_counts(cycle, [row[0] for row in rows] if few else None)
    opinions = _opinion_counts(cycle)
    return [
        Card(
            subject,
            name or unit_name,
            unit,
            unit_name,
            review,
            person is None,
            groups.get(subject, 0),
            levels.get(subject, {}),
            remarks.get(review, 0),
            opinions.get(subject, 0),
        )
        for review, subject, person, name, unit, unit_name in rows
    ]


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
    levels = [None if card.pending else card.column for card in cards]
    count = count_in(group, levels, book_of(cycle))
    return BoardGroup(group.pk, count, _columns(cards, count))


def _columns(cards: list[Card], count: GroupCount | None = None) -> dict[str, list[Card]]:
    """By level; the excellent by score, with who is over the cap and who is tied at its edge."""
    columns: dict[str, list[Card]] = {level: [] for level in COLUMNS}
    for card in cards:
        columns[card.column].append(card)
    if count:
        columns[Grade.EXCELLENT] = ranked(columns[Grade.EXCELLENT], count)
    return columns


def ranked(excellent: list[Card], count: GroupCount) -> list[Card]:
    """The excellent cards by score. Nobody is picked: over and tied are only marked."""
    places = {
        place.key: place
        for place in standings([(str(card.subject), card.score) for card in excellent], count.possible)
    }
    cards = [_with(card, places[str(card.subject)]) for card in excellent]
    return sorted(cards, key=lambda card: card.standing.place if card.standing else 0)


def _with(card: Card, standing: Standing) -> Card:
    facts: dict[str, Any] = {name: getattr(card, name) for name in Card.__slots__}
    return Card(**facts | {"standing": standing})


@dataclass(frozen=True)
class AfterMove:
    """What a move changes on the board: the card itself, the excellent of its group, the group's count."""

    card: Card
    excellent: list[Card]
    count: GroupCount | None


def after_move(cycle: Cycle, subject: int, on: date) -> AfterMove:
    """Asked after every move, so of the group only the levels are read, and cards for the excellent alone."""
    found = groups_of(cycle).filter(pk__in=groups_touching(cycle, [subject])).first()
    if found is None:
        return AfterMove(cards_of(cycle, on, [subject])[0], [], None)
    heard = set(heard_in(cycle, on, members_in(found)).values_list("subject_id", flat=True))
    levels = levels_of(cycle, STAGES, members_in(found))
    columns = {member: _column(levels.get(member, {})) for member in heard}
    count = count_in(found, columns.values(), book_of(cycle))
    shown = {member for member, column in columns.items() if column == Grade.EXCELLENT} | {subject}
    reviews = reviews_in(cycle).filter(is_main=True, subject__in=shown)
    cards = _cards(cycle, reviews, levels, dict.fromkeys(shown, found.pk), few=True)
    best = ranked([card for card in cards if card.column == Grade.EXCELLENT], count)
    moved = next(card for card in [*best, *cards] if card.subject == subject)
    return AfterMove(moved, best, count)


def _column(levels: Mapping[str, Level]) -> str | None:
    level = levels.get(Stage.CONSULTED) or levels.get(Stage.UNIT)
    return level.grade if level else None


@dataclass(frozen=True)
class Place:
    """What a move has to know of a card."""

    person: Person | None
    unit: int
    column: str
    axis: Axis


def place_of(cycle: Cycle, subject: int, on: date) -> Place | None:
    """Where the card lies now; none where it is not on the board."""
    review = heard_in(cycle, on, [subject]).select_related("person").first()
    if review is None:
        return None
    axis = Axis.STATE if review.person_id else Axis.COLLECTIVE
    column = _column(levels_of(cycle, STAGES, [subject]).get(subject, {})) or ""
    return Place(review.person, review.unit_id, column, axis)


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
    rows = Consultation.objects.select_related("cycle", "chair", "secretary")
    return rows.filter(cycle=cycle).first()


def consultation_or_404(cycle: Cycle) -> Consultation:
    rows = Consultation.objects.select_related("cycle", "chair", "secretary")
    return get_object_or_404(rows, cycle=cycle)


def opinions_on(consultation: Consultation, subject: int | None = None) -> QuerySet[Opinion]:
    rows = consultation.opinions.select_related("speaker")
    return rows if subject is None else rows.filter(subject=subject)
