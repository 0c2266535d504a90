from django.db import models

from thuocdo.assemblies.models import Assembly, Seat


class Consultation(Assembly):
    """cuộc họp tham vấn, kết luận xếp loại, chaired by the head of the agency."""

    summary = models.TextField(blank=True)  # what HCQT reported at the beginning


class Delegate(Seat):
    """Somebody called for the bodies consulted, or as a guest."""

    assembly = models.ForeignKey(Consultation, models.CASCADE, related_name="seats")


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
