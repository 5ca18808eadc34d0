"""Answers of one respondent that exclude each other, which nobody can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.errors import Faults
from mandate.memory import Answer, Memory


def contradictions(memory: Memory) -> Iterator[tuple[Answer, Answer]]:
    """Yield the answers that one respondent gave and that exclude each other, two by two.

    A later answer counts instead of an earlier one, and a document settles what they stated: these
    exclude nothing. Nor do answers by nobody in particular, which may be those of several people.
    """
    seen: dict[tuple[str, ...], dict[frozenset[str], Answer]] = {}
    for answer in sorted(memory.answers, key=lambda one: one.location[:3]):
        if answer.by and answer.values and answer not in memory.superseded:
            others = seen.setdefault((answer.fact, answer.item, answer.by, answer.confidence), {})
            values = frozenset(answer.values)
            yield from ((one, answer) for said, one in others.items() if said.isdisjoint(values))
            others.setdefault(values, answer)  # of equal ones the first will do


def refuse(found: Iterable[tuple[Answer, Answer]], faults: Faults) -> None:
    """Record each contradiction at its second answer."""
    for first, second in found:
        if faults.are_many:
            return
        where = first.location
        line = f"line {where.line}" if where.line else "the same answers"
        place = line if where.path == second.location.path else str(where)
        name = f"{second.fact} ({second.item})" if second.item else second.fact
        one, other = (" or ".join(answer.values) for answer in (first, second))
        message = f"{second.by} says of {name} both {one} (in {place}) and {other}"
        hint = "keep one, or give each a 'date:', and the later counts"
        faults.add(second.location, "two-answers", message, hint)
