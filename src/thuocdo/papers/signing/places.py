"""Where the pictures of signatures stand (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.d and II.8.a)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

WIDTH, HEIGHT = 50.0, 20.0  # mm: room for a person's signature between the post and the name
NAME_HEIGHT = 4.5  # mm from the base line of the name to above its letters
SHARE = 1 / 3  # of the person's signature that the seal covers, on its left


class Box(NamedTuple):
    """A rectangle on a page, in millimetres from the left and the top edge."""

    page: int  # from 1
    left: float
    top: float
    width: float
    height: float


def person_box(place: Mapping[str, Any]) -> Box:
    """Between the signer's post and name, centred."""
    return Box(place["page"], place["x"] - WIDTH / 2, place["y"] - NAME_HEIGHT - HEIGHT, WIDTH, HEIGHT)


def agency_box(place: Mapping[str, Any], diameter: float) -> Box:
    """The seal in its real size, over a third of the person's signature, on its left."""
    person = person_box(place)
    right = person.left + person.width * SHARE
    middle = person.top + person.height / 2
    return Box(person.page, right - diameter, middle - diameter / 2, diameter, diameter)
