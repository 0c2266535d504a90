from django.db import models

from .rules import Together
from .states import DRAFT, PART


class FigureRequest(models.Model):
    """đề nghị gửi số liệu, kết quả: what HCQT asks of the units for the agency's report; one in the year."""

    cycle = models.OneToOneField("cycle.Cycle", models.CASCADE, related_name="figure_request")
    cutoff = models.DateField()  # figures are as of this day
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.cutoff:%d/%m/%Y}"


class FigureField(models.Model):
    """One line that is asked for."""

    request = models.ForeignKey(FigureRequest, models.CASCADE, related_name="fields")
    title = models.CharField(max_length=200)
    measure = models.CharField(max_length=40, blank=True)  # đơn vị tính
    together = models.CharField(max_length=5, choices=[(one.value, one.name) for one in Together])
    total = models.CharField(max_length=30, blank=True)  # what the agency knows the whole to be
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]


class FigurePart(models.Model):
    """What one unit answers, and who wrote it."""

    request = models.ForeignKey(FigureRequest, models.CASCADE, related_name="parts")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)  # key of the field -> text
    state = models.CharField(max_length=10, choices=[(state, state) for state in PART.states], default=DRAFT)
    author = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    first_sent_at = models.DateTimeField(null=True)  # lateness counts from here
    returned_for = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "unit"], name="one_part_per_unit")]
