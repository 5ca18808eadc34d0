"""The few tests of fields that the peers translate.

A test already says whether OPEN passes, so a peer never reasons about what is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

OPEN = -1
"""The value of a field that nobody was asked about."""


class In(NamedTuple):
    """True if the field holds one of ``codes``, which stand in order and may start with OPEN."""

    field: str
    codes: tuple[int, ...]


class Between(NamedTuple):
    """True if some run holds both ends of the possible numbers of ticked items."""

    low: str
    high: str
    runs: tuple[tuple[int, int], ...]


class Paired(NamedTuple):
    """True if the values of two fields are one of ``pairs``."""

    field: str
    other: str
    pairs: tuple[tuple[int, int], ...]


class Holds(NamedTuple):
    """True if a rule concluded the finding."""

    finding: str


class Every(NamedTuple):
    """True if every child is."""

    children: tuple[Test, ...]


class AtLeast(NamedTuple):
    """True if at least ``at_least`` children are."""

    at_least: int
    children: tuple[Test, ...]


Test = In | Between | Paired | Holds | Every | AtLeast


def is_run(values: tuple[int, ...]) -> bool:
    """Return whether the values follow one another, so that two comparisons select them."""
    return values[-1] - values[0] == len(values) - 1


def fields_read(test: Test) -> Iterator[str]:
    """Yield the fields that a test reads."""
    if isinstance(test, In):
        yield test.field
    elif isinstance(test, Between):
        yield from (test.low, test.high)
    elif isinstance(test, Paired):
        yield from (test.field, test.other)
    elif not isinstance(test, Holds):
        for child in test.children:
            yield from fields_read(child)


def reads_findings(test: Test) -> bool:
    """Return whether a test reads a finding."""
    if isinstance(test, (In, Between, Paired, Holds)):
        return isinstance(test, Holds)
    return any(reads_findings(child) for child in test.children)
