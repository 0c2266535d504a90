from django.db import models


class Event(models.Model):
    """One act. Rows are only ever added: the database itself refuses to change or delete them."""

    agency_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)  # "review.submitted"
    actor_id = models.BigIntegerField(null=True)  # the person; not a foreign key: this room knows nobody
    actor_name = models.CharField(max_length=120)
    thing = models.CharField(max_length=40)  # "reviews.review"
    thing_id = models.BigIntegerField()
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["thing", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.verb}"
