from django.db import models

from thuocdo.kernel.words import Grade

from .states import CONFERENCE, PLANNED


class Conference(models.Model):
    """hội nghị cán bộ chủ chốt: one in the year, on the agency's own level."""

    cycle = models.OneToOneField("cycle.Cycle", models.CASCADE, related_name="conference")
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in CONFERENCE.states], default=PLANNED
    )
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    chair = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    secretary = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    report = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")  # as it was read
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    discussion = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    adopted_for = models.PositiveIntegerField(default=0)  # hands raised for the minutes
    adopted_against = models.PositiveIntegerField(default=0)
    adopted_other = models.PositiveIntegerField(default=0)
    # what the sealed ballot says, once the conference has ended
    level = models.CharField(
        max_length=14, choices=[(grade.value, grade.name) for grade in Grade], blank=True
    )

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.planned_at:%d/%m/%Y}"


class Member(models.Model):
    """A key official: one seat and one vote, on however many bodies."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="members")
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    bodies = models.JSONField()  # the first is where the minutes count the member
    title = models.CharField(max_length=120)
    present = models.BooleanField(null=True)  # null: not yet marked
    reason = models.CharField(max_length=200, blank=True)  # why absent

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "person"], name="one_seat_in_the_conference")
        ]


class Round(models.Model):
    """lần bỏ phiếu: another follows where the one before was void or gave no level."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="rounds")
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
