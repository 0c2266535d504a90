from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from thuocdo.kernel.vi_text import fold, sort_key
from thuocdo.kernel.words import PostRole, StaffKind


def _choices(enum: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.name) for member in enum]


class Agency(models.Model):
    """cơ quan: the tenant. Units, people, cycles and papers belong to one."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    pack = models.CharField(max_length=60)  # the office's folder under regulations/offices/
    superior = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subordinates")

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Subject(models.Model):
    """Who or what is reviewed and rated: a person, a unit, the leadership, or the agency itself."""

    class Kind(models.TextChoices):
        PERSON = "person"
        UNIT = "unit"
        LEADERSHIP = "leadership"
        AGENCY = "agency"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="subjects")
    kind = models.CharField(max_length=10, choices=Kind)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Unit(models.Model):
    """phòng, ban, đơn vị; and the leadership of the agency as the unit its members belong to."""

    class Kind(models.TextChoices):
        LEADERSHIP = "leadership"
        DEPARTMENT = "department"  # phòng
        BOARD = "board"  # ban
        CENTRE = "centre"  # đơn vị sự nghiệp trực thuộc

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="units")
    subject = models.OneToOneField(Subject, models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DEPARTMENT)
    order = models.PositiveSmallIntegerField(default=0)
    is_coordinating = models.BooleanField(default=False)  # runs the plan, receives every dossier
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="one_unit_per_code")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Someone who works here, or did. What changes with time stands in posts, absences and disciplines."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="people")
    subject = models.OneToOneField(Subject, models.PROTECT)
    code = models.CharField(max_length=20)
    full_name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=140, editable=False, db_index=True)
    sort_name = models.CharField(max_length=300, editable=False)
    birth_date = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=16, choices=_choices(StaffKind))
    is_party_member = models.BooleanField(default=False)
    party_post = models.CharField(max_length=120, blank=True)
    union_post = models.CharField(max_length=120, blank=True)
    joined_on = models.DateField(null=True, blank=True)  # began to work at this agency
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_name", "id"]
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="one_person_per_code")]
        indexes = [models.Index(fields=["agency", "sort_name"])]

    def __str__(self) -> str:
        return self.full_name

    def rename(self, full_name: str) -> None:
        """Set the name with its keys for searching and sorting; does not save."""
        self.full_name = full_name
        self.search_name = f"{fold(full_name)} {self.code.casefold()}"
        self.sort_name = sort_key(full_name)


class Post(models.Model):
    """A post held in a unit from one day to another; a person may hold several, one of them the main one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=_choices(PostRole), default=PostRole.STAFF)
    title = models.CharField(max_length=120)
    is_main = models.BooleanField(default=True)
    since = models.DateField(null=True, blank=True)  # null: since before anyone here remembers
    until = models.DateField(null=True, blank=True)  # the first day without the post

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                name="post_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["unit", "until"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"


class Duty(models.Model):
    """A task in the year-end that does not follow from the post, e.g. to coordinate for HCQT."""

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator"

    person = models.ForeignKey(Person, models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=12, choices=Kind)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "duties"


class Charge(models.Model):
    """A leader of the agency is in charge of a unit (lãnh đạo phụ trách)."""

    leader = models.ForeignKey(Person, models.CASCADE, related_name="charges")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="charges")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class StandIn(models.Model):
    """Someone leads a unit in the head's place, from one day to another, by an act of HCQT with its reason."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="stand_ins")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="stand_ins")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField()


class Absence(models.Model):
    """Leave in the year. Kinds differ in law: maternity is rated by the time worked, others have a ceiling."""

    class Kind(models.TextChoices):
        MATERNITY = "maternity"
        SICK = "sick"
        UNPAID = "unpaid"
        STUDY = "study"

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=10, choices=Kind)
    start = models.DateField()
    end = models.DateField()  # the last day away

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="absence_ends_after_start")
        ]


class Discipline(models.Model):
    """A disciplinary decision; restricted to who must know it."""

    class Side(models.TextChoices):
        PARTY = "party"
        STATE = "state"

    person = models.ForeignKey(Person, models.CASCADE, related_name="disciplines")
    side = models.CharField(max_length=6, choices=Side)
    form = models.CharField(max_length=60)  # khiển trách, cảnh cáo, ...
    effective_on = models.DateField()
    duty_related = models.BooleanField(default=True)


class LoginManager(BaseUserManager["Login"]):
    def get_queryset(self) -> models.QuerySet["Login"]:
        """With whose it is: every page asks."""
        return super().get_queryset().select_related("person__agency")

    def create_login(self, code: str, password: str | None, person: Person | None = None) -> "Login":
        login = self.model(code=code, person=person)
        login.set_password(password)
        login.save(using=self._db)
        return login

    def get_by_natural_key(self, code: str) -> "Login":
        return self.get(code__iexact=code.strip())


class Login(AbstractBaseUser):
    """The key to the door, apart from the person: it may be locked while the person stays."""

    code = models.CharField(max_length=40, unique=True)
    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="login")
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)  # the password was given out, not chosen

    objects = LoginManager()
    USERNAME_FIELD = "code"

    def __str__(self) -> str:
        return self.code


class StaffImport(models.Model):
    """One confirmed import of the staff list: what it did, so that it can be undone as one act."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    changes = models.JSONField(default=list)  # what was there before, enough to put it back
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
