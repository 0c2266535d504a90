"""What a person writes in the self-review: forms 01, 02A, 02B and ND 90 of 2023."""

from collections.abc import Callable
from random import Random
from typing import Any

from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Grade, StaffKind
from thuocdo.site.demo.people import DemoPerson
from thuocdo.site.demo.variants import Pen, calendar, capital, listed, small, stored, unit_figures, unit_word

YEAR = 2023
_LEVELS = ("xuat_sac", "tot", "trung_binh", "kem")
# Share of a full year that a person served in this office, by what happened to them.
_SHARE_OF_YEAR = {"maternity": 0.5, "sick": 0.65, "since": 0.3}
_REMEDIED, _IN_PROGRESS = "đã khắc phục", "đang khắc phục, đạt khoảng {70-85}%"


def self_review_answers(person: DemoPerson, form_key: str, year: int = YEAR) -> dict[str, str]:
    """Every field of the form, by field key.

    `own_grade_*` are Grade values; other `*_grade` are xuat_sac, tot, trung_binh or kem. Forms: form-02a/2023 and
    form-02b/2023 (Party members), form-01/2023 and form-nd90-03/2023. KeyError for another.
    """
    pen = pen_of(person, year)
    answers = {field: write(person, pen) for field, write in _fields_of(form_key, person).items()}
    return answers | _grades_of(form_key, person)


def _fields_of(form_key: str, person: DemoPerson) -> dict[str, Callable[[DemoPerson, Pen], str]]:
    fields = dict(_FORMS[form_key])
    if form_key in _STATE_FORMS and person.role.leads:
        fields |= _STATE_LEADER_FIELDS
    return fields


def _grades_of(form_key: str, person: DemoPerson) -> dict[str, str]:
    grades = {"own_grade_state": person.self_grade.value}
    if form_key in _STATE_FORMS:
        return grades
    grades["own_grade_party"] = person.self_grade.value
    headings = [f"{field}_grade" for field in _FORMS[form_key] if field in _GRADED_FIELDS]
    return grades | dict(zip(headings, _heading_levels(person, len(headings)), strict=True))


def _heading_levels(person: DemoPerson, count: int) -> list[str]:
    """Levels that fit the grade as a whole: results as the grade says, conduct often one better."""
    rank = person.self_grade.rank
    draw = Random(f"{person.seed} {person.code} levels")
    levels = [max(0, rank - 1) if draw.random() < 0.3 else rank for _ in range(count)]
    levels[0] = 2 if person.discipline else max(0, rank - draw.randint(0, 1))
    levels[1] = rank
    return [_LEVELS[level] for level in levels]


def pen_of(person: DemoPerson, year: int = YEAR) -> Pen:
    """The pen that knows the person: unit, work, figures, and what happened to them in the year."""
    unit = unit_word(person.unit_code, person.unit_name)
    words = {
        **calendar(year),
        **unit_figures(person.unit_code, person.seed),
        "unit": unit,
        "scope": scope_of(person),
    }
    return Pen(
        f"{person.seed} {person.code}",
        f"{person.seed} {person.unit_code}",
        person.rank,
        words | _case_words(person),
        _share_of_year(person),
    )


def _case_words(person: DemoPerson) -> dict[str, str]:
    words = {"since": day(person.since)}
    if person.absence:
        words |= {"absence_first": day(person.absence.first), "absence_last": day(person.absence.last)}
    if moved := person.transferred_from:
        words |= {"from_unit": moved.unit, "from_agency": moved.agency}
    if decision := person.discipline:
        words["discipline"] = decision.form.lower()
        words |= {"discipline_number": decision.number, "discipline_on": day(decision.on)}
    return words


def _share_of_year(person: DemoPerson) -> float:
    if person.is_new or person.transferred_from:
        return _SHARE_OF_YEAR["since"]
    return _SHARE_OF_YEAR[person.absence.kind] if person.absence else 1.0


def _line(person: DemoPerson) -> dict[str, Any]:
    """The store of the person's field of work; leaders of an advising unit share the line of their staff."""
    for lines in (stored("leaders")["lines"], stored("advice"), stored("housekeeping"), stored("centre")):
        if person.line in lines:
            return lines[person.line]
    raise KeyError(person.line)


def scope_of(person: DemoPerson) -> str:
    """The person's field of work, to follow "phụ trách"."""
    return _line(person)["scope"]


def faults_of(person: DemoPerson) -> list[dict[str, str]]:
    """Two shortcomings of this year, then two of the last: one of the work, one of the manner of working."""
    pen = pen_of(person)
    own = pen.take(_line(person)["faults"], "line faults", 2)
    manner = pen.take(_manner_faults(person), "manner faults", 2)
    if person.discipline:
        failed = {part: pen.write(text, part) for part, text in stored("persons")["failed_fault"].items()}
        return [failed, manner[0], own[1], manner[1]]
    return [own[0], manner[0], own[1], manner[1]]


def _manner_faults(person: DemoPerson) -> list[dict[str, str]]:
    if person.role.leads:
        return stored("leaders")["leader_faults"]
    return stored("persons")["worker_faults" if person.kind is StaffKind.CONTRACT_WORKER else "faults"]


def _conduct(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    parts = [pen.pick(store[pool], pool) for pool in ("conduct", "morals", "discipline_party")]
    if person.discipline:
        parts.append(pen.write(store["conduct_failed"][0], "conduct_failed"))
    return " ".join(parts)


def _duties(person: DemoPerson, pen: Pen) -> str:
    store, line = stored("persons"), _line(person)
    pool = line["leads"] if person.role.leads else line["duties"]
    opening = pen.pick(store["duty_open"], "duty_open")
    closings = store["worker_close" if person.kind is StaffKind.CONTRACT_WORKER else "duty_close"]
    closing = pen.pick(closings[person.self_grade.value], "duty_close")
    notes = _notes(person, pen)
    items = pen.list(pool, "duties", 3 if notes else 4)
    return "\n".join([listed(opening, items), closing, *notes])


def _notes(person: DemoPerson, pen: Pen) -> list[str]:
    store = stored("persons")
    if person.absence:
        return [pen.write(store[f"{person.absence.kind}_note"], "note")]
    if person.transferred_from:
        return [pen.write(store["transfer_note"], "note")]
    return [pen.write(store["new_note"], "note")] if person.is_new else []


def _commitment(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    if person.discipline:
        return store["commitment_failed"]
    return pen.pair(store["commitment"], store["commitment_detail"], "commitment")


def _shortcomings(person: DemoPerson, pen: Pen) -> str:
    items = [fault["fault"] for fault in faults_of(person)[:2]]
    return listed(pen.pick(stored("persons")["fault_open"], "fault_open"), items)


def _causes(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    items = [fault["cause"] for fault in faults_of(person)[:2]]
    opening = pen.pick(store["cause_open"], "cause_open")
    return "\n".join([listed(opening, items), pen.pick(store["cause_close"], "cause_close")])


def _remedied(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    if person.transferred_from:
        return pen.write(store["remedied_transferred"], "remedied")
    if person.is_new:
        return pen.write(store["remedied_new"], "remedied")
    items = [f"{text} {remedy} Mức độ: {degree}." for text, remedy, degree in person_last_year(person)]
    return listed(pen.pick(store["remedied_open"], "remedied_open"), items)


def _prompted(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    if not _is_prompted(person):
        return pen.pair(store["prompt_none"], store["prompt_shared"], "prompt_none")
    prompts = stored("units")[person.unit_code]["prompts"]
    # The unit that had a failure puts it first, and its leaders answer for it too.
    concerned = person.discipline or (person.colleague_failed and person.role.leads)
    prompt = prompts[0] if concerned else pen.take(prompts, "prompts")[0]
    answer = pen.pick(store["prompt_lead"], "prompt_lead") if person.role.leads else prompt["answer"]
    if person.discipline:
        answer = store["prompt_failed"]
    opening = pen.pick(store["prompt_answer"], "prompt_answer").removesuffix(".")
    return f"{opening}: “{prompt['text']}” {capital(answer)}"


def _is_prompted(person: DemoPerson) -> bool:
    if person.role.leads or person.discipline:
        return True
    is_ordinary = not (person.absence or person.transferred_from or person.is_new)
    return person.kind is StaffKind.CIVIL_SERVANT and person.rank % 3 == 0 and is_ordinary


def _collective_part(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    detail = store["collective_lead" if person.role.leads else "collective_detail"]
    return pen.pair(store["collective"], detail, "collective")


def _direction(person: DemoPerson, pen: Pen) -> str:
    store = stored("persons")
    items = [fault["plan"] for fault in faults_of(person)[:2]]
    opening = pen.pick(store["direction"], "direction")
    return "\n".join([listed(opening, items), pen.pick(store["direction_close"], "direction_close")])


def _pair(store_name: str, first: str, second: str) -> Callable[[DemoPerson, Pen], str]:
    def write(_person: DemoPerson, pen: Pen) -> str:
        store = stored(store_name)
        return pen.pair(store[first], store[second], f"{first} {second}")

    return write


def _service(person: DemoPerson, pen: Pen) -> str:
    pool = stored("leaders")["service"] if person.role.leads else _line(person)["service"]
    return pen.pair(pool, stored("persons")["service_close"], "service")


def _strengths_weaknesses(person: DemoPerson, pen: Pen) -> str:
    faults = " ".join(fault["fault"] for fault in faults_of(person)[:2])
    strengths = pen.pick(stored("persons")["strengths"], "strengths")
    return f"{strengths}\nKhuyết điểm: {small(faults)}"


_Write = Callable[[DemoPerson, Pen], str]
_FORM_02A: dict[str, _Write] = {
    "conduct": _conduct,
    "duties": _duties,
    "commitment": _commitment,
    "shortcomings": _shortcomings,
    "causes": _causes,
    "remedied": _remedied,
    "prompted": _prompted,
    "collective_part": _collective_part,
    "direction": _direction,
}
_FORM_02B: dict[str, _Write] = _FORM_02A | {
    "leadership": _pair("leaders", "leadership", "leadership_unity"),
    "responsibility": _pair("leaders", "responsibility", "innovation"),
    "example": _pair("leaders", "example", "integrity"),
}
_STATE_FORM: dict[str, _Write] = {
    "politics": _pair("persons", "politics", "politics_detail"),
    "ethics": _pair("persons", "ethics", "ethics_detail"),
    "style": _pair("persons", "style", "style_detail"),
    "discipline": _pair("persons", "discipline", "discipline_detail"),
    "results": _duties,
    "service": _service,
    "strengths_weaknesses": _strengths_weaknesses,
}
_STATE_LEADER_FIELDS: dict[str, _Write] = {
    "unit_results": _pair("leaders", "leadership", "innovation"),
    "management": _pair("leaders", "responsibility", "integrity"),
    "unity": _pair("leaders", "leadership_unity", "example"),
}
_FORMS: dict[str, dict[str, _Write]] = {
    "form-02a/2023": _FORM_02A,
    "form-02b/2023": _FORM_02B,
    "form-01/2023": _STATE_FORM,
    "form-nd90-03/2023": _STATE_FORM,
}
_STATE_FORMS = {"form-01/2023", "form-nd90-03/2023"}
_GRADED_FIELDS = ("conduct", "duties", "remedied", "leadership", "responsibility", "example")


def last_year_commitment(person: DemoPerson, year: int = YEAR) -> str:
    """What the person committed to as the year began (bản cam kết tu dưỡng, rèn luyện), three items."""
    items = pen_of(person, year).list(stored("persons")["commitment_text"], "commitment_text", 3)
    return "\n".join(f"- {text}" for text in items)


def person_last_year(person: DemoPerson) -> list[tuple[str, str, str]]:
    """(shortcoming of the year before, what was done, degree); none for those who were not here then.

    The degree begins with "đã khắc phục" or "đang khắc phục".
    """
    if person.is_new or person.transferred_from:
        return []
    pen, done = pen_of(person), remedied_count(person)
    return [remedied(pen, fault, is_done=place < done) for place, fault in enumerate(faults_of(person)[2:])]


def remedied(pen: Pen, fault: dict[str, str], *, is_done: bool) -> tuple[str, str, str]:
    """A shortcoming, what was done about it, and how far it went."""
    if is_done:
        return fault["fault"], fault["remedy"], _REMEDIED
    remedy = stored("persons")["in_progress"].replace("{plan}", small(fault["plan"]))
    return fault["fault"], remedy, pen.write(_IN_PROGRESS, fault["fault"])


def remedied_count(person: DemoPerson) -> int:
    """How many of the two shortcomings of last year are put right, in step with the grade."""
    if person.self_grade is Grade.GOOD:
        return 2 - person.rank % 2
    return {Grade.EXCELLENT: 2, Grade.SATISFACTORY: 1, Grade.UNSATISFACTORY: 0}[person.self_grade]
