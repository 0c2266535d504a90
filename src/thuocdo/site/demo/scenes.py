"""The demo year as scenes: what happens, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

YEAR = 2023
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
GRADE_WORDS = {"xuat_sac": "Xuất sắc", "tot": "Tốt", "trung_binh": "Trung bình", "kem": "Kém"}
# Two units a day in the week of the meetings.
MEETING_DAYS = {
    "TH": 20,
    "NC": 20,
    "KT": 21,
    "KGVX": 21,
    "CNXD": 22,
    "TTCBTH": 22,
    "HCQT": 23,
    "KSTTHC": 23,
    "BTCD": 24,
}
MEETING_HOURS = {
    "TH": 8,
    "NC": 14,
    "KT": 8,
    "KGVX": 14,
    "CNXD": 8,
    "TTCBTH": 14,
    "HCQT": 8,
    "KSTTHC": 14,
    "BTCD": 8,
}
LATE_UNITS, LATE_RANKS = ("HCQT", "KSTTHC"), (4, 11, 13)  # who hands in after the term
# Who holds the title ballot encrypted, and which teller comes to the opening without the code (0: nobody).
ELECTRONIC = {"TH": 0, "NC": 1, "KGVX": 0, "CNXD": 0, "KSTTHC": 0}
LATE_WITH_PROMPTS, SENT_BACK = "KSTTHC", "KT"


@dataclass(frozen=True)
class Scene:
    at: datetime
    play: Callable[[datetime], None]


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(YEAR, month, day, hour, minute, tzinfo=HANOI)
