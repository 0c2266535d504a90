"""The main job: bring the demo office to life, serve it, or leave its papers in a folder."""

import shutil
import sys
import time
from collections import Counter
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .settle import DemoOffice

DEFAULT_DAY = date(2023, 11, 22)
LAST_DAY = date(2023, 12, 31)
HOUR = 9  # on the default day one meeting is under way
MARK = "demo-day"


def moment_of(day: date) -> datetime:
    from .scenes import HANOI

    return datetime.combine(day, clock(HOUR), HANOI)


def live(day: date | datetime) -> tuple["DemoOffice", int]:
    """Settle the office and live its year up to the day; returns the office and how many scenes."""
    from .live import live_until
    from .settle import settle

    office = settle()
    moment = day if isinstance(day, datetime) else moment_of(day)
    return office, live_until(office, moment)


def bring_to_life(var: Path, day: date, *, fresh: bool) -> bool:
    """The demo office in its own database, kept from one run to the next. Whether it was lived just now."""
    from django.core.management import call_command

    from thuocdo.office.models import Agency

    call_command("migrate", verbosity=0)
    if Agency.objects.exists():
        return False
    print(f"Đang dựng cơ quan mẫu và sống đến ngày {day:%d/%m/%Y}… (making the demo office)", flush=True)
    start = time.monotonic()
    _office, scenes = live(day)
    (var / MARK).write_text(day.isoformat())
    print(f"  {scenes} việc đã diễn ra, {time.monotonic() - start:.1f} giây.", flush=True)
    return True


def logins() -> list[tuple[str, str, str]]:
    """One login for each role: (what for, code, name)."""
    from .people import demo_people

    people = demo_people()

    def find(**wanted: object) -> tuple[str, str]:
        told = next(p for p in people if all(getattr(p, name) == value for name, value in wanted.items()))
        return told.code, told.full_name

    return [
        ("Cán bộ điều phối, Phòng Hành chính - Quản trị", *find(duty="coordinator")),
        ("Chánh Văn phòng", *find(key="chief")),
        ("Phó Chánh Văn phòng phụ trách", *find(key="vice-1")),
        ("Trưởng phòng, đã gửi hồ sơ", *find(unit_code="TH", role="head")),
        ("Phó phòng phụ trách, đang họp", *find(unit_code="CNXD", role="deputy")),
        ("Trưởng phòng, chưa họp", *find(unit_code="KSTTHC", role="head")),
        ("Công chức, đảng viên", *find(unit_code="KGVX", role="staff", kind="civil_servant")),
        ("Người lao động, chưa là đảng viên, chưa nộp", *find(unit_code="HCQT", rank=11)),
        ("Kế toán viên, đảng viên, chưa nộp", *find(unit_code="HCQT", rank=4)),
        ("Viên chức, chưa là đảng viên", *find(kind="public_employee", is_party_member=False)),
    ]


def print_logins(url: str, day: date) -> None:
    from .settle import PASSWORD

    print(f"\n  Thước Đo, cơ quan mẫu (hư cấu), ngày {day:%d/%m/%Y}:  {url}")
    print(f"  Mật khẩu của mọi tài khoản: {PASSWORD}\n")
    for role, code, name in logins():
        print(f"  {code:<8} {name:<24} {role}")
    print("\n  Ctrl-C để dừng; chạy lại thì dữ liệu còn nguyên, thêm --fresh để dựng lại.\n", flush=True)


def headless(out: Path) -> None:
    """Live the whole stretch and leave every paper in `out`, by unit, with a short summary."""
    from django.core.management import call_command

    start = time.monotonic()
    call_command("migrate", verbosity=0)
    office, scenes = live(datetime.combine(LAST_DAY, clock(23), moment_of(LAST_DAY).tzinfo))
    papers = _write_papers(out)
    archives = _write_archives(out)
    _print_summary(office, scenes, papers, archives, out, time.monotonic() - start)


def _write_papers(out: Path) -> Counter[str]:
    from thuocdo.papers.models import Paper
    from thuocdo.ui.answers import file_name

    counts: Counter[str] = Counter()
    for paper in Paper.objects.filter(is_current=True).select_related("unit").order_by("unit__order", "id"):
        folder = out / f"{paper.unit.order:02}-{paper.unit.code}"
        folder.mkdir(parents=True, exist_ok=True)
        same_title = (folder / file_name(paper.title, "pdf")).exists()  # two people of one name in a unit
        title = f"{paper.title} {paper.pk}" if same_title else paper.title
        for extension, stored in (("docx", paper.docx), ("pdf", paper.pdf)):
            (folder / file_name(title, extension)).write_bytes(stored.read())
        counts[paper.kind] += 1
    return counts


def _write_archives(out: Path) -> int:
    """The archive of every electronic ballot, beside the minutes of its unit."""
    from thuocdo.ballots.queries import archives

    written = 0
    for unit, name, stored in archives():
        (out / f"{unit.order:02}-{unit.code}" / name).write_bytes(stored)
        written += 1
    return written


def _print_summary(
    office: "DemoOffice", scenes: int, papers: Counter[str], archives: int, out: Path, seconds: float
) -> None:
    from thuocdo.cycle.models import Cycle
    from thuocdo.decisions.models import Notice, Petition
    from thuocdo.dossiers.models import Dossier
    from thuocdo.meetings.models import Meeting
    from thuocdo.papers.wording import KINDS
    from thuocdo.ratings.queries import headroom_by_group
    from thuocdo.reviews.models import Review

    cycle = Cycle.objects.get()
    forms = Counter(Review.objects.values_list("form", flat=True))
    print(f"{office.agency.name} (hư cấu), năm {cycle.year}: {scenes} việc đã diễn ra")
    print(f"  Người: {len(office.people)}; đơn vị: {len(office.units)}")
    print("  Biểu mẫu: " + ", ".join(f"{number} {form}" for form, number in sorted(forms.items())))
    closed = Meeting.objects.filter(state="closed").count()
    accepted = Dossier.objects.filter(state="accepted").count()
    print(f"  Cuộc họp đã kết thúc: {closed}; hồ sơ đã tiếp nhận: {accepted}")
    notices = Notice.objects.filter(is_current=True)
    read = notices.exclude(read_at=None).count()
    petitions = Petition.objects.exclude(answered_at=None).count()
    print(
        f"  Kết quả đã quyết định: {notices.count()}; đã xác nhận đã đọc: {read}; kiến nghị đã trả lời: {petitions}"
    )
    print("  Đề nghị xuất sắc theo nhóm tương đồng (đề nghị / tối đa / số người):")
    for found in headroom_by_group(cycle):
        over = "  VƯỢT" if found.headroom.over_by else ""
        print(
            f"    {found.group.name:<36} {found.headroom.proposed:>2} / {found.headroom.allowed:>2} / {found.size:>3}{over}"
        )
    print(
        "  Văn bản (DOCX và PDF): " + ", ".join(f"{number} {KINDS[kind]}" for kind, number in papers.items())
    )
    print(f"  Kho phiếu của các cuộc bỏ phiếu kín điện tử: {archives}")
    print(f"  {sum(papers.values())} văn bản trong {out}/; {seconds:.1f} giây.")


def wipe(var: Path) -> None:
    """Throw the demo office away: only what a demo run has made."""
    if (var / MARK).exists():
        shutil.rmtree(var)
    elif any(var.glob("*.sqlite3")):
        sys.exit(
            f"{var} không phải dữ liệu của cơ quan mẫu nên không xóa. It is not a demo's data: left alone."
        )
