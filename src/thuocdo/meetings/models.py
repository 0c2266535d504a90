from django.db import models
from django.db.models import Q

from thuocdo.kernel.words import Grade
from thuocdo.office.models import Unit

from .states import MEETING, PLANNED


class Meeting(models.Model):
    """cuộc họp kiểm điểm: one for each unit in the year; that of the leadership is the review of the leaders (S-23)."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="meetings")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="meetings")
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in MEETING.states], default=PLANNED
    )
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    chair = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    secretary = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_for = models.PositiveSmallIntegerField(default=0)  # votes by which the minutes were passed
    closed_at = models.DateTimeField(null=True)
    correction = models.TextField(blank=True)  # what the reading of the minutes put right
    ballot = models.ForeignKey(
        "ballots.Ballot", models.PROTECT, null=True, related_name="+"
    )  # Lao động tiên tiến

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="one_meeting_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.planned_at:%d/%m/%Y}"

    @property
    def of_leadership(self) -> bool:
        return self.unit.kind == Unit.Kind.LEADERSHIP


class Attendee(models.Model):
    """A member or an invited guest, present or absent with the reason."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, related_name="+"
    )  # none: from outside
    outsider = models.CharField(max_length=160, blank=True)  # who it is, of a guest from outside
    title = models.CharField(max_length=160)
    is_guest = models.BooleanField(default=False)
    hears = models.JSONField(null=True)  # subjects whose points the guest is called to; null: all
    present = models.BooleanField(null=True)  # null: not yet marked
    reason = models.CharField(max_length=200, blank=True)  # why absent
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["is_guest", "order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_seat_per_person")]

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else self.outsider


class Item(models.Model):
    """One point of the agenda: the unit's report, a person's review, or the emulation title."""

    class Kind(models.TextChoices):
        REPORT = "report"
        PERSON = "person"
        EMULATION = "emulation"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind)
    rank = models.PositiveSmallIntegerField()  # see rules.Rank: who is heard before whom
    order = models.PositiveSmallIntegerField()
    review = models.ForeignKey("reviews.Review", models.PROTECT, null=True, related_name="items")
    chair = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, related_name="+"
    )  # who presides over it
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)
    grade = models.CharField(
        max_length=14, choices=[(grade.value, grade.name) for grade in Grade], blank=True
    )
    not_rated = models.CharField(max_length=200, blank=True)  # why reviewed without a grade
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    votes_other = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "review"], condition=Q(review__isnull=False), name="one_item_per_review"
            )
        ]


class Remark(models.Model):
    """What somebody there said. `once` names the form it came from, so that a double click is one remark."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="remarks")
    speaker = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, related_name="+"
    )  # none: from outside
    outsider = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    once = models.UUIDField(unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    @property
    def name(self) -> str:
        return self.speaker.full_name if self.speaker else self.outsider


class ReportPoint(models.Model):
    """One matter of the unit's report that the meeting votes on and the chair concludes (S-12)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="points")
    title = models.CharField(max_length=300)
    conclusion = models.TextField(blank=True)
    taken_up = models.BooleanField(default=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    votes_other = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["id"]

    @property
    def shown(self) -> tuple[object, ...]:
        """All that a page shows of it."""
        votes = (self.votes_for, self.votes_against, self.votes_other)
        return (self.title, self.conclusion, self.taken_up, *votes)


class Responsibility(models.Model):
    """A shortcoming that the meeting concludes at one point of its agenda: whose it is stands in the row itself."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="responsibilities")
    shortcoming = models.OneToOneField("reviews.Shortcoming", models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "responsibilities"
