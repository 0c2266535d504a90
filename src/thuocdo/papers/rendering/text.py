"""The words of a laid-out paper as plain text: what DOCX and PDF must both hold, and what search reads."""

from .blocks import Block, Document, PageBreak, Para, placed


def plain_text(document: Document) -> str:
    """One line per paragraph, table cells parted by tabs. A ticked box reads [X], an empty one [ ]."""
    blocks = [*(block for section in document.sections for block in section.blocks), *document.foot]
    return "\n".join(line for block in blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, PageBreak):
        return []
    if isinstance(block, Para):
        return [_para(block)] if block.runs else []
    rows = (
        "\t".join(" ".join(map(_para, cell.paras)).strip() for _, cell, continued in row if not continued)
        for row in placed(block)
    )
    return [row for row in rows if row.strip()]


def _para(para: Para) -> str:
    return "".join(f"[{run.text.strip() or ' '}]" if run.boxed else run.text for run in para.runs)
