"""Something behind every address of the program, and the address that leads to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.ballots.crowd import opened_for
from tests.builders import GIVEN, UNIT, Year, a_review, begin, call, close, complete_all, hear_all, submit
from tests.conferences.stage import call_key_officials
from tests.consultation.stage import begin as begin_consultation
from tests.consultation.stage import end as end_consultation
from tests.consultation.stage import propose_in_hcqt
from tests.decisions.stages import decide_all
from tests.difficulties.stage import answered
from tests.drafting import stage as drafting
from tests.figures.stage import ask, send
from tests.papers.forms_filled import begun
from tests.reviews.files import PDF
from thuocdo.assemblies.actions import reopen_assembly
from thuocdo.decisions.actions import file_petition, issue_decision
from thuocdo.dossiers.actions import hand_over
from thuocdo.ratings.queries import groups_of
from thuocdo.reviews.actions import attach_evidence, send_prompts, write_prompts
from thuocdo.reviews.queries import prompt_sheet

OPEN = {"login", "logout", "set_language", "alive"}  # no one need be logged in


def a_whole_year() -> Year:
    """Something behind every address: prompts, evidence, remarks, a ballot, papers, a dossier."""
    year = a_review()
    minh = year.by("minh")
    attach_evidence(year.review("lan"), "minh-chung.pdf", PDF, by=year.by("lan"))
    write_prompts(year.cycle, year.unit, [(year.office.lan.subject_id, "Trễ hạn")], by=minh)
    send_prompts(prompt_sheet(year.cycle, year.unit), by=minh)
    for name in (*UNIT, "TH"):
        submit(year, name)
    call(year)
    begin(year)
    hear_all(year)
    close(year)
    complete_all(year)
    hand_over(year.cycle, year.unit, by=year.by("minh", GIVEN))
    opened_for(year, [year.office.people[name] for name in UNIT])
    propose_in_hcqt(year)
    begin_consultation(year)
    end_consultation(year)
    decide_all(year, GIVEN)
    issue_decision(year.cycle, by=year.by("son", GIVEN))
    file_petition(year.notice("lan"), "Xin xem lại", by=year.by("lan", GIVEN))
    ask(year)
    send(year, "TH", "minh", "20", "48", "Tốt")
    drafting.a_commented_draft(year)
    reopen_assembly(year.cycle.consultation, reason="Bổ sung", by=year.by("hoa", GIVEN))
    call_key_officials(year)
    answered(year)
    begun(year)
    return year


def patterns(under: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The name and pattern of every address of the program."""
    for pattern in (under or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


# Points of the agenda that an address is about, where it is not Lan's.
ITEMS = {"meetings:point": "TH"} | dict.fromkeys(("meetings:ballot", "meetings:recount"), "emulation")


def words_of(year: Year) -> dict[str, dict[str, object]]:
    """What is sent where an act without a word would not even find whom it is about."""
    people = year.office.people
    return {
        "reviews:reroute": {"unit": year.office.units["HCQT"].pk, "reason": "Điều động"},
        "meetings:secretary": {"person": people["bao"].pk, "reason": "Ốm"},
        "meetings:chair": {"person": people["tuan"].pk},
        "difficulties:raise": {"step": "self_reviews"},
        "difficulties:answer": {"answer": "Làm như sau"},
        "conferences:seat": {"person": people["bao"].pk, "body": "union"},
        "consultation:opinion": {"speaker": people["tuan"].pk, "text": "Nhất trí"},
        "drafting:assign": {"owner": people["lan"].pk, "section": drafting.section(year, "causes").pk},
        "drafting:figures": {"line": year.cycle.figure_request.fields.get(together="text").pk},
        "drafting:comment": {"request": drafting.asked(year, "TH").pk, "text": "Nhất trí"},
        "meetings:remark": {"speaker": year.seat("tuan").pk, "text": "Nhất trí"},
        "decisions:decide": {f"muc-{year.subject('lan').pk}": "good"},
        "ratings:move": {
            "subject": year.subject("lan").pk,
            "group": groups_of(year.cycle).last().pk,
            "reason": "Phụ trách",
        },
    }


@dataclass(frozen=True)
class Known:
    """What addresses are about: Lan, her review and her points of the agenda, her unit, its meeting."""

    by_name: dict[str, object]
    by_room: dict[str, object]
    items: dict[str, int]
    rest: dict[str, object]

    def rows(self, name: str) -> dict[str, object]:
        room = name.partition(":")[0]
        return self.rest | {
            "pk": self.by_name.get(name, self.by_room.get(room, 0)),
            "item": self.items[ITEMS.get(name, "lan")],
            "kind": {"drafting": "leadership-report"}.get(room, KINDS.get(name, "unit-minutes")),
            "key": LAWS.get(name, "self_reviews"),
        }


KINDS = {"papers:begin": "invitation"}
LAWS = {"law:rule": "rating/excellent_cap", "law:form": "form-02a/2023", "law:act": "kh-vp-2023"}


def known_of(year: Year) -> Known:
    review, lan = year.review("lan"), year.office.lan
    return Known(
        by_name={
            "decisions:re_rate": lan.subject_id,
            "decisions:answer": year.notice("lan").petitions.get().pk,
            "ratings:years": lan.pk,
            **dict.fromkeys(
                ("papers:draft", "papers:draft_table", "papers:draft_file", "papers:drop_draft"),
                year.cycle.draft_papers.get().pk,
            ),
            **drafting_rows(year),
        },
        by_room={
            "reviews": review.pk,
            "meetings": year.meeting.pk,
            "difficulties": year.cycle.difficulties.get().pk,
            "office": lan.pk,
            "decisions": year.notice("lan").pk,
            "desks": lan.pk,
            "dossiers": year.papers(subject=lan.subject)[-1].pk,
            "papers": year.papers(kind="unit-minutes")[-1].pk,
            "conferences": year.cycle.conference.seats.get(person=year.office.minh).pk,
            "ballots": year.cycle.ballots.get(state="open").pk,
            "ratings": groups_of(year.cycle).first().pk,
            "drafting": drafting.the_draft(year).pk,
        },
        items={name: year.item(name).pk for name in ("lan", "TH", "emulation")},
        rest={
            "unit": year.unit.pk,
            "remark": year.item("lan").remarks.get().pk,
            "seat": year.seat("son").pk,
            "named": 0,
            "point": review.points.get().pk,
            "evidence": review.evidence.get().pk,
            "version": review.versions.first().pk,
            "extension": "pdf",
            "name": "items",
            "absence": 0,
            "subject": lan.subject_id,
            "stem": "unit-minutes",
            "page": 1,
            "part": "try",
        },
    )


def drafting_rows(year: Year) -> dict[str, object]:
    section, asked = drafting.section(year, "causes").pk, drafting.asked(year, "TH").pk
    rows = dict.fromkeys(("section", "save", "give", "figures", "compare", "comment"), section)
    rows |= {"withdraw_request": asked, "finish": asked}
    rows |= dict.fromkeys(("withdraw_comment", "answer"), drafting.comment(year, "TH").pk)
    return {f"drafting:{name}": row for name, row in rows.items()}


ADDRESSES = [name for name, _ in patterns() if name not in OPEN]


def address(known: Known, name: str, pattern: URLPattern) -> str:
    """The address about Lan."""
    rows = known.rows(name)
    return reverse(name, kwargs={key: rows[key] for key in pattern.pattern.converters})


def addresses_of(year: Year) -> dict[str, str]:
    """Each address about Lan, by its name."""
    known = known_of(year)
    return {name: address(known, name, pattern) for name, pattern in patterns() if name not in OPEN}
