"""From the opening of a report to its papers: every act, who may do it in which state, and what it leaves."""

from datetime import date
from uuid import uuid4

from tests.builders import a_review, codes, on_record, refusal_of
from tests.figures import stage as figures
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.cycle.actions import close_step
from thuocdo.drafting.actions import (
    add_comment,
    answer_comment,
    ask_for_comments,
    assign_sections,
    close_draft,
    finish_comments,
    give_out,
    open_draft,
    reopen_draft,
    save_section,
    take_figures,
    withdraw_comment,
    withdraw_request,
)
from thuocdo.drafting.models import Comment
from thuocdo.drafting.queries import drafts_visible_to, forms_in, issued, lines_to_take, versions_of
from thuocdo.drafting.rules import Kind
from thuocdo.figures.queries import request_of
from thuocdo.kernel.words import Axis, Stage
from thuocdo.office.actions import agency_subject
from thuocdo.papers.models import Paper
from thuocdo.ratings.actions import state_grade

from .stage import (
    DAY,
    a_closed_draft,
    a_commented_draft,
    a_given_draft,
    answer_all,
    ask,
    asked,
    begin,
    comment,
    give,
    section,
    the_draft,
    write,
)

lived, year = standing(beside_another(a_review))
LATER = "2023-11-22 15:00"


def hoa(year, at=DAY):
    return year.by("hoa", at)


# --- opening, giving sections away ---


def test_the_book_says_which_sections_each_report_has(year):
    assert {kind: list(form.fields)[:2] for kind, form in forms_in(year.cycle).items()} == {
        Kind.OFFICE: ["advice", "reform"],
        Kind.LEADERSHIP: ["organisation", "results"],
    }
    draft = open_draft(year.cycle, Kind.OFFICE, by=hoa(year))
    assert [one.key for one in draft.sections.all()] == list(forms_in(year.cycle)[Kind.OFFICE].fields)
    assert {(one.owner_id, one.due_day) for one in draft.sections.all()} == {
        (year.office.hoa.pk, date(2023, 11, 22))
    }


def test_each_report_is_opened_once(year):
    begin(year)
    assert codes(refusal_of(open_draft, year.cycle, Kind.OFFICE, by=hoa(year))) == ["drafting.opened"]


def test_a_closed_step_opens_nothing(year):
    close_step(year.step("office_reports"), reason="Xong", by=hoa(year))
    assert codes(refusal_of(open_draft, year.cycle, Kind.OFFICE, by=hoa(year))) == ["cycle.step_closed"]


def test_a_section_goes_to_nobody_of_another_agency(year):
    begin(year)
    stranger = year.neighbour.office.lan
    args = (the_draft(year), [section(year, "causes").pk], stranger, None)
    assert codes(refusal_of(assign_sections, *args, by=hoa(year))) == ["office.not_yours"]


def test_sections_of_another_draft_are_not_given_away(year):
    begin(year)
    open_draft(year.cycle, Kind.LEADERSHIP, by=hoa(year))
    other = section(year, "results", Kind.LEADERSHIP)
    assert assign_sections(the_draft(year), [other.pk], year.office.lan, None, by=hoa(year)) == 0


# --- writing, versions ---


def test_what_is_given_out_becomes_a_version_and_stays(year):
    begin(year)
    give(year, "causes", "Bản một")
    write(year, "causes", "Bản hai đang viết")
    assert section(year, "causes").given.text == "Bản một"
    give(year, "causes", "Bản hai")
    assert list(versions_of(section(year, "causes")).values_list("number", "text", "by_name")) == [
        (2, "Bản hai", "Nguyễn Thị Lan"),
        (1, "Bản một", "Nguyễn Thị Lan"),
    ]


def test_a_page_older_than_the_row_overwrites_nothing(year):
    begin(year)
    page = section(year, "causes")
    save_section(page, "Của Hoa", version=page.version, by=hoa(year))
    refused = refusal_of(save_section, page, "Của Lan", version=page.version, by=year.by("lan", DAY))
    assert codes(refused) == ["review.stale"]
    assert section(year, "causes").text == "Của Hoa"


def test_the_same_text_twice_is_one_write(year):
    begin(year)
    first = write(year, "causes", "Một")
    again = save_section(first, " Một\r\n", version=1, by=year.by("lan", DAY))
    assert again.version == first.version == 2


def test_nothing_empty_unchanged_or_endless_is_given_out(year):
    begin(year)
    empty = section(year, "causes")
    assert codes(refusal_of(give_out, empty, version=1, by=year.by("lan", DAY))) == ["drafting.empty"]
    give(year, "causes", "Một")
    again = section(year, "causes")
    refused = refusal_of(give_out, again, version=again.version, by=year.by("lan", DAY))
    assert codes(refused) == ["drafting.unchanged"]
    long = "x" * 20_001
    refused = refusal_of(save_section, again, long, version=again.version, by=year.by("lan", DAY))
    assert codes(refused) == ["review.too_long"]


def test_control_marks_and_markup_are_kept_as_letters_only(year):
    begin(year)
    text = write(year, "causes", "<script>alert(1)</script>\u202e{{ x }}\x00").text
    assert text == "<script>alert(1)</script>{{ x }}"


# --- figures of the units ---


def test_figures_come_with_the_author_of_each_part(year):
    begin(year)
    figures.ask(year)
    figures.send(year, "TH", "minh", "20", "48", "Tham mưu tốt")
    figures.send(year, "HCQT", "hoa", "15", "48", "Phục vụ tốt")
    write(year, "causes", "Mở đầu")
    (line,) = lines_to_take(request_of(year.cycle))
    one = section(year, "causes")
    taken = take_figures(one, line, version=one.version, by=hoa(year))
    assert taken.text == "Mở đầu\nPhòng Hành chính - Quản trị: Phục vụ tốt\nPhòng Tổng hợp: Tham mưu tốt"
    assert [(part["unit"], part["author"], part["text"]) for part in taken.sources] == [
        ("Phòng Hành chính - Quản trị", "Trần Thị Hoa", "Phục vụ tốt"),
        ("Phòng Tổng hợp", "Lê Quang Minh", "Tham mưu tốt"),
    ]
    version = give_out(taken, version=taken.version, by=hoa(year))
    assert version.sources == taken.sources


def test_who_does_not_see_all_figures_takes_none_and_empty_ones_are_named(year):
    begin(year)
    (line,) = lines_to_take(figures.ask(year))
    one = section(year, "causes")
    assert codes(refusal_of(take_figures, one, line, version=1, by=year.by("lan", DAY))) == [
        "office.not_yours"
    ]
    assert codes(refusal_of(take_figures, one, line, version=1, by=hoa(year))) == ["drafting.no_figures"]


# --- comments ---


def test_there_must_be_something_to_read_and_somebody_to_ask(year):
    begin(year)
    args = (the_draft(year), [year.office.units["TH"]], [], date(2023, 11, 21))
    assert codes(refusal_of(ask_for_comments, *args, by=hoa(year))) == ["drafting.nothing_given"]
    give(year, "advice", "Một")
    assert codes(refusal_of(ask_for_comments, the_draft(year), [], [], None, by=hoa(year))) == [
        "drafting.nobody_asked",
        "drafting.no_term",
    ]
    stranger = [year.neighbour.office.units["TH"]]
    refused = refusal_of(ask_for_comments, the_draft(year), stranger, [], date(2023, 11, 21), by=hoa(year))
    assert codes(refused) == ["office.not_yours"]


def test_asked_again_the_term_changes_and_nothing_is_asked_twice(year):
    a_given_draft(year)
    ask(year)
    later = date(2023, 11, 23)
    ask_for_comments(the_draft(year), [year.office.units["TH"]], [], later, by=hoa(year))
    assert [(one.unit_id is None, one.due_day) for one in the_draft(year).requests.all()] == [
        (False, later),
        (True, date(2023, 11, 21)),
    ]


def test_who_is_not_asked_sees_nothing_of_the_draft(year):
    def sees():
        return {who for who in EVERYBODY if drafts_visible_to(year.by(who, DAY)).exists()}

    begin(year)
    assert sees() == {"lan", "hoa", "son"}  # Lan writes two sections
    for one in the_draft(year).sections.all():
        give(year, one.key, "Nội dung")
    ask(year)
    assert sees() == {"lan", "hoa", "son", "minh", "bao"}
    withdraw_request(asked(year, "bao"), by=hoa(year))
    assert sees() == {"lan", "hoa", "son", "minh"}


def test_a_double_click_is_one_comment_on_the_version_that_is_out(year):
    a_given_draft(year)
    ask(year)
    once, by = uuid4(), year.by("bao", DAY)
    for _ in range(2):
        add_comment(asked(year, "bao"), section(year, "causes"), "Rõ hơn", once=once, by=by)
    give(year, "causes", "Bản hai")
    assert Comment.objects.get().version.number == 1


def test_one_form_sent_for_the_unit_and_again_by_name_is_one_comment(year):
    a_given_draft(year)
    ask(year)
    ask_for_comments(the_draft(year), [], [year.office.minh], date(2023, 11, 21), by=hoa(year))
    once, by = uuid4(), year.by("minh", DAY)
    for name in ("TH", "minh"):
        add_comment(asked(year, name), section(year, "causes"), "Rõ hơn", once=once, by=by)
    assert Comment.objects.get().request == asked(year, "TH")


def test_no_comment_on_what_is_not_out_nor_on_another_draft(year):
    begin(year)
    give(year, "advice", "Một")
    ask(year)
    begin(year, Kind.LEADERSHIP)
    give(year, "results", "Một", Kind.LEADERSHIP)
    for key, kind in (("causes", Kind.OFFICE), ("results", Kind.LEADERSHIP)):
        args = (asked(year, "bao"), section(year, key, kind), "Rõ hơn")
        refused = refusal_of(add_comment, *args, once=uuid4(), by=year.by("bao", DAY))
        assert codes(refused) == ["drafting.nothing_given"]
    refused = refusal_of(
        add_comment, asked(year, "bao"), section(year, "advice"), " ", once=uuid4(), by=year.by("bao", DAY)
    )
    assert codes(refused) == ["drafting.empty"]


def test_neither_yes_nor_no_without_its_words(year):
    a_commented_draft(year)
    for taken_up in (True, False):
        refused = refusal_of(
            answer_comment, comment(year, "TH"), taken_up=taken_up, answer=" ", by=year.by("lan", DAY)
        )
        assert codes(refused) == ["cycle.reason_missing"]


def test_a_comment_is_taken_back_until_it_is_answered(year):
    a_commented_draft(year)
    withdraw_comment(comment(year, "bao"), by=year.by("bao", DAY))
    answer_comment(comment(year, "TH"), taken_up=True, answer="Đã sửa", by=year.by("lan", DAY))
    refused = refusal_of(withdraw_comment, comment(year, "TH"), by=year.by("minh", DAY))
    assert codes(refused) == ["drafting.answered"]


def test_a_request_with_comments_stays(year):
    a_commented_draft(year)
    assert codes(refusal_of(withdraw_request, asked(year, "TH"), by=hoa(year))) == ["drafting.said_already"]


# --- closing, the papers, opening again ---


def test_what_is_lacking_is_told_before_the_report_is_issued(year):
    a_commented_draft(year)
    write(year, "causes", "Sửa dở")
    refused = refusal_of(close_draft, the_draft(year), by=hoa(year))
    assert codes(refused) == ["drafting.changed_since", "drafting.unanswered"]


def test_the_report_and_the_summary_are_issued(year):
    a_commented_draft(year)
    answer_all(year)
    write(year, "causes", "Nội dung mục causes, đã tách")
    give(year, "causes", "Nội dung mục causes, đã tách")
    with on_record() as lines:
        close_draft(the_draft(year), by=hoa(year))
    assert [verb for verb, _who in lines] == ["paper.issued", "paper.issued", "drafting.ended"]
    report = issued(the_draft(year), "office-report").sheet
    assert report["causes"] == "Nội dung mục causes, đã tách"
    assert [row["title"] for row in report["results"]][:1] == ["Công tác tham mưu, tổng hợp"]
    summary = issued(the_draft(year), "comments-summary").sheet
    assert summary["taken_up"] == [
        {
            "source": "Phòng Tổng hợp",
            "section": "2. Nguyên nhân",
            "text": "Tách khách quan và chủ quan",
            "answer": "Đã tách",
        }
    ]
    assert [(row["source"], row["answer"]) for row in summary["not_taken_up"]] == [
        ("Huỳnh Gia Bảo, Chuyên viên", "Câu này cần")
    ]


def test_who_agreed_and_who_said_nothing_stand_in_the_summary(year):
    a_given_draft(year)
    ask(year)
    finish_comments(asked(year, "TH"), by=year.by("minh", DAY))
    close_draft(the_draft(year), by=hoa(year))
    summary = issued(the_draft(year), "comments-summary").sheet
    assert (summary["agreed"], summary["silent"]) == (["Phòng Tổng hợp"], ["Huỳnh Gia Bảo, Chuyên viên"])


def test_opened_again_with_a_reason_a_new_report_replaces_the_old(year):
    a_closed_draft(year)
    first = issued(the_draft(year), "office-report")
    assert codes(refusal_of(reopen_draft, the_draft(year), reason=" ", by=hoa(year))) == [
        "cycle.reason_missing"
    ]
    for who in ("lan", "minh", "son", "hoa@so"):
        refused = refusal_of(reopen_draft, the_draft(year), reason="Sai", by=year.by(who, DAY))
        assert codes(refused) == ["drafting.not_yours"]
    reopen_draft(the_draft(year), reason="Sai số liệu", by=hoa(year))
    give(year, "causes", "Bản sửa")
    close_draft(the_draft(year), by=hoa(year, LATER))
    second = issued(the_draft(year), "office-report")
    assert (second.replaces_id, second.sheet["causes"]) == (first.pk, "Bản sửa")
    assert Paper.objects.filter(kind="comments-summary", is_current=True).count() == 1


def test_the_level_of_the_conference_stands_in_the_report_issued_after_it(year):
    a_given_draft(year)
    close_draft(the_draft(year), by=hoa(year))
    subject = agency_subject(year.cycle.agency_id)
    state_grade(year.cycle, subject, Stage.SELF, "good", axis=Axis.COLLECTIVE, by=hoa(year))
    reopen_draft(the_draft(year), reason="Ghi mức hội nghị bỏ phiếu", by=hoa(year))
    close_draft(the_draft(year), by=hoa(year))
    sheet = issued(the_draft(year), "office-report").sheet
    assert [row["label"] for row in sheet["grades"] if row["chosen"]] == ["Hoàn thành tốt nhiệm vụ"]


def test_the_leaderships_report_is_a_paper_of_its_own(year):
    a_given_draft(year, Kind.LEADERSHIP)
    close_draft(the_draft(year, Kind.LEADERSHIP), by=hoa(year))
    sheet = issued(the_draft(year, Kind.LEADERSHIP), "leadership-report").sheet
    assert sheet["collective"] == "tập thể lãnh đạo Văn phòng UBND tỉnh"
    assert (sheet["weaknesses"], sheet["signer"]["behalf"]) == (
        "Nội dung mục shortcomings",
        ["TM. TẬP THỂ LÃNH ĐẠO"],
    )
    assert [row["text"] for row in sheet["achievements"]][:1] == ["Nội dung mục organisation"]


def test_each_act_is_on_record(year):
    with on_record() as lines:
        a_closed_draft(year)
    verbs = [verb for verb, _who in lines if verb.startswith("drafting.")]
    assert list(dict.fromkeys(verbs)) == [
        "drafting.opened",
        "drafting.assigned",
        "drafting.given_out",
        "drafting.comments_asked",
        "drafting.commented",
        "drafting.comment_answered",
        "drafting.ended",
    ]
