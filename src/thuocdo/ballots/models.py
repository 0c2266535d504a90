from django.db import models


class Ballot(models.Model):
    """phiếu kín: one question for each line, agree or disagree. The paper way: only sums are kept."""

    title = models.CharField(max_length=200)
    summoned = models.PositiveIntegerField()  # who may vote
    present = models.PositiveIntegerField(default=0)
    issued = models.PositiveIntegerField(default=0)  # phát ra
    collected = models.PositiveIntegerField(default=0)  # thu vào
    valid = models.PositiveIntegerField(default=0)
    invalid = models.PositiveIntegerField(default=0)
    tellers = models.JSONField(default=list)  # names, the head of the team first
    state = models.CharField(max_length=10, default="prepared")
    sealed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """One name or question on the slip, with its sums."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="lines")
    key = models.CharField(max_length=40)  # what the holder of the ballot knows it by
    label = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(
        default=0
    )  # no mark or two marks: the line does not count, the slip does

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["ballot", "key"], name="one_line_per_key")]
