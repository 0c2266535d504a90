"""Facts handed to the papers of a unit meeting: minutes, tellers' minutes, proposed ratings, emulation summary."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from thuocdo.ballots.queries import ballot_with, count_of
from thuocdo.ballots.rules import Count, LineCount, Threshold, passed
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.models import Person
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, blank_number, kept, signer, unit_letterhead
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import grades_of, group_ids, groups_of, headroom_by_group
from thuocdo.ui.wording import grade_label

from .models import Attendee, Item, Meeting
from .queries import agenda_of, attendees_of, label_of, votes_of
from .rules import Votes

AGENDA = [
    "Kiểm điểm tập thể",
    "Kiểm điểm cá nhân và đề nghị mức xếp loại",
    "Bình xét danh hiệu Lao động tiên tiến bằng phiếu kín",
    "Thông qua biên bản",
]


Stated = dict[int, dict[str, Rating]]


class MeetingSheets:
    """Reads a meeting once and gives the facts of each of its papers."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.cycle, self.unit = meeting, meeting.cycle, meeting.unit
        self.book = book_of(meeting.cycle)
        self.attendees = list(attendees_of(meeting))
        self.titles = {seat.person_id: seat.title for seat in self.attendees}
        self.items = list(agenda_of(meeting).prefetch_related("points", "remarks__speaker"))
        self.report = next(item for item in self.items if item.kind == Item.Kind.REPORT)
        self.persons = [item for item in self.items if item.kind == Item.Kind.PERSON]
        self.ballot: Any = ballot_with(meeting.ballot_id)  # None until a slip is made; see `sealed`
        subjects = [item.review.subject_id for item in self.items if item.review]
        self.grades = grades_of(self.cycle, subjects)
        self.party_grades = grades_of(self.cycle, subjects, Axis.PARTY)
        self.collective_grades = grades_of(self.cycle, subjects, Axis.COLLECTIVE)
        self.present = sum(bool(seat.present) for seat in self.attendees if not seat.is_guest)
        self.closed_at = localtime(
            meeting.closed_at or meeting.adopted_at or meeting.opened_at or meeting.planned_at
        )

    @property
    def papers(self) -> dict[str, Sheet]:
        """Each paper of the meeting by kind; tellers' minutes only where a ballot was counted."""
        sheets = {
            "unit-minutes": self.minutes(),
            "proposed-ratings": self.proposed_ratings(),
            "emulation-summary": self.emulation_summary(),
        }
        return sheets | ({"tellers-minutes": self.tellers_minutes()} if self.sealed else {})

    @property
    def sealed(self) -> bool:
        return bool(self.ballot and self.ballot.state == "sealed")

    @property
    def count(self) -> Count:
        return count_of(self.ballot)

    def _named(self, person: Person) -> Sheet:
        return {"name": person.full_name, "post": self.titles.get(person.pk, "")}

    def _signed(self, role: str, person: Person) -> Sheet:
        return signer(role, person.full_name)

    def _vote(self, votes: Votes | None) -> Sheet | None:
        if votes is None:
            return None
        return {"voters": votes.cast, "agree": votes.agree, "disagree": votes.against, "other": votes.other}

    def _stated(self, item: Item, stage: Stage, grades: Stated | None = None) -> str:
        rating = (grades or self.grades).get(item.review.subject_id, {}).get(stage)
        return grade_label(rating.grade) if rating and rating.grade else ""

    def _remarks(self, item: Item) -> list[Sheet]:
        return [{"speaker": remark.speaker.full_name, "words": remark.text} for remark in item.remarks.all()]

    def minutes(self) -> Sheet:
        """Biên bản họp, Mẫu 1.9: what was said and decided, as it was entered."""
        members = [seat for seat in self.attendees if not seat.is_guest]
        return {
            "letterhead": unit_letterhead(
                self.book, self.unit.name, number_line=blank_number("BB", self.unit.code), dated=False
            ),
            "year": self.cycle.year,
            "unit": self.unit.name,
            "started": _minute(localtime(self.meeting.opened_at or self.meeting.planned_at)),
            "ended": _minute(self.closed_at),
            "place": self.meeting.place,
            "members": [self._member(seat) for seat in members],
            "counts": {"total": len(members), "present": self.present, "absent": len(members) - self.present},
            "guests": [
                {"name": seat.person.full_name, "post": seat.title}
                for seat in self.attendees
                if seat.is_guest and seat.present
            ],
            "chair": self._named(self.meeting.chair),
            "secretary": self._named(self.meeting.secretary),
            "presiding": self._others_presiding(),
            "agenda": AGENDA,
            "collective": self._collective(),
            "persons": [self._person(item) for item in self.persons],
            "emulation": self._emulation() if self.sealed else None,
            "cap": self._cap(),
            "other_opinions": self.meeting.correction,
            "adoption": {
                "voters": self.present,
                "agree": self.meeting.adopted_for,
                "disagree": 0,
                "other": self.present - self.meeting.adopted_for,
            },
            "signers": {
                "secretary": self._signed("THƯ KÝ", self.meeting.secretary),
                "chair": self._signed("CHỦ TỌA", self.meeting.chair),
            },
            "recipients": ["Phòng Hành chính - Quản trị", "Lưu: VT, Hồ sơ"],
            "draft": False,
        }

    def _member(self, seat: Attendee) -> Sheet:
        return {
            "name": seat.person.full_name,
            "post": seat.title,
            "present": bool(seat.present),
            "reason": seat.reason,
        }

    def _others_presiding(self) -> list[Sheet]:
        reason = "người đứng đầu không điều hành phần kiểm điểm của mình"
        return [
            {
                "item": f"kiểm điểm đối với {label_of(item)}",
                "chair": f"{item.chair.full_name}, {self.titles.get(item.chair_id, '')},",
                "reason": reason if item.review.person_id == self.meeting.chair_id else "",
            }
            for item in self.persons
            if item.chair and item.chair_id != self.meeting.chair_id
        ]

    def _collective(self) -> Sheet:
        item = self.report
        points = [
            {
                "title": point.title,
                "remarks": [],
                "conclusion": point.conclusion or ("Tiếp thu." if point.taken_up else "Không tiếp thu."),
                "vote": self._vote(votes_of(point)),
            }
            for point in item.points.all()
        ]
        said = "\n".join(f"{remark['speaker']}: {remark['words']}" for remark in self._remarks(item))
        return {
            "presenter": f"{self.meeting.chair.full_name}, {self.titles.get(self.meeting.chair_id, '')},",
            "summary": said,
            "points": points,
            "responsibility": "\n".join(part for part in (item.strengths, item.weaknesses) if part),
            "self_grade": self._stated(item, Stage.SELF, self.collective_grades),
            "proposed_grade": self._stated(item, Stage.UNIT, self.collective_grades),
            "vote": self._vote(votes_of(item)),
        }

    def _person(self, item: Item) -> Sheet:
        presided = item.chair_id != self.meeting.chair_id and item.chair
        return {
            "name": label_of(item),
            "post": self.titles.get(item.review.person_id, ""),
            "presided_by": f"{item.chair.full_name}, {self.titles.get(item.chair_id, '')}"
            if presided
            else "",
            "self_grade": self._stated(item, Stage.SELF),
            "remarks": self._remarks(item),
            "reply": "",
            "strengths": item.strengths,
            "weaknesses": item.weaknesses,
            "proposed_grade": grade_label(item.grade) if item.grade else "",
            "vote": self._vote(votes_of(item)) if item.grade else None,
            "note": item.not_rated,
        }

    def _threshold(self) -> Threshold:
        return Threshold.from_rule(self.book["emulation/advanced_worker"])

    def _passed(self) -> set[str]:
        return set(passed(self.count, self._threshold()))

    def _line_post(self, line: LineCount) -> str:
        by_subject = {str(item.review.subject_id): item.review.person_id for item in self.persons}
        return self.titles.get(by_subject.get(line.key), "")

    def _threshold_words(self) -> str:
        threshold, valid = self._threshold(), self.count.valid
        needed = threshold.needed(valid)
        return f"Mức đạt: quá nửa số phiếu hợp lệ, tức từ {needed:02} phiếu đồng ý trở lên trên {valid:02} phiếu hợp lệ."

    def _emulation(self) -> Sheet:
        count, reached = self.count, self._passed()
        names = [line.label for line in count.lines if line.key in reached]
        return {
            "title": "Lao động tiên tiến",
            "tellers": [
                {"name": name, "role": "Tổ trưởng" if number == 0 else "Tổ viên"}
                for number, name in enumerate(self.ballot.tellers)
            ],
            "roll": count.summoned,
            "issued": count.issued,
            "collected": count.collected,
            "valid": count.valid,
            "invalid": count.invalid,
            "lines": [
                {
                    "name": line.label,
                    "post": self._line_post(line),
                    "agree": line.agree,
                    "disagree": line.disagree,
                    "outcome": "Đạt" if line.key in reached else "Không đạt",
                }
                for line in count.lines
            ],
            "threshold": self._threshold_words(),
            "result": f"Đề nghị danh hiệu “Lao động tiên tiến” cho {len(names):02} người: {', '.join(names)}."
            if names
            else "Không có người đạt danh hiệu.",
        }

    def _cap(self) -> Sheet | None:
        groups = set(group_ids(self.cycle, self.grades).values())
        lines = [
            {
                "group": found.group.name,
                "good": found.counts.get(Grade.GOOD, 0),
                "excellent": found.counts.get(Grade.EXCELLENT, 0),
                "limit": found.headroom.allowed,
            }
            for found in headroom_by_group(self.cycle, groups=groups)
        ]
        source = self.book["rating/excellent_cap"].source
        statement = (
            "Tỷ lệ được tính trên toàn nhóm của cơ quan, theo số liệu các đơn vị đã đề nghị đến thời điểm kết thúc cuộc họp "
            f"({source})."
        )
        return {"lines": lines, "statement": statement} if lines else None

    def proposed_ratings(self) -> Sheet:
        """Đề xuất mức xếp loại cá nhân, tập thể: by comparable group, with totals and the cap."""
        groups = {group.pk: group.name for group in groups_of(self.cycle)}
        member_of = group_ids(self.cycle, self.grades)
        rows: dict[str, list[Item]] = defaultdict(list)
        for item in self.persons:
            rows[groups.get(member_of.get(item.review.subject_id), "Chưa xếp vào nhóm tương đồng")].append(
                item
            )
        standing = {found.group.name: found.headroom for found in headroom_by_group(self.cycle)}
        source = self.book["rating/excellent_cap"].source
        total = Counter(item.grade for item in self.persons)
        return {
            "letterhead": unit_letterhead(
                self.book,
                self.unit.name,
                number_line=blank_number("BC", self.unit.code),
                on=self.closed_at.date(),
            ),
            "year": self.cycle.year,
            "unit": self.unit.name,
            "basis": f"Căn cứ biên bản họp kiểm điểm, đánh giá, xếp loại ngày {day(self.closed_at.date())} của {self.unit.name}",
            "collective": self._collective_line(),
            "groups": [
                {
                    "name": name,
                    "lines": [self._rating_line(item) for item in items],
                    "totals": _totals(Counter(item.grade for item in items)),
                    "limit": standing[name].allowed if name in standing else 0,
                    "within": name not in standing or not standing[name].over_by,
                }
                for name, items in rows.items()
            ],
            "totals": _totals(total),
            "cap_words": f"Số tối đa tính cho toàn nhóm của cơ quan, không tính riêng từng đơn vị ({source}).",
            "maker": self._signed("NGƯỜI LẬP", self.meeting.secretary),
            "signer": signer(self.titles.get(self.meeting.chair_id, ""), self.meeting.chair.full_name),
            "recipients": ["Phòng Hành chính - Quản trị", kept(self.unit.code)],
            "draft": False,
        }

    def _collective_line(self) -> Sheet:
        votes = votes_of(self.report)
        return {
            "name": f"Tập thể {self.unit.name}",
            "self_grade": self._stated(self.report, Stage.SELF, self.collective_grades),
            "unit_grade": self._stated(self.report, Stage.UNIT, self.collective_grades),
            "agree": votes.agree if votes else None,
            "voters": votes.cast if votes else None,
            "note": "",
        }

    def _rating_line(self, item: Item) -> Sheet:
        votes = votes_of(item) if item.grade else None
        return {
            **self._named(item.review.person),
            "is_party_member": item.review.person.is_party_member,
            "self_grade": self._stated(item, Stage.SELF),
            "unit_grade": self._stated(item, Stage.UNIT),
            "party_grade": self._stated(item, Stage.SELF, self.party_grades),
            "agree": votes.agree if votes else None,
            "voters": votes.cast if votes else None,
            "note": item.not_rated,
        }

    def emulation_summary(self) -> Sheet:
        """Bảng tổng hợp bình xét thi đua: who passed the ballot, beside the proposed grade."""
        votes = {line.key: line for line in self.count.lines} if self.sealed else {}
        reached = self._passed() if self.sealed else set()
        lines = []
        for item in self.persons:
            line = votes.get(str(item.review.subject_id))
            lines.append(
                {
                    **self._named(item.review.person),
                    "unit_grade": self._stated(item, Stage.UNIT),
                    "agree": line.agree if line else None,
                    "advanced": bool(line and line.key in reached),
                    "fighter": False,
                    "award": "",
                    "initiative": "",
                    "note": "" if line else item.not_rated or "Không đưa vào bình xét",
                }
            )
        when = day(self.closed_at.date())
        valid = self.count.valid if self.sealed else 0
        return {
            "letterhead": unit_letterhead(self.book, self.unit.name, on=self.closed_at.date()),
            "year": self.cycle.year,
            "unit": self.unit.name,
            "basis": f"Kèm theo biên bản họp ngày {when} của {self.unit.name}; số phiếu hợp lệ: {valid:02}",
            "valid": valid,
            "lines": lines,
            "collective": [],
            "totals": {
                "people": len(lines),
                "advanced": sum(line["advanced"] for line in lines),
                "fighter": 0,
                "award": 0,
            },
            "maker": self._signed("NGƯỜI LẬP", self.meeting.secretary),
            "signer": signer(self.titles.get(self.meeting.chair_id, ""), self.meeting.chair.full_name),
            "draft": False,
        }

    def tellers_minutes(self) -> Sheet:
        """Biên bản kiểm phiếu: the count as it was sealed."""
        count, reached = self.count, self._passed()
        tellers = self.ballot.tellers
        posts = {seat.person.full_name: seat.title for seat in self.attendees}
        return {
            "letterhead": unit_letterhead(
                self.book, self.unit.name, number_line=blank_number("BB", self.unit.code), dated=False
            ),
            "year": self.cycle.year,
            "subject": self.ballot.title,
            "started": _minute(localtime(self.ballot.sealed_at)),
            "ended": _minute(localtime(self.ballot.sealed_at)),
            "place": self.meeting.place,
            "unit": self.unit.name,
            "occasion": f"cuộc họp kiểm điểm, đánh giá, xếp loại năm {self.cycle.year}",
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
                    "post": self._line_post(line),
                    "agree": line.agree,
                    "disagree": line.disagree,
                    "note": f"{line.blank} không đánh dấu" if line.blank else "",
                }
                for line in count.lines
            ],
            "base": count.valid,
            "base_words": "số phiếu hợp lệ",
            "threshold": self._threshold_words(),
            "passed": [line.label for line in count.lines if line.key in reached],
            "objections": "",
            "witness": self._signed("CHỦ TỌA", self.meeting.chair),
            "tellers_signers": [self._teller(number, name) for number, name in enumerate(tellers[:2])],
            "draft": False,
        }

    def _teller(self, number: int, name: str) -> Sheet:
        return signer("TỔ TRƯỞNG" if number == 0 else "TỔ VIÊN", name)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def _totals(counts: Counter[str]) -> Sheet:
    return {
        "excellent": counts[Grade.EXCELLENT],
        "good": counts[Grade.GOOD],
        "satisfactory": counts[Grade.SATISFACTORY],
        "unsatisfactory": counts[Grade.UNSATISFACTORY],
        "unrated": counts[""],
    }


def draft_file(meeting: Meeting, kind: str, extension: str) -> bytes:
    """A paper of the meeting as it would be printed now."""
    return papers.draft_file(kind, meeting.cycle.edition, MeetingSheets(meeting).papers[kind], extension)
