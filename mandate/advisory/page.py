"""A document as one HTML page, which asks for nothing from elsewhere.

A content security policy in the page allows its own style and scripts, by hash, and nothing more.
There are scripts only where the page is interactive; without them it is the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mandate.advisory import page_brand
from mandate.advisory.brand import PLAIN, Brand
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
    shade,
)
from mandate.advisory.interactive import Interactive, source_hash
from mandate.report.markup import escape, flowing, link


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def render(
    document: Document,
    drawings: Mapping[str, str],
    brand: Brand = PLAIN,
    part: Interactive | None = None,
) -> str:
    """Return the document as an HTML page in the look of a *brand*, with the SVG of its figures by
    their ids; a figure without one is told in words. An interactive *part* stands below it, where
    there is one."""
    return "\n".join(_Page(document, drawings, brand, part).lines()) + "\n"


class _Page:
    """Writes one page."""

    def __init__(
        self,
        document: Document,
        drawings: Mapping[str, str],
        brand: Brand,
        part: Interactive | None,
    ) -> None:
        self._document, self._drawings = document, drawings
        self._brand, self._part = brand, part

    def lines(self) -> Iterator[str]:
        document, part = self._document, self._part
        styles = [_style() + page_brand.style(self._brand), *([part.style] if part else [])]
        allowed = f"style-src {' '.join(map(source_hash, styles))}"
        policy = "; ".join(
            [
                f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
                *page_brand.policy(self._brand),
                *([part.policy] if part else []),
            ]
        )
        yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{escape(document.title)}</title>"
        yield from (f"<style>{style}</style>" for style in styles)
        yield "</head>\n<body>"
        if document.sections:
            yield '<a class="skip" href="#summary">To the summary</a>'
        yield f'<header>{page_brand.head(self._brand)}<p class="kind">{escape(document.kind)}</p>'
        yield f"<h1>{flowing(document.title)}</h1>"
        yield f'<p class="frame">{"<br>".join(map(flowing, document.lines))}</p></header>'
        if document.sections:
            yield from self._contents()
        yield "<main>"
        for section in document.sections:
            yield f'<section id="{section.id}" aria-labelledby="{section.id}-title">'
            yield f'<h2 id="{section.id}-title">{flowing(section.title)}</h2>'
            for block in section.blocks:
                yield from self._block(block)
            yield "</section>"
        if part:
            yield part.body()
        yield f"</main>{page_brand.foot(self._brand)}\n</body>\n</html>"

    def _contents(self) -> Iterator[str]:
        yield '<nav aria-label="Contents"><ol>'
        for section in self._document.sections:
            yield f'<li><a href="#{section.id}">{flowing(section.title)}</a></li>'
        if self._part:  # its script shows what leads to it
            yield f'<li data-try hidden><a href="#try">{self._part.title}</a></li>'
        yield "</ol></nav>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Verdict():
                yield f'<div class="verdict {block.id}"><p class="word">{flowing(block.title)}</p>'
                yield f"<p>{flowing(block.text)}</p>"
                yield f'<p class="rating">{escape(block.rating)}</p></div>'
            case Heading():
                remark = f" <small>{flowing(block.remark)}</small>" if block.remark else ""
                yield f"<h3>{flowing(block.text)}{remark}</h3>"
            case Paragraph():
                role = f' class="{block.role}"' if block.role else ""
                yield f"<p{role}>{_label(block.label)}{flowing(block.text)}</p>"
            case Points():
                yield from _points(block)
            case Table():
                yield from _table(block)
            case Heat():
                yield from _heat(block)
            case Figure():
                yield from self._figure(block)

    def _figure(self, block: Figure) -> Iterator[str]:
        svg = self._drawings.get(block.id)
        caption = escape(block.caption)
        if svg is None:
            yield f'<p><b class="label">{caption}</b> {flowing(block.alternative)}</p>'
            return
        alternative = escape(f"{block.caption}. {block.alternative}")
        yield f'<figure><div class="chart" role="img" aria-label="{alternative}">{svg}</div>'
        yield f"<figcaption>{caption}</figcaption>"
        yield f"<details><summary>In words</summary><p>{flowing(block.alternative)}</p></details>"
        yield "</figure>"


def _label(label: str) -> str:
    return f'<b class="label">{flowing(label)}:</b> ' if label else ""


def _points(block: Points) -> Iterator[str]:
    if block.label:
        yield f'<p class="over"><b class="label">{flowing(block.label)}</b></p>'
    tag = "ol" if block.numbered else "ul"
    links = block.links or ("",) * len(block.items)
    yield f"<{tag}>"
    for item, address in zip(block.items, links, strict=True):
        yield f"<li>{flowing(item)}{link(address)}</li>"
    yield f"</{tag}>"


def _table(block: Table) -> Iterator[str]:
    caption = escape(block.caption)
    yield f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0">'
    yield f"<table><caption>{flowing(block.caption)}</caption>\n<thead><tr>"
    numbers = [' class="number"' if n in block.numbers else "" for n in range(len(block.head))]
    for title, number in zip(block.head, numbers, strict=True):
        yield f'<th scope="col"{number}>{flowing(title)}</th>'
    yield "</tr></thead>\n<tbody>"
    for first, *rest in block.rows:
        cells = "".join(
            f'<td{number} data-head="{escape(title)}">{flowing(cell)}</td>'
            for title, cell, number in zip(block.head[1:], rest, numbers[1:], strict=True)
        )
        yield f'<tr><th scope="row"{numbers[0]}>{flowing(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _heat(block: Heat) -> Iterator[str]:
    caption = escape(block.caption)
    most = max(len(levels) for _, levels, _, _ in block.rows)
    yield f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0">'
    yield f'<table class="heat"><caption>{flowing(block.caption)}</caption>\n<tbody>'
    for title, levels, place, words in block.rows:
        yield f'<tr><th scope="row">{flowing(title)}</th>'
        for number, level in enumerate(levels, start=1):
            if number == place:
                yield f'<td class="here s{shade(number, len(levels))}"><b>{flowing(level)}</b></td>'
            else:
                yield f'<td class="not" aria-hidden="true">{flowing(level)}</td>'
        empty = most - len(levels)
        if not place:
            yield f'<td class="unplaced" colspan="{empty + 1}">{flowing(words)}</td>'
        else:
            yield f'<td colspan="{empty + 1}" class="end"></td>'
        yield "</tr>"
    yield "</tbody></table></div>"
