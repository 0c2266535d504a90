"""Whom somebody stands for by the posts held: the leadership, a unit, the Party committee, a union. Pure."""

from enum import StrEnum

from thuocdo.kernel.words import PostRole


class Body(StrEnum):
    """Key officials, by what they stand for (II.3.b, II.4). Not every agency has each of them."""

    LEADERSHIP = "leadership"
    PARTY = "party"
    UNION = "union"
    YOUTH = "youth"
    HEADS = "heads"
    GUESTS = "guests"


def bodies_of(role: PostRole, party_post: str, other_post: str, *, heads_unit: bool) -> list[Body]:
    """The bodies somebody stands for, read from the posts as the staff list writes them; HCQT puts them right."""
    party, other = party_post.casefold(), other_post.casefold()
    found = {
        Body.LEADERSHIP: role in (PostRole.CHIEF, PostRole.VICE_CHIEF),
        Body.PARTY: "đảng ủy" in party,
        Body.UNION: other.startswith("chủ tịch") and "công đoàn" in other,
        Body.YOUTH: other.startswith("bí thư") and "đoàn" in other and "công đoàn" not in other,
        Body.HEADS: heads_unit,
    }
    return [body for body, stands in found.items() if stands]
