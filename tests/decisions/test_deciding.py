"""Who decides on whom, in which order, all at once or alone; what is announced is changed only by rating again."""

from datetime import date

import pytest

from tests.builders import codes, last_event, nothing_written, on_record, refusal_of
from tests.decisions.centre import give_post, with_a_centre
from tests.decisions.stages import DECIDED, decide_all
from tests.standing import beside_another, browser_of, standing
from thuocdo.decisions.actions import issue_decision, re_rate
from thuocdo.decisions.models import Decision, Notice
from thuocdo.decisions.queries import benches_of, notices_in, open_benches
from thuocdo.decisions.sheets import reason_of
from thuocdo.kernel.words import Grade, PostRole, Stage
from thuocdo.office.models import Discipline, Person, Post
from thuocdo.papers.rules import BLANK
from thuocdo.ratings.actions import decide_grades, form_groups, state_grade
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import Choice, grades_of

lived, year = standing(beside_another(with_a_centre))
GOOD = Choice(Grade.GOOD, "Như hồ sơ")
AGAIN = "2023-12-20 08:00"


def to_decide(year, name) -> set[str]:
    """Who waits for the decision of this person."""
    by = year.by(name, DECIDED)
    return {case.name for case in open_benches(benches_of(year.cycle, by))}


def decide(year, by="son", at=DECIDED, **choices: Choice):
    wanted = {year.subject(name).pk: choice for name, choice in choices.items()}
    return decide_grades(year.cycle, wanted, by=year.by(by, at))


def refused(year, by="son", **choices: Choice) -> list[str]:
    wanted = {year.subject(name).pk: choice for name, choice in choices.items()}
    return codes(refusal_of(decide_grades, year.cycle, wanted, by=year.by(by, DECIDED)))


def issued(year) -> None:
    decide_all(year)
    issue_decision(year.cycle, by=year.by("son", DECIDED))


# --- competence ---


def test_the_book_says_who_waits_for_whom(year):
    names = {year.office.people[name].full_name for name in ("hoa", "khach", "minh", "tuan", "lan", "bao")}
    names |= {"Bùi Văn Giám", "Đỗ Văn Lái"}  # the centre's head, and who is under a labour contract
    names |= {"Phòng Hành chính - Quản trị", "Phòng Tổng hợp", "Trung tâm Tin học"}
    assert to_decide(year, "son") == names
    assert to_decide(year, "giam_doc") == {"Hồ Thị Viên"}
    assert to_decide(year, "minh") == to_decide(year, "hoa") == set()


def test_leaders_rated_by_the_superior_are_not_decided_here(year):
    assert refused(year, pho=GOOD) == ["rating.other_authority"]
    assert refused(year, son=GOOD) == ["rating.own_grade"]


def test_nobody_decides_what_is_anothers(year):
    assert refused(year, vien=GOOD) == ["rating.other_authority"]  # the head of the centre decides
    assert refused(year, "giam_doc", lan=GOOD) == ["office.not_yours"]
    assert refused(year, "giam_doc", giam_doc=GOOD) == ["office.not_yours"]
    assert refused(year, "giam_doc", vien=GOOD, giam_doc=GOOD) == ["rating.own_grade"]
    assert [row.grade for row in decide(year, "giam_doc", vien=GOOD)] == ["good"]


def test_a_transfer_in_the_middle_of_the_step_moves_the_decision(year):
    assert "Nguyễn Thị Lan" in to_decide(year, "son")
    lan = Person.objects.filter(pk=year.office.lan.pk)
    lan.update(kind="public_employee", joined_on=date(2015, 3, 2))
    Post.objects.filter(person=year.office.lan).update(until="2023-11-28")
    give_post(year.office.lan, year.office.units["TT"], PostRole.STAFF, since="2023-11-28")
    assert "Nguyễn Thị Lan" not in to_decide(year, "son")
    assert to_decide(year, "giam_doc") == {"Hồ Thị Viên", "Nguyễn Thị Lan"}
    assert refused(year, lan=GOOD) == ["rating.other_authority"]
    decide(year, "giam_doc", lan=Choice(Grade.GOOD))  # what phòng Tổng hợp proposed still stands


def test_whoever_left_is_not_decided_on(year):
    Person.objects.filter(pk=year.office.lan.pk).update(left_on="2023-11-28")
    assert "Nguyễn Thị Lan" not in to_decide(year, "son")


# --- order ---


def test_a_unit_is_decided_before_its_head(year):
    assert refused(year, minh=GOOD) == ["rating.unit_first"]
    decide(year, TH=GOOD, minh=GOOD)  # together is in order
    assert refused(year, hoa=GOOD) == ["rating.unit_first"]


def test_whoever_heads_two_units_waits_for_both(year):
    give_post(year.office.minh, year.office.units["HCQT"], PostRole.HEAD, is_main=False)
    decide(year, TH=GOOD)
    assert refused(year, minh=GOOD) == ["rating.unit_first"]
    decide(year, HCQT=GOOD)
    assert len(decide(year, minh=GOOD)) == 1


def test_the_head_is_held_to_the_level_of_the_unit_decided_with_him(year):
    """Luật 52/2019: no head above the unit; the level just decided counts."""
    low = Choice(Grade.SATISFACTORY, "Chậm")
    assert "rating.over_law" in refused(year, TH=low, minh=GOOD)
    assert len(decide(year, TH=low, minh=low)) == 2


# --- as a whole ---


def test_everything_wrong_is_named_and_nothing_is_written(year):
    """Each with its own reason: no reason, own grade, another's decision."""
    Discipline.objects.create(
        person=year.office.bao, side="party", form="Khiển trách", effective_on="2023-05-04"
    )
    found = refused(year, lan=Choice(Grade.SATISFACTORY), bao=Choice(Grade.GOOD), tuan=Choice(Grade.GOOD))
    assert found == ["rating.reason_wanted", "rating.over_law", "rating.disciplined"]
    assert not Rating.objects.filter(stage=Stage.DECIDED).exists()


def test_a_group_over_its_cap_is_refused_as_a_whole(year):
    names = ("lan", "bao", "tuan", "khach", "lai", "vien")
    form_groups(
        year.cycle,
        {"Mọi người": [year.subject(name).pk for name in names]},
        reasons={"Mọi người": "Để thử"},
        by=year.by("hoa", DECIDED),
    )
    best = Choice(Grade.EXCELLENT, "Nổi trội")
    assert refused(year, lan=best, bao=best) == ["rating.decided_over_cap"]
    assert len(decide(year, lan=best)) == 1


def test_nothing_chosen_is_told_so(year):
    assert refused(year) == ["rating.nothing_chosen"]


# --- issuing ---


def test_a_decision_is_issued_only_when_nobody_waits(year):
    decide(year, lan=Choice(Grade.GOOD))
    found = refusal_of(issue_decision, year.cycle, by=year.by("son", DECIDED))
    assert codes(found) == ["decision.undecided"]
    assert found[0].facts["number"] == 10


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "hoa@so"])
def test_only_an_authority_issues(year, name):
    decide_all(year)
    assert codes(refusal_of(issue_decision, year.cycle, by=year.by(name, DECIDED))) == ["office.not_yours"]


def test_one_decision_with_its_papers_and_a_notice_to_each(year):
    decide_all(year, lan=Choice(Grade.SATISFACTORY, "Việc chậm"))
    with on_record() as lines:
        issue_decision(year.cycle, by=year.by("son", DECIDED))
    assert [verb for verb, _ in lines] == [
        "rating.announced",
        "paper.issued",
        "paper.issued",
        "decision.issued",
    ]
    (paper,) = year.papers(kind="rating-decision")
    (table,) = year.papers(kind="rating-summary")
    assert (paper.symbol, paper.unit, table.symbol) == ("QĐ-VP", year.office.units["HCQT"], "")
    assert paper.sheet["authority"] == "CHÁNH VĂN PHÒNG UBND TỈNH"
    assert paper.sheet["at_request"] == "Theo đề nghị của Trưởng phòng Hành chính - Quản trị."
    number = f"số {BLANK}/QĐ-VP ngày{BLANK}tháng{BLANK}năm 2023"  # as the electronic paper leaves them
    assert table.sheet["basis"] == f"Kèm theo Quyết định {number} của Chánh Văn phòng UBND tỉnh"
    assert paper.sheet["attached_to"] == f"({table.sheet['basis']})"
    assert [line["people"] for line in paper.sheet["counts"]] == [0, 7, 1, 0]
    assert {line["name"] for line in paper.sheet["collectives"]} == {
        "Tập thể Phòng Hành chính - Quản trị",
        "Tập thể Phòng Tổng hợp",
        "Tập thể Trung tâm Tin học",
    }
    staff = next(group for group in table.sheet["groups"] if "Công chức" in group["name"])
    assert staff["lines"][0] | {"unit": "", "post": ""} == {
        "name": "Nguyễn Thị Lan",
        "post": "",
        "unit": "",
        "self_grade": "Hoàn thành tốt nhiệm vụ",
        "unit_grade": "Hoàn thành tốt nhiệm vụ",
        "decided": "Hoàn thành nhiệm vụ",
        "note": "Việc chậm",
    }
    assert Notice.objects.count() == 11
    assert not notices_in(year.cycle).filter(subject__in=[year.subject("son"), year.subject("pho")]).exists()


def test_the_head_of_the_centre_issues_the_centres_own(year):
    issued(year)
    decide(year, "giam_doc", vien=GOOD)
    issue_decision(year.cycle, by=year.by("giam_doc", DECIDED))
    paper = year.papers(kind="rating-decision")[-1]
    assert (paper.symbol, paper.unit.code) == ("QĐ-TT", "TT")
    assert (paper.sheet["at_request"], "Hành chính" in paper.sheet["executors"]) == ("", False)
    assert [line["name"] for line in paper.sheet["lines"]] == ["Hồ Thị Viên"]
    assert codes(refusal_of(issue_decision, year.cycle, by=year.by("giam_doc", DECIDED))) == [
        "decision.nothing_to_issue"
    ]


def test_after_a_consultation_its_level_is_the_proposal(year):
    by = year.by("son", DECIDED)
    lan = year.subject("lan")
    state_grade(year.cycle, lan, Stage.CONSULTED, Grade.SATISFACTORY, reason="Tham vấn hạ mức", by=by)
    assert refused(year, lan=Choice(Grade.GOOD)) == ["rating.reason_wanted"]
    decide_all(year)
    issue_decision(year.cycle, by=by)
    notice = year.notice("lan")
    assert (notice.rating.grade, notice.rating.reason) == ("satisfactory", "")
    assert reason_of(notice, None) == "Tham vấn hạ mức"


# --- after ---


def test_what_was_announced_is_never_edited(year):
    issued(year)
    assert refused(year, lan=Choice(Grade.SATISFACTORY, "Việc chậm")) == ["rating.already_announced"]
    assert refused(year, lan=Choice(Grade.GOOD)) == ["rating.already_announced"]


def test_rating_again_supersedes_with_its_grounds(year):
    issued(year)
    first, before = Decision.objects.get(), year.notice("lan")
    re_rate(
        year.cycle,
        year.subject("lan").pk,
        Grade.SATISFACTORY,
        grounds="Kết luận kiểm tra",
        by=year.by("son", AGAIN),
    )
    rows = Rating.objects.filter(subject=year.subject("lan"), stage=Stage.DECIDED).order_by("id")
    assert list(rows.values_list("grade", "is_current")) == [("good", False), ("satisfactory", True)]
    second = Decision.objects.exclude(pk=first.pk).get()
    assert (second.grounds, second.paper.is_current, first.paper.is_current) == (
        "Kết luận kiểm tra",
        True,
        True,
    )
    assert "Căn cứ xếp loại lại: Kết luận kiểm tra" in second.paper.sheet["bases"]
    assert [line["name"] for line in second.paper.sheet["lines"]] == ["Nguyễn Thị Lan"]
    notice = year.notice("lan")
    assert (notice.pk != before.pk, notice.read_at, notice.paper.kind) == (True, None, "rating-notice")
    assert (last_event().verb, last_event().reason) == ("decision.rated_again", "Kết luận kiểm tra")


def test_rating_again_has_grounds_and_another_level_and_comes_after(year):
    lan, by = year.subject("lan").pk, year.by("son", AGAIN)
    assert codes(refusal_of(re_rate, year.cycle, lan, Grade.GOOD, grounds="x", by=by)) == [
        "rating.not_announced"
    ]
    issued(year)
    assert codes(refusal_of(re_rate, year.cycle, lan, Grade.GOOD, grounds="", by=by)) == [
        "cycle.reason_missing",
        "rating.same_grade",
    ]
    for name in ("lan", "hoa", "minh", "hoa@so"):
        found = refusal_of(re_rate, year.cycle, lan, Grade.SATISFACTORY, grounds="x", by=year.by(name, AGAIN))
        assert codes(found) == ["office.not_yours"]


def test_the_ledger_keeps_a_draft_to_itself(year):
    decide(year, lan=Choice(Grade.SATISFACTORY, "Việc chậm"))
    lan = year.subject("lan").pk
    assert Stage.DECIDED not in grades_of(year.cycle, [lan])[lan]
    issued(year)
    assert grades_of(year.cycle, [lan])[lan][Stage.DECIDED].grade == "good"


# --- in the browser ---


def test_the_chief_decides_by_the_page(year, settings):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    son = browser_of(year, "son")
    th, minh, lan = (year.subject(name).pk for name in ("TH", "minh", "lan"))
    son.post("/xep-loai/quyet-dinh/ghi/", {f"muc-{th}": "good", f"muc-{minh}": "good", f"ly-do-{minh}": ""})
    alone = {f"muc-{lan}": "satisfactory", f"ly-do-{lan}": "Việc chậm", f"muc-{th}": "", "mot": lan}
    son.post("/xep-loai/quyet-dinh/ghi/", alone)
    rows = Rating.objects.filter(stage=Stage.DECIDED, is_current=True).values_list(
        "subject", "grade", "reason"
    )
    assert set(rows) == {(th, "good", ""), (minh, "good", ""), (lan, "satisfactory", "Việc chậm")}
    page = son.get("/xep-loai/quyet-dinh/").content.decode()
    assert "Việc chậm" in page
    assert "Còn 8 trên 11 đối tượng" in page
    son.post("/xep-loai/quyet-dinh/theo-de-nghi/")
    assert (
        Rating.objects.filter(stage=Stage.DECIDED, is_current=True).count() == 5
    )  # nobody proposed the others


def test_a_large_agency_decides_page_by_page(year, settings, monkeypatch):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    monkeypatch.setattr("thuocdo.decisions.web.views.PER_PAGE", 4)
    son, shown = browser_of(year, "son"), []
    while (answer := son.get("/xep-loai/quyet-dinh/", {"page": len(shown) + 1})).context["page"].number > len(
        shown
    ):
        shown.append({case.subject for _, cases in answer.context["benches"] for case in cases})
    assert len(shown) > 2
    assert all(shown)
    assert not shown[0] & shown[1]
    assert set().union(*shown) == {
        case.subject for bench in benches_of(year.cycle, year.by("son", DECIDED)) for case in bench.cases
    }
    unit = year.office.units["TH"].subject_id
    number = 1 + next(number for number, subjects in enumerate(shown) if unit in subjects)
    sent = {f"muc-{unit}": "good", f"ly-do-{unit}": "Như hồ sơ", "page": number}
    assert son.post("/xep-loai/quyet-dinh/ghi/", sent)["Location"] == "/xep-loai/quyet-dinh/" + (
        f"?page={number}" if number > 1 else ""
    )


def test_the_draft_of_the_paper_can_be_read_before_it_is_issued(year, settings):
    settings.PRETEND_TODAY = date(2023, 11, 29)
    son = browser_of(year, "son")
    address = "/xep-loai/quyet-dinh/du-thao.pdf"
    assert son.get(address).status_code == 404  # nothing is decided yet
    decide(year, lan=Choice(Grade.GOOD))
    with nothing_written():
        answer = son.get(address)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "du-thao.pdf" in son.get("/xep-loai/quyet-dinh/").content.decode()


def test_the_whole_way_by_the_pages(year, settings):
    """Decide, issue, read, petition, answer with another level: nothing but what people press."""
    settings.PRETEND_TODAY = date(2023, 11, 29)
    son, lan = browser_of(year, "son"), browser_of(year, "lan")
    decide_all(year)
    assert son.post("/xep-loai/quyet-dinh/ban-hanh/").status_code == 302
    notice = f"/xep-loai/thong-bao/{year.notice('lan').pk}/"
    assert notice in lan.get("/").content.decode()
    lan.post(f"{notice}da-doc/")
    lan.post(f"{notice}kien-nghi/", {"text": "Xin xem lại"})
    petition = year.notice("lan").petitions.get()
    answer = f"/xep-loai/kien-nghi/{petition.pk}/"
    assert answer in son.get("/").content.decode()
    assert "Xin xem lại" in son.get(answer).content.decode()
    son.post(answer, {"findings": "Xem lại hồ sơ", "grade": "satisfactory"})
    page = lan.get(notice).content.decode()
    assert "Đã xếp loại lại." in page
    assert "Thông báo này đã được thay" in page
    assert year.notice("lan").rating.grade == "satisfactory"
    paper = year.notice("lan").petitions.model.objects.get().paper
    assert lan.get(f"/ho-so/van-ban/{paper.pk}.pdf").status_code == 200
