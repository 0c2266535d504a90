"""The staff list: what would be done, doing it, and putting it back."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Model

from tests.office.sheets import HEADINGS, a_person, people, workbook, xlsx
from tests.people import a_login
from thuocdo.audit.models import Event
from thuocdo.kernel.findings import Refused
from thuocdo.kernel.spreadsheet import read_table
from thuocdo.kernel.words import PostRole, StaffKind
from thuocdo.office.actions import import_staff, undo_import, undo_obstacles
from thuocdo.office.import_queries import office_facts
from thuocdo.office.models import Absence, Duty, Person, Post, StaffImport, Subject, Unit
from thuocdo.office.permissions import Dependent
from thuocdo.office.queries import main_seats
from thuocdo.office.rules import HEADINGS as KNOWN
from thuocdo.office.rules import Choices, FieldChange, Plan, plan_import

TABLES: tuple[type[Model], ...] = (Subject, Unit, Person, Post, Duty)


def table_of(data: bytes, file_name: str = "ds.xlsx"):
    return read_table(data, file_name, KNOWN, required=("full_name",), joined=("full_name",))


def planned(rows, by, **choices) -> Plan:
    return plan_import(table_of(xlsx(rows)), office_facts(by), Choices(**choices))


def imported(rows, by, seen="", **choices) -> StaffImport:
    table = table_of(xlsx(rows))
    return import_staff(by.agency, table, by=by, file_name="ds.xlsx", choices=Choices(**choices), seen=seen)


def everything() -> dict[str, list[dict]]:
    """The whole tables, row by row."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def codes(act, *args, **more) -> list[str]:
    before = everything()
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    assert everything() == before  # nothing is half written
    return [finding.code for finding in caught.value.findings]


def problems(plan: Plan) -> list[tuple]:
    return [(problem.row, problem.column, problem.code) for problem in plan.problems]


# --- the plan ---


def test_the_offices_own_list_changes_nothing(hoa):
    plan = planned(people(), hoa)
    assert (plan.counts, plan.absent, problems(plan)) == (
        {"read": 7, "added": 0, "changed": 0, "same": 7, "left": 0, "units": 0},
        (),
        [],
    )
    assert [finding.code for finding in plan.obstacles()] == ["office.nothing_to_do"]


def test_added_changed_and_absent_are_told_apart(hoa):
    rows = people(VP006={"Chức vụ": "Phó Trưởng phòng", "Đảng viên": None}, VP007=None)
    plan = planned([*rows, a_person("TRẦN VĂN MỚI")], hoa)
    assert [(new.code, new.full_name, new.unit.code, new.role) for new in plan.added] == [
        ("NV0001", "Trần Văn Mới", "TH", PostRole.STAFF)
    ]
    (change,) = plan.changed
    assert (change.full_name, change.fields, change.role) == (
        "Nguyễn Thị Lan",
        (
            FieldChange("is_party_member", True, False),
            FieldChange("title", "Chuyên viên", "Phó Trưởng phòng"),
        ),
        PostRole.DEPUTY,
    )
    assert [person.code for person in plan.absent] == ["VP007"]
    assert plan.counts["left"] == 0  # absent from the list is not gone from the office


def test_empty_cells_say_nothing(hoa):
    nothing = {"Ngày sinh": None, "Đơn vị": None, "Chức vụ": None, "Đối tượng": None}
    assert planned(people(VP006=nothing), hoa).counts["same"] == 7


def test_every_wrong_cell_is_named_by_row_and_column(hoa):
    rows = [
        a_person("Trần Văn Một", **{"Ngày sinh": "30/02/1990"}),
        a_person("Trần Văn Hai", **{"Đơn vị": "Phòng Tổn hợp"}),
        a_person("Trần Văn Ba", **{"Đối tượng": "cộng tác"}),
        a_person("Trần Văn Bốn", **{"Đảng viên": "có lẽ"}),
        a_person("Trần Văn 5"),
        a_person("Trần Văn Sáu", **{"Chức vụ": None, "Đơn vị": None, "Đối tượng": None}),
        a_person("Trần Văn Bảy", **{"Ngày sinh": "01/02/2019"}),
        a_person("Trần Văn Tám", **{"Chức vụ": "x" * 121}),
        a_person("Trần Văn Chín", **{"Đơn vị": "=A1"}),
        a_person("Trần Văn Mười", **{"Mã số": "VP006"}),
        a_person("Ai Đó", **{"Mã số": "VP006"}),
        a_person(None),
        a_person("Nguyễn Thị Vân (nghỉ thai sản)"),
        a_person("Nguyễn Thị Vân*"),
        a_person("NguyÔn V¨n An"),  # a font of before Unicode
        a_person("阮文安"),
    ]
    assert problems(planned(rows, hoa)) == [
        (2, "D", "office.day_not_understood"),
        (3, "E", "office.unit_unknown"),
        (4, "G", "office.kind_unknown"),
        (5, "H", "office.party_unclear"),
        (6, "C", "office.name_odd"),
        (7, "E", "office.unit_missing"),
        (7, "F", "office.title_missing"),
        (7, "G", "office.kind_missing"),
        (8, "D", "office.birth_odd"),
        (9, "F", "office.too_long"),
        (10, "E", "sheet.formula"),
        (12, "B", "office.row_repeats"),
        (13, "C", "office.name_missing"),
        (14, "C", "office.name_odd"),
        (15, "C", "office.name_odd"),
        (16, "C", "office.name_odd"),
        (17, "C", "office.name_odd"),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NGUYỄN THỊ VÂN", "Nguyễn Thị Vân"),
        ("nguyễn thị vân", "Nguyễn Thị Vân"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Công Tằng Tôn Nữ Hoàng Phương Thị Ngọc Bích Trâm Anh Thùy Dung", None),
        ("Y Thịnh Niê Kđăm", None),
        ("\u00d0ỗ \u00d0ức", "Đỗ Đức"),
    ],
)
def test_names_are_kept_as_they_are_written_in_a_sentence(hoa, typed, kept):
    (new,) = planned([a_person(typed)], hoa).added
    assert new.full_name == (kept or typed)


def test_an_unknown_unit_comes_with_the_nearest_name(hoa):
    (problem,) = planned([a_person("Trần Văn Hai", **{"Đơn vị": "Phòng Tổng hơp TH"})], hoa).problems
    assert problem.facts == {"value": "Phòng Tổng hơp TH", "nearest": "Phòng Tổng hợp"}


def test_people_are_found_by_name_and_birth_date_where_the_code_is_missing(office, hoa):
    rows = people(VP006={"Mã số": None}, VP007={"Mã số": None, "Ngày sinh": "1985"})
    plan = planned(rows, hoa)
    assert (plan.counts["same"], [note.code for note in plan.notes]) == (
        7,
        ["office.only_year", "office.known_by_name"],
    )

    Person.objects.filter(pk=office.bao.pk).update(full_name="Nguyễn Thị Lan")
    plan = planned(people(VP006={"Mã số": None}), hoa)
    assert problems(plan) == [(7, "C", "office.several_match")]


def test_one_person_on_two_rows_is_a_problem(hoa):
    twice = a_person("Nguyễn Thị Lan", **{"Ngày sinh": "12/05/1985"})
    new_twice = [a_person("Trần Văn Mới"), a_person("Trần Văn Mới")]
    assert problems(planned([*people(), twice, *new_twice], hoa)) == [
        (9, "C", "office.row_repeats"),
        (11, "C", "office.row_repeats"),
    ]


def test_new_units_are_only_made_when_asked(hoa):
    rows = [a_person("Trần Văn Mới", **{"Đơn vị": name}) for name in ("Phòng Nội chính", "Ban Tiếp công dân")]
    rows[1][2] = "Lê Văn Khác"
    assert problems(planned(rows, hoa)) == [
        (2, "E", "office.unit_unknown_no_guess"),
        (3, "E", "office.unit_unknown_no_guess"),
    ]
    plan = planned(rows, hoa, create_units=True)
    assert [(unit.code, unit.name, unit.kind) for unit in plan.new_units] == [
        ("NC", "Phòng Nội chính", "department"),
        ("TCD", "Ban Tiếp công dân", "board"),
    ]


def test_sections_give_unit_and_kind_where_there_are_no_such_columns(hoa):
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đối tượng"],
        ["I", "Phòng Tổng hợp"],
        [1, "Trần Văn Mới", "01/02/1990", "Chuyên viên", "CC"],
    ]
    (new,) = plan_import(table_of(workbook(rows)), office_facts(hoa), Choices()).added
    assert (new.unit.code, new.full_name) == ("TH", "Trần Văn Mới")


# --- carrying it out ---


def test_import_writes_people_units_posts_and_one_line_of_record(office, hoa):
    rows = [
        *people(VP006={"Đơn vị": "HCQT"}),
        a_person(
            "Trần Văn Mới", **{"Đơn vị": "Phòng Nội chính", "Chức vụ": "Trưởng phòng", "Đảng viên": "x"}
        ),
    ]
    done = imported(rows, hoa, create_units=True)

    new = Person.objects.get(full_name="Trần Văn Mới")
    assert (new.kind, new.is_party_member, new.birth_date, new.search_name, new.subject.kind) == (
        StaffKind.CIVIL_SERVANT,
        True,
        date(1990, 2, 1),
        "tran van moi nv0001",
        "person",
    )
    assert [(post.unit.code, post.role, post.until) for post in new.posts.all()] == [
        ("NC", PostRole.HEAD, None)
    ]
    assert list(office.lan.posts.values_list("unit__code", "since", "until")) == [
        ("TH", None, date(2023, 11, 14)),
        ("HCQT", date(2023, 11, 14), None),
    ]
    assert [post.unit.code for post in main_seats(office.agency, hoa.on) if post.person == office.lan] == [
        "HCQT"
    ]
    event = Event.objects.get()
    assert (event.verb, event.thing_id, event.facts) == (
        "staff.imported",
        done.pk,
        {"file": "ds.xlsx", "read": 8, "added": 1, "changed": 1, "same": 6, "left": 0, "units": 1},
    )


def test_those_absent_leave_only_when_ticked(office, hoa):
    imported(people(VP007=None, VP006={"Chức vụ": "Chuyên viên chính"}), hoa)
    assert Person.objects.filter(left_on__isnull=False).count() == 0
    imported(people(VP007=None, VP006={"Chức vụ": "Chuyên viên chính"}), hoa, absent_have_left=True)
    office.bao.refresh_from_db()
    assert (office.bao.left_on, [post.until for post in office.bao.posts.all()]) == (hoa.on, [hoa.on])


def test_someone_who_left_may_come_back(office, hoa):
    imported(people(VP007=None), hoa, absent_have_left=True)
    back = imported(people(), office.acting("hoa", "2024-02-01 08:00"))
    office.bao.refresh_from_db()
    assert office.bao.left_on is None
    assert list(office.bao.posts.values_list("since", "until")) == [(None, hoa.on), (date(2024, 2, 1), None)]
    assert back.changes["counts"]["changed"] == 1


def test_a_list_without_the_clerk_cannot_make_her_leave(hoa):
    assert problems(planned(people(VP002=None), hoa, absent_have_left=True)) == [
        (1, "", "office.list_without_you")
    ]


def test_one_problem_keeps_everything_from_being_written(hoa):
    rows = [*people(VP006={"Chức vụ": "Phó Trưởng phòng"}), a_person("Trần Văn Mới"), a_person("Lê Văn 5")]
    assert codes(imported, rows, hoa) == ["office.list_has_problems"]


def test_strangers_may_not_import(office):
    for name in ("lan", "minh", "son", "khach"):
        assert codes(imported, [a_person("Trần Văn Mới")], office.acting(name)) == ["office.not_yours"]


def test_a_failure_half_way_leaves_nothing(hoa, monkeypatch):
    def broken(*args, **more):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("thuocdo.office.actions.staff_list.record", broken)
    before = everything()
    with pytest.raises(RuntimeError):
        imported([*people(VP007=None), a_person("Trần Văn Mới")], hoa, absent_have_left=True)
    assert (everything(), StaffImport.objects.count()) == (before, 0)


# --- what was seen is what is done ---


def test_the_office_changed_since_the_list_was_looked_at(office, hoa):
    rows = [*people(VP006={"Chức vụ": "Phó Trưởng phòng"}), a_person("Trần Văn Mới")]
    seen = planned(rows, hoa).digest
    Post.objects.filter(person=office.lan).update(title="Cán sự")
    assert codes(imported, rows, hoa, seen=seen) == ["office.list_changed"]


def test_confirming_twice_is_confirming_once(hoa):
    rows = [*people(), a_person("Trần Văn Mới")]
    seen = planned(rows, hoa).digest
    assert imported(rows, hoa, seen=seen) == imported(rows, hoa, seen=seen)
    assert (StaffImport.objects.count(), Person.objects.count(), Event.objects.count()) == (1, 8, 1)


# --- undoing ---


def a_big_import(hoa) -> StaffImport:
    """Something of everything: new unit, new people, changed names, moved, left."""
    rows = people(
        VP003=None,
        VP004={"Họ và tên": "Lê Quang Minh Đức", "Đảng viên": None},
        VP005={"Đơn vị": "Phòng Nội chính", "Chức vụ": "Trưởng phòng"},
        VP006={"Ngày sinh": "13/05/1985", "Đối tượng": "VC"},
    )
    rows += [a_person("Trần Văn Mới", **{"Đơn vị": "Ban Tiếp công dân"}), a_person("Trần Thị Mới")]
    return imported(rows, hoa, create_units=True, absent_have_left=True)


def test_undo_puts_every_table_back_exactly(hoa):
    before = everything()
    done = a_big_import(hoa)
    assert everything() != before
    undo_import(done, by=hoa)
    assert everything() == before
    assert [event.verb for event in Event.objects.all()] == ["staff.imported", "staff.import_undone"]


def test_an_import_is_undone_once_and_the_newest_first(office, hoa):
    first = imported([*people(), a_person("Trần Văn Mới")], hoa)
    second = imported([*people(), a_person("Trần Văn Hai")], hoa)
    assert codes(undo_import, first, by=hoa) == ["office.later_import"]
    undo_import(second, by=hoa)
    assert codes(undo_import, second, by=hoa) == ["office.already_undone"]
    assert codes(undo_import, first, by=office.acting("minh")) == ["office.not_yours"]
    undo_import(first, by=hoa)


def test_undo_is_refused_while_something_rests_on_it(office, hoa):
    done = imported([*people(VP006={"Chức vụ": "Phó Trưởng phòng"}), a_person("Trần Văn Mới")], hoa)
    new = Person.objects.get(full_name="Trần Văn Mới")
    Absence.objects.create(
        person=office.bao, kind="sick", start=hoa.on, end=hoa.on
    )  # rests on nothing imported
    assert undo_obstacles(done, hoa) == []

    login = a_login(new)
    absence = Absence.objects.create(person=office.lan, kind="sick", start=hoa.on, end=hoa.on)
    (finding,) = undo_obstacles(done, hoa)
    assert (finding.code, finding.facts) == (
        "office.in_use",
        {"what": [Dependent.ABSENCE, Dependent.LOGIN], "count": 2},
    )
    assert codes(undo_import, done, by=hoa) == ["office.in_use"]

    login.delete()
    absence.delete()
    undo_import(done, by=hoa)


def test_undo_is_refused_when_what_it_wrote_was_changed_since(office, hoa):
    done = imported(people(VP006={"Họ và tên": "Nguyễn Thị Lan Anh"}), hoa)
    person = Person.objects.get(pk=office.lan.pk)
    person.rename("Nguyễn Thị Ngọc Lan")
    person.save()
    assert codes(undo_import, done, by=hoa) == ["office.changed_since"]


# --- cost ---


def test_an_import_costs_the_same_number_of_queries_whatever_its_length(hoa, django_assert_max_num_queries):
    def rows(count, start):
        return [
            a_person(f"Trần Văn {chr(65 + n // 26)}{chr(65 + n % 26)}", **{"Mã số": f"{start}{n}"})
            for n in range(count)
        ]

    with django_assert_max_num_queries(100) as few:
        imported(rows(3, "A"), hoa)
    with django_assert_max_num_queries(200) as many:
        done = imported(rows(300, "B"), hoa)
    batches = sum(query["sql"].startswith("INSERT") for query in many.captured_queries)
    assert len(many) - batches <= len(few)
    assert connection.vendor != "postgresql" or len(many) == len(few)
    with django_assert_max_num_queries(120):
        undo_import(done, by=hoa)


def test_headings_of_the_tests_are_those_of_the_template():
    known = {variant for variants in KNOWN.values() for variant in variants}
    assert set(HEADINGS[1:]) <= known
