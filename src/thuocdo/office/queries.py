"""The office as it stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.kernel.vi_text import fold
from thuocdo.kernel.words import PostRole

from .models import (
    Absence,
    Agency,
    Charge,
    Discipline,
    Duty,
    Login,
    Person,
    Post,
    StaffImport,
    StandIn,
    Subject,
    Unit,
)
from .rules.bodies import Body, bodies_of

HEADS, LEADERS = (PostRole.HEAD, PostRole.CHIEF), (PostRole.CHIEF, PostRole.VICE_CHIEF)


def standing_on(day: date) -> Q:
    """Rows with `since` and `until` that hold on the day."""
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gt=day))


@dataclass(frozen=True)
class Actor:
    """Who acts, with what standing, and when: the `by=` of every action."""

    person: Person
    at: datetime
    posts: tuple[Post, ...]  # held on the day
    duties: frozenset[str]
    charges: frozenset[int]  # units this leader is in charge of
    acting: frozenset[int]  # units led in the head's place: without a head, or as stand-in
    stands_for_chief: bool = False  # appointed to, or first of the deputies where there is no chief

    @property
    def on(self) -> date:
        return self.at.date()

    @property
    def agency_id(self) -> int:
        return self.person.agency_id

    @property
    def agency(self) -> Agency:
        return self.person.agency

    @property
    def person_id(self) -> int:
        return self.person.pk

    @property
    def name(self) -> str:
        return self.person.full_name

    @property
    def coordinates(self) -> bool:
        """HCQT: runs the plan for the whole agency."""
        return Duty.Kind.COORDINATOR in self.duties

    @property
    def is_chief(self) -> bool:
        return any(post.role == PostRole.CHIEF for post in self.posts)

    @property
    def heads_agency(self) -> bool:
        """The chief, or whoever stands in the chief's place: sees and does all that is the chief's, never about oneself."""
        return self.is_chief or self.stands_for_chief

    @property
    def leads_agency(self) -> bool:
        """Chief or vice chief."""
        return any(post.role in LEADERS for post in self.posts)

    @property
    def in_coordinating_unit(self) -> bool:
        return any(post.unit.is_coordinating for post in self.posts)

    @cached_property
    def units(self) -> frozenset[int]:
        """Units in which this person works."""
        return frozenset(post.unit_id for post in self.posts)

    @cached_property
    def leads(self) -> frozenset[int]:
        """Units led: as head, or as the deputy where there is no head."""
        return self.acting | frozenset(post.unit_id for post in self.posts if post.role in HEADS)

    @cached_property
    def judged_by_others(self) -> frozenset[int]:
        """The subjects on which this person concludes nothing: oneself, and the units led; the chief's is the agency."""
        own_units = (
            set() if self.is_chief else {p.unit.subject_id for p in self.posts if p.unit_id in self.leads}
        )
        return frozenset(own_units | {self.person.subject_id})

    @cached_property
    def manages(self) -> frozenset[int]:
        """Units in which this person is the head or a deputy."""
        return frozenset(post.unit_id for post in self.posts if PostRole(post.role).leads)

    @property
    def main_post(self) -> Post | None:
        return next((post for post in self.posts if post.is_main), self.posts[0] if self.posts else None)


def actor_of(person: Person, at: datetime) -> Actor:
    """The person's standing at that moment; five queries, a few more for a deputy of the chief."""
    day = at.date()
    posts = tuple(
        Post.objects.filter(standing_on(day), person=person).select_related("unit").order_by("-is_main", "id")
    )
    deputised = {post.unit_id for post in posts if post.role == PostRole.DEPUTY}
    stands_in = dict(
        StandIn.objects.filter(standing_on(day), person=person).values_list("unit_id", "unit__kind")
    )
    headed = (
        set(
            Post.objects.filter(standing_on(day), unit__in=deputised, role=PostRole.HEAD).values_list(
                "unit_id", flat=True
            )
        )
        if deputised
        else set()
    )
    leads_agency = any(post.role in LEADERS for post in posts)
    above = _in_the_chiefs_place(posts, day) | {
        unit for unit, kind in stands_in.items() if kind == Unit.Kind.LEADERSHIP
    }
    charges = (
        Charge.objects.filter(standing_on(day), leader=person).values_list("unit_id", flat=True)
        if leads_agency
        else ()
    )
    return Actor(
        person=person,
        at=at,
        posts=posts,
        duties=frozenset(Duty.objects.filter(standing_on(day), person=person).values_list("kind", flat=True)),
        charges=frozenset(charges),
        acting=frozenset(deputised - headed) | frozenset(stands_in) | above,
        stands_for_chief=bool(above),
    )


def _in_the_chiefs_place(posts: Iterable[Post], on: date) -> frozenset[int]:
    """The leadership, for the vice chief who comes first while the agency has no chief (Nghị định 30/2020, Điều 13)."""
    deputies = [post for post in posts if post.role == PostRole.VICE_CHIEF]
    return frozenset(post.unit_id for post in deputies if presiding_over(post.unit, on) == post.person)


def person_of(login: Login) -> Person | None:
    return login.person


def agency_named(code: str) -> Agency:
    return Agency.objects.get(code=code)


def units_of(agency: Agency | int, on: date | None = None) -> QuerySet[Unit]:
    """Units of the agency, in its own order; with `on`, only those not closed by then."""
    units = Unit.objects.filter(agency=agency).select_related("subject")
    return units.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)) if on else units


def rated_units(agency: Agency | int) -> QuerySet[Unit]:
    """Units that hold a meeting and hand in a dossier: all but the leadership."""
    return units_of(agency).exclude(kind=Unit.Kind.LEADERSHIP)


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """The units whose work this actor may look into."""
    units = units_of(actor.agency_id)
    if actor.coordinates or actor.heads_agency:
        return units
    return units.filter(pk__in=actor.units | actor.charges)


def unit_visible_or_404(actor: Actor, pk: int) -> Unit:
    return get_object_or_404(units_visible_to(actor), pk=pk)


def roster(unit: Unit, on: date) -> list[Post]:
    """Everyone who works in the unit on the day: head, deputies, staff; each by name."""
    order = {role: index for index, role in enumerate(PostRole)}
    posts = (
        Post.objects.filter(standing_on(on), unit=unit)
        .exclude(person__left_on__lte=on)
        .select_related("person", "person__subject", "unit")
    )
    ranked = sorted(posts, key=lambda post: (order[PostRole(post.role)], post.person.sort_name, post.pk))
    first: dict[int, Post] = {}
    for post in ranked:  # who holds two posts here sits once, in the higher one
        first.setdefault(post.person_id, post)
    return list(first.values())


def seats(agency: Agency | int, on: date) -> QuerySet[Post]:
    """Every post held on the day in the agency, with its person and unit."""
    return (
        Post.objects.filter(standing_on(on), unit__agency=agency)
        .exclude(person__left_on__lte=on)
        .select_related("person__agency", "unit")
        .order_by("unit__order", "unit_id", "id")
    )


def main_seats(agency: Agency | int, on: date) -> list[Post]:
    """One seat for each person: the main post, or the first."""
    first: dict[int, Post] = {}
    for post in sorted(seats(agency, on), key=lambda post: not post.is_main):
        first.setdefault(post.person_id, post)
    return sorted(first.values(), key=lambda post: (post.unit.order, post.unit_id, post.pk))


def standing_for(agency: Agency | int, on: date) -> list[tuple[Post, list[Body]]]:
    """Everyone with a body to stand for, with the main post; for a unit without a head, its first deputy."""
    posts = list(seats(agency, on))
    leads: dict[int, int] = {}
    for role in (PostRole.HEAD, PostRole.DEPUTY):
        for post in posts:
            if post.role == role and post.unit.kind != Unit.Kind.LEADERSHIP:
                leads.setdefault(post.unit_id, post.person_id)
    heads = set(leads.values())
    main = main_seats(agency, on)
    bodies = {
        post.pk: bodies_of(
            PostRole(post.role),
            post.person.party_post,
            post.person.union_post,
            heads_unit=post.person_id in heads,
        )
        for post in main
    }
    return [(post, bodies[post.pk]) for post in main if bodies[post.pk]]


def head_of(unit: Unit, on: date) -> Person | None:
    post = Post.objects.filter(standing_on(on), unit=unit, role__in=HEADS).select_related("person").first()
    return post.person if post else None


def presiding_order(unit: Unit, on: date) -> list[Person]:
    """Who presides, each where those before are away: the head, whoever stands in or is in charge, the deputies."""
    head, stand_ins = head_of(unit, on), [row.person for row in stand_ins_of(unit, on)]
    charged = leader_in_charge(unit, on) if unit.kind == Unit.Kind.LEADERSHIP else None
    first = [one for one in (head, *stand_ins, charged) if one]
    return list(dict.fromkeys([*first, *deputies_of(unit, on)]))


def presiding_over(unit: Unit, on: date) -> Person | None:
    return head_of(unit, on) or next(iter(presiding_order(unit, on)), None)


def absent_head(unit: Unit, presiding: int, on: date) -> str:
    """The title of the head in whose place somebody else presides; empty where the head does, or there is none."""
    head = Post.objects.filter(standing_on(on), unit=unit, role__in=HEADS).first()
    return head.title if head and head.person_id != presiding else ""


def signing_seat(unit: Unit, on: date | None) -> Post | None:
    """The seat of whoever presides over the unit: with its title, for the signature."""
    if on is None:
        return None
    posts = Post.objects.filter(standing_on(on), unit=unit).select_related("person").order_by("-id")
    seats = {post.person_id: post for post in posts}
    return next((seats[person.pk] for person in presiding_order(unit, on) if person.pk in seats), None)


def deputies_of(unit: Unit, on: date) -> list[Person]:
    posts = Post.objects.filter(standing_on(on), unit=unit, role__in=(PostRole.DEPUTY, PostRole.VICE_CHIEF))
    return [post.person for post in posts.select_related("person").order_by("id")]


def leader_in_charge(unit: Unit, on: date) -> Person | None:
    charge = Charge.objects.filter(standing_on(on), unit=unit).select_related("leader").first()
    return charge.leader if charge else None


def leadership_of(agency: Agency | int) -> Unit | None:
    """The leadership as the unit its members belong to."""
    return units_of(agency).filter(kind=Unit.Kind.LEADERSHIP).first()


def presiding_over_agency(agency: Agency | int, on: date) -> list[Person]:
    """The chief, whoever stands in for the chief, the vice chiefs: who presides where those before are away."""
    leadership = leadership_of(agency)
    return presiding_order(leadership, on) if leadership else []


def absent_chief(agency: Agency | int, presiding: int, on: date) -> str:
    """The chief's title, where somebody else presides."""
    leadership = leadership_of(agency)
    return absent_head(leadership, presiding, on) if leadership else ""


def coordinating_unit(agency: Agency | int) -> Unit | None:
    return Unit.objects.filter(agency=agency, is_coordinating=True).first()


def people_matching(agency: Agency | int, words: str, on: date) -> QuerySet[Person]:
    """People of the agency by name or code, without accents; those who left come no more."""
    people = Person.objects.filter(agency=agency).exclude(left_on__lte=on)
    for word in fold(words).split():
        people = people.filter(search_name__contains=word)
    return people.order_by("sort_name", "id")


def absences_in(people: Iterable[int], year: int) -> QuerySet[Absence]:
    return Absence.objects.filter(person__in=people, start__year__lte=year, end__year__gte=year)


def disciplines_in(people: Iterable[int], year: int) -> QuerySet[Discipline]:
    return Discipline.objects.filter(person__in=people, effective_on__year=year)


def person_or_404(actor: Actor, pk: int) -> Person:
    people = Person.objects.select_related("agency", "subject", "login")
    return get_object_or_404(people, agency=actor.agency_id, pk=pk)


def posts_of(person: Person) -> QuerySet[Post]:
    """Every post ever held, newest first."""
    return Post.objects.filter(person=person).select_related("unit").order_by("-id")


def stand_ins_of(unit: Unit, on: date) -> QuerySet[StandIn]:
    return StandIn.objects.filter(standing_on(on), unit=unit).select_related("person")


def people_without_login(agency: Agency | int, on: date) -> QuerySet[Person]:
    return people_matching(agency, "", on).filter(login=None)


def leaders_of(agency: Agency | int, on: date) -> list[Person]:
    """Chief and vice chiefs."""
    posts = seats(agency, on).filter(role__in=LEADERS)
    return [post.person for post in posts]


def leader_posts(agency: Agency | int, on: date) -> QuerySet[Post]:
    """The posts of chief and vice chiefs, to ask for together with what is theirs."""
    return Post.objects.filter(standing_on(on), unit__agency=agency, role__in=LEADERS)


def subjects_of_agency(agency: Agency | int) -> QuerySet[Subject]:
    return Subject.objects.filter(agency=agency)


def name_of(subject: Subject) -> str:
    """What people call it."""
    return {
        Subject.Kind.PERSON: lambda: subject.person.full_name,
        Subject.Kind.UNIT: lambda: subject.unit.name,
    }.get(subject.kind, lambda: subject.agency.name)()


def imports_of(agency: Agency | int) -> QuerySet[StaffImport]:
    return StaffImport.objects.filter(agency=agency)


def main_posts(people: Iterable[int], on: date) -> dict[int, Post]:
    """The post each of these people holds on the day, the main one first; one query."""
    posts = (
        Post.objects.filter(standing_on(on), person__in=people)
        .select_related("unit")
        .order_by("is_main", "-id")
    )
    return {post.person_id: post for post in posts}
