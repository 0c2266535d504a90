from django.db import models
from django.db.models import Q


class Decision(models.Model):
    """quyết định xếp loại: what one authority decided at one time, with its paper. A re-rating is one more, with grounds."""

    cycle = models.ForeignKey("cycle.Cycle", models.PROTECT, related_name="decisions")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="+")  # whose paper it is
    by = models.ForeignKey(
        "office.Person", models.PROTECT, related_name="+"
    )  # who signed, perhaps in the head's place
    title = models.CharField(max_length=300)  # as papers name the authority: "Chánh Văn phòng UBND tỉnh"
    at = models.DateTimeField()
    grounds = models.TextField(blank=True)  # of a re-rating
    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.title} {self.at:%d/%m/%Y}"


class Notice(models.Model):
    """thông báo kết quả: one subject's result. The newest stands; who it is for confirms having read it."""

    cycle = models.ForeignKey("cycle.Cycle", models.PROTECT, related_name="notices")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="notices")
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="notices")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="+")  # where it worked on the day
    post = models.CharField(max_length=120, blank=True)
    rating = models.ForeignKey("ratings.Rating", models.PROTECT, related_name="+")
    basis = models.ForeignKey(
        "ratings.Rating", models.PROTECT, null=True, related_name="+"
    )  # what was proposed
    is_current = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=120, blank=True)
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "subject"], condition=Q(is_current=True), name="one_standing_notice"
            )
        ]


class Petition(models.Model):
    """kiến nghị về kết quả xếp loại: what is asked, by when it is answered, and the answer with its reasons."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="petitions")
    text = models.TextField()
    at = models.DateTimeField()
    answer_by = models.DateField(null=True)  # none: the law of the year states no term
    findings = models.TextField(blank=True)  # what was found when it was looked into
    changed = models.BooleanField(default=False)  # answered by another level
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=Q(answered_at__isnull=True), name="one_open_petition"
            )
        ]
