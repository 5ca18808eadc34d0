"""Tables of words within 80 columns: beside each other for two or three, else below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mandate.errors import visible
from mandate.report.text import wrapped
from mandate.wrapping import WIDTH, in_lines

_TITLE = {2: 28, 3: 23}
_GAP = 2
_SHORT = 20


def row(title: str, cells: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Yield a row of a table: its title, then a cell for each of the *names*."""
    if len(cells) not in _TITLE:
        yield from wrapped(title)
        yield from _below(cells, names)
        return
    widths = [_TITLE[len(cells)], *[_cell_width(len(cells))] * len(cells)]
    columns = [in_lines(text, width) for text, width in zip((title, *cells), widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = (f"{part:{width}}" for part, width in zip(parts, widths, strict=True))
        yield (" " * _GAP).join(padded).rstrip()


def _below(cells: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Yield named cells below their title: in running lines where all of them are short."""
    pairs = list(zip(names, cells, strict=True))
    if max(map(len, cells)) <= _SHORT:
        yield from wrapped("; ".join(f"{name} {cell}" for name, cell in pairs), 2)
        return
    for name, cell in pairs:
        yield from wrapped(cell, 2, f"{visible(name)}  ")


def head(names: Sequence[str]) -> Iterator[str]:
    """Yield the names of the columns, where they stand beside each other."""
    if len(names) in _TITLE:
        yield from row("", [name.upper() for name in names], names)


def _cell_width(count: int) -> int:
    return (WIDTH - _TITLE[count]) // count - _GAP
