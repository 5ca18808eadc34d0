"""A document in parts that every format can write: what it says, and nothing of how it looks.

Texts are plain: a format that has markup escapes them, all of them, whoever wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from mandate.tuples import NamedTuple

Item = TypeVar("Item")
_LONG_ROW = 1500  # characters
_NOTHING = ("", "0")
_EMPTY = "\u2013"


class Paragraph(NamedTuple):
    """Some sentences. ``role`` is ``lead``, ``note`` or empty; a ``label`` stands before them."""

    text: str
    role: str = ""
    label: str = ""


class Points(NamedTuple):
    """A list, ``numbered`` or not, under a ``label`` or none; ``links`` are addresses or empty."""

    items: tuple[str, ...]
    numbered: bool = False
    label: str = ""
    links: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under a head, with a caption; the first column names the row, ``numbers`` are columns
    of numbers. ``widths``, in thousandths, are those of tables that stand together; else a table
    has its own."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()


class Heat(NamedTuple):
    """A table of what stands at which level: each row has its title, its levels from the worst on,
    the place of the one that holds (from 1; 0 where it is not known), and what is known in words.
    """

    caption: str
    rows: tuple[tuple[str, tuple[str, ...], int, str], ...]


class Heading(NamedTuple):
    """The heading of a part of a section, with a remark or none."""

    text: str
    remark: str = ""


class Verdict(NamedTuple):
    """Whether to go on: ``id`` is that of a verdict, ``title`` and ``text`` its words."""

    id: str
    title: str
    text: str
    rating: str


class Figure(NamedTuple):
    """A chart: its ``id``, a caption, and what it shows in words for who cannot see it."""

    id: str
    caption: str
    alternative: str


Block = Paragraph | Points | Table | Heat | Heading | Verdict | Figure


class Section(NamedTuple):
    """A section with its id, for links, its title and its blocks."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def shown(drawn: Mapping[str, Figure], *names: str) -> list[Figure]:
    """Return the figures of some names, of those that could be drawn."""
    return [drawn[name] for name in names if name in drawn]


def in_parts(whole: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """Return a sequence in as few parts as hold at most so many each, as even as they can be."""
    count = -(-len(whole) // most)
    ends = [len(whole) * number // count for number in range(count + 1)]
    return [whole[start:end] for start, end in pairwise(ends)]


class Document(NamedTuple):
    """A document: what kind it is, its title, lines under the title, its sections, and a
    ``caution`` for the foot of every page of a format that has pages."""

    kind: str
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    caution: str = ""


def is_long(row: tuple[str, ...]) -> bool:
    """Return whether a row of a table says so much that it may be broken across pages."""
    return max(map(len, row)) > _LONG_ROW


def shade(number: int, count: int) -> int:
    """Return the shade of a level, the *number*-th from the worst of so many: 0 for the worst to 4
    for the best. Halves are rounded up, as the typesetter of the PDF does."""
    return int(4 * (number - 1) / max(count - 1, 1) + 0.5)


def lean(table: Table) -> Table:
    """Return a table without the columns that say nothing, and a dash where a cell is empty."""
    kept = [
        place
        for place, cells in enumerate(zip(*table.rows, strict=True))
        if place == 0 or any(cell not in _NOTHING for cell in cells)
    ]
    rows = tuple(tuple(cell or _EMPTY for cell in row) for row in table.rows)
    return of_columns(table._replace(rows=rows), kept)


def of_columns(table: Table, places: Sequence[int]) -> Table:
    """Return a table with those of its columns that stand at some places."""
    return Table(
        table.caption,
        tuple(table.head[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in table.rows),
        tuple(place for place, was in enumerate(places) if was in table.numbers),
    )


def leads(block: Block, after: Block | None) -> bool:
    """Return whether a block is nothing without the one *after* it, and should not end a page."""
    if isinstance(after, Paragraph) and after.label == "Source":
        return True
    return isinstance(block, Paragraph) and isinstance(after, Table | Points | Heat | Figure)
