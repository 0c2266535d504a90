"""Facts handed to the papers of a ballot."""

from dataclasses import replace

from django.utils.timezone import localtime
from django.utils.translation import override

from thuocdo.cycle.queries import book_of
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, blank_number, signer, unit_letterhead

from .models import Ballot, Line
from .queries import count_of, threshold_of
from .rules import Layout, Threshold, passed
from .wording import BASES


def threshold_words(ballot: Ballot) -> str:
    """What passes, and how many votes that is by the count as it stands; empty where nothing does."""
    threshold = threshold_of(ballot)
    return _said(threshold, threshold.base_in(count_of(ballot))) if threshold else ""


def meaning_of(ballot: Ballot) -> str:
    """Before opening: how many votes it takes if all who are present vote and every slip is valid."""
    threshold, count = threshold_of(ballot), count_of(ballot)
    if threshold is None:
        return ""
    all_vote = replace(count, issued=count.present, collected=count.present, valid=count.present)
    return _said(threshold, threshold.base_in(all_vote))


def _said(threshold: Threshold, base: int) -> str:
    share = f"{threshold.numerator}/{threshold.denominator}"
    least = f"quá {share}" if threshold.strict else f"từ {share}"
    if (share, threshold.strict) == ("1/2", True):
        least = "quá nửa"
    with override("vi"):
        of_what = str(BASES[threshold.base])
    needed = threshold.needed(base)
    every = " (tất cả)" if needed == base else ""
    return f"Mức đạt: {least} {of_what}, tức từ {needed:02} phiếu đồng ý trở lên trên {base:02}{every}."


def reached(ballot: Ballot) -> set[str]:
    """The keys of the lines that pass; none where the ballot has no threshold."""
    threshold = threshold_of(ballot)
    return set(passed(count_of(ballot), threshold)) if threshold else set()


def tellers_minutes(ballot: Ballot) -> Sheet:
    """Biên bản kiểm phiếu: the count as it stands, pulled from the ballot."""
    count, passing = count_of(ballot), reached(ballot)
    threshold = threshold_of(ballot)
    tellers = [teller.person.full_name for teller in ballot.tellers.all()]
    begun, ended = ballot.opened_at or ballot.sealed_at, ballot.sealed_at or ballot.closed_at
    base = threshold.base if threshold else "valid"
    with override("vi"):
        base_words = str(BASES[base])
    return {
        "letterhead": unit_letterhead(
            book_of(ballot.cycle),
            ballot.unit.name,
            number_line=blank_number("BB", ballot.unit.code),
            dated=False,
        ),
        "year": ballot.cycle.year,
        "subject": ballot.title,
        "started": f"{localtime(begun):%Y-%m-%dT%H:%M}" if begun else "",
        "ended": f"{localtime(ended):%Y-%m-%dT%H:%M}" if ended else "",
        "place": ballot.place,
        "unit": ballot.unit.name,
        "occasion": ballot.occasion,
        "tellers": [{"name": name, "post": "", "role": _role(number)} for number, name in enumerate(tellers)],
        "roll": count.summoned,
        "present": count.present,
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
        "invalid_reasons": [],
        "lines": [_line(line, Layout(ballot.layout)) for line in ballot.lines.all()],
        "base": threshold.base_in(count) if threshold else count.valid,
        "base_words": base_words,
        "threshold": threshold_words(ballot),
        "passed": [line.label for line in count.lines if line.key in passing],
        "objections": "",
        "witness": signer("CHỦ TỌA", ballot.chair.full_name),
        "tellers_signers": [signer(_role(number), name) for number, name in enumerate(tellers[:2])],
        "draft": ballot.state != "sealed",
    }


def _role(number: int) -> str:
    return "Tổ trưởng" if number == 0 else "Tổ viên"


def _line(line: Line, layout: Layout) -> Sheet:
    note = f"{line.blank} không đánh dấu" if line.blank else ""
    return {
        "name": line.label,
        "post": line.post,
        "agree": line.agree,
        "disagree": line.disagree,
        "note": note,
    }


def draft_file(ballot: Ballot, extension: str) -> bytes:
    """The tellers' minutes as they would be printed now."""
    return papers.draft_file("tellers-minutes", ballot.cycle, tellers_minutes(ballot), extension)


def slip_file(ballot: Ballot) -> bytes:
    """One slip as PDF: all slips are alike, byte for byte."""
    raise NotImplementedError
