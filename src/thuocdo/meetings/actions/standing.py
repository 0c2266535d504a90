"""The meeting as it stands now, kept from others until the act is done."""

from ..models import Meeting


def lock(meeting: Meeting) -> None:
    """Hold the row until the transaction ends and read its state afresh: two people may press at once."""
    standing = Meeting.objects.select_for_update().get(pk=meeting.pk)
    for name in ("state", "chair_id", "ballot_id", "secretary_id", "adopted_at", "closed_at"):
        setattr(meeting, name, getattr(standing, name))
