"""Lao động tiên tiến: the tellers' minutes, the part in the minutes, and the summary table."""

from django.utils.timezone import localtime

from thuocdo.ballots.rules import LineCount, Threshold, passed
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Stage
from thuocdo.papers.sheets import Sheet, blank_number, signer, unit_letterhead

from .record import MeetingRecord, minute, signed


def emulation_summary(record: MeetingRecord) -> Sheet:
    """Bảng tổng hợp bình xét thi đua: who passed the ballot, beside the proposed grade."""
    votes = {line.key: line for line in record.count.lines} if record.sealed else {}
    reached = _passed(record) if record.sealed else set()
    lines = []
    for item in record.persons:
        line = votes.get(str(item.review.subject_id))
        lines.append(
            {
                **record.named(item.review.person),
                "unit_grade": record.stated(item, Stage.UNIT),
                "agree": line.agree if line else None,
                "advanced": bool(line and line.key in reached),
                "fighter": False,
                "award": "",
                "initiative": "",
                "note": "" if line else item.not_rated or "Không đưa vào bình xét",
            }
        )
    when = day(record.closed_at.date())
    valid = record.count.valid if record.sealed else 0
    return {
        "letterhead": unit_letterhead(record.book, record.unit.name, on=record.closed_at.date()),
        "year": record.cycle.year,
        "unit": record.unit.name,
        "basis": f"Kèm theo biên bản họp ngày {when} của {record.unit.name}; số phiếu hợp lệ: {valid:02}",
        "valid": valid,
        "lines": lines,
        "collective": [],
        "totals": {
            "people": len(lines),
            "advanced": sum(line["advanced"] for line in lines),
            "fighter": 0,
            "award": 0,
        },
        "maker": signed("NGƯỜI LẬP", record.meeting.secretary),
        "signer": signer(record.titles.get(record.meeting.chair_id, ""), record.meeting.chair.full_name),
        "draft": False,
    }


def tellers_minutes(record: MeetingRecord) -> Sheet:
    """Biên bản kiểm phiếu: the count as it was sealed."""
    count, reached = record.count, _passed(record)
    tellers = record.ballot.tellers
    posts = {seat.person.full_name: seat.title for seat in record.attendees}
    return {
        "letterhead": unit_letterhead(
            record.book, record.unit.name, number_line=blank_number("BB", record.unit.code), dated=False
        ),
        "year": record.cycle.year,
        "subject": record.ballot.title,
        "started": minute(localtime(record.ballot.sealed_at)),
        "ended": minute(localtime(record.ballot.sealed_at)),
        "place": record.meeting.place,
        "unit": record.unit.name,
        "occasion": f"cuộc họp kiểm điểm, đánh giá, xếp loại năm {record.cycle.year}",
        "tellers": [
            {"name": name, "post": posts.get(name, ""), "role": "Tổ trưởng" if number == 0 else "Tổ viên"}
            for number, name in enumerate(tellers)
        ],
        "roll": count.summoned,
        "present": count.present,
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
        "invalid_reasons": [],
        "lines": [
            {
                "name": line.label,
                "post": _line_post(record, line),
                "agree": line.agree,
                "disagree": line.disagree,
                "note": f"{line.blank} không đánh dấu" if line.blank else "",
            }
            for line in count.lines
        ],
        "base": count.valid,
        "base_words": "số phiếu hợp lệ",
        "threshold": _threshold_words(record),
        "passed": [line.label for line in count.lines if line.key in reached],
        "objections": "",
        "witness": signed("CHỦ TỌA", record.meeting.chair),
        "tellers_signers": [_teller(record, number, name) for number, name in enumerate(tellers[:2])],
        "draft": False,
    }


def _teller(record: MeetingRecord, number: int, name: str) -> Sheet:
    return signer("TỔ TRƯỞNG" if number == 0 else "TỔ VIÊN", name)


def emulation_part(record: MeetingRecord) -> Sheet:
    count, reached = record.count, _passed(record)
    names = [line.label for line in count.lines if line.key in reached]
    return {
        "title": "Lao động tiên tiến",
        "tellers": [
            {"name": name, "role": "Tổ trưởng" if number == 0 else "Tổ viên"}
            for number, name in enumerate(record.ballot.tellers)
        ],
        "roll": count.summoned,
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
        "lines": [
            {
                "name": line.label,
                "post": _line_post(record, line),
                "agree": line.agree,
                "disagree": line.disagree,
                "outcome": "Đạt" if line.key in reached else "Không đạt",
            }
            for line in count.lines
        ],
        "threshold": _threshold_words(record),
        "result": f"Đề nghị danh hiệu “Lao động tiên tiến” cho {len(names):02} người: {', '.join(names)}."
        if names
        else "Không có người đạt danh hiệu.",
    }


def _threshold(record: MeetingRecord) -> Threshold:
    return Threshold.from_rule(record.book["emulation/advanced_worker"])


def _passed(record: MeetingRecord) -> set[str]:
    return set(passed(record.count, _threshold(record)))


def _line_post(record: MeetingRecord, line: LineCount) -> str:
    by_subject = {str(item.review.subject_id): item.review.person_id for item in record.persons}
    return record.titles.get(by_subject.get(line.key), "")


def _threshold_words(record: MeetingRecord) -> str:
    threshold, valid = _threshold(record), record.count.valid
    needed = threshold.needed(valid)
    return f"Mức đạt: quá nửa số phiếu hợp lệ, tức từ {needed:02} phiếu đồng ý trở lên trên {valid:02} phiếu hợp lệ."
