"""A graph as Mermaid, the text that GitHub and many editors draw; text of packs stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandate.errors import visible
from mandate.report.pack_graph import KINDS, Graph, Vertex

_PLAIN = re.compile(r"[^\w ,.()'/+-]")
_SHAPES = {
    "theme": ("[", "]"),
    "fact": ("[", "]"),
    "rule": ("(", ")"),
    "finding": ("{{", "}}"),
    "driver": ("[[", "]]"),
}
_COLOURS = {
    "theme": "fill:#e3eefb,stroke:#3d6ea5,color:#10243d",
    "fact": "fill:#e3eefb,stroke:#3d6ea5,color:#10243d",
    "rule": "fill:#ffffff,stroke:#666666,color:#1a1a1a",
    "finding": "fill:#fdf3d0,stroke:#a98612,color:#3d3000",
    "driver": "fill:#e6f2e3,stroke:#4c8a3f,color:#14300e",
}


def escape(text: str) -> str:
    """Return *text* as Mermaid shows it as it is: whatever could mean something is a code."""
    line = " ".join(visible(text).split())
    return _PLAIN.sub(lambda found: f"#{ord(found[0])};", line)


def render(graph: Graph) -> str:
    """Return the graph as a Mermaid flow chart from left to right."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    yield f"%% {_PLAIN.sub(' ', visible(graph.title))}"
    yield "flowchart LR"
    names = {vertex.id: f"n{number}" for number, vertex in enumerate(graph.vertices)}
    for vertex in graph.vertices:
        opening, closing = _SHAPES[vertex.kind]
        yield f'  {names[vertex.id]}{opening}"{_label(vertex)}"{closing}'
    for edge in graph.edges:
        count = f"|{edge.rules}|" if edge.rules > 1 else ""
        yield f"  {names[edge.start]} -->{count} {names[edge.end]}"
    for kind in KINDS:
        own = [names[vertex.id] for vertex in graph.vertices if vertex.kind == kind]
        if own:
            yield f"  classDef {kind} {_COLOURS[kind]}"
            yield f"  class {','.join(own)} {kind}"


def _label(vertex: Vertex) -> str:
    return "<br/>".join(map(escape, (vertex.title, *vertex.notes)))
