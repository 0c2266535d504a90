"""Lao động tiên tiến: the part in the minutes, and the summary table."""

from thuocdo.ballots.queries import teller_names
from thuocdo.ballots.rules import LineCount
from thuocdo.ballots.sheets import reached, threshold_words
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Stage
from thuocdo.papers.sheets import Sheet, signer, unit_letterhead

from .record import MeetingRecord, signed


def emulation_summary(record: MeetingRecord) -> Sheet:
    """Bảng tổng hợp bình xét thi đua: who passed the ballot, beside the proposed grade."""
    votes = {line.key: line for line in record.count.lines} if record.sealed else {}
    passing = reached(record.ballot) if record.sealed else set()
    lines = []
    for item in record.persons:
        line = votes.get(str(item.review.subject_id))
        lines.append(
            {
                **record.named(item.review.person),
                "unit_grade": record.stated(item, Stage.UNIT),
                "agree": line.agree if line else None,
                "advanced": bool(line and line.key in passing),
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


def emulation_part(record: MeetingRecord) -> Sheet:
    count, passing = record.count, reached(record.ballot)
    names = [line.label for line in count.lines if line.key in passing]
    return {
        "title": "Lao động tiên tiến",
        "tellers": [
            {"name": name, "role": "Tổ trưởng" if number == 0 else "Tổ viên"}
            for number, name in enumerate(teller_names(record.ballot))
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
                "outcome": "Đạt" if line.key in passing else "Không đạt",
            }
            for line in count.lines
        ],
        "threshold": threshold_words(record.ballot),
        "result": f"Đề nghị danh hiệu “Lao động tiên tiến” cho {len(names):02} người: {', '.join(names)}."
        if names
        else "Không có người đạt danh hiệu.",
    }


def _line_post(record: MeetingRecord, line: LineCount) -> str:
    by_subject = {str(item.review.subject_id): item.review.person_id for item in record.persons}
    return record.titles.get(by_subject.get(line.key), "")
