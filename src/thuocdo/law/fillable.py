"""Forms and score tables as the packs write them: every field known, bands without gaps, weights that add up."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from thuocdo.kernel.findings import Citation

from .book import (
    FIELD_TYPES,
    PARTS,
    SCORE_KINDS,
    Band,
    Field,
    Form,
    ScoreGroup,
    ScoreLine,
    ScoreTable,
    Section,
    Signer,
)
from .pages import Page, one_line


def read_form(page: Page, key: str, source: Citation) -> Form:
    """A form of the packs."""
    data = page.take(page.data, "", "code title source sections", "layout subject score_table settles note")
    sections = tuple(_section(page, item, f"sections[{n}]") for n, item in enumerate(data["sections"], 1))
    form = Form(
        key=key,
        code=str(data["code"]),
        title=data["title"],
        source=source,
        layout=data.get("layout", "state"),
        subject=data.get("subject", ""),
        score_table=data.get("score_table", ""),
        settles=one_line(data.get("settles", "")),
        sections=sections,
    )
    if len(form.fields) < sum(len(section.fields) for section in sections):
        raise page.fail("sections", "key của các trường bị trùng")
    if source.status != "confirmed" and not form.settles:
        raise page.fail("", "biểu mẫu chưa đối chiếu bản gốc phải ghi settles")
    return form


def read_table(page: Page, key: str, source: Citation) -> ScoreTable:
    """A score table of the packs, checked."""
    needs = "code title source step groups lines word_bands total_bands"
    data = page.take(page.data, "", needs, "settles note")
    table = ScoreTable(
        key=key,
        code=str(data["code"]),
        title=data["title"],
        source=source,
        step=page.number(data, "step", "step"),
        groups=tuple(_group(page, item, f"groups[{n}]") for n, item in enumerate(data["groups"], 1)),
        lines=tuple(_score_line(page, item, f"lines[{n}]") for n, item in enumerate(data["lines"], 1)),
        word_bands=_bands(page, data["word_bands"], "word_bands"),
        total_bands=_bands(page, data["total_bands"], "total_bands"),
        settles=one_line(data.get("settles", "")),
    )
    _check_table(page, table)
    return table


def _section(page: Page, item: Any, place: str) -> Section:
    data = page.take(item, place, "key title fields", "number note signers")
    fields = tuple(_field(page, field, f"{place}.fields[{n}]") for n, field in enumerate(data["fields"], 1))
    signers = enumerate(data.get("signers", ()), 1)
    return Section(
        data["key"],
        one_line(data["title"]),
        str(data.get("number", "")),
        one_line(data.get("note", "")),
        tuple(_signer(page, signer, f"{place}.signers[{n}]") for n, signer in signers),
        fields,
    )


def _signer(page: Page, item: Any, place: str) -> Signer:
    data = page.take(item, place, "post", "behalf part dated")
    if data.get("part", "self") not in PARTS:
        raise page.fail(place, f"part phải thuộc {', '.join(PARTS)}")
    return Signer(**data)


def _field(page: Page, item: Any, place: str) -> Field:
    data = page.take(item, place, "key label", "type part help number required max_chars for_whom prefill")
    if data.get("type", "long") not in FIELD_TYPES or data.get("part", "self") not in PARTS:
        raise page.fail(
            place, f"type phải thuộc {', '.join(FIELD_TYPES)}; part phải thuộc {', '.join(PARTS)}"
        )
    if data.get("for_whom", "") not in ("", "leaders"):
        raise page.fail(place, 'for_whom chỉ nhận "leaders"')
    known = dict(data) | {name: one_line(data[name]) for name in ("label", "help") if name in data}
    known["number"] = str(data.get("number", ""))
    return Field(**known)


def _group(page: Page, item: Any, place: str) -> ScoreGroup:
    data = page.take(item, place, "key title max", "results")
    return ScoreGroup(data["key"], data["title"], page.number(data, "max", place), bool(data.get("results")))


def _score_line(page: Page, item: Any, place: str) -> ScoreLine:
    data = page.take(item, place, "key label max kind group", "done of when_none where help")
    if data["kind"] not in SCORE_KINDS:
        raise page.fail(place, f"kind phải thuộc {', '.join(SCORE_KINDS)}")
    if data["kind"] == "M" and not (data.get("done") and data.get("of")):
        raise page.fail(place, "dòng đo đếm (M) phải nêu hai số đếm: done và of")
    if data.get("when_none", "rescale") not in ("rescale", "full"):
        raise page.fail(place, 'when_none chỉ nhận "rescale" hoặc "full"')
    known = dict(data) | {name: one_line(data[name]) for name in ("label", "help") if name in data}
    return ScoreLine(**known | {"max": page.number(data, "max", place)})


def _bands(page: Page, rows: list[Any], place: str) -> tuple[Band, ...]:
    """Bands from the best word down to zero: each starts below the one before, the last at 0, so none is missing."""
    bands = []
    for number, item in enumerate(rows, 1):
        data = page.take(item, f"{place}[{number}]", "word at_least")
        bands.append(Band(data["word"], page.number(data, "at_least", f"{place}[{number}]")))
    if not bands or bands[-1].at_least != 0:
        raise page.fail(place, "các khoảng điểm bị hở: mức cuối phải bắt đầu từ 0")
    if any(upper.at_least <= lower.at_least for upper, lower in pairwise(bands)):
        raise page.fail(place, "các khoảng điểm phải giảm dần, không chồng nhau")
    return tuple(bands)


def _check_table(page: Page, table: ScoreTable) -> None:
    """Lines fill their group, groups fill 100, and the results of work weigh most (S-4)."""
    if len({line.key for line in table.lines}) < len(table.lines):
        raise page.fail("lines", "key của các dòng bị trùng")
    if lost := {line.group for line in table.lines} - {group.key for group in table.groups}:
        raise page.fail("lines", f"nhóm không có trong groups: {', '.join(sorted(lost))}")
    for group in table.groups:
        total = sum((line.max for line in table.lines_of(group.key)), Fraction(0))
        if total != group.max:
            raise page.fail("lines", f'các dòng của nhóm "{group.key}" cộng lại {total}, phải là {group.max}')
    if table.max != 100:
        raise page.fail("groups", f"các nhóm cộng lại {table.max}, phải là 100")
    results = sum((group.max for group in table.groups if group.results), Fraction(0))
    if results <= max((group.max for group in table.groups if not group.results), default=Fraction(0)):
        raise page.fail("groups", "nhóm kết quả thực hiện nhiệm vụ (results) phải có trọng số lớn nhất")
    if table.step <= 0:
        raise page.fail("step", "bước điểm phải lớn hơn 0")
    if table.source.status != "confirmed" and not table.settles:
        raise page.fail("", "bảng điểm chưa đối chiếu bản gốc phải ghi settles")
