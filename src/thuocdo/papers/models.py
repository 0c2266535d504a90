from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """văn bản: the facts, the template they were joined with, and the finished files. Never edited once issued."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="papers")
    cycle = models.ForeignKey("cycle.Cycle", models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)  # folder under regulations/papers/
    edition = models.CharField(max_length=20)
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="papers")  # whom it is about
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="papers")  # whose paper it is
    title = models.CharField(max_length=300)
    sheet = models.JSONField()  # the facts
    template_digest = models.CharField(max_length=64)
    docx = models.FileField(upload_to="papers/%Y", max_length=200)
    pdf = models.FileField(upload_to="papers/%Y", max_length=200)
    docx_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind", "subject"],
                condition=Q(is_current=True),
                name="one_current_paper_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return self.title
