from django.db import models

from .states import DOSSIER, OPEN


class Dossier(models.Model):
    """hồ sơ của đơn vị: what a unit hands to HCQT after its meeting."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="dossiers")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="dossiers")
    state = models.CharField(
        max_length=12, choices=[(state, state) for state in DOSSIER.states], default=OPEN
    )
    handed_over_at = models.DateTimeField(null=True)
    first_handed_over_at = models.DateTimeField(null=True)  # lateness counts from here
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="one_dossier_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.cycle_id}"


class Piece(models.Model):
    """One paper frozen in a dossier when it was handed over."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="pieces")
    item = models.CharField(max_length=20)  # key of the item in the book: "minutes"
    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["order"]


class Return(models.Model):
    """A dossier sent back: which items, and why."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="returns")
    items = models.JSONField(default=list)
    reason = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
