"""The pages of the staff list: what the clerk meets, and what nobody else does."""

import http.client
import io
import re
import resource
from datetime import timedelta

import openpyxl
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.office.sheets import a_person, people, xlsx
from tests.people import Office, a_login, an_office, moment
from thuocdo.kernel.spreadsheet import read_table
from thuocdo.office.actions import import_staff
from thuocdo.office.models import Person, Post, StaffImport, Subject
from thuocdo.office.rules import HEADINGS as KNOWN


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def signed_in(office, client):
    """`signed_in("hoa")`: the browser of that person."""

    def enter(name: str):
        client.force_login(a_login(office.people[name]))
        return client

    return enter


def upload(client, data: bytes, file_name: str = "ds.xlsx", **ticked):
    file = SimpleUploadedFile(file_name, data)
    return client.post(reverse("office:import"), {"file": file, **ticked})


def looked_at(client, data: bytes, **ticked) -> str:
    """Upload and look; the page."""
    assert upload(client, data, **ticked).headers["Location"] == reverse("office:preview")
    return client.get(reverse("office:preview")).content.decode()


def digest_in(page: str) -> str:
    return re.search(r'name="value" value="([0-9a-f]{64})"', page)[1]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# --- the way through ---


def test_from_the_template_to_the_result_and_back(office, signed_in):
    client = signed_in("hoa")
    template = client.get(reverse("office:template"))
    assert template.headers["Content-Disposition"] == 'attachment; filename="mau-danh-sach-nhan-su.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(template.content))
    for column, value in {
        2: "Trần Văn Mới",
        3: "01/02/1990",
        4: "Phòng Tổng hợp",
        5: "Chuyên viên",
        6: "Công chức",
    }.items():
        book["Danh sách"].cell(2, column).value = value
    filled = io.BytesIO()
    book.save(filled)

    before = list(Person.objects.order_by("pk").values())
    page = looked_at(client, filled.getvalue())
    words = words_of(page)
    assert "có 1 người" in words
    assert "1 người mới , 0 người có thay đổi , 0 người giữ nguyên" in words
    assert "7 người đang ở cơ quan nhưng không có trong danh sách; họ được giữ nguyên" in words
    assert list(Person.objects.order_by("pk").values()) == before

    written = client.post(reverse("office:confirm"), {"value": digest_in(page)}, follow=True)
    assert "Đã ghi danh sách" in words_of(written.content.decode())
    assert Person.objects.filter(full_name="Trần Văn Mới").count() == 1
    assert default_storage.listdir("imports")[1] == []

    done = StaffImport.objects.get()
    undone = client.post(reverse("office:undo", args=[done.pk]), follow=True)
    assert "trở lại đúng như trước" in words_of(undone.content.decode())
    assert list(Person.objects.order_by("pk").values()) == before
    listed = words_of(client.get(reverse("office:import")).content.decode())
    assert "ds.xlsx Trần Thị Hoa 1 0 0 đã hoàn tác" in listed


def test_the_template_runs_nothing_and_is_understood(office, signed_in):
    office.units["TH"].name = "=cmd|' /C calc'!A0"
    office.units["TH"].save()
    data = signed_in("hoa").get(reverse("office:template")).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book["Danh sách"][1]] == [variants[0] for variants in KNOWN.values()]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    table = read_table(data, "mau.xlsx", KNOWN, required=("full_name",), joined=("full_name",))
    assert (table.sheet, table.rows, table.unread_sheets) == ("Danh sách", (), ())


def test_the_preview_tells_changes_from_old_to_new(signed_in):
    rows = people(VP006={"Chức vụ": "Phó Trưởng phòng", "Đối tượng": "VC", "Đảng viên": None})
    words = words_of(looked_at(signed_in("hoa"), xlsx(rows)))
    assert (
        "đối tượng: Công chức → Viên chức đảng viên: có → không chức vụ: Chuyên viên → Phó Trưởng phòng"
        in words
    )


def test_the_preview_names_problems_and_greys_the_button_with_the_reason(signed_in):
    rows = [a_person("Trần Văn Mới", **{"Ngày sinh": "30/02/1990"})]
    client = signed_in("hoa")
    page = looked_at(client, xlsx(rows))
    assert "2 D Không hiểu ngày “30/02/1990”" in words_of(page)
    assert "Danh sách còn 1 chỗ phải sửa, nên chưa ghi gì cả." in words_of(page)
    assert 'name="value"' not in page
    refused = client.post(reverse("office:confirm"), {"value": "0" * 64})
    assert (refused.status_code, Person.objects.count()) == (409, 7)


def test_what_people_typed_is_never_markup(signed_in):
    page = looked_at(signed_in("hoa"), xlsx([a_person("<script>alert(document.URL)</script>")]))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# --- stale, double, gone ---


def test_a_second_press_finds_the_first_ones_result(signed_in):
    client = signed_in("hoa")
    digest = digest_in(looked_at(client, xlsx([a_person("Trần Văn Mới")])))
    first, second = (client.post(reverse("office:confirm"), {"value": digest}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert StaffImport.objects.count() == 1


def test_a_stale_confirmation_is_refused(office, signed_in):
    client = signed_in("hoa")
    digest = digest_in(looked_at(client, xlsx(people(VP006={"Chức vụ": "Phó Trưởng phòng"}))))
    Post.objects.filter(person=office.lan).update(title="Cán sự")
    refused = client.post(reverse("office:confirm"), {"value": digest})
    assert (refused.status_code, StaffImport.objects.count()) == (409, 0)
    assert "Danh sách đã thay đổi từ lúc xem thử" in refused.content.decode()


def test_a_confirmation_without_a_look_is_refused(signed_in):
    client = signed_in("hoa")
    looked_at(client, xlsx([a_person("Trần Văn Mới")]))
    assert client.post(reverse("office:confirm")).status_code == 409
    assert StaffImport.objects.count() == 0


def test_a_second_upload_takes_the_place_of_the_first(signed_in):
    client = signed_in("hoa")
    digest = digest_in(looked_at(client, xlsx([a_person("Trần Văn Mới")])))
    looked_at(client, xlsx([a_person("Trần Văn Hai")]))
    assert len(default_storage.listdir("imports")[1]) == 1
    assert client.post(reverse("office:confirm"), {"value": digest}).status_code == 409
    assert StaffImport.objects.count() == 0


def test_a_preview_with_nothing_uploaded_says_what_to_do(signed_in):
    answer = signed_in("hoa").get(reverse("office:preview"))
    assert (answer.status_code, "Hãy tải tệp lên lại" in answer.content.decode()) == (409, True)


# --- bad files ---


@pytest.mark.parametrize(
    ("data", "file_name", "words"),
    [
        (b"%PDF-1.7", "ds.pdf", "Đây không phải là bảng tính đọc được"),
        (b"<html><table>", "ds.xls", "thực chất là một trang web"),
        (xlsx(people())[:-500], "ds.xlsx", "bị hỏng hoặc tải lên chưa trọn"),
        (b"a,b\n1,2\n", "ds.csv", "Không tìm thấy dòng tiêu đề"),
    ],
)
def test_a_wrong_file_gets_a_clear_sentence(signed_in, data, file_name, words):
    client = signed_in("hoa")
    upload(client, data, file_name)
    answer = client.get(reverse("office:preview"))
    assert (answer.status_code, words in answer.content.decode()) == (409, True)


def test_no_file_and_an_empty_file_keep_the_form(signed_in):
    client = signed_in("hoa")
    nothing = client.post(reverse("office:import"), {"create_units": "on"})
    assert (nothing.status_code, "Chưa chọn tệp nào." in nothing.content.decode()) == (422, True)
    assert 'name="create_units"' in nothing.content.decode()
    assert "Tệp này trống" in upload(client, b"").content.decode()


def test_a_list_of_six_megabytes_is_too_large(signed_in):
    answer = upload(signed_in("hoa"), b"a" * (6 * 2**20), "ds.csv")
    assert (answer.status_code, "Tệp quá lớn: 6 MB" in answer.content.decode()) == (413, True)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_megabytes_are_refused_without_being_kept(live_server, tmp_path):
    login = a_login(an_office().hoa)
    session = SessionStore()
    session.update(
        {"_auth_user_id": str(login.pk), "_auth_user_backend": "django.contrib.auth.backends.ModelBackend"}
    )
    session["_auth_user_hash"] = login.get_session_auth_hash()
    session.save()
    size, chunk = 200 * 2**20, bytes(2**20)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=60)
    line.putrequest("POST", reverse("office:import"))
    line.putheader("Cookie", f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    line.putheader("Content-Type", "multipart/form-data; boundary=x")
    line.putheader("Content-Length", str(size))
    line.endheaders()
    for _ in range(200):
        line.send(chunk)
    answer = line.getresponse()
    page = answer.read().decode()
    line.close()
    assert (answer.status, "Nội dung gửi lên quá lớn" in page) == (413, True)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory  # KiB
    assert grown < 60 * 1024


# --- who ---


ADDRESSES = [
    ("get", "office:people", ("hoa", "son")),
    ("get", "office:import", ("hoa",)),
    ("post", "office:import", ("hoa",)),
    ("get", "office:template", ("hoa",)),
    ("get", "office:preview", ("hoa",)),
    ("post", "office:confirm", ("hoa",)),
]


@pytest.mark.parametrize(("method", "name", "welcome"), ADDRESSES)
def test_only_those_concerned_get_in(office, client, method, name, welcome):
    for person in ("lan", "minh", "hoa", "son", "khach"):
        client.force_login(a_login(office.people[person]))
        answer = getattr(client, method)(reverse(name))
        assert (answer.status_code == 403) == (person not in welcome), (person, name)


def test_imports_of_another_agency_do_not_exist_here(office, signed_in):
    other = an_office("khac")
    actor = other.acting("hoa")
    table = read_table(xlsx([a_person("Trần Văn Mới")]), "ds.xlsx", KNOWN, required=("full_name",))
    theirs = import_staff(other.agency, table, by=actor, file_name="ds.xlsx")
    client = signed_in("hoa")
    assert client.get(reverse("office:imported", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("office:undo", args=[theirs.pk])).status_code == 404
    assert "Trần Văn Mới" not in client.get(reverse("office:people")).content.decode()
    assert Person.objects.filter(full_name="Trần Văn Mới").exists()


def test_strangers_may_not_undo(office, signed_in):
    table = read_table(xlsx([a_person("Trần Văn Mới")]), "ds.xlsx", KNOWN, required=("full_name",))
    done = import_staff(office.agency, table, by=office.acting("hoa"), file_name="ds.xlsx")
    client = signed_in("minh")
    assert client.get(reverse("office:imported", args=[done.pk])).status_code == 403
    assert client.post(reverse("office:undo", args=[done.pk])).status_code == 403
    assert StaffImport.objects.get().undone_at is None


def test_pages_that_write_are_not_opened_by_a_link(office, signed_in):
    client = signed_in("hoa")
    assert client.get(reverse("office:confirm")).status_code == 405
    assert client.get(reverse("office:undo", args=[1])).status_code == 405


# --- the list ---


def many_people(office: Office, count: int, start: int = 0) -> None:
    subjects = Subject.objects.bulk_create(
        [Subject(agency=office.agency, kind="person") for _ in range(count)]
    )
    people = []
    for number, subject in enumerate(subjects):
        person = Person(
            agency=office.agency, subject=subject, code=f"N{start + number:05}", kind="civil_servant"
        )
        person.rename(f"Nguyễn Văn {('Đức', 'Dũng', 'Ánh')[number % 3]}")
        people.append(person)
    Person.objects.bulk_create(people)
    Post.objects.bulk_create(
        [Post(person=person, unit=office.units["TH"], title="Chuyên viên") for person in people]
    )


def test_the_list_is_found_without_accents_and_paged(office, signed_in):
    many_people(office, 300)
    client = signed_in("hoa")
    page = client.get(reverse("office:people"), {"tim": "nguyen duc", "page": 2}).content.decode()
    assert "100 người có tên hoặc mã khớp với “nguyen duc”" in words_of(page)
    assert (page.count("Nguyễn Văn Đức"), page.count("Nguyễn Văn Dũng"), "Trang 2 trên 2" in page) == (
        50,
        0,
        True,
    )
    assert (
        words_of(client.get(reverse("office:people"), {"tim": "LAN vp006"}).content.decode()).count(
            "Nguyễn Thị Lan"
        )
        == 1
    )
    assert "Không có ai khớp" in client.get(reverse("office:people"), {"tim": "%"}).content.decode()


def test_those_who_left_are_not_listed(office, signed_in):
    Person.objects.filter(pk=office.bao.pk).update(
        left_on=moment("2020-01-01 08:00").date() + timedelta(days=1)
    )
    assert "Huỳnh Gia Bảo" not in signed_in("hoa").get(reverse("office:people")).content.decode()


def test_pages_cost_the_same_for_ten_thousand_people(office, signed_in):
    client = signed_in("hoa")
    addresses = [reverse("office:people") + "?tim=nguyen", reverse("office:people"), reverse("office:import")]
    many_people(office, 60)
    costs = []
    for more in (0, 10_000):
        many_people(office, more, start=60)
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                page = client.get(address)
            assert len(page.content) < 60 * 1024
            costs.append(len(queries))
    assert costs[:3] == costs[3:]
    assert max(costs) <= 12
