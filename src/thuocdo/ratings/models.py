from django.db import models
from django.db.models import Q

from thuocdo.kernel.words import Axis, Grade, Stage


class Rating(models.Model):
    """One statement of a grade for a subject. The newest of its stage is current; the rest stay."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="ratings")
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="ratings")
    axis = models.CharField(max_length=10, choices=[(axis.value, axis.name) for axis in Axis])
    stage = models.CharField(max_length=10, choices=[(stage.value, stage.name) for stage in Stage])
    # empty: reviewed but not rated (dưới 06 tháng công tác)
    grade = models.CharField(
        max_length=14, choices=[(grade.value, grade.name) for grade in Grade], blank=True
    )
    reason = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    score = models.CharField(max_length=30, blank=True)  # the points behind the grade, exact: "179/2"
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    announced_at = models.DateTimeField(null=True)  # a decision: none while it is still being prepared

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "subject", "axis", "stage"],
                condition=Q(is_current=True),
                name="one_current_grade_per_stage",
            )
        ]
        indexes = [models.Index(fields=["cycle", "stage", "axis"])]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.stage}: {self.grade or 'not rated'}"


class PeriodScore(models.Model):
    """The points of one month or quarter (Nghị định 335/2025/NĐ-CP); the year's score is their mean."""

    class Kind(models.TextChoices):
        MONTH = "month"
        QUARTER = "quarter"

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="period_scores")
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="period_scores")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveSmallIntegerField()  # 1 to 12, or 1 to 4
    points = models.CharField(max_length=30)  # exact: "179/2"
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "subject", "number"], name="one_score_per_period")
        ]


class ComparableGroup(models.Model):
    """nhóm đối tượng có vị trí, vai trò, chức năng, nhiệm vụ tương đồng: where the cap is counted."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="groups")
    name = models.CharField(max_length=160)
    reason = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    approved_by = models.CharField(max_length=120, blank=True)  # the head of the agency; empty: not yet
    approved_at = models.DateTimeField(null=True)
    exception = models.CharField(max_length=300, blank=True)  # the document that decides the wider share

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "name"], name="one_group_per_name")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="+")
    group = models.ForeignKey(ComparableGroup, models.CASCADE, related_name="members")
    subject = models.ForeignKey("office.Subject", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "subject"], name="one_group_per_subject")]
