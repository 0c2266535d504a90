from django.db import models

from .states import DIFFICULTY, RAISED


class Difficulty(models.Model):
    """vướng mắc raised by somebody at one step of the plan (III.3)."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="difficulties")
    step = models.ForeignKey("cycle.Step", models.PROTECT, related_name="+")
    asker = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="+")  # where the asker works
    text = models.TextField()
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in DIFFICULTY.states], default=RAISED
    )
    raised_at = models.DateTimeField()
    opinion = models.TextField(blank=True)  # what HCQT says of it when it goes to the Chief
    forwarded_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)  # on which text the answer rests
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    guidance = models.ForeignKey("cycle.Guidance", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "difficulties"

    def __str__(self) -> str:
        return self.text[:60]
