"""Biên bản hội nghị kiểm điểm tập thể, cá nhân lãnh đạo (S-23)."""

from thuocdo.kernel.words import Stage
from thuocdo.office.queries import roster
from thuocdo.papers.sheets import Sheet, agency_letterhead, attended, gathered_by, kept, minute

from ..models import Attendee, Item
from ..queries import label_of, votes_of
from .record import MeetingRecord, named_on, remarks_on, signed, voted

NO_VOTE = {"voters": 0, "agree": 0, "disagree": 0, "other": 0}
OTHERS = "Cán bộ chủ chốt (Đảng ủy, Trưởng các phòng, ban, đơn vị, Công đoàn, Chi đoàn)"


def leadership_minutes(record: MeetingRecord) -> Sheet:
    """The collective first, then its members; each shortcoming with whose it is, remedy and term; the conclusion."""
    meeting, report = record.meeting, record.report
    conclusions = [report.strengths, report.weaknesses]
    return {
        "letterhead": agency_letterhead(record.book, "BB", dated=False),
        "year": record.cycle.year,
        "started": minute(meeting.opened_at or meeting.planned_at),
        "ended": minute(record.closed_at),
        "place": meeting.place,
        "attendance": _attendance(record),
        "guests": [_guest(seat) for seat in record.attendees if _came(record, seat)],
        "chair": record.presiding,
        "secretary": record.named(meeting.secretary),
        "collective": f"tập thể, cá nhân {record.unit.name}",
        "report": {"presenter": record.named(meeting.chair)["name"], "summary": ""},
        "remarks": remarks_on(report),
        "answers": "\n".join(
            f"{point.title}: {point.conclusion or ('Tiếp thu.' if point.taken_up else 'Không tiếp thu.')}"
            for point in report.points.all()
        ),
        "collective_grade": record.stated(report, Stage.SELF, record.collective_grades),
        "collective_vote": voted(votes_of(report)) or NO_VOTE,
        "persons": [_person(record, item) for item in record.persons],
        "measures": [line for item in record.items for line in named_on(item)],
        "conclusion": "\n".join(part for part in conclusions if part),
        "adoption": {
            "voters": record.present,
            "agree": meeting.adopted_for,
            "disagree": 0,
            "other": record.present - meeting.adopted_for,
        },
        "signers": {
            "secretary": signed("THƯ KÝ", meeting.secretary),
            "chair": signed("CHỦ TỌA", meeting.chair),
        },
        "recipients": [
            record.unit.name,
            *gathered_by(record.unit.agency_id),
            kept(record.book.facts["symbols"]["coordinating"]),
        ],
        "draft": False,
    }


def _attendance(record: MeetingRecord) -> list[Sheet]:
    """The leaders, then the other members."""
    leaders = {seat.person_id for seat in roster(record.unit, record.closed_at.date())}
    members = [seat for seat in record.attendees if not seat.is_guest]
    of_it = [seat for seat in members if seat.person_id in leaders]
    others = [seat for seat in members if seat.person_id not in leaders]
    rows = [attended(record.unit.name, of_it)]
    return rows + ([attended(OTHERS, others)] if others else [])


def _came(record: MeetingRecord, seat: Attendee) -> bool:
    """A guest who was there; the secretary is named apart."""
    return bool(seat.is_guest and seat.present and seat.person_id != record.meeting.secretary_id)


def _guest(seat: Attendee) -> str:
    return f"{seat.name}, {seat.title}" if seat.title else seat.name


def _person(record: MeetingRecord, item: Item) -> Sheet:
    presiding = item.chair if item.chair_id != record.meeting.chair_id else None
    return {
        "name": label_of(item),
        "post": record.titles.get(item.review.person_id, ""),
        "presided_by": ", ".join(record.named(presiding).values()) if presiding else "",
        "self_grade": record.stated(item, Stage.SELF),
        "remarks": remarks_on(item),
        "reply": "",
        "conclusion": " ".join(part for part in (item.strengths, item.weaknesses) if part),
        "proposed_grade": record.stated(item, Stage.UNIT),
        "vote": voted(votes_of(item)),
    }
