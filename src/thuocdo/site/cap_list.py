"""The cap over a list that an office keeps in a spreadsheet: a table for the terminal, a workbook with the verdict."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from thuocdo.kernel.vi_text import fold
from thuocdo.kernel.words import Grade
from thuocdo.law.forms import in_digits
from thuocdo.ratings.rules import Cap, Headroom, Standing, headroom, in_words, standings, what_if
from thuocdo.ratings.rules.sentences import LEVELS

from .grade_lists import GradeList, Member

Styles = dict[str, Any]
GROUP_COLUMNS = ("Nhóm", "Số người", "Xuất sắc", "Tốt", "Hoàn thành", "Không h.thành", "Tối đa", "Kết luận")
LIST_COLUMNS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nhóm", "Mức đề nghị", "Điểm", "Thứ tự", "Kết luận")


@dataclass(frozen=True)
class GroupVerdict:
    """One group against the cap."""

    name: str
    members: tuple[Member, ...]
    counts: dict[Grade, int]
    headroom: Headroom
    order: dict[int, Standing]  # by row, of those proposed excellent
    words: str

    @property
    def holds(self) -> bool:
        return not self.headroom.over_by


def verdicts(people: GradeList, cap: Cap) -> list[GroupVerdict]:
    """Every group of the list, in the order of its first mention. Groups that differ only in case are one."""
    groups: dict[str, list[Member]] = {}
    for member in people.members:
        groups.setdefault(fold(member.group), []).append(member)
    return [_verdict(members, cap) for members in groups.values()]


def _verdict(members: list[Member], cap: Cap) -> GroupVerdict:
    counts = dict(Counter(member.level for member in members if member.level))
    stands = headroom(counts, cap)
    proposed = [(str(member.row), member.score) for member in members if member.level is Grade.EXCELLENT]
    order = {int(standing.key): standing for standing in standings(proposed, stands.allowed)}
    words = in_words(what_if(counts, cap, stands.proposed), cap)
    return GroupVerdict(members[0].group, tuple(members), counts, stands, order, words)


def group_row(group: GroupVerdict) -> list[str]:
    counts = [str(group.counts.get(grade, 0)) for grade in Grade]
    rated = sum(group.counts.values())
    verdict = "đạt" if group.holds else f"vượt {group.headroom.over_by}"
    return [group.name, str(rated), *counts, str(group.headroom.allowed), verdict]


def standing_words(group: GroupVerdict, member: Member) -> str:
    """What to look at for a person proposed excellent in a group over the cap; nobody is picked."""
    if group.holds or (standing := group.order.get(member.row)) is None:
        return ""
    if standing.tied:
        return "cần cân nhắc: chưa có điểm hoặc bằng điểm ở ngưỡng"
    return "ngoài số tối đa theo điểm" if standing.over else ""


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned text; the first is the heading."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def report(groups: Sequence[GroupVerdict], notes: Sequence[str], cap: Cap) -> str:
    """What the terminal shows."""
    lines = [f"Căn cứ: {cap.source}", *([f"“{cap.source.quote}”"] if cap.source.quote else []), ""]
    lines.append(table_text([GROUP_COLUMNS, *(group_row(group) for group in groups)]))
    for group in (group for group in groups if not group.holds):
        lines += ["", f"Nhóm “{group.name}” vượt {group.headroom.over_by} người: {group.words}."]
        chosen = sorted(
            (m for m in group.members if m.row in group.order), key=lambda m: group.order[m.row].place
        )
        lines += [_person_line(group, member) for member in chosen]
        lines.append("Chương trình không chọn ai: cấp có thẩm quyền quyết định, ghi lý do.")
    return "\n".join([*lines, *(f"\nGhi chú: {note}" for note in notes)])


def _person_line(group: GroupVerdict, member: Member) -> str:
    score = f", {in_digits(member.score)} điểm" if member.score is not None else ""
    words = standing_words(group, member)
    return f"  - {member.name}{score}{f': {words}' if words else ''}"


def write_workbook(path: Path, groups: Sequence[GroupVerdict], notes: Sequence[str], cap: Cap) -> None:
    """The verdict as XLSX. Texts are written as texts: nothing of the list can become a formula."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7EDF3"}),
            "over": book.add_format({"font_color": "#A61B1B", "bold": True}),
            "wrap": book.add_format({"text_wrap": True}),
        }
        _group_sheet(book, styles, groups, notes, cap)
        _list_sheet(book, styles, groups)


def new_sheet(
    book: xlsxwriter.Workbook, name: str, columns: Sequence[str], widths: Sequence[int], head: Any
) -> Any:
    """A sheet with its headings, frozen."""
    sheet = book.add_worksheet(name)
    for column, (title, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 0)
    return sheet


def _group_sheet(
    book: xlsxwriter.Workbook, styles: Styles, groups: Sequence[GroupVerdict], notes: Sequence[str], cap: Cap
) -> None:
    columns, widths = (*GROUP_COLUMNS, "Diễn giải"), (34, 9, 9, 9, 11, 13, 9, 12, 70)
    sheet = new_sheet(book, "Nhóm", columns, widths, styles["head"])
    for row, group in enumerate(groups, 1):
        *texts, verdict = group_row(group)
        sheet.write_string(row, 0, texts[0])
        for column, text in enumerate(texts[1:], 1):
            sheet.write_number(row, column, int(text))
        sheet.write_string(row, len(texts), verdict, None if group.holds else styles["over"])
        sheet.write_string(row, len(texts) + 1, group.words)
    told = [f"Căn cứ: {cap.source}", *([f"“{cap.source.quote}”"] if cap.source.quote else []), *notes]
    for row, text in enumerate(told, len(groups) + 2):
        sheet.write_string(row, 0, text)


def _list_sheet(book: xlsxwriter.Workbook, styles: Styles, groups: Sequence[GroupVerdict]) -> None:
    sheet = new_sheet(book, "Danh sách", LIST_COLUMNS, (6, 28, 24, 28, 30, 30, 9, 9, 44), styles["head"])
    people = sorted(
        ((member.row, member, group) for group in groups for member in group.members),
        key=lambda item: item[0],
    )
    for row, (_, member, group) in enumerate(people, 1):
        sheet.write_number(row, 0, row)
        level = LEVELS[member.level] if member.level else "Không xếp loại"
        for column, text in enumerate((member.name, member.post, member.unit, group.name, level), 1):
            sheet.write_string(row, column, text)
        if member.score is not None:
            sheet.write_string(row, 6, in_digits(member.score))
        if standing := group.order.get(member.row):
            sheet.write_number(row, 7, standing.place)
        words = standing_words(group, member) or ("" if group.holds else "nhóm vượt tỷ lệ")
        sheet.write_string(row, 8, words, styles["over"] if words else None)


def share_of_percent(text: str) -> Fraction:
    """ "20" or "20%" as an exact share; raises `ValueError`."""
    share = Fraction(text.strip().rstrip("%").replace(",", ".")) / 100
    if not 0 < share <= 1:
        raise ValueError(text)
    return share
