"""Mutants of single leaves: a threshold moved one level, a level more or less, the opposite."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mandate.conditions.grading import band_ends
from mandate.conditions.nodes import FLAGS, UNKNOWN, Compare, Covers, Graded, Node, Same
from mandate.conditions.operators import OPERATORS
from mandate.facts import Fact, Vocabulary


def opposite(leaf: Node, vocabulary: Vocabulary) -> Node | None:
    """Return the negation of a leaf; None where a pack may not write it."""
    if isinstance(leaf, Compare) and leaf.operator != UNKNOWN:
        full = 0b11 if leaf.operator in FLAGS else vocabulary.slots[leaf.slot].full
        return leaf._replace(mask=full & ~leaf.mask, negated=not leaf.negated)
    if isinstance(leaf, Covers):
        full = (1 << len(leaf.slots) + 1) - 1
        return leaf._replace(counts=full & ~leaf.counts, negated=not leaf.negated)
    if isinstance(leaf, Same):
        full = vocabulary.slots[leaf.other_slot].full
        partners = tuple(full & ~mask for mask in leaf.partners)
        return leaf._replace(partners=partners, negated=not leaf.negated)
    return None


def moved(leaf: Compare | Covers, vocabulary: Vocabulary) -> Iterator[Compare | Covers]:
    """Yield a comparison with each threshold moved one level (step, item) up and down.

    ``is`` a level of a scale, or a number, is widened by each of its neighbours.
    """
    if isinstance(leaf, Covers):
        yield from _covering(leaf)
    elif leaf.operator in OPERATORS:
        fact = vocabulary.facts[leaf.fact]
        if fact.type in ("scale", "number") and leaf.operator == "is":
            for neighbour in _neighbours(leaf.operand[0], fact):
                words = tuple(sorted((leaf.operand[0], neighbour), key=fact.labels.index))
                yield from _compared(leaf, fact, "one_of", words)
        elif leaf.operator not in ("is", "one_of"):
            for place, word in enumerate(leaf.operand):
                for other in _neighbours(word, fact):
                    words = (*leaf.operand[:place], other, *leaf.operand[place + 1 :])
                    yield from _compared(leaf, fact, leaf.operator, words)


def relisted(leaf: Compare, vocabulary: Vocabulary) -> Iterator[Compare]:
    """Yield ``one_of`` with each of its levels left out, and with each other level added (of a
    scale or number: each neighbour of a level in it)."""
    if leaf.operator != "one_of":
        return
    fact = vocabulary.facts[leaf.fact]
    listed = tuple(dict.fromkeys(leaf.operand))
    for word in listed:
        yield from _compared(leaf, fact, "one_of", tuple(one for one in listed if one != word))
    ordered = fact.type in ("scale", "number")
    near = {other for word in listed for other in _neighbours(word, fact)}
    for label in fact.labels:
        if label not in listed and (not ordered or label in near):
            yield from _compared(leaf, fact, "one_of", (*listed, label))


def _compared(
    leaf: Compare, fact: Fact, operator: str, words: tuple[str, ...]
) -> Iterator[Compare]:
    """Yield *leaf* with another operator and operand, unless that were always or never true."""
    numbers = tuple(
        int(word) if fact.type == "number" else fact.labels.index(word) for word in words
    )
    if not words or (operator == "between" and numbers[0] > numbers[1]):
        return
    selects = OPERATORS[operator].selects
    chosen = [selects(one, numbers) != leaf.negated for one in fact.domain]
    mask = sum(1 << code for code, one in enumerate(chosen) if one)
    if any(chosen) and not all(chosen) and mask != leaf.mask:
        yield leaf._replace(mask=mask, operator=operator, operand=words)


def _neighbours(word: str, fact: Fact) -> list[str]:
    """Return the levels beside a level, or the numbers one step beside a number."""
    if fact.type == "number":
        numbers = (int(word) - fact.step, int(word) + fact.step)
        return [str(one) for one in numbers if fact.minimum <= one <= fact.maximum]
    code = fact.labels.index(word)
    return [fact.labels[one] for one in (code - 1, code + 1) if 0 <= one < len(fact.labels)]


def _covering(leaf: Covers) -> Iterator[Covers]:
    low, high, items = leaf.at_least, leaf.at_most, len(leaf.slots)
    ends = [(low + by, high) for by in (-1, 1) if low > 0]
    ends += [(low, high + by) for by in (-1, 1) if high < items]
    for at_least, at_most in ends:
        chosen = [(at_least <= count <= at_most) != leaf.negated for count in range(items + 1)]
        if any(chosen) and not all(chosen):
            counts = sum(1 << count for count, one in enumerate(chosen) if one)
            yield leaf._replace(counts=counts, at_least=at_least, at_most=at_most)


def values_of(graded: Graded, fact: Fact) -> list[tuple[int, ...]]:
    """Return the values (as places in ``points``) that each line of a grading stands for."""
    domain = range(len(graded.slots) + 1) if graded.counted else fact.domain
    if fact.type not in ("number", "checklist"):
        return [(fact.labels.index(text),) for text, _ in graded.bands]
    ends = [band_ends(text, domain) or (1, 0) for text, _ in graded.bands]
    return [
        tuple(code for code, one in enumerate(domain) if low <= one <= high) for low, high in ends
    ]


def edged(graded: Graded, fact: Fact) -> Iterator[tuple[Graded, str, int, int]]:
    """Yield a grading with each edge between two ranges moved one step up and down.

    With it, the value that changes sides, its points before and after.
    """
    if fact.type not in ("number", "checklist"):
        return
    domain = range(len(graded.slots) + 1) if graded.counted else fact.domain
    for below, above in pairwise(values_of(graded, fact)):
        for values, code, other in ((above, above[0], below[-1]), (below, below[-1], above[0])):
            worth, points = graded.points[code], graded.points[other]
            if len(values) > 1 and worth != points:
                changed = (*graded.points[:code], points, *graded.points[code + 1 :])
                yield graded._replace(points=changed), str(domain[code]), worth, points
