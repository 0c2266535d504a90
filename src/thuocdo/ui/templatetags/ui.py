"""Tags and filters for every page. They are builtins of the template engine: no load needed."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from zlib import crc32

from django import forms, template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thuocdo.kernel.dues import Due, DueState
from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.seen import stamp
from thuocdo.kernel.vi_text import day
from thuocdo.ui import wording
from thuocdo.ui.due_words import due_left, due_term
from thuocdo.ui.icons import PATHS

register = template.Library()

_DUE_MARKS = {
    DueState.NOT_YET: "waiting",
    DueState.AHEAD: "waiting",
    DueState.SOON: "soon",
    DueState.LAST_DAY: "soon",
    DueState.LATE: "late",
}


@register.simple_tag(takes_context=True)
def same_block(context: template.Context, name: str) -> str:
    """Render a block of the page once more, or where the base page must know whether it is empty."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    # A rendered template is already escaped.
    return SafeString(block.render(context).strip()) if block else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """One small picture beside a word; never alone, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{}</svg>',
        SafeString(PATHS[name]),
    )


@register.simple_tag
def mark(kind: str, words: str) -> SafeString:
    """A state as icon and words: done, waiting, soon, late, returned, refused, info, lock."""
    return format_html('<span class="mark mark-{}">{}{}</span>', kind, icon(kind), words)


@register.simple_tag
def due(term: Due | None, on: date, done: bool = False) -> SafeString:
    """A term in words with its state: "trước ngày 20/11 – còn 3 ngày". `done` leaves the counting out."""
    if term is None:
        return SafeString("")
    words, left = due_term(term, on), due_left(term, on)
    if done:
        return mark("done", words)
    return mark(_DUE_MARKS[term.state(on)], f"{words} – {left}")


@register.simple_tag
def due_words(term: Due | None, on: date) -> str:
    """The term alone: "trước ngày 20/11"."""
    return due_term(term, on) if term else ""


@register.filter
def dmy(value: date | None) -> str:
    """20/11/2023; empty for no date."""
    return day(value) if value else ""


@register.filter
def vn_number(value: Any) -> str:
    """22,5 and 1.234; empty for no number."""
    return "" if value is None or value == "" else wording.number(value)


@register.filter
def label(code: StrEnum | None) -> str:
    """The Vietnamese label of a code of the kernel or of a room; empty for none."""
    return wording.label(code) if code else ""


@register.filter
def grade(value: str | None, length: str = "") -> str:
    """A level of quality; `grade:"short"` for tables."""
    return wording.grade_label(value, short=length == "short") if value else ""


@register.filter
def stage(value: str | None) -> str:
    """Whose word a grade is."""
    return wording.label(wording.Stage(value)) if value else ""


@register.filter
def staff_kind(value: str | None) -> str:
    """How a person is employed."""
    return wording.label(wording.StaffKind(value)) if value else ""


@register.filter
def post_role(value: str | None) -> str:
    """What a post makes of a person."""
    return wording.label(wording.PostRole(value)) if value else ""


@register.filter
def axis(value: str | None) -> str:
    """What a grade rates."""
    return wording.label(wording.Axis(value)) if value else ""


@register.filter
def sentence(finding: Finding) -> str:
    """The finding in words."""
    return wording.sentence(finding)


@register.filter
def remedy(finding: Finding) -> str:
    """What to do about the finding."""
    return wording.remedy(finding)


@register.inclusion_tag("ui/_citation.html")
def citation(source: Citation | None, quote: bool = True) -> dict[str, Any]:
    """Clause and act, the quoted words, and a mark where the original text has not been seen."""
    return {"source": source, "quote": quote}


@register.inclusion_tag("ui/_unchecked.html", takes_context=True)
def unchecked(context: template.Context, source: Citation | None) -> dict[str, Any]:
    """The mark where the original text has not been seen, or the day when somebody did see it."""
    if source is None or source.status == "confirmed":
        return {"source": None}
    checked = getattr(getattr(context, "request", None), "checked", None) or {}
    return {"source": source, "checked_on": checked.get(source)}


@register.inclusion_tag("ui/_findings.html")
def findings(found: Sequence[Finding], heading: str = "", tone: str = "refused") -> dict[str, Any]:
    """A list of findings, each with its clause. `tone`: refused or warning."""
    return {"findings": found, "heading": heading, "tone": tone}


@register.simple_tag
def seen(*shown: object) -> SafeString:
    """The hidden field that says what the page shows of what its form rewrites (`kernel/seen.py`)."""
    return format_html('<input type="hidden" name="seen" value="{}">', stamp(*shown))


@register.simple_tag
def may(found: Sequence[Finding]) -> bool:
    """`{% may findings as ok %}`: yes when there is no finding."""
    return not found


def _ident(*parts: str) -> str:
    """An id that stays the same for the same button on the same page."""
    return f"why-{crc32('|'.join(map(str, parts)).encode()):x}"


@register.inclusion_tag("ui/_act_button.html", takes_context=True)
def act_button(
    context: template.Context,
    url: str,
    label: str,
    found: Sequence[Finding] = (),
    above: Sequence[Finding] = (),
    **more: str,
) -> dict[str, Any]:
    """A button that POSTs to `url`; greyed, with the reasons beside it, where there are findings.

    Reasons that stand `above` on the page already are not said twice.

    `style` (primary, outline-primary, outline-secondary, danger, link), `key` (keyboard), `confirm` (a question
    asked in a disclosure before), `target` and `swap` (htmx), `value` (posted as `value`).
    """
    return {
        "url": url,
        "label": label,
        "findings": found,
        "stand_above": found == above,
        "why": _ident(url, label),
        "style": "primary",
        "csrf_token": context.get("csrf_token"),
        **more,
    }


@register.inclusion_tag("ui/_submit_button.html")
def submit_button(
    label: str, found: Sequence[Finding] = (), above: Sequence[Finding] = (), **more: str
) -> dict[str, Any]:
    """The button of a form that stands on the page; greyed, with the reasons, where there are findings.

    `above` as in `act_button`, `name`, `value`, `style`, `key`.
    """
    return {
        "label": label,
        "findings": found,
        "stand_above": found == above,
        "why": _ident(label),
        "style": "primary",
        **more,
    }


def _style(field: forms.BoundField, counts: bool) -> None:
    """Give the widget our classes; a limit is shown and counted, never cut off while typing."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        css = "form-check-input"
    else:
        css = "form-select" if isinstance(widget, forms.Select) else "form-control"
    widget.attrs.setdefault("class", css)
    if counts:
        widget.attrs.pop("maxlength", None)


def _described_by(field: forms.BoundField) -> str:
    parts = [(field.help_text, "helptext"), (field.errors, "error")]
    return " ".join(f"{field.auto_id}_{name}" for there, name in parts if there)


@register.inclusion_tag("ui/_field.html")
def field(
    bound: forms.BoundField,
    criterion: str = "",
    seen_by: str = "",
    limit: int | None = None,
    score: str = "",
    quiet: bool = False,
    **attrs: Any,
) -> dict[str, Any]:
    """One field of a Django form: label, help, criterion's text, error beside it, counter, who sees it.

    `limit`: characters, else the widget's maxlength; `score`: the sums this number counts into ("total part-1");
    `quiet` leaves the remark "(không bắt buộc)" out; other names (rows, data_key) become attributes of the control.
    """
    widget = bound.field.widget
    limit = limit or widget.attrs.get("maxlength")
    _style(bound, bool(limit))
    extra = {"data-limit": limit, "data-score": score, "aria-describedby": _described_by(bound)}
    extra.update({name.replace("_", "-"): value for name, value in attrs.items()})
    widget.attrs.update({name: value for name, value in extra.items() if value})
    return {
        "field": bound,
        "quiet": quiet,
        "criterion": criterion,
        "seen_by": seen_by,
        "limit": limit,
        "grouped": isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "ticked": isinstance(widget, forms.CheckboxInput),
    }


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Every error of the form on top, each linking to its field."""
    places = [
        {"id": bound.id_for_label or bound.auto_id, "label": bound.label, "error": error}
        for bound in form
        for error in bound.errors
    ]
    return {"places": places, "others": form.non_field_errors()}


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, url: str, label: str, key: str = "") -> SafeString:
    """A link of the main navigation; marks the page we are on (or below)."""
    path = context["request"].path if "request" in context else ""
    here = path == url or (url != "/" and path.startswith(url))
    return format_html(
        '<a href="{}"{}{}>{}</a>',
        url,
        SafeString(' aria-current="page"') if here else "",
        format_html(' data-key="{}"', key) if key else "",
        label,
    )
