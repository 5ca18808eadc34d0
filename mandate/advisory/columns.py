"""How wide the columns of a table should be, for formats that have to be told."""

from __future__ import annotations

import re

from mandate.advisory.document import Table

_PAGE = 108  # characters that stand beside each other on a page, about
_WORD = 16  # a longer word may be broken
_EDGES = 4  # what stands between two columns
_SHORT_HEAD = 10  # a head that short is not broken
_PARTS = re.compile(r"[\s-]+")  # a line may end at a hyphen


def widths(table: Table) -> tuple[int, ...]:
    """Return the width of each column of a table, in thousandths of the whole.

    No column is narrower than its longest word, as far as that can be; what is left goes to those
    that say most.
    """
    if table.widths:
        return table.widths
    columns, least = list(zip(table.head, *table.rows, strict=True)), _least(table)
    wanted = [max(len(cell) for cell in one) + _EDGES for one in columns]
    if sum(wanted) > _PAGE:
        spare = max(_PAGE - sum(least), 0)
        more = [
            max(sum(map(len, one)) / len(one) + 0.4 * most - low, 0)
            for one, most, low in zip(columns, wanted, least, strict=True)
        ]
        whole = sum(more) or 1
        wanted = [
            low + round(spare * share / whole) for low, share in zip(least, more, strict=True)
        ]
    return _thousandths(wanted)


def fits(table: Table) -> bool:
    """Return whether the columns of a table find room beside each other on a page, without words
    that run into the next."""
    return sum(_least(table)) <= _PAGE


def _least(table: Table) -> list[int]:
    """Return how many characters wide each column has to be."""
    least = [
        max(map(_longest, column)) + _EDGES for column in zip(table.head, *table.rows, strict=True)
    ]
    return [
        max(low, len(head) + _EDGES) if len(head) <= _SHORT_HEAD else low
        for low, head in zip(least, table.head, strict=True)
    ]


def _longest(cell: str) -> int:
    return max((min(len(word), _WORD) for word in _PARTS.split(cell)), default=1)


def _thousandths(wanted: list[int]) -> tuple[int, ...]:
    whole = sum(wanted)
    found = [one * 1000 // whole for one in wanted]
    found[found.index(max(found))] += 1000 - sum(found)
    return tuple(found)
