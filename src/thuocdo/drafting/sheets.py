"""Facts handed to the two reports and to the summary of comments: of each section what was given out last."""

from collections.abc import Callable
from datetime import date

from thuocdo.cycle.queries import book_of
from thuocdo.figures.queries import merged, request_of
from thuocdo.figures.sheets import cutoff_words, figure_lines
from thuocdo.kernel.words import Axis, Stage
from thuocdo.office.models import Subject
from thuocdo.office.queries import (
    coordinating_unit,
    leadership_of,
    main_posts,
    presiding_over_agency,
    signing_seat,
)
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import (
    Sheet,
    agency_letterhead,
    grade_boxes,
    kept,
    leaders_called,
    signer,
    unit_letterhead,
)
from thuocdo.papers.sheets.signers import signed_by
from thuocdo.ratings.queries import grades_by_axis
from thuocdo.reviews.sheets import collective_review

from .models import Comment, CommentRequest, Draft
from .queries import (
    SUMMARY,
    comments_of,
    field_of,
    form_of,
    given_texts,
    heading_of,
    requests_of,
    sections_of,
    source_of,
)
from .rules import Kind


def report(draft: Draft, on: date) -> Sheet:
    """The report as its sections make it now."""
    texts = given_texts(sections_of(draft))
    return _head(draft, on) | _BODIES[Kind(draft.kind)](draft, texts)


def _head(draft: Draft, on: date) -> Sheet:
    book = book_of(draft.cycle)
    return {
        "letterhead": agency_letterhead(book, "BC"),
        "year": draft.cycle.year,
        "addressees": [],
        "recipients": [leaders_called(draft.cycle.agency_id), kept(book.facts["symbols"]["coordinating"])],
        "signer": _signer(draft, on),
        "draft": False,
    }


def _signer(draft: Draft, on: date) -> Sheet:
    agency = draft.cycle.agency_id
    who, home = next(iter(presiding_over_agency(agency, on)), None), coordinating_unit(agency)
    title = book_of(draft.cycle).facts["signers"]["chief"]["title"]
    lines = signed_by(who, draft.kind, draft.cycle, home, on) if who and home else signer(title, "")
    together = ["TM. TẬP THỂ LÃNH ĐẠO"] if draft.kind == Kind.LEADERSHIP else []
    return lines | {"behalf": together + lines["behalf"]}


def _level(draft: Draft, subject_id: int | None) -> str:
    """What the collective has stated of itself; nothing before its conference."""
    found = grades_by_axis(draft.cycle, [subject_id] if subject_id else [])[Axis.COLLECTIVE]
    rating = found.get(subject_id or 0, {}).get(Stage.SELF)
    return rating.grade if rating else ""


def _office(draft: Draft, texts: dict[str, str]) -> Sheet:
    cycle = draft.cycle
    agency, asked = book_of(cycle).facts["name"], request_of(cycle)
    results = next(part for part in form_of(draft).sections if part.key == "results")
    subject = Subject.objects.filter(agency=cycle.agency_id, kind=Subject.Kind.AGENCY).first()
    return {
        "agency": agency,
        "cutoff": cutoff_words(asked) if asked else "",
        "bases": f"Thực hiện Kế hoạch kiểm điểm, đánh giá, xếp loại năm {cycle.year}, {agency} báo cáo tự đánh giá kết "
        f"quả thực hiện nhiệm vụ năm {cycle.year} như sau:",
        "results": [{"title": field.label, "text": texts[field.key]} for field in results.fields],
        # Whose share each figure is stands in the units' own parts.
        "figures": [line | {"note": ""} for line in figure_lines(merged(asked))] if asked else [],
        "next_year": [line.lstrip("- ") for line in texts["next_year"].splitlines() if line.strip()],
        "grades": grade_boxes(_level(draft, subject.pk if subject else None)),
    } | {key: texts[key] for key in ("shortcomings", "causes", "remedies", "proposals")}


def _leadership(draft: Draft, texts: dict[str, str]) -> Sheet:
    cycle, leadership = draft.cycle, leadership_of(draft.cycle.agency_id)
    subject, agency = leadership.subject_id if leadership else 0, book_of(draft.cycle).facts["name"]
    return {
        "collective": f"tập thể lãnh đạo {agency}",
        "opening": f"Căn cứ kết quả thực hiện nhiệm vụ năm {cycle.year}, tập thể lãnh đạo {agency} kiểm điểm, tự đánh giá, "
        "xếp loại chất lượng với các nội dung chủ yếu sau:",
        **collective_review(cycle, subject, form_of(draft), texts),
        "grades": grade_boxes(_level(draft, subject)),
        "comments": [
            {"source": source_of(one.request), "text": f"{one.text} Tiếp thu: {one.answer}"}
            for one in comments_of(draft).filter(taken_up=True)
        ],
        "ballot": None,
    }


_BODIES: dict[Kind, Callable[[Draft, dict[str, str]], Sheet]] = {
    Kind.OFFICE: _office,
    Kind.LEADERSHIP: _leadership,
}


def comments_summary(draft: Draft, on: date) -> Sheet:
    """Every comment with what became of it; who agreed, who sent nothing."""
    book, home = book_of(draft.cycle), coordinating_unit(draft.cycle.agency_id)
    asked, comments = requests_of(draft), list(comments_of(draft))
    posts = main_posts([one.person_id for one in asked if one.person_id], on)
    seat = signing_seat(home, on) if home else None

    def source(request: CommentRequest) -> str:
        post = posts.get(request.person_id) if request.person_id else None
        return f"{source_of(request)}, {post.title}" if post else source_of(request)

    def told(*, taken_up: bool) -> list[Sheet]:
        return [
            {"source": source(one.request), "section": _section(one), "text": one.text, "answer": one.answer}
            for one in comments
            if one.taken_up is taken_up
        ]

    collectives = sum(one.unit_id is not None for one in asked)
    numbers = {"tập thể": collectives, "cá nhân": len(asked) - collectives}
    whom = ", ".join(f"{number:02} {what}" for what, number in numbers.items() if number)
    return {
        "letterhead": unit_letterhead(book, home.name if home else "", on=on),
        "year": draft.cycle.year,
        "report": form_of(draft).title,
        "opening": f"Dự thảo được gửi lấy ý kiến của {whom}; đã nhận {len(comments):02} ý kiến góp ý. Kết quả tổng hợp, tiếp "
        "thu như sau.",
        "taken_up": told(taken_up=True),
        "not_taken_up": told(taken_up=False),
        "agreed": [source(one) for one in asked if not one.said and one.finished_at],
        "silent": [source(one) for one in asked if not one.said and not one.finished_at],
        "maker": signer(seat.title, seat.person.full_name) if seat else signer("Người lập bảng", ""),
        "draft": False,
    }


def _section(comment: Comment) -> str:
    return heading_of(field_of(comment.version.section))


def draft_file(draft: Draft, on: date, extension: str) -> bytes:
    """The report as it would be printed now, marked as a draft."""
    return papers.draft_file(draft.kind, draft.cycle, report(draft, on), extension)


def summary_file(draft: Draft, on: date, extension: str) -> bytes:
    return papers.draft_file(SUMMARY, draft.cycle, comments_summary(draft, on), extension)
