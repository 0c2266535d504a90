from django.db import models
from django.db.models import Q

from .rules import Kind
from .states import DRAFT, OPEN


class Draft(models.Model):
    """dự thảo báo cáo: one of the agency's own reports of a year, written in sections by several people."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.name) for kind in Kind])
    form = models.CharField(max_length=60)  # key in the book: which sections it has
    state = models.CharField(max_length=10, choices=[(state, state) for state in DRAFT.states], default=OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "kind"], name="one_draft_of_a_report")]

    def __str__(self) -> str:
        return f"{self.kind} {self.cycle_id}"


class DraftSection(models.Model):
    """mục của dự thảo: who writes it by when, what is written so far, what was given out last."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)  # field of the form
    order = models.PositiveSmallIntegerField()
    owner = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    due_day = models.DateField(null=True)  # the last day, included
    text = models.TextField(blank=True)
    sources = models.JSONField(default=list)  # of figures taken in: {title, unit, author, at, text}
    version = models.PositiveIntegerField(default=1)  # rises with every write: a stale page is known by it
    saved_at = models.DateTimeField(null=True)
    given = models.OneToOneField("DraftVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="one_section_per_key")]

    @property
    def changed_since(self) -> bool:
        """Written on after it was given out."""
        return self.given is not None and self.given.text != self.text


class DraftVersion(models.Model):
    """A section as it was given out; never changed afterwards."""

    section = models.ForeignKey(DraftSection, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sources = models.JSONField(default=list)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="one_version_per_number")]


class CommentRequest(models.Model):
    """đề nghị góp ý: a collective or a person asked for comments on the whole draft, by a day."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="requests")
    unit = models.ForeignKey("office.Unit", models.PROTECT, null=True, related_name="+")  # or a person
    person = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    due_day = models.DateField()
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)  # nothing more to say, or nothing at all

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, person__isnull=False)
                | Q(unit__isnull=False, person__isnull=True),
                name="a_collective_or_a_person",
            ),
            models.UniqueConstraint(fields=["draft", "unit"], name="a_collective_asked_once"),
            models.UniqueConstraint(fields=["draft", "person"], name="a_person_asked_once"),
        ]


class Comment(models.Model):
    """ý kiến góp ý on one section as it was given out. `once` names the form it came from: a double click is one comment."""

    request = models.ForeignKey(CommentRequest, models.PROTECT, related_name="comments")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="comments")
    author = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    text = models.TextField()
    once = models.UUIDField(unique=True)
    at = models.DateTimeField()
    taken_up = models.BooleanField(null=True)  # null: not yet answered
    answer = models.TextField(blank=True)  # where it was taken up, or why not
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
