from django.db import models

from thuocdo.assemblies.models import Assembly, Seat
from thuocdo.kernel.words import Grade


class Conference(Assembly):
    """hội nghị cán bộ chủ chốt: on the agency's own level."""

    report = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")  # as it was read
    discussion = models.TextField(blank=True)
    adopted_for = models.PositiveIntegerField(default=0)  # hands raised for the minutes
    adopted_against = models.PositiveIntegerField(default=0)
    adopted_other = models.PositiveIntegerField(default=0)
    # what the sealed ballot says, once the conference has ended
    level = models.CharField(
        max_length=14, choices=[(grade.value, grade.name) for grade in Grade], blank=True
    )


class Member(Seat):
    """A key official: one vote, on however many bodies."""

    assembly = models.ForeignKey(Conference, models.CASCADE, related_name="seats")


class Round(models.Model):
    """lần bỏ phiếu: another follows where the one before was void or gave no level."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="rounds")
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
