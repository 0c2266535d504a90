"""Every address of the program, how it is asked, and who gets in: the declared permissions of the pages.

An address without a row does not pass (`test_doors.py`). A row tells the answer to each person of the tests
at a day when phòng Tổng hợp has handed over its dossier; every address is about Lan, her unit or its meeting.
A page: 200, or 302 on to another. An act sent without a word: 302 done, 409 and 422 told what is wrong with it.
403: not yours to do. 404: not yours to see.
"""

from dataclasses import dataclass

PEOPLE = ("lan", "bao", "tuan", "minh", "hoa", "son", "khach", "minh@so", "hoa@so")


@dataclass(frozen=True)
class Door:
    """How an address is asked, and the answer to each of PEOPLE; none: open to whoever is not logged in."""

    methods: str
    answers: tuple[int, ...] = ()


def page(answers: str) -> Door:
    return Door("GET", tuple(map(int, answers.split())))


def act(answers: str) -> Door:
    return Door("POST", tuple(map(int, answers.split())))


def both(answers: str) -> Door:
    """A page with its own form: the answers are to looking at it."""
    return Door("GET POST", tuple(map(int, answers.split())))


DOORS = {
    # lan bao tuan minh | hoa son khach | minh and hoa of another agency
    "login": Door("GET POST"),
    "logout": Door("POST"),
    "set_language": Door("GET POST"),
    "alive": Door("GET"),
    "password": both("200 200 200 200 200 200 200 200 200"),
    "office:people": page("403 403 403 403 200 200 403 403 200"),
    "office:person": page("403 403 403 403 200 200 403 403 404"),
    "office:absence": act("403 403 403 403 422 422 403 403 404"),
    "office:strike_absence": act("404 404 404 404 404 404 404 404 404"),
    "office:discipline": act("403 403 403 403 422 422 403 403 404"),
    "office:login": act("403 403 403 403 200 403 403 404 404"),
    "office:logins": act("403 403 403 403 200 403 403 403 200"),
    "office:unit": page("403 403 403 403 200 200 404 404 404"),
    "office:stand_in": act("403 403 403 403 422 422 404 404 404"),
    "office:end_stand_in": act("404 404 404 404 404 404 404 404 404"),
    "office:charge": act("404 404 404 404 404 404 404 404 404"),
    "office:import": both("403 403 403 403 200 403 403 403 200"),
    "office:template": page("403 403 403 403 200 403 403 403 200"),
    "office:preview": page("403 403 403 403 409 403 403 403 409"),
    "office:confirm": act("403 403 403 403 409 403 403 403 409"),
    "office:imported": page("403 403 403 403 404 403 403 403 404"),
    "office:undo": act("403 403 403 403 404 403 403 403 404"),
    "cycle:plan": page("200 200 200 200 200 200 200 200 200"),
    "cycle:open": both("200 200 200 200 200 200 200 200 200"),
    "cycle:step": page("200 200 200 200 200 200 200 200 200"),
    "cycle:change_due": act("403 403 403 403 422 403 403 403 422"),
    "cycle:extend": act("403 403 403 403 422 403 403 403 422"),
    "cycle:close_step": act("403 403 403 403 409 403 403 403 409"),
    "cycle:reopen_step": act("403 403 403 403 409 403 403 403 409"),
    "cycle:remind": act("403 403 403 403 302 403 403 403 302"),
    "law:book": page("200 200 200 200 200 200 200 200 200"),
    "law:rule": page("200 200 200 200 200 200 200 200 200"),
    "law:form": page("200 200 200 200 200 200 200 200 200"),
    "law:act": page("200 200 200 200 200 200 200 200 200"),
    "law:unchecked": page("200 200 200 200 200 200 200 200 200"),
    "law:confirm": act("403 403 403 403 409 403 403 403 409"),
    "law:withdraw": act("404 404 404 404 404 404 404 404 404"),
    "ratings:groups": page("403 403 403 200 200 200 403 200 200"),
    "ratings:trial": both("403 403 403 403 200 200 403 403 200"),
    "ratings:widen": act("403 403 403 403 302 403 403 404 404"),
    "ratings:years": page("403 403 403 403 200 200 403 403 404"),
    "ratings:periods": both("404 404 404 404 404 404 404 404 404"),  # 2023 knows no points by quarter
    "ratings:approve": act("403 403 403 403 403 302 403 403 403"),
    "ratings:propose": act("403 403 403 403 302 403 403 403 302"),
    "ratings:move": act("403 403 403 403 302 403 403 404 404"),
    "reviews:call": act("403 403 403 403 302 403 403 403 302"),
    "reviews:prompts": both("403 403 403 200 200 200 404 404 404"),
    "reviews:send_prompts": act("403 403 403 409 403 403 404 404 404"),
    "reviews:prompts_paper": page("403 403 403 200 200 200 404 404 404"),
    "reviews:show": page("200 200 200 200 200 200 404 404 404"),
    "reviews:save": act("422 403 403 403 403 403 404 404 404"),
    "reviews:submit": act("422 403 403 403 403 403 404 404 404"),
    "reviews:complete": act("422 403 403 403 403 403 404 404 404"),
    "reviews:return": act("403 403 403 403 409 403 404 404 404"),
    "reviews:excuse": act("403 403 403 403 409 403 404 404 404"),
    "reviews:reroute": act("403 403 403 403 409 403 404 404 404"),
    "reviews:take_up": act("409 403 403 403 403 403 404 404 404"),
    "reviews:attach": act("409 403 403 403 403 403 404 404 404"),
    "reviews:evidence": page("200 200 200 200 200 200 404 404 404"),
    "reviews:detach": act("409 403 403 403 403 403 404 404 404"),
    "reviews:paper": page("200 200 200 200 200 200 404 404 404"),
    "reviews:version": page("200 200 200 200 200 200 404 404 404"),
    "meetings:call": both("302 302 302 302 302 302 404 404 404"),
    "meetings:show": page("302 302 302 302 302 302 404 404 404"),
    "meetings:attendance": act("409 403 403 409 403 403 404 404 404"),
    "meetings:open": act("409 403 403 409 403 403 404 404 404"),
    "meetings:secretary": act("409 403 403 409 409 403 404 404 404"),
    "meetings:item": page("200 200 200 200 200 200 404 404 404"),
    "meetings:start": act("409 403 403 409 403 403 404 404 404"),
    "meetings:chair": act("409 403 403 409 403 403 404 404 404"),
    "meetings:remark": act("409 403 403 409 403 403 404 404 404"),
    "meetings:correct": act("409 403 403 409 403 403 404 404 404"),
    "meetings:point": act("409 403 403 409 403 403 404 404 404"),
    "meetings:conclude": act("409 403 403 409 403 403 404 404 404"),
    "meetings:ballot": act("409 403 403 409 403 403 404 404 404"),
    "meetings:recount": act("409 403 403 409 403 403 404 404 404"),
    "meetings:minutes": page("200 200 200 200 200 200 404 404 404"),
    "meetings:adopt": act("409 403 403 409 403 403 404 404 404"),
    "meetings:correct_minutes": act("409 403 403 409 403 403 404 404 404"),
    "meetings:close": act("403 403 403 409 403 403 404 404 404"),
    "meetings:reopen": act("403 403 403 403 409 403 404 404 404"),
    "meetings:projector": page("200 200 200 200 200 200 404 404 404"),
    "meetings:paper": page("200 200 200 200 200 200 404 404 404"),
    "consultation:board": page("403 403 403 403 200 200 403 403 200"),
    "consultation:projector": page("403 403 403 403 200 200 403 403 200"),
    "consultation:card": page("403 403 403 403 200 200 403 403 404"),
    "consultation:move": act("403 403 403 403 409 409 403 403 404"),
    "consultation:opinion": act("403 403 403 403 409 409 403 403 404"),
    "consultation:strike": act("403 403 403 403 404 404 403 403 404"),
    "consultation:people": page("403 403 403 403 200 200 403 403 404"),
    "consultation:call": both("403 403 403 403 302 302 403 403 200"),
    "consultation:seat": act("403 403 403 403 403 403 403 403 404"),
    "consultation:unseat": act("403 403 403 403 404 404 403 403 404"),
    "consultation:mark": act("403 403 403 403 302 302 403 403 404"),
    "consultation:open": act("403 403 403 403 409 409 403 403 404"),
    "consultation:minutes": page("403 403 403 403 200 200 403 403 404"),
    "consultation:close": act("403 403 403 403 422 422 403 403 404"),
    "consultation:reopen": act("403 403 403 403 409 409 403 403 404"),
    "consultation:paper": page("403 403 403 403 200 200 403 403 404"),
    "difficulties:list": page("200 200 200 200 200 200 200 200 200"),
    "difficulties:raise": act("409 409 409 409 409 409 409 409 409"),
    "difficulties:show": page("200 404 404 200 200 200 404 404 404"),
    "difficulties:forward": act("403 404 404 403 409 403 404 404 404"),
    "difficulties:answer": act("403 404 404 403 403 302 404 404 404"),
    "difficulties:guide": act("403 404 404 403 403 302 404 404 404"),
    "difficulties:letter": page("200 404 404 200 200 200 404 404 404"),
    "dossiers:show": page("200 200 200 200 200 200 404 404 404"),
    "dossiers:hand_over": act("403 403 403 409 403 403 404 404 404"),
    "dossiers:accept": act("403 403 403 403 302 403 404 404 404"),
    "dossiers:return": act("403 403 403 403 409 403 404 404 404"),
    "dossiers:cover": page("200 200 200 200 200 200 404 404 404"),
    "dossiers:paper": page("200 404 404 200 200 200 404 404 404"),
    "desk": page("200 200 200 200 200 200 200 200 200"),
    "desks:unit": page("403 403 403 200 200 200 404 404 404"),
    "desks:why": page("403 403 403 200 200 200 404 404 404"),
    "desks:wall": page("403 403 403 403 200 200 403 403 200"),
    "papers:register": page("403 403 403 403 200 403 403 403 200"),
    "papers:paper": page("403 403 403 200 200 200 403 404 404"),
    "papers:draw": act("403 403 403 403 302 403 403 404 404"),
    "papers:issued_file": page("403 403 403 200 200 200 403 404 404"),
    "papers:cancel": act("404 404 404 404 404 404 404 404 404"),
    "papers:numbered_file": page("404 404 404 404 404 404 404 404 404"),
    "papers:plan": act("403 403 403 403 302 403 403 403 302"),
    "papers:sign": both("403 403 403 200 200 200 403 404 404"),
    "papers:hand_back": act("403 403 403 302 302 302 403 404 404"),
    "papers:signed_file": page("404 404 404 404 404 404 404 404 404"),
    "papers:verify": both("200 200 200 200 200 200 200 200 200"),
    "papers:gallery": page("403 403 403 403 200 403 403 403 200"),
    "papers:specimen": page("403 403 403 403 404 403 403 403 404"),
    "papers:reword": both("403 403 403 403 404 403 403 403 404"),
    "papers:specimen_file": page("403 403 403 403 404 403 403 403 404"),
    "papers:picture": page("403 403 403 403 404 403 403 403 404"),
    "ballots:index": page("200 200 200 200 200 200 200 200 200"),
    "ballots:new": both("403 403 403 403 200 403 403 403 200"),
    "ballots:show": page("200 200 200 200 200 404 404 404 404"),
    "ballots:vote": page("200 200 200 200 403 404 404 404 404"),
    "ballots:cast": act("409 409 409 409 403 404 404 404 404"),
    "ballots:election": page("200 200 200 200 200 404 404 404 404"),
    "ballots:board": page("409 409 409 409 403 404 404 404 404"),
    "ballots:archive": page("409 409 409 409 403 404 404 404 404"),
    "ballots:key": page("200 403 200 200 403 404 404 404 404"),
    "ballots:key_state": page("200 403 200 200 403 404 404 404 404"),
    "ballots:key_part": act("409 403 409 409 403 404 404 404 404"),
    "ballots:sheet": both("404 403 404 404 403 404 404 404 404"),
    "ballots:written": both("403 403 403 200 403 404 404 404 404"),
    "ballots:slip": page("403 403 403 200 403 404 404 404 404"),
    "ballots:minutes": page("404 404 404 404 404 404 404 404 404"),
    "ballots:begin_again": act("403 403 403 409 403 404 404 404 404"),
    "ballots:freeze": act("403 403 403 409 403 404 404 404 404"),
    "ballots:open": act("403 403 403 409 403 404 404 404 404"),
    "ballots:close": act("403 403 403 302 403 404 404 404 404"),
    "ballots:extend": act("403 403 403 409 403 404 404 404 404"),
    "ballots:seal": act("403 403 403 409 403 404 404 404 404"),
    "ballots:void": act("403 403 403 409 403 404 404 404 404"),
    "ballots:recount": act("403 403 403 409 403 404 404 404 404"),
}
