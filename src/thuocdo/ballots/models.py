from django.db import models
from django.db.models import Q

from .rules import Layout, Way
from .states import BALLOT, PREPARED


class Ballot(models.Model):
    """phiếu kín: what is asked, of how many, and the sums. Who chose what is nowhere."""

    cycle = models.ForeignKey("cycle.Cycle", models.CASCADE, related_name="ballots")
    unit = models.ForeignKey("office.Unit", models.PROTECT, related_name="+")  # which holds it
    title = models.CharField(max_length=200)
    occasion = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=160, blank=True)
    layout = models.CharField(max_length=10, choices=[(one.value, one.name) for one in Layout])
    way = models.CharField(max_length=10, choices=[(one.value, one.name) for one in Way])
    least = models.PositiveSmallIntegerField(default=1)  # how many lines a slip may choose, where it chooses
    most = models.PositiveSmallIntegerField(default=1)
    rule = models.CharField(max_length=60, blank=True)  # of the pinned book: what passes
    chair = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    secretary = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    stands_alone = models.BooleanField(default=False)  # held for the agency, not as a point of a meeting
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in BALLOT.states], default=PREPARED
    )
    members = models.PositiveIntegerField()  # of the body that votes
    summoned = models.PositiveIntegerField()  # who may vote
    present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField(default=0)  # phát ra
    collected = models.PositiveIntegerField(default=0)  # thu vào
    valid = models.PositiveIntegerField(default=0)
    invalid = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)  # opinions of absent members, signed, so not secret
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """One name, level or question on the slip, with its sums."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="lines")
    key = models.CharField(max_length=40)  # what the holder of the ballot knows it by
    label = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(
        default=0
    )  # no opinion, no mark or two marks: the line does not count, the slip does
    written_agree = models.PositiveIntegerField(default=0)
    written_disagree = models.PositiveIntegerField(default=0)
    written_blank = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["ballot", "key"], name="one_line_per_key")]


class Teller(models.Model):
    """tổ kiểm phiếu: the head first. On paper a sheet of figures; electronic a share of the key, sealed to its code."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="tellers")
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    index = models.PositiveSmallIntegerField()  # from 1
    sheet = models.JSONField(null=True)  # paper: what this teller counted
    certificate = models.JSONField(null=True)
    polynomial = models.JSONField(null=True)
    share = models.JSONField(null=True)
    tried_at = models.DateTimeField(null=True)  # the code was typed once more and it fits
    opening = models.TextField(blank=True)  # this teller's factors of the sums, exact words

    class Meta:
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "index"], name="one_teller_per_place"),
            models.UniqueConstraint(fields=["ballot", "person"], name="one_place_per_teller"),
        ]


class Election(models.Model):
    """The electronic half: the exact words that every ballot is bound to, and the archive anyone may verify."""

    ballot = models.OneToOneField(Ballot, models.CASCADE, primary_key=True, related_name="election")
    uuid = models.CharField(max_length=64, unique=True)
    words = models.TextField()
    trustees = models.TextField()
    fingerprint = models.CharField(max_length=43)
    archive = models.FileField(upload_to="ballots", blank=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    key_gone_at = models.DateTimeField(null=True)


class Voter(models.Model):
    """The roll. A name is ticked once; when, from where and with which ballot is not kept."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voters")
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    voted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="one_tick_per_person")]
        indexes = [models.Index(fields=["person"], condition=Q(voted=False), name="still_to_vote")]


class Cast(models.Model):
    """A ballot in the box: its tracker, its exact words. No voter, no time, no serial number (see the migration)."""

    tracker = models.CharField(max_length=43, primary_key=True)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="box", db_index=False)
    credential = models.CharField(max_length=64)  # its hash: made for one ballot, used once
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "credential"], name="one_ballot_per_credential")
        ]
