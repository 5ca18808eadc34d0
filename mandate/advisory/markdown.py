"""A document as Markdown: text of cases and packs stays text, a chart is told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandate.advisory.document import (
    Block,
    Document,
    Figure,
    Heading,
    Heat,
    Paragraph,
    Points,
    Table,
    Verdict,
)
from mandate.report.markdown import escape

_BLANK_LINES = re.compile(r"\n{3,}")


def render(document: Document) -> str:
    """Return the document as Markdown."""
    return _BLANK_LINES.sub("\n\n", "\n".join(_lines(document)) + "\n")


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    yield ""
    yield "  \n".join(escape(line) for line in (document.kind, *document.lines))
    for section in document.sections:
        yield ""
        yield f"## {escape(section.title)}"
        for block in section.blocks:
            yield ""
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Verdict():
            yield f"**{escape(block.title.upper())}**. {escape(block.text)}"
            yield ""
            yield escape(block.rating)
        case Heading():
            remark = f" ({escape(block.remark)})" if block.remark else ""
            yield f"### {escape(block.text)}{remark}"
        case Paragraph():
            yield f"{_label(block.label)}{escape(block.text)}"
        case Points():
            yield from _points(block)
        case Table():
            yield from _table(block)
        case Heat():
            yield from _heat(block)
        case Figure():
            yield f"**{escape(block.caption)}.** {escape(block.alternative)}"


def _label(label: str) -> str:
    return f"**{escape(label)}:** " if label else ""


def _points(block: Points) -> Iterator[str]:
    if block.label:
        yield f"**{escape(block.label)}**"
        yield ""
    links = block.links or ("",) * len(block.items)
    for number, (item, link) in enumerate(zip(block.items, links, strict=True), start=1):
        mark = f"{number}." if block.numbered else "-"
        yield f"{mark} {escape(item)} {escape(link)}".rstrip()


def _table(block: Table) -> Iterator[str]:
    yield f"**{escape(block.caption)}**"
    yield ""
    yield _row(block.head)
    yield f"|{'|'.join('---:' if n in block.numbers else '---' for n in range(len(block.head)))}|"
    yield from map(_row, block.rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escape, cells))} |"


def _heat(block: Heat) -> Iterator[str]:
    rows = tuple(
        (title, words, f"{place} of {len(levels)}" if place else "not placed")
        for title, levels, place, words in block.rows
    )
    yield from _table(Table(block.caption, ("What", "As it stands", "Level"), rows))
