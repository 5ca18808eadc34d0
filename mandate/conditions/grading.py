"""Reading the grading of a rule: the points each value of one fact carries."""

from __future__ import annotations

from collections.abc import Mapping as MappingType

from mandate.answers import read_value
from mandate.conditions.nodes import Applies, Graded, Node
from mandate.errors import Faults, shortened
from mandate.facts import Fact, Vocabulary
from mandate.reading import INTEGER, integer
from mandate.source import Mapping, Scalar, location


def read_graded(
    fact: Fact,
    vocabulary: Vocabulary,
    applies: MappingType[str, Node],
    points: Mapping,
    faults: Faults,
) -> Node | None:
    """Return the grading of *fact* that a rule's ``by`` and ``points`` write."""
    slots = tuple(slot.position for slot in vocabulary.slots_of(fact.id))
    counted = fact.type in ("number", "checklist")
    domain = range(len(slots) + 1) if fact.type == "checklist" else fact.domain
    of_value: dict[int, int] = {}
    bands = []
    before = len(faults)
    for key, node in points.pairs.values():
        number = integer(node, faults, "points: a whole number of decibans")
        low, high = _counted(key, domain, faults) if counted else _level(key, fact, faults)
        taken = [value for value in domain if low <= value <= high]
        if any(value in of_value for value in taken):
            faults.add(location(key), "points", f"'{key.text}' overlaps an earlier line")
        of_value.update(dict.fromkeys(taken, number or 0))
        bands.append((low, key.text, number or 0))
    missing = [value for value in domain if value not in of_value]
    if missing and len(faults) == before:
        name = str(missing[0]) if counted else fact.labels[missing[0]]
        message = f"'{name}' of {fact.id} has no points"
        faults.add(location(points), "points", message, "every value needs a line; 0 is allowed")
    if len(faults) > before:
        return None
    values = tuple(of_value[value] for value in domain)
    if len(set(values)) == 1:
        message = f"every value of {fact.id} carries the same points"
        faults.add(location(points), "points", message, "a grading must tell values apart")
        return None
    graded = Graded(
        fact.id,
        slots,
        fact.type == "checklist",
        values,
        tuple((text, worth) for _, text, worth in sorted(bands)),
        location(points),
    )
    condition = applies.get(fact.id)
    return Applies(fact.id, condition, graded, location(points)) if condition else graded


def _level(key: Scalar, fact: Fact, faults: Faults) -> tuple[int, int]:
    label = read_value(key, fact, faults)
    code = -1 if label is None else fact.labels.index(label)
    return code, code


def _counted(key: Scalar, domain: range, faults: Faults) -> tuple[int, int]:
    found = band_ends(key.text, domain)
    if found is None:
        hint = "expected '7', '12 to 17', 'under 12', 'over 36', '24 or more' or '2 or less'"
        steps = f" in steps of {domain.step}" if domain.step > 1 else ""
        message = f"'{shortened(key.text)}' is no part of {domain[0]} to {domain[-1]}{steps}"
        faults.add(location(key), "points", message, hint)
    return found or (1, 0)


def band_ends(text: str, domain: range) -> tuple[int, int] | None:
    """Return the ends of ``7``, ``under 12``, ``12 to 17``, ``24 or more`` or ``over 36``; None
    where no number of *domain* lies between them."""
    words = text.split()
    numbers = [int(word) for word in words if INTEGER.fullmatch(word)]
    shape = " ".join("n" if INTEGER.fullmatch(word) else word for word in words)
    low, high = domain[0], domain[-1]
    first, last = (numbers[0], numbers[-1]) if numbers else (low, high)
    ends = {
        "n": (first, first),
        "n to n": (first, last),
        "n or more": (first, high),
        "over n": (first + 1, high),
        "under n": (low, first - 1),
        "n or less": (low, first),
    }
    found = ends.get(shape, (1, 0))
    inside = low <= found[0] <= found[1] <= high
    return found if inside and any(found[0] <= one <= found[1] for one in domain) else None
