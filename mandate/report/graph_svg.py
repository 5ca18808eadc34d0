"""A graph as an SVG picture that stands alone: no script, no font and no address from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width
from xml.sax.saxutils import escape as escape_markup

from mandate.errors import visible
from mandate.report.graph_layout import Placed, place
from mandate.report.pack_graph import KINDS, Graph, Vertex

_WIDTH, _LINE, _PADDING = 196, 15, 8
_COLUMN_GAP, _MARGIN, _HEAD = 96, 24, 64
_LETTER, _SMALL_LETTER = 6.9, 6.1  # pixels a letter takes at most, on average, at 12 and at 10.5
_TITLE_LETTER = 8.8
_THICKEST = 7
_JOINTS = "-_."
_STYLE = """\
text { font: 12px Helvetica, Arial, "Liberation Sans", sans-serif; fill: #1a1a1a }
.note { font-size: 10.5px; fill: #5a5a5a }
.title { font-size: 15px; font-weight: bold }
path { fill: none; stroke: #8a94a0; stroke-opacity: 0.75 }
path:hover { stroke: #c2410c; stroke-opacity: 1 }
rect { stroke-width: 1.2 }
.theme, .fact { fill: #e3eefb; stroke: #3d6ea5 }
.rule { fill: #ffffff; stroke: #666666 }
.finding { fill: #fdf3d0; stroke: #a98612 }
.driver { fill: #e6f2e3; stroke: #4c8a3f }"""
_CALLED = {
    "theme": "facts by theme",
    "fact": "fact",
    "rule": "rule",
    "finding": "finding",
    "driver": "driver",
}
_CORNERS = {"theme": 2, "fact": 2, "rule": 8, "finding": 15, "driver": 2}


def escape(text: str) -> str:
    """Return *text* as SVG shows it as it is."""
    return escape_markup(visible(text), {'"': "&quot;"})


def render(graph: Graph) -> str:
    """Return the graph as SVG, from what is known at the left to the drivers at the right."""
    lines = {vertex.id: _wrapped(vertex.title, _LETTER) for vertex in graph.vertices}
    notes = {
        vertex.id: [line for note in vertex.notes for line in _wrapped(note, _SMALL_LETTER)]
        for vertex in graph.vertices
    }
    heights = {
        name: _LINE * (len(lines[name]) + len(notes[name])) + 2.0 * _PADDING for name in lines
    }
    placed = place(graph, heights)
    columns = len(placed.layers) * (_WIDTH + _COLUMN_GAP) - _COLUMN_GAP
    width = max(columns, round(_length(graph.title) * _TITLE_LETTER), 2 * _WIDTH)
    size = (width + 2 * _MARGIN, round(placed.bottom) + _HEAD + 2 * _MARGIN)
    written = [*_head(graph, size), *_edges(graph, placed)]
    for vertex in graph.vertices:
        left, middle = _left(placed, vertex.id), _middle(placed, vertex.id)
        texts = (lines[vertex.id], notes[vertex.id])
        written += _box(vertex, left, middle, heights[vertex.id], texts)
    return "\n".join([*written, "</svg>"]) + "\n"


def _head(graph: Graph, size: tuple[int, int]) -> Iterator[str]:
    """Yield what stands before the edges: style, title and legend."""
    width, height = size
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="name">'
    )
    yield f'<title id="name">{escape(graph.title)}</title>'
    yield f"<style>\n{_STYLE}\n</style>"
    yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" '
    yield 'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
    yield '<polygon points="0,0.8 8,4 0,7.2" fill="#6b7580"/></marker></defs>'
    yield f'<rect width="{width}" height="{height}" fill="#ffffff" stroke="none"/>'
    yield f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 8}">{escape(graph.title)}</text>'
    left = _MARGIN
    for kind in KINDS:
        if any(vertex.kind == kind for vertex in graph.vertices):
            at = f'x="{left}" y="{_MARGIN + 20}"'
            yield f'<rect class="{kind}" {at} width="16" height="12" rx="{_CORNERS[kind] / 2:g}"/>'
            yield f'<text class="note" x="{left + 21}" y="{_MARGIN + 30}">{_CALLED[kind]}</text>'
            left += 40 + round(_SMALL_LETTER * len(_CALLED[kind]))
    if any(edge.rules > 1 for edge in graph.edges):
        told = "the wider a line, the more rules"
        yield f'<text class="note" x="{left}" y="{_MARGIN + 30}">{told}</text>'


def _left(placed: Placed, name: str) -> int:
    column = next(n for n, layer in enumerate(placed.layers) if name in layer)
    return _MARGIN + column * (_WIDTH + _COLUMN_GAP)


def _middle(placed: Placed, name: str) -> float:
    return _MARGIN + _HEAD + placed.middle[name]


def _edges(graph: Graph, placed: Placed) -> Iterator[str]:
    titles = {vertex.id: vertex.title for vertex in graph.vertices}
    for edge in graph.edges:
        x, y = float(_left(placed, edge.start) + _WIDTH), _middle(placed, edge.start)
        steps = [f"M{x:g},{y:.1f}"]
        for height in (*placed.ways[edge.start, edge.end], None):
            last = height is None
            to = _middle(placed, edge.end) if height is None else _MARGIN + _HEAD + height
            half, end = x + _COLUMN_GAP / 2, x + _COLUMN_GAP
            steps.append(f"C{half:g},{y:.1f} {half:g},{to:.1f} {end:g},{to:.1f}")
            x, y = end + _WIDTH, to
            if not last:
                steps.append(f"H{x:g}")
        rules = f" ({edge.rules} rules)" if edge.rules > 1 else ""
        told = escape(f"{titles[edge.start]} → {titles[edge.end]}{rules}")
        thick = min(0.7 + 0.5 * edge.rules, _THICKEST)
        path = f'<path d="{" ".join(steps)}" stroke-width="{thick:g}" marker-end="url(#tip)">'
        yield f"{path}<title>{told}</title></path>"


def _box(
    vertex: Vertex, left: int, middle: float, height: float, texts: tuple[list[str], list[str]]
) -> Iterator[str]:
    top = middle - height / 2
    yield f"<g><title>{escape(f'{_CALLED[vertex.kind]}: {vertex.title}')}</title>"
    yield (
        f'<rect class="{vertex.kind}" x="{left}" y="{top:.1f}" width="{_WIDTH}" '
        f'height="{height:g}" rx="{_CORNERS[vertex.kind]}"/>'
    )
    baseline = top + _PADDING + _LINE - 4
    for style, lines in zip(("", ' class="note"'), texts, strict=True):
        for line in lines:
            yield f'<text{style} x="{left + 10}" y="{baseline:.1f}">{escape(line)}</text>'
            baseline += _LINE
    yield "</g>"


def _wrapped(text: str, letter: float, width: float = _WIDTH - 20) -> list[str]:
    """Return *text* in lines that fit a box; a word too long for one is broken, if possible where
    an id is joined."""
    lines = [""]
    for word in visible(text).split():
        if lines[-1] and _length(f"{lines[-1]} {word}") * letter <= width:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        rest = word
        while rest:
            fits = min(len(rest), int(width / letter) + 1)  # no letter is narrower than one
            while fits > 1 and _length(rest[:fits]) * letter > width:
                fits -= 1
            joint = max(rest.rfind(mark, 1, fits) for mark in _JOINTS) + 1
            taken = rest[: joint if joint and fits < len(rest) else fits]
            lines.append(taken)
            rest = rest[len(taken) :]
    return lines[1:]


def _length(text: str) -> float:
    """Return how many letters wide a text is; what is written in squares counts for two."""
    return sum(
        1.9 if east_asian_width(one) in "WF" else 1.25 if one.isupper() else 1 for one in text
    )
