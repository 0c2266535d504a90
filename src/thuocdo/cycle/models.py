from django.db import models

from thuocdo.kernel.dues import Due, DueKind


class PinnedBook(models.Model):
    """The resolved Book of an edition: values, texts, forms, plan. Apart from the cycle, for it is large."""

    digest = models.CharField(max_length=64, primary_key=True)
    book = models.JSONField()


class Cycle(models.Model):
    """năm (đợt) đánh giá: one year of one agency, under one edition of the law, pinned for good."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=20)
    pinned = models.ForeignKey(PinnedBook, models.PROTECT, related_name="cycles")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_cycle_per_year")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Step(models.Model):
    """nội dung, bước: one heading of the plan with its term."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=40)
    section = models.CharField(max_length=20)  # as the plan prints it, "II.2.d"
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=200, blank=True)
    quote = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    due_kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.name) for kind in DueKind], blank=True
    )
    due_start = models.DateField(null=True)
    due_day = models.DateField(null=True)  # none: the plan names no day ("ngay sau kiểm điểm")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["cycle", "key"], name="one_step_per_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def due(self) -> Due | None:
        return Due(DueKind(self.due_kind), self.due_day, self.due_start) if self.due_day else None


class Extension(models.Model):
    """A later term of one step for one unit or person, with its reason."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="extensions")
    subject = models.ForeignKey("office.Subject", models.CASCADE, related_name="+")
    day = models.DateField()  # the last day, included
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "subject"], name="one_extension_per_subject")]


class Guidance(models.Model):
    """hướng dẫn chung: an answer of the head of the agency that holds for everyone at this step (III.3)."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="guidance")
    question = models.TextField()
    answer = models.TextField()
    source = models.CharField(max_length=300, blank=True)  # on which text it rests
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "guidance"

    def __str__(self) -> str:
        return self.question[:60]


class Confirmation(models.Model):
    """The original text was read and a value in doubt agrees with it. The pinned book itself stays as it is."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="confirmations")
    key = models.CharField(max_length=300)  # see law.explain.Doubt.ident
    document = models.CharField(max_length=300)  # which text was read, where it is kept
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "key"], name="one_confirmation_per_value")]


class Reminder(models.Model):
    """A notice to do something still open: it points at the very row of the task."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="reminders")
    step = models.ForeignKey(Step, models.CASCADE, related_name="reminders")
    subject = models.ForeignKey("office.Subject", models.CASCADE, related_name="reminders")
    by_name = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
