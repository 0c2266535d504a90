from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def who_and_where(request: HttpRequest) -> dict[str, Any]:
    """Who asks, for the head of every page, and the main links of that role."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {
        "agency_name": actor.agency.name,
        "today": actor.on,
        "person_name": actor.name,
        "person_role": ", ".join(_role(actor)),
        "nav_items": list(_links(actor)),
    }


def _role(actor: Any) -> Iterator[str]:
    if post := actor.main_post:
        yield post.title
        yield post.unit.name
    if actor.stands_for_chief:
        yield _("thay người đứng đầu cơ quan")


def _links(actor: Any) -> Iterator[tuple[str, str]]:
    yield reverse("desk"), _("Bàn làm việc")
    for post in actor.posts:
        if post.unit_id in actor.leads and post.unit.kind != "leadership":
            yield reverse("desks:unit", args=[post.unit_id]), _("Đơn vị tôi")
            break
    if actor.coordinates or actor.heads_agency:
        yield reverse("desks:wall"), _("Toàn cơ quan")
    elif actor.charges:
        yield reverse("desks:wall"), _("Đơn vị phụ trách")
    if actor.coordinates or actor.heads_agency or actor.leads or actor.charges:
        yield reverse("ratings:groups"), _("Nhóm và tỷ lệ")
    yield reverse("ballots:index"), _("Phiếu kín")
    if actor.coordinates or actor.heads_agency:
        yield reverse("decisions:board"), _("Quyết định")
    else:
        yield reverse("decisions:published"), _("Kết quả")
    yield reverse("cycle:plan"), _("Kế hoạch")
    yield reverse("law:book"), _("Quy định")
    yield reverse("difficulties:list"), _("Vướng mắc")
    if actor.coordinates:
        yield reverse("office:people"), _("Nhân sự")
        yield reverse("papers:register"), _("Văn bản")
