from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """văn bản: the facts, the template they were joined with, and the finished files. Never edited once issued."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="papers")
    cycle = models.ForeignKey("cycle.Cycle", models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)  # folder under regulations/papers/
    part = models.CharField(max_length=60, blank=True)  # one of several of its kind about the subject
    edition = models.CharField(max_length=20)
    subject = models.ForeignKey("office.Subject", models.PROTECT, related_name="papers")  # whom it is about
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="papers")  # whose paper it is
    title = models.CharField(max_length=300)
    symbol = models.CharField(max_length=60, blank=True)  # "BB-HCQT"; none: the paper bears no number
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
                fields=["cycle", "kind", "subject", "part"],
                condition=Q(is_current=True),
                name="one_current_paper_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Series(models.Model):
    """sổ đăng ký văn bản đi: one run of numbers. Its row is locked while a number is drawn."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)  # "BB-HCQT"; empty: the agency's one series
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["agency", "year", "key"], name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"


class Number(models.Model):
    """số văn bản: drawn once and never given back; a cancelled one stays in the register with its reason."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="numbers")
    line = models.CharField(max_length=100)  # as printed: "Số: 05/BB-HCQT"
    day = models.DateField()
    content_digest = models.CharField(max_length=64)
    docx = models.FileField(upload_to="papers/%Y", max_length=200)
    pdf = models.FileField(upload_to="papers/%Y", max_length=200)
    docx_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(blank=True)
    cancelled_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-series__year", "series__key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_paper_per_number"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(cancelled_at__isnull=True), name="one_standing_number"
            ),
        ]

    def __str__(self) -> str:
        return self.line


class Rewording(models.Model):
    """lời văn của cơ quan: phrases of one template in an agency's own words. The newest version holds; none is edited."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="rewordings")
    kind = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)  # of the template in the pack
    phrases = models.JSONField()  # {key of the phrase: the agency's words}; empty: the pack's words again
    template_digest = models.CharField(max_length=64)  # of the template so worded: papers name it
    reason = models.TextField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition}"


class DraftPaper(models.Model):
    """văn bản đang lập: what was typed so far for a paper made by hand. Kept when issued: it tells how the paper came."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="draft_papers")
    cycle = models.ForeignKey("cycle.Cycle", models.PROTECT, related_name="draft_papers")
    kind = models.CharField(max_length=40)  # folder under regulations/papers/
    body = models.CharField(max_length=60)  # who issues it: "agency", "unit-7", "council-HĐSK"
    unit = models.ForeignKey(
        "office.Unit", models.PROTECT, related_name="draft_papers"
    )  # in whose papers it stands
    typed = models.JSONField()  # texts, in the shape of the facts
    version = models.PositiveIntegerField(default=0)  # rises with every save; an older page is refused
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)  # who saved last
    replaces = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")  # the paper it corrects
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="draft")  # issued as

    class Meta:
        ordering = ["-saved_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class WordTemplate(models.Model):
    """mẫu Word của cơ quan: a file from which DOCX of a kind are made. Looked at first, then adopted, then withdrawn or replaced."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, related_name="word_templates")
    kind = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)  # of the template in the pack
    name = models.CharField(max_length=160)  # of the file as it came
    file = models.FileField(upload_to="templates/%Y", max_length=200)
    sha256 = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=120)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)  # why it was adopted
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "edition"],
                condition=Q(adopted_at__isnull=False, withdrawn_at__isnull=True),
                name="one_standing_word_template",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition}: {self.name}"

    @property
    def stands(self) -> bool:
        """Whether DOCX are made from it today."""
        return bool(self.adopted_at and not self.withdrawn_at)


class SignedCopy(models.Model):
    """bản đã ký số: a signed PDF of a paper, kept as it came. What it was signed upon is the start of its bytes."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signed_copies")
    number = models.ForeignKey(Number, models.PROTECT, null=True, related_name="signed_copies")
    pdf = models.FileField(upload_to="papers/%Y", max_length=200)
    pdf_sha256 = models.CharField(max_length=64, db_index=True)
    signers = models.JSONField()  # [{name, issuer, at, trusted, stamped}]
    outside = models.BooleanField()  # signed elsewhere and handed back
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "signed copies"

    def __str__(self) -> str:
        return f"{self.paper} ({len(self.signers)})"
