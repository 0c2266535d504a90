from django.db import models

from thuocdo.office.rules.bodies import Body

from .states import CONSULTATION, PLANNED


class Consultation(models.Model):
    """cuộc họp tham vấn, kết luận xếp loại: one in the year, chaired by the head of the agency."""

    cycle = models.OneToOneField("cycle.Cycle", models.CASCADE, related_name="consultation")
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in CONSULTATION.states], default=PLANNED
    )
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    chair = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    secretary = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)  # what HCQT reported at the beginning
    conclusion = models.TextField(blank=True)  # what the chair concluded on the whole

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.planned_at:%d/%m/%Y}"


class Delegate(models.Model):
    """Somebody called for one of the bodies consulted; a person may stand for several."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="delegates")
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    body = models.CharField(max_length=10, choices=[(body.value, body.name) for body in Body])
    title = models.CharField(max_length=160)
    present = models.BooleanField(null=True)  # null: not yet marked
    reason = models.CharField(max_length=200, blank=True)  # why absent

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person", "body"], name="one_seat_in_each_body")
        ]


class Opinion(models.Model):
    """ý kiến tham vấn on one person or unit. `once` names the form it came from: a double click is one opinion."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="opinions")
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="+")
    speaker = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    text = models.TextField()
    once = models.UUIDField(unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
