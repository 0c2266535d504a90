"""Facts handed to the papers of a decision: the decision itself, the table behind it, a notice, an answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.timezone import localtime

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import day, day_in_words
from thuocdo.kernel.words import Grade, Stage
from thuocdo.law.book import Book
from thuocdo.law.forms import in_digits
from thuocdo.meetings.models import Item
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor, signing_seat
from thuocdo.papers import queries as papers
from thuocdo.papers.rules import BLANK
from thuocdo.papers.sheets import (
    Sheet,
    agency_letterhead,
    blank_number,
    grade_on_paper,
    kept,
    leaders_called,
    legal_bases,
    signer,
    unit_letterhead,
)
from thuocdo.papers.sheets.signers import head_called, signed_by, unit_head_called
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import Case, GroupCount

from .models import Decision, Notice, Petition
from .queries import unit_of_paper
from .rules import PetitionTerms

UNRATED = "Không xếp loại"


def rating_decision(cycle: Cycle, unit: Unit, cases: Sequence[Case], grounds: str, by: Actor) -> Sheet:
    """Quyết định công nhận kết quả: people in the list, collectives in a list of their own."""
    book, people = book_of(cycle), [case for case in cases if case.person]
    head = head_called(cycle, unit, by.on)
    proposer = (
        unit_head_called(unit) if unit.is_coordinating else ""
    )  # a unit that decides for its own asks nobody
    counts = Counter(_level(case.decided) for case in people)
    whose = _issuer(book, unit)
    subject = "kết quả đánh giá, xếp loại chất lượng công chức, viên chức, người lao động"
    again = [f"Căn cứ xếp loại lại: {grounds}"] if grounds else []
    return {
        "letterhead": _letterhead(book, unit, "QĐ", by.on),
        "subject": f"Về việc {'công nhận lại' if grounds else 'công nhận'} {subject} năm {cycle.year}",
        "authority": head.upper(),
        "bases": legal_bases(book, book.facts["plan_paper"]["acts"]) + again,
        "at_request": f"Theo đề nghị của {proposer}." if proposer else "",
        "year": cycle.year,
        "agency": whose,
        "counts": [{"grade": grade_on_paper(grade), "people": counts[grade]} for grade in Grade],
        "unrated": counts[""],
        "executors": f"{proposer}, người đứng đầu các phòng, ban, đơn vị và các tập thể, cá nhân có tên trong danh sách"
        if proposer
        else "Các tập thể, cá nhân có tên trong danh sách",
        "annex_title": f"Kết quả đánh giá, xếp loại chất lượng năm {cycle.year}",
        "attached_to": f"({_attached_to(book, unit, head, by.on)})",
        "lines": [
            {
                "name": case.name,
                "post": case.title,
                "unit": case.unit.name,
                "grade": _words(case.decided),
            }
            for case in people
        ],
        "collectives": [
            {"name": f"Tập thể {case.name}", "grade": _words(case.decided)}
            for case in cases
            if not case.person
        ],
        "recipients": ["Như Điều 3", leaders_called(cycle.agency_id), kept(unit.code)],
        "signer": signed_by(by.person, "rating-decision", cycle, unit, by.on),
        "draft": False,
    }


def draft_file(cycle: Cycle, cases: Sequence[Case], by: Actor, extension: str) -> bytes:
    """The decision as it would be printed now, marked as a draft; who decides for two units sees the first."""
    unit = unit_of_paper(cycle, cases[0])
    ours = [case for case in cases if case.decided and unit_of_paper(cycle, case) == unit]
    return papers.draft_file("rating-decision", cycle, rating_decision(cycle, unit, ours, "", by), extension)


def rating_summary(
    cycle: Cycle, unit: Unit, benches: Iterable[tuple[GroupCount | None, Sequence[Case]]], by: Actor
) -> Sheet:
    """Bảng tổng hợp: each group with what was said at every stage, against the cap on final counts."""
    book = book_of(cycle)
    cap = book["rating/excellent_cap"]
    groups = [_summary_group(count, cases) for count, cases in benches]
    seat = signing_seat(unit, by.on)
    return {
        "letterhead": _letterhead(book, unit, "", by.on),
        "year": cycle.year,
        "agency": _issuer(book, unit),
        "basis": _attached_to(book, unit, head_called(cycle, unit, by.on), by.on),
        "stage": "Mức quyết định",
        "groups": groups,
        "totals": {
            key: sum(group["totals"][key] for group in groups)
            for key in (*(grade.value for grade in Grade), "unrated")
        },
        "cap_words": f"Tỷ lệ tối đa {in_digits(cap.fraction('share') * 100)}% tính theo từng nhóm đối tượng tương đồng ({cap.source}).",
        "maker": signer("NGƯỜI LẬP BIỂU", seat.person.full_name if seat else ""),
        "signer": signed_by(by.person, "rating-summary", cycle, unit, by.on),
        "draft": False,
    }


def _summary_group(count: GroupCount | None, cases: Sequence[Case]) -> Sheet:
    totals = Counter(_level(case.decided) for case in cases)
    return {
        "name": count.group.name if count else "Ngoài các nhóm",
        "lines": [
            {
                "name": case.name if case.person else f"Tập thể {case.name}",
                "post": case.title,
                "unit": case.unit.name,
                "self_grade": _words(case.stages.get(Stage.SELF)),
                "unit_grade": _words(case.stages.get(Stage.UNIT)),
                "decided": _words(case.decided),
                "note": case.decided.reason if case.decided else "",
            }
            for case in cases
        ],
        "totals": {**{grade.value: totals[grade] for grade in Grade}, "unrated": totals[""]},
        "base": count.headroom.base_count if count else 0,
        "limit": count.headroom.allowed if count else 0,
        "within": not count.headroom.over_by if count else True,
    }


def rating_notice(notice: Notice, item: Item | None, terms: PetitionTerms | None, on: date) -> Sheet:
    """Thông báo kết quả of a person or a unit: level, strengths, weaknesses, reason, the right to petition."""
    decision, book = notice.decision, book_of(notice.cycle)
    person = notice.subject.kind == "person"
    return {
        "letterhead": _letterhead(book, decision.unit, "TB", on),
        "year": notice.cycle.year,
        "name": notice.subject.person.full_name if person else f"Tập thể {notice.subject.unit.name}",
        "post": notice.post,
        "unit": notice.unit.name,
        "decision": decision_words(decision),
        "grade": _words(notice.rating),
        "strengths": item.strengths if item else "",
        "weaknesses": item.weaknesses if item else "",
        "reason": reason_of(notice, item),
        "petition": petition_words(decision, terms) if terms else "",
        "recipients": ["Như trên", f"{decision.unit.name} (lưu hồ sơ)", kept(decision.unit.code)],
        "signer": decision.paper.sheet["signer"],
        "draft": False,
    }


def reason_of(notice: Notice, item: Item | None) -> str:
    """Why this level: said with the decision, with the consultation, or why there is none."""
    said = notice.rating.reason or (notice.basis.reason if notice.basis else "")
    return said or (item.not_rated if item and not notice.rating.grade else "")


def decision_words(decision: Decision) -> str:
    """ "Quyết định số 05/QĐ-VP ngày … của Chánh Văn phòng", with room for a number that is not drawn yet."""
    number = papers.standing_number(decision.paper)
    line = number.line if number else decision.paper.sheet["letterhead"]["number_line"]
    when = day_in_words(localtime(decision.at).date())
    return f"Quyết định {_in_a_sentence(line)} {when} của {decision.title}"


def _attached_to(book: Book, unit: Unit, head: str, on: date) -> str:
    """Beside which decision a list goes out: number and day stay blank on the electronic paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    number = _in_a_sentence(_letterhead(book, unit, "QĐ", on)["number_line"])
    return f"Kèm theo Quyết định {number} ngày{BLANK}tháng{BLANK}năm {on.year} của {head}"


def _in_a_sentence(number_line: str) -> str:
    """ "số 05/QĐ-VP" """
    return number_line[:1].lower() + number_line[1:].replace(":", "", 1)


def petition_words(decision: Decision, terms: PetitionTerms) -> str:
    """The right to petition with its terms, where the law states any."""
    by_when = f" chậm nhất ngày {day(terms.file_by)}" if terms.file_by else ""
    source = terms.rule.source  # a clause that nobody has read is not printed
    answered = (
        f" và được trả lời trong {terms.answer_days:02} ngày làm việc kể từ ngày nhận"
        if terms.answer_days
        else ""
    )
    return (
        f"Nếu không đồng ý với kết quả này, ông (bà) có quyền kiến nghị bằng văn bản đến {decision.title}"
        f"{by_when}{answered} ({source if source.status == 'confirmed' else source.label})."
    )


def petition_answer(petition: Petition, was: Rating, now: Rating | None, by: Actor) -> Sheet:
    """Công văn trả lời: what was asked, what was found, and whether the level stays."""
    notice = petition.notice
    book, unit = book_of(notice.cycle), notice.decision.unit
    title = notice.decision.title
    outcome = (
        f"điều chỉnh mức xếp loại từ “{_words(was) or UNRATED}” thành “{_words(now) or UNRATED}”."
        if now
        else f"giữ nguyên mức xếp loại “{_words(was) or UNRATED}”."
    )
    head = _letterhead(book, unit, "", by.on)
    symbol = book.facts["symbols"]["agency"]
    return {
        "letterhead": {
            **head,
            "number_line": blank_number("", f"{symbol}-{unit.code}" if unit.is_coordinating else unit.code),
            "subject": f"trả lời kiến nghị về kết quả xếp loại năm {notice.cycle.year}",
        },
        "addressees": [
            f"Ông (bà) {notice.subject.person.full_name}, {notice.post}, {notice.unit.name}".replace(
                ", ,", ","
            )
        ],
        "agency": _issuer(book, unit),
        "opening": f"Ngày {day(localtime(petition.at).date())}, {title} nhận được kiến nghị của ông (bà) về kết quả xếp loại chất lượng năm {notice.cycle.year}. Sau khi xem xét, {title} trả lời như sau:",
        "requests": petition.text,
        "findings": petition.findings,
        "outcome": outcome,
        "further": "",
        "recipients": ["Như trên", kept(unit.code)],
        "signer": signed_by(by.person, "petition-answer", notice.cycle, unit, by.on),
        "draft": False,
    }


def _letterhead(book: Book, unit: Unit, kind: str, on: date) -> Sheet:
    """The agency's paper where HCQT keeps it, else the paper of the unit that decides for itself; "" bears no number."""
    if unit.is_coordinating:
        head = agency_letterhead(book, kind, on=on)
        return head if kind else {**head, "number_line": ""}
    number_line = blank_number(kind, unit.code) if kind else ""
    return unit_letterhead(book, unit.name, number_line=number_line, on=on)


def _issuer(book: Book, unit: Unit) -> str:
    return book.facts["name"] if unit.is_coordinating else unit.name


def _level(rating: Rating | None) -> str:
    return rating.grade if rating else ""


def _words(rating: Rating | None) -> str:
    return grade_on_paper(rating.grade) if rating and rating.grade else ""
