"""Biên bản họp kiểm điểm: the minutes as they compile themselves."""

from django.utils.timezone import localtime

from thuocdo.kernel.words import Grade, Stage
from thuocdo.papers.sheets import Sheet, blank_number, gathered_by, grade_on_paper, minute, unit_letterhead
from thuocdo.ratings.queries import group_ids, headroom_by_group

from ..models import Attendee, Item
from ..queries import label_of, votes_of
from .emulation import emulation_part
from .record import MeetingRecord, named_on, remarks_on, signed, voted

AGENDA = [
    "Kiểm điểm tập thể",
    "Kiểm điểm cá nhân và đề nghị mức xếp loại",
    "Bình xét danh hiệu Lao động tiên tiến bằng phiếu kín",
    "Thông qua biên bản",
]


def minutes(record: MeetingRecord) -> Sheet:
    """Biên bản họp, Mẫu 1.9: what was said and decided, as it was entered."""
    members = [seat for seat in record.attendees if not seat.is_guest]
    return {
        "letterhead": unit_letterhead(
            record.book, record.unit.name, number_line=blank_number("BB", record.unit.code), dated=False
        ),
        "year": record.cycle.year,
        "unit": record.unit.name,
        "started": minute(localtime(record.meeting.opened_at or record.meeting.planned_at)),
        "ended": minute(record.closed_at),
        "place": record.meeting.place,
        "members": [_member(record, seat) for seat in members],
        "counts": {"total": len(members), "present": record.present, "absent": len(members) - record.present},
        "guests": [
            {"name": seat.name, "post": seat.title}
            for seat in record.attendees
            if seat.is_guest and seat.present
        ],
        "chair": record.presiding,
        "secretary": record.named(record.meeting.secretary),
        "presiding": _others_presiding(record),
        "agenda": AGENDA,
        "collective": _collective(record),
        "persons": [_person(record, item) for item in record.persons],
        "emulation": emulation_part(record) if record.sealed else None,
        "cap": _cap(record),
        "other_opinions": record.meeting.correction,
        "adoption": {
            "voters": record.present,
            "agree": record.meeting.adopted_for,
            "disagree": 0,
            "other": record.present - record.meeting.adopted_for,
        },
        "signers": {
            "secretary": signed("THƯ KÝ", record.meeting.secretary),
            "chair": signed("CHỦ TỌA", record.meeting.chair),
        },
        "recipients": [*gathered_by(record.unit.agency_id, but=record.unit), "Lưu: VT, Hồ sơ"],
        "draft": False,
    }


def _member(record: MeetingRecord, seat: Attendee) -> Sheet:
    return {
        "name": seat.name,
        "post": seat.title,
        "present": bool(seat.present),
        "reason": seat.reason,
    }


def _others_presiding(record: MeetingRecord) -> list[Sheet]:
    reason = "người đứng đầu không điều hành phần kiểm điểm của mình"
    return [
        {
            "item": f"kiểm điểm đối với {label_of(item)}",
            "chair": f"{item.chair.full_name}, {record.titles.get(item.chair_id, '')},",
            "reason": reason if item.review.person_id == record.meeting.chair_id else "",
        }
        for item in record.persons
        if item.chair and item.chair_id != record.meeting.chair_id
    ]


def _collective(record: MeetingRecord) -> Sheet:
    item = record.report
    points = [
        {
            "title": point.title,
            "remarks": [],
            "conclusion": point.conclusion or ("Tiếp thu." if point.taken_up else "Không tiếp thu."),
            "vote": voted(votes_of(point)),
        }
        for point in item.points.all()
    ]
    said = "\n".join(f"{remark['speaker']}: {remark['words']}" for remark in remarks_on(item))
    return {
        "presenter": f"{record.meeting.chair.full_name}, {record.titles.get(record.meeting.chair_id, '')},",
        "summary": said,
        "points": points,
        "responsibility": "\n".join(
            part for part in (item.strengths, item.weaknesses, *named_on(item)) if part
        ),
        "self_grade": record.stated(item, Stage.SELF, record.collective_grades),
        "proposed_grade": record.stated(item, Stage.UNIT, record.collective_grades),
        "vote": voted(votes_of(item)),
    }


def _person(record: MeetingRecord, item: Item) -> Sheet:
    presided = item.chair_id != record.meeting.chair_id and item.chair
    return {
        "name": label_of(item),
        "post": record.titles.get(item.review.person_id, ""),
        "presided_by": f"{item.chair.full_name}, {record.titles.get(item.chair_id, '')}" if presided else "",
        "self_grade": record.stated(item, Stage.SELF),
        "remarks": remarks_on(item),
        "reply": "",
        "strengths": item.strengths,
        "weaknesses": "\n".join(part for part in (item.weaknesses, *named_on(item)) if part),
        "proposed_grade": grade_on_paper(item.grade) if item.grade else "",
        "vote": voted(votes_of(item)) if item.grade else None,
        "note": item.not_rated,
    }


def _cap(record: MeetingRecord) -> Sheet | None:
    groups = set(group_ids(record.cycle, record.grades).values())
    lines = [
        {
            "group": found.group.name,
            "good": found.counts.get(Grade.GOOD, 0),
            "excellent": found.counts.get(Grade.EXCELLENT, 0),
            "limit": found.headroom.allowed,
        }
        for found in headroom_by_group(record.cycle, groups=groups)
    ]
    source = record.book["rating/excellent_cap"].source
    statement = (
        "Tỷ lệ được tính trên toàn nhóm của cơ quan, theo số liệu các đơn vị đã đề nghị đến thời điểm kết thúc cuộc họp "
        f"({source})."
    )
    return {"lines": lines, "statement": statement} if lines else None
