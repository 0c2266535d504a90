from django.db import models

from .states import DRAFT, REVIEW


class Review(models.Model):
    """bản tự kiểm điểm of a person, or báo cáo kiểm điểm of a unit, for one year."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="reviews")
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="reviews")
    person = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, related_name="reviews"
    )  # none: of the unit
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="reviews")  # where it is heard
    form = models.CharField(max_length=60)  # key in the book, "form-02a/2023"
    table = models.CharField(max_length=60, blank=True)  # key of the reference table for scoring
    is_main = models.BooleanField(
        default=True
    )  # the one that is heard; another form of the person goes with it
    leads = models.BooleanField(default=False)  # holds a leading post: some forms ask leaders more
    state = models.CharField(
        max_length=12, choices=[(state, state) for state in REVIEW.states], default=DRAFT
    )
    answers = models.JSONField(default=dict)  # field key -> text
    scores = models.JSONField(default=dict)  # line key -> {"points", "reason", "done", "of"}
    version = models.PositiveIntegerField(default=1)  # rises with every write: a stale page is known by it
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)  # the first time; lateness counts from here
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "subject", "form"], name="one_review_per_form"),
            models.UniqueConstraint(
                fields=["cycle", "subject"], condition=models.Q(is_main=True), name="one_main_review"
            ),
        ]
        indexes = [models.Index(fields=["cycle", "unit"])]

    def __str__(self) -> str:
        return f"{self.form} {self.person or self.unit}"


class Version(models.Model):
    """A review as it stood when it was handed in, returned or completed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="versions")
    verb = models.CharField(max_length=12)  # submit | return | hand_back | complete
    answers = models.JSONField()
    scores = models.JSONField()
    note = models.TextField(blank=True)  # why it was returned
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class Point(models.Model):
    """A remark from the meeting that the author takes up, or says why not (S-13)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="points")
    speaker = models.CharField(max_length=120)
    text = models.TextField()
    taken_up = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


class Evidence(models.Model):
    """A file that shows what the review says."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10)  # pdf, docx, png, ...: by content, not by name
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="evidence/%Y", max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"
        constraints = [models.UniqueConstraint(fields=["review", "sha256"], name="one_copy_of_each_file")]


class PromptSheet(models.Model):
    """gợi ý kiểm điểm that a unit sends to HCQT (S-5), for the unit itself and for its people."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="prompt_sheets")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="one_prompt_sheet_per_unit")]


class Prompt(models.Model):
    """One matter to be explained in the review of its subject."""

    sheet = models.ForeignKey(PromptSheet, models.CASCADE, related_name="prompts")
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="prompts")
    text = models.TextField()

    class Meta:
        ordering = ["id"]


class Shortcoming(models.Model):
    """hạn chế, khuyết điểm named in a year; the next year's review starts from it (S-12, S-30)."""

    subject = models.ForeignKey("office.Subject", models.CASCADE, related_name="shortcomings")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    remedy = models.TextField(blank=True)
    term = models.DateField(null=True)  # by when the remedy is done
    degree = models.CharField(max_length=200, blank=True)  # mức độ khắc phục

    class Meta:
        ordering = ["id"]
