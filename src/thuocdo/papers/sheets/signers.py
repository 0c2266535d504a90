"""Who may sign a paper of the agency, of a unit, or of a council, with the lines above the name (Điều 13)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.db.models import F

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.words import PostRole
from thuocdo.office.models import Person, Post, Unit
from thuocdo.office.queries import HEADS, leadership_of, standing_on

from ..filling.typed import Typed
from ..queries import paper_kind
from ..rendering import PaperKind
from ..rules import Capacity, signature_lines
from . import Sheet, post_of, signer

_SIGNING = (PostRole.CHIEF, PostRole.VICE_CHIEF, PostRole.HEAD, PostRole.DEPUTY)


class Body(Protocol):
    """Whose paper it is."""

    @property
    def key(self) -> str: ...
    @property
    def unit(self) -> Unit: ...


def chief_called(cycle: Cycle, on: date) -> str:
    """ "Chánh Văn phòng UBND tỉnh": the head of the agency in a sentence."""
    facts = book_of(cycle).facts
    found = _posts(cycle, on).filter(role=PostRole.CHIEF).first()
    return post_of(found.title if found else facts["signers"]["chief"]["title"], facts["name"])


def head_called(cycle: Cycle, unit: Unit, on: date) -> str:
    """Who decides, in a sentence, whoever signs: the head of the agency, whose papers HCQT keeps, else of the unit."""
    return chief_called(cycle, on) if unit.is_coordinating else unit_head_called(unit)


def unit_head_called(unit: Unit) -> str:
    """ "Trưởng phòng Hành chính - Quản trị": the head of a unit in a sentence; the unit, where nobody ever led it."""
    title = _head_title(unit)
    return post_of(title, unit.name) if title else unit.name


def signed_by(person: Person, kind: str, cycle: Cycle, unit: Unit, on: date) -> Sheet:
    """What the head decides: signed by the head, by a deputy for the head (KT.), by who else stands in (TUQ.)."""
    look = next(iter(paper_kind(kind, cycle.edition, cycle.agency_id).profiles.values())).look
    house = leadership_of(cycle.agency_id) if unit.is_coordinating else unit
    seat = _seat_of(person, house, on)
    over = book_of(cycle).facts["signers"]["chief"]["title"] if unit.is_coordinating else _head_title(unit)
    if seat is None or seat.unit != house:
        named, right = post_of(seat.title, seat.unit.name) if seat else "", Capacity.AUTHORISED
    else:
        named, right = seat.title, Capacity.HEAD if seat.role in HEADS else Capacity.DEPUTY
    behalf, line = signature_lines(right, look.behalf_words, post=named, head_post=over, body=over)
    return signer(line, person.full_name, behalf=tuple(behalf))


def _seat_of(person: Person, house: Unit | None, on: date) -> Post | None:
    """The highest post held in the house, else the main one."""
    posts = Post.objects.filter(standing_on(on), person=person).select_related("unit")
    rank = {role: place for place, role in enumerate(_SIGNING)}
    return min(
        posts,
        key=lambda post: (post.unit != house, rank.get(PostRole(post.role), len(rank)), not post.is_main),
        default=None,
    )


def signers_at_hand(kind: PaperKind, cycle: Cycle, body: Body, on: date) -> list[tuple[str, Typed]]:
    """Name and lines of each: for a unit's paper its own people first, for a council's its chairman."""
    words = next(iter(kind.profiles.values())).look.behalf_words
    title = book_of(cycle).facts["signers"]["chief"]["title"]
    own = body.unit if body.key.startswith("unit-") else None
    posts = [
        post for post in _posts(cycle, on) if own is None or post.unit_id == own.pk or _leads_agency(post)
    ]
    posts.sort(
        key=lambda post: (own is not None and post.unit_id != own.pk, _SIGNING.index(PostRole(post.role)))
    )
    found = [(post.person.full_name, lines) for post in posts if (lines := _lines(post, own, title, words))]
    return [*_chairman(body, words), *found]


def _posts(cycle: Cycle, on: date) -> Any:
    posts = Post.objects.filter(standing_on(on), unit__agency=cycle.agency_id, role__in=_SIGNING)
    return posts.select_related("person", "unit").order_by("unit__order", "id")


def _leads_agency(post: Post) -> bool:
    return post.role in (PostRole.CHIEF, PostRole.VICE_CHIEF)


def _lines(post: Post, own: Unit | None, chief: str, words: Mapping[str, str]) -> Typed | None:
    """How this post signs: for itself, for its head (KT.), or by order of the head of the agency (TL.)."""
    named = post.title
    match PostRole(post.role):
        case PostRole.CHIEF:
            right, over = Capacity.HEAD, ""
        case PostRole.VICE_CHIEF:
            right, over = Capacity.DEPUTY, chief
        case PostRole.HEAD if own:
            right, over = Capacity.HEAD, ""
        case PostRole.DEPUTY if own:
            right, over = Capacity.DEPUTY, _head_title(own)
        case PostRole.HEAD if post.unit.is_coordinating:
            right, over, named = Capacity.BY_ORDER, chief, post_of(post.title, post.unit.name)
        case _:
            return None
    behalf, line = signature_lines(right, words, post=named, head_post=over, body=over)
    return {"behalf": "\n".join(behalf), "post": line, "name": post.person.full_name}


def _head_title(unit: Unit) -> str:
    """ "Trưởng phòng", of the head or of the last one; of a unit that never had one, as its deputy is called."""
    posts = Post.objects.filter(unit=unit, role__in=(PostRole.HEAD, PostRole.DEPUTY))
    last = posts.order_by("-role", F("until").desc(nulls_first=True)).first()  # "head" before "deputy"
    return last.title.removeprefix("Phó ") if last else ""


def _chairman(body: Body, words: Mapping[str, str]) -> list[tuple[str, Typed]]:
    """Nobody here knows who chairs a council: the lines stand, the name is for the clerk."""
    if not body.key.startswith("council-"):
        return []
    behalf, line = signature_lines(Capacity.COLLECTIVE, words, post="Chủ tịch", body="Hội đồng")
    return [("Chủ tịch Hội đồng", {"behalf": "\n".join(behalf), "post": line, "name": ""})]
