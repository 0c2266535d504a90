from django.db import models

from .states import ASSEMBLY, PLANNED


class Assembly(models.Model):
    """One in the year of each kind: when, where, who presides, who writes the minutes."""

    cycle = models.OneToOneField("cycle.Cycle", models.CASCADE, related_name="%(class)s")
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in ASSEMBLY.states], default=PLANNED
    )
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    chair = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    secretary = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    conclusion = models.TextField(blank=True)  # what the chair concluded on the whole

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.planned_at:%d/%m/%Y}"


class Seat(models.Model):
    """Somebody called: one seat, on however many bodies. `assembly` is the concrete one, `seats` its other end."""

    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    bodies = models.JSONField()  # the first is where the minutes count the person
    title = models.CharField(max_length=160)
    present = models.BooleanField(null=True)  # null: not yet marked
    reason = models.CharField(max_length=200, blank=True)  # why absent

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assembly", "person"], name="one_seat_in_%(class)s_list")
        ]
