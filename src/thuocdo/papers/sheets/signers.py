"""Who may sign a paper of the agency, of a unit, or of a council, with the lines above the name (Điều 13)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.words import PostRole
from thuocdo.office.models import Post, Unit
from thuocdo.office.queries import standing_on

from ..filling.typed import Typed
from ..rendering import PaperKind
from ..rules import Capacity, signature_lines
from . import post_of

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
            right, over = Capacity.DEPUTY, _head_title(own, post)
        case PostRole.HEAD if post.unit.is_coordinating:
            right, over, named = Capacity.BY_ORDER, chief, post_of(post.title, post.unit.name)
        case _:
            return None
    behalf, line = signature_lines(right, words, post=named, head_post=over, body=over)
    return {"behalf": "\n".join(behalf), "post": line, "name": post.person.full_name}


def _head_title(unit: Unit, deputy: Post) -> str:
    """ "Trưởng phòng" for whose deputy is "Phó Trưởng phòng"."""
    head = Post.objects.filter(unit=unit, role=PostRole.HEAD, until=None).first()
    return head.title if head else deputy.title.removeprefix("Phó ")


def _chairman(body: Body, words: Mapping[str, str]) -> list[tuple[str, Typed]]:
    """Nobody here knows who chairs a council: the lines stand, the name is for the clerk."""
    if not body.key.startswith("council-"):
        return []
    behalf, line = signature_lines(Capacity.COLLECTIVE, words, post="Chủ tịch", body="Hội đồng")
    return [("Chủ tịch Hội đồng", {"behalf": "\n".join(behalf), "post": line, "name": ""})]
