"""Facts handed to the papers of a ballot."""

from dataclasses import replace

from django.utils.timezone import localtime
from django.utils.translation import override

from thuocdo.cycle.queries import book_of
from thuocdo.office.queries import main_posts
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, blank_number, minute, signer, unit_letterhead

from .models import Ballot, Line
from .queries import count_of, threshold_of
from .rules import Count, Layout, Threshold, Way, passed
from .states import SEALED
from .wording import BASES

# What an answer is called on the slip: part of the frozen question, so Vietnamese whatever the page's language.
ANSWERS = {
    Layout.TITLES: ("Đồng ý", "Không đồng ý"),
    Layout.OPINION: ("Đồng ý", "Không đồng ý", "Không có ý kiến"),
}
_ON_A5 = 10  # lines; more take a sheet of A4


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


_MODES = {
    Way.ELECTRONIC: "Hình thức bỏ phiếu: phiếu kín điện tử. Phiếu được mã hóa trên máy của người bỏ phiếu; chỉ tổng số phiếu được "
    "mở, do máy chủ cùng ít nhất hai trong ba thành viên Tổ kiểm phiếu mở.",
    Way.SIMPLE: "Hình thức bỏ phiếu: phiếu kín đơn giản. Hệ thống không lưu ai chọn gì; người quản trị máy chủ có thể đã nhìn "
    "thấy, và không kiểm tra lại được kết quả.",
}


def tellers_minutes(ballot: Ballot) -> Sheet:
    """Biên bản kiểm phiếu: the count as it stands, pulled from the ballot."""
    count, passing, threshold = count_of(ballot), reached(ballot), threshold_of(ballot)
    tellers = [teller.person for teller in ballot.tellers.all()]
    ended = ballot.sealed_at or ballot.closed_at
    begun = ballot.opened_at or ended
    posts = main_posts([person.pk for person in tellers], localtime(ended).date())
    with override("vi"):
        base_words = str(BASES[threshold.base if threshold else "valid"])
    sheet = {
        "letterhead": _letterhead(ballot, blank_number("BB", ballot.unit.code)),
        "year": ballot.cycle.year,
        "subject": ballot.title,
        "started": minute(begun),
        "ended": minute(ended),
        "place": ballot.place,
        "unit": ballot.unit.name,
        "occasion": ballot.occasion[:1].lower() + ballot.occasion[1:],
        "tellers": [
            {
                "name": person.full_name,
                "post": posts[person.pk].title if person.pk in posts else "",
                "role": _role(number),
            }
            for number, person in enumerate(tellers)
        ],
        "roll": count.summoned,
        "present": count.present,
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
        "invalid_reasons": [],
        "layout": count.layout.value,
        "lines": [_counted(line, count) for line in ballot.lines.all()],
        "base": threshold.base_in(count) if threshold else count.valid,
        "base_words": base_words,
        "threshold": threshold_words(ballot),
        "passed": [line.label for line in count.lines if line.key in passing],
        "objections": "",
        "witness": signer("CHỦ TỌA", ballot.chair.full_name),
        "tellers_signers": [signer(_role(number), person.full_name) for number, person in enumerate(tellers)],
        "draft": ballot.state != SEALED,
    }
    if count.written:
        sheet["written"] = {"count": count.written, "note": "văn bản có chữ ký, ghi riêng"}
    return sheet | _how(ballot)


def _how(ballot: Ballot) -> Sheet:
    """How it was held, and what anyone can check; nothing of a paper ballot."""
    way = Way(ballot.way)
    election = ballot.election if way == Way.ELECTRONIC else None
    told: Sheet = {"mode": _MODES[way]} if way in _MODES else {}
    if election and election.archive_sha256:
        told |= {"fingerprint": election.fingerprint, "archive": election.archive_sha256}
    if election and ballot.state == SEALED:
        told["checks"] = [
            f"Chương trình kiểm tra của hệ thống: kho phiếu đúng, {ballot.collected:02} phiếu, kết quả khớp.",
            f"Số phiếu bằng số tên đã đánh dấu trong danh sách: {ballot.collected:02}.",
            "Khóa của máy chủ đã hủy; ai được xem kết quả đều tự kiểm tra lại được kho phiếu.",
        ]
    return told


def _letterhead(ballot: Ballot, number_line: str) -> Sheet:
    return unit_letterhead(book_of(ballot.cycle), ballot.unit.name, number_line=number_line, dated=False)


def _role(number: int) -> str:
    return "Tổ trưởng" if number == 0 else "Tổ viên"


def _counted(line: Line, count: Count) -> Sheet:
    """The figures of a line, by the names that the paper's columns have."""
    told: Sheet = {"name": line.label, "post": line.post, "note": ""}
    if count.layout.chooses:
        written = {"written_votes": line.written_agree} if count.written else {}
        return told | {"votes": line.agree} | written
    figures = {"agree": line.agree, "disagree": line.disagree}
    if count.layout == Layout.OPINION:
        figures["no_opinion"] = line.blank
    elif line.blank:
        told["note"] = f"{line.blank} không đánh dấu"
    if count.written:
        figures |= {
            "written_agree": line.written_agree,
            "written_disagree": line.written_disagree,
            "written_no_opinion": line.written_blank,
        }
    return told | figures


def slip_sheet(ballot: Ballot) -> Sheet:
    """The slip, with nothing on it that tells one from another."""
    layout = Layout(ballot.layout)
    levels = layout == Layout.LEVEL
    lines = list(ballot.lines.all())
    return {
        "profile": "state-a5" if len(lines) <= _ON_A5 else "state",
        "letterhead": _letterhead(ballot, ""),
        "title": "PHIẾU BẦU"
        if layout == Layout.CHOICE
        else "PHIẾU LẤY Ý KIẾN"
        if levels
        else "PHIẾU BÌNH XÉT",
        "subject": ballot.title,
        "occasion": f"Tại {ballot.occasion[:1].lower()}{ballot.occasion[1:]}" if ballot.occasion else "",
        "layout": layout.value,
        "question": ballot.title if levels else "",
        "lines_title": "" if levels else "Họ và tên, chức vụ",
        "lines": [] if levels else [{"name": line.label, "detail": line.post} for line in lines],
        "answers": [line.label for line in lines] if levels else list(ANSWERS.get(layout, ("Chọn",))),
        "least": ballot.least if layout == Layout.CHOICE else 0,
        "most": ballot.most if layout == Layout.CHOICE else 0,
        "note": "",
        "draft": False,
    }


def draft_file(ballot: Ballot, extension: str) -> bytes:
    """The tellers' minutes as they would be printed now."""
    return papers.draft_file("tellers-minutes", ballot.cycle, tellers_minutes(ballot), extension)


def slip_file(ballot: Ballot) -> bytes:
    """One slip as PDF: all slips are alike, byte for byte."""
    return papers.printed_file("ballot-slip", ballot.cycle, slip_sheet(ballot), "pdf")
