"""The ballots' pages, asked directly: who sees what and when, what comes back as typed."""

import re

import pytest
from django.urls import reverse

from tests.ballots.browsing import at, get
from tests.ballots.test_electronic import NO, YES, a_slip, acting, opened
from tests.ballots.test_electronic import prepared as electronic
from tests.builders import a_cycle, nothing_written
from tests.standing import beside_another, standing
from thuocdo.ballots.actions import close_ballot
from thuocdo.ballots.models import Ballot
from thuocdo.ballots.queries import as_it_stands, board_of, count_of
from thuocdo.ballots.rules import LineCount, Way
from thuocdo.site.demo.polling import hold_electronic

lived, year = standing(beside_another(a_cycle))

UNIT = ("lan", "bao", "tuan", "minh")


def on_paper(year, **how) -> Ballot:
    people = year.office.people
    facts = {"way": Way.PAPER, "tellers": [people["bao"], people["tuan"]]} | how
    return electronic(year, **facts)


def counted(year, choices=((YES, NO),) * 4) -> Ballot:
    return hold_electronic(electronic(year), choices, acting(year), by=year.by("minh"))


# --- the list ---


def test_the_list_shows_the_ballots_that_concern_me(year, desks):
    url = f'href="{at("show", electronic(year))}"'
    seen = {
        name for name in (*UNIT, "hoa", "son", "khach") if url in get(desks, name, reverse("ballots:index"))
    }
    assert seen == {*UNIT, "hoa"}
    assert "Lao động tiên tiến" not in get(desks, "hoa@so", reverse("ballots:index"))


def test_only_hcqt_is_offered_a_ballot_of_its_own(desks):
    new = reverse("ballots:new")
    assert [new in get(desks, name, reverse("ballots:index")) for name in ("hoa", "minh", "lan")] == [
        True,
        False,
        False,
    ]
    assert get(desks, "minh", new, 403)


def test_who_has_no_part_finds_no_ballot(year, desks):
    ballot = electronic(year)
    for name in ("son", "khach", "hoa@so", "minh@so"):
        for act in ("show", "vote", "key", "key_state", "sheet", "written", "slip", "board", "archive"):
            get(desks, name, at(act, ballot), 404)


# --- a new one ---


def sent(year, **facts):
    """What HCQT types, as the page sends it."""
    keys = {name: str(person.pk) for name, person in year.office.people.items()}
    return {
        "title": "Mức xếp loại của Văn phòng",
        "occasion": "Hội nghị cán bộ chủ chốt",
        "place": "Hội trường",
        "layout": "titles",
        "lines": "Nguyễn Thị Lan\n\n  Huỳnh Gia Bảo  \n",
        "least": "1",
        "most": "1",
        "way": "paper",
        "rule": "",
        "chair": keys["son"],
        "tellers": [keys["bao"], keys["tuan"]],
        "voters": [keys[name] for name in UNIT],
        "summoned": "5",
    } | facts


@pytest.mark.parametrize(
    ("facts", "labels", "choose"),
    [
        ({"layout": "titles"}, ["Nguyễn Thị Lan", "Huỳnh Gia Bảo"], (1, 1)),
        ({"layout": "opinion"}, ["Nguyễn Thị Lan", "Huỳnh Gia Bảo"], (1, 1)),
        ({"layout": "choice", "most": "2"}, ["Nguyễn Thị Lan", "Huỳnh Gia Bảo"], (1, 2)),
        (
            {"layout": "level", "lines": ""},
            [
                "Hoàn thành xuất sắc nhiệm vụ",
                "Hoàn thành tốt nhiệm vụ",
                "Hoàn thành nhiệm vụ",
                "Không hoàn thành nhiệm vụ",
            ],
            (1, 1),
        ),
    ],
)
def test_hcqt_prepares_a_ballot_of_each_layout(year, desks, facts, labels, choose):
    answer = desks["hoa"].post(reverse("ballots:new"), sent(year, **facts))
    ballot = Ballot.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("show", ballot))
    assert list(ballot.lines.values_list("label", flat=True)) == labels
    assert (ballot.layout, ballot.least, ballot.most) == (facts["layout"], *choose)
    assert (ballot.stands_alone, ballot.summoned, ballot.present) == (True, 5, 4)
    assert ballot.chair == year.office.son


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"lines": " "}, "Phiếu chưa có dòng nào"),
        ({"layout": "choice", "most": "3"}, "Số được chọn ít nhất và nhiều nhất không hợp"),
        ({"way": "electronic"}, "Phiếu kín điện tử cần đúng ba người kiểm phiếu"),
        ({"way": "simple"}, "simple"),
        ({"place": ""}, "Địa điểm"),
        ({"least": "-1"}, "Chọn ít nhất"),
        ({"voters": ["999999"]}, "999999"),
    ],
)
def test_what_cannot_be_held_comes_back_as_typed(year, desks, facts, said):
    with nothing_written():
        answer = desks["hoa"].post(reverse("ballots:new"), sent(year, **facts))
    page = answer.content.decode()
    assert (answer.status_code, said in page, "error-summary" in page) == (422, True, True)
    assert 'value="Mức xếp loại của Văn phòng"' in page
    (chosen,) = re.findall(rf'<input[^>]*name="tellers" value="{year.office.tuan.pk}"[^>]*>', page)
    assert "checked" in chosen


# --- on paper ---

FIGURES = {"issued": "4", "collected": "4", "valid": "4", "invalid": "0", "written": "0"}
MARKS = {"agree-7": "3", "disagree-7": "1", "blank-7": "0", "agree-8": "4", "disagree-8": "0", "blank-8": "0"}


def test_two_sheets_are_compared_side_by_side(year, desks):
    ballot = on_paper(year)
    url = at("sheet", ballot)
    answer = desks["bao"].post(url, FIGURES | MARKS)
    assert (answer.status_code, answer["Location"]) == (302, at("show", ballot))
    assert 'value="3"' not in get(desks, "tuan", url)  # the other's figures are not shown before one's own
    differing = desks["tuan"].post(url, FIGURES | MARKS | {"agree-7": "2", "disagree-7": "2"})
    cells = re.findall(
        r'<td class="number">(\d+)</td><td class="number">(\d+)</td>', differing.content.decode()
    )
    assert (differing.status_code, cells) == (422, [("3", "2"), ("1", "2")])
    assert desks["tuan"].post(url, FIGURES | MARKS).status_code == 302
    assert "đã niêm phong kết quả" in get(desks, "minh", at("show", ballot))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"agree-7": "4"}, "phải bằng số phiếu hợp lệ (4)"),
        ({"valid": "x"}, "Phiếu hợp lệ"),
        ({"issued": ""}, ""),
    ],
)
def test_a_wrong_sheet_comes_back_as_typed(year, desks, facts, said):
    ballot = on_paper(year)
    with nothing_written():
        answer = desks["bao"].post(at("sheet", ballot), FIGURES | MARKS | facts)
    page = answer.content.decode()
    assert (answer.status_code, said in page, 'name="agree-8" value="4"' in page) == (422, True, True)


def test_a_sheet_is_its_tellers(year, desks):
    ballot = on_paper(year)
    get(desks, "minh", at("sheet", ballot), 403)
    with nothing_written():
        assert desks["lan"].post(at("sheet", ballot), FIGURES | MARKS).status_code in (403, 404)
    get(desks, "bao", at("key", ballot), 404)
    get(desks, "bao", at("key_state", ballot), 404)


def test_slips_are_alike_byte_for_byte(year, desks):
    ballot = on_paper(year)
    first, second = (desks[name].get(at("slip", ballot)) for name in ("minh", "hoa"))
    assert (first.status_code, second.status_code) == (200, 200)
    pages = [b"".join(answer) for answer in (first, second)]
    assert pages[0].startswith(b"%PDF")
    assert pages[0] == pages[1]
    get(desks, "bao", at("slip", ballot), 403)


# --- written opinions ---


def test_written_opinions_have_a_page_of_their_own(year, desks):
    ballot = electronic(year, summoned=5)
    url = at("written", ballot)
    marks = {"written_agree-7": "1", "written_disagree-8": "1"}
    minh = desks["minh"]
    with nothing_written():
        wrong = minh.post(url, {"written": "1", "written_agree-7": "1"})
    assert (wrong.status_code, 'name="written_agree-7" value="1"' in wrong.content.decode()) == (422, True)
    assert minh.post(url, {"written": "1"} | marks).status_code == 302
    told = count_of(as_it_stands(ballot))
    assert (told.written, told.lines) == (
        1,
        (LineCount("7", "Lan", 0, written_agree=1), LineCount("8", "Bảo", 0, written_disagree=1)),
    )
    get(desks, "lan", url, 403)


# --- what is shown when ---


def test_minutes_are_there_after_the_count(year, desks):
    before, after = electronic(year), counted(year)
    for extension, begins in (("pdf", "%PDF"), ("docx", "PK")):
        get(desks, "minh", at("minutes", before, extension), 404)
        assert get(desks, "lan", at("minutes", after, extension)).startswith(begins)
    get(desks, "minh", at("minutes", after, "odt"), 404)


def test_the_board_is_shown_after_closing_and_the_archive_after_the_count(year, desks):
    ballot, _ = opened(year)
    for act in ("board", "archive"):
        get(desks, "lan", at(act, ballot), 409)
    assert "data-trackers" not in get(desks, "lan", at("show", ballot))
    for name in ("lan", "bao", "tuan"):
        words = a_slip(ballot, YES, NO)
        cast = desks[name].post(at("cast", ballot), words, content_type="text/plain")
        assert cast.status_code == 200
    close_ballot(ballot, by=year.by("minh"))
    board = desks["minh"].get(at("board", ballot)).json()
    assert list(zip(board["trackers"], board["ballots"], strict=True)) == board_of(ballot)
    assert board["trackers"] == sorted(board["trackers"])
    get(desks, "lan", at("archive", ballot), 404)
    sealed = counted(year)
    answer = desks["lan"].get(at("archive", sealed))
    assert b"".join(answer) == sealed.election.archive.read()
    assert f"{sealed.election.uuid}.bel" in answer["Content-Disposition"]


def test_the_roll_is_shown_to_who_runs_or_counts(year, desks):
    ballot, _ = opened(year, tellers=[year.office.people[name] for name in ("bao", "tuan", "son")])
    rolls = {name: 'class="roll"' in get(desks, name, at("show", ballot)) for name in ("minh", "son", "lan")}
    assert rolls == {"minh": True, "son": True, "lan": False}
