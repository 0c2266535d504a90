"""A report drafted together, stage by stage: Hoa runs it, Lan and Hoa write, phòng Tổng hợp (Minh) and Bảo are asked."""

from datetime import date
from uuid import uuid4

from tests.builders import Year, a_review
from thuocdo.drafting.actions import (
    add_comment,
    answer_comment,
    ask_for_comments,
    assign_sections,
    close_draft,
    give_out,
    open_draft,
    save_section,
)
from thuocdo.drafting.models import Comment, CommentRequest, Draft, DraftSection
from thuocdo.drafting.rules import Kind

DAY = "2023-11-20 08:00"
LANS = ("causes", "remedies")  # the sections that Lan writes


def the_draft(year: Year, kind: Kind = Kind.OFFICE) -> Draft:
    return Draft.objects.select_related("cycle").get(cycle=year.cycle, kind=kind)


def section(year: Year, key: str, kind: Kind = Kind.OFFICE) -> DraftSection:
    rows = DraftSection.objects.select_related("draft__cycle", "owner", "given")
    return rows.get(draft__cycle=year.cycle, draft__kind=kind, key=key)


def asked(year: Year, name: str) -> CommentRequest:
    """What a unit ("TH") or a person is asked."""
    rows = CommentRequest.objects.select_related("draft__cycle", "unit", "person")
    whom = {"unit": year.office.units[name]} if name in year.office.units else {"person": year.person(name)}
    return rows.get(draft__cycle=year.cycle, **whom)


def comment(year: Year, name: str) -> Comment:
    rows = Comment.objects.select_related(
        "request__draft__cycle", "request__unit", "version__section__draft__cycle"
    )
    return rows.get(request=asked(year, name))


def begin(year: Year, kind: Kind = Kind.OFFICE) -> Year:
    """Opened; Lan writes two sections, Hoa the others."""
    draft = open_draft(year.cycle, kind, by=year.by("hoa", DAY))
    given = [one.pk for one in draft.sections.filter(key__in=LANS)]
    assign_sections(draft, given, year.office.lan, date(2023, 11, 21), by=year.by("hoa", DAY))
    return year


def write(year: Year, key: str, text: str, kind: Kind = Kind.OFFICE) -> DraftSection:
    one = section(year, key, kind)
    return save_section(one, text, version=one.version, by=year.by("lan" if key in LANS else "hoa", DAY))


def give(year: Year, key: str, text: str, kind: Kind = Kind.OFFICE) -> None:
    written = write(year, key, text, kind)
    give_out(written, version=written.version, by=year.by("lan" if key in LANS else "hoa", DAY))


def a_given_draft(year: Year | None = None, kind: Kind = Kind.OFFICE) -> Year:
    """Every section is out."""
    year = begin(year or a_review(), kind)
    for one in the_draft(year, kind).sections.all():
        give(year, one.key, f"Nội dung mục {one.key}", kind)
    return year


def ask(year: Year, kind: Kind = Kind.OFFICE) -> None:
    units, people = [year.office.units["TH"]], [year.person("bao")]
    by = year.by("hoa", DAY)
    ask_for_comments(the_draft(year, kind), units, people, date(2023, 11, 21), note="Góp ý kỹ", by=by)


def say(year: Year, name: str, by: str, key: str, text: str) -> Comment:
    return add_comment(asked(year, name), section(year, key), text, once=uuid4(), by=year.by(by, DAY))


def a_commented_draft(year: Year | None = None) -> Year:
    """Minh for his unit on Lan's section, Bảo on Hoa's."""
    year = a_given_draft(year)
    ask(year)
    say(year, "TH", "minh", "causes", "Tách khách quan và chủ quan")
    say(year, "bao", "bao", "advice", "Bỏ câu đầu")
    return year


def answer_all(year: Year) -> None:
    """The unit's is taken up by Lan, Bảo's declined by Hoa."""
    answer_comment(comment(year, "TH"), taken_up=True, answer="Đã tách", by=year.by("lan", DAY))
    answer_comment(comment(year, "bao"), taken_up=False, answer="Câu này cần", by=year.by("hoa", DAY))


def a_closed_draft(year: Year | None = None) -> Year:
    """Report and summary are issued."""
    year = a_commented_draft(year)
    answer_all(year)
    close_draft(the_draft(year), by=year.by("hoa", DAY))
    return year
