"""Đề xuất mức xếp loại cá nhân, tập thể."""

from collections import Counter, defaultdict

from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Grade, Stage
from thuocdo.papers.sheets import Sheet, blank_number, gathered_by, kept, signer, unit_letterhead
from thuocdo.ratings.queries import group_ids, groups_of, headroom_by_group

from ..models import Item
from ..queries import votes_of
from .record import MeetingRecord, signed


def proposed_ratings(record: MeetingRecord) -> Sheet:
    """Đề xuất mức xếp loại cá nhân, tập thể: by comparable group, with totals and the cap."""
    groups = {group.pk: group.name for group in groups_of(record.cycle)}
    member_of = group_ids(record.cycle, record.grades)
    rows: dict[str, list[Item]] = defaultdict(list)
    for item in record.persons:
        rows[groups.get(member_of.get(item.review.subject_id), "Chưa xếp vào nhóm tương đồng")].append(item)
    standing = {found.group.name: found.headroom for found in headroom_by_group(record.cycle)}
    source = record.book["rating/excellent_cap"].source
    total = Counter(item.grade for item in record.persons)
    return {
        "letterhead": unit_letterhead(
            record.book,
            record.unit.name,
            number_line=blank_number("BC", record.unit.code),
            on=record.closed_at.date(),
        ),
        "year": record.cycle.year,
        "unit": record.unit.name,
        "basis": f"Căn cứ biên bản họp kiểm điểm, đánh giá, xếp loại ngày {day(record.closed_at.date())} của {record.unit.name}",
        "collective": _collective_line(record),
        "groups": [
            {
                "name": name,
                "lines": [_rating_line(record, item) for item in items],
                "totals": _totals(Counter(item.grade for item in items)),
                "limit": standing[name].allowed if name in standing else 0,
                "within": name not in standing or not standing[name].over_by,
            }
            for name, items in rows.items()
        ],
        "totals": _totals(total),
        "cap_words": f"Số tối đa tính cho toàn nhóm của cơ quan, không tính riêng từng đơn vị ({source}).",
        "maker": signed("NGƯỜI LẬP", record.meeting.secretary),
        "signer": signer(record.titles.get(record.meeting.chair_id, ""), record.meeting.chair.full_name),
        "recipients": [*gathered_by(record.unit.agency_id, but=record.unit), kept(record.unit.code)],
        "draft": False,
    }


def _collective_line(record: MeetingRecord) -> Sheet:
    votes = votes_of(record.report)
    return {
        "name": f"Tập thể {record.unit.name}",
        "self_grade": record.stated(record.report, Stage.SELF, record.collective_grades),
        "unit_grade": record.stated(record.report, Stage.UNIT, record.collective_grades),
        "agree": votes.agree if votes else None,
        "voters": votes.cast if votes else None,
        "note": "",
    }


def _rating_line(record: MeetingRecord, item: Item) -> Sheet:
    votes = votes_of(item) if item.grade else None
    return {
        **record.named(item.review.person),
        "is_party_member": item.review.person.is_party_member,
        "self_grade": record.stated(item, Stage.SELF),
        "unit_grade": record.stated(item, Stage.UNIT),
        "party_grade": record.stated(item, Stage.SELF, record.party_grades),
        "agree": votes.agree if votes else None,
        "voters": votes.cast if votes else None,
        "note": item.not_rated,
    }


def _totals(counts: Counter[str]) -> Sheet:
    return {
        "excellent": counts[Grade.EXCELLENT],
        "good": counts[Grade.GOOD],
        "satisfactory": counts[Grade.SATISFACTORY],
        "unsatisfactory": counts[Grade.UNSATISFACTORY],
        "unrated": counts[""],
    }
