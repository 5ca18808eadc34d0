"""What keeps a rule from firing: the fewest conditions that would have to turn true.

Of several ways to fire the one that lacks least is taken, at each joint of the condition and for
each finding behind it. So a condition that two branches share may be counted on a way that another
way would spare: a guide to where a rule is near, not a proof (``mandate advise`` gives that).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from mandate.conditions.evaluate import Truth, Verdict, possible_counts
from mandate.conditions.nodes import (
    FLAGS,
    All,
    Any,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Some,
)
from mandate.explanation import FALSE, Derivation, Lack
from mandate.facts import Fact, Vocabulary
from mandate.memory import Masks
from mandate.tuples import NamedTuple

_WHOLE = Fraction(1)
_ORDERED = ("scale", "number")
Key = tuple[object, ...]


class Missing(NamedTuple):
    """A condition that is lacking; ``share`` is how much of the fact's range lies between, from 0
    (unknown) to 1 (also where the fact has no order)."""

    lack: Lack
    share: Fraction


class Way(NamedTuple):
    """A way for a rule to fire: the conditions on it that hold, and those that are lacking."""

    held: frozenset[Key]
    lacking: dict[Key, Missing]

    @property
    def cost(self) -> tuple[int, int, int, Fraction]:
        """What ways are ranked by: conditions lacking, false ones, those held, the share."""
        missing = self.lacking.values()
        false = sum(one.lack.truth == FALSE for one in missing)
        share = sum((one.share for one in missing), Fraction(0))
        return len(self.lacking), false, -len(self.held), share


def nearest_way(
    rule: str,
    verdict: Verdict,
    tree: Derivation,
    masks: Masks,
    vocabulary: Vocabulary,
    behind: Mapping[str, Way],
) -> Way:
    """Return the way to fire that lacks least.

    *tree* is the derivation of *verdict*; *behind* has the best way to each finding it may read,
    but for those that only rules which are set aside conclude.
    """
    node = verdict.node
    if isinstance(node, FindingHolds):
        if verdict.truth is Truth.TRUE:
            return Way(frozenset([_key(node)]), {})
        if node.finding in behind:
            return behind[node.finding]
    if not verdict.children:
        if verdict.truth is Truth.TRUE:
            return Way(frozenset([_key(node)]), {})
        steps, share = _distance(node, masks, vocabulary)
        lack = Lack(rule, tree.truth, tree.expected, tree.actual, steps)
        return Way(frozenset(), {_key(node): Missing(lack, share)})
    ways = [
        nearest_way(rule, child, below, masks, vocabulary, behind)
        for child, below in zip(verdict.children, tree.children, strict=True)
    ]
    if isinstance(node, (All, Applies)):
        return _joined(ways)
    if isinstance(node, Any):
        return min(ways, key=lambda way: way.cost)
    assert isinstance(node, Some)
    return _joined(sorted(ways, key=lambda way: way.cost)[: node.at_least])


def _joined(ways: Iterable[Way]) -> Way:
    held: frozenset[Key] = frozenset()
    lacking: dict[Key, Missing] = {}
    for way in ways:
        held |= way.held
        lacking |= way.lacking
    return Way(held, lacking)


def _key(node: Node) -> Key:
    """Return what makes a leaf the same condition wherever it stands."""
    return type(node), *node[:-1]


def _distance(node: Node, masks: Masks, vocabulary: Vocabulary) -> tuple[str, Fraction]:
    """Return how far what is known lies from what a leaf selects, in words and as a share."""
    if isinstance(node, Covers):
        return _items_off(possible_counts(node.slots, masks), node.counts, len(node.slots))
    if isinstance(node, Graded):
        carrying = sum(1 << code for code, points in enumerate(node.points) if points)
        if node.counted:
            return _items_off(possible_counts(node.slots, masks), carrying, len(node.slots))
        return _values_off(masks[node.slots[0]], carrying, vocabulary.facts[node.fact])
    if isinstance(node, Compare) and not node.item and node.operator not in FLAGS:
        return _values_off(masks[node.slot], node.mask, vocabulary.facts[node.fact])
    return "", _WHOLE


def _items_off(possible: int, selected: int, items: int) -> tuple[str, Fraction]:
    apart = _apart(possible, selected, items)
    return (f"{apart} item{'s'[: apart > 1]}" if apart else ""), Fraction(apart, items)


def _values_off(possible: int, selected: int, fact: Fact) -> tuple[str, Fraction]:
    last = len(fact.labels) - 1
    apart = _apart(possible, selected, last)
    if not apart:
        return "", Fraction(0)
    if fact.type not in _ORDERED:
        return "", _WHOLE
    words = f"{apart} level{'s'[: apart > 1]}"
    if fact.type == "number":
        words = fact.words(str(apart * fact.step))
    return words, Fraction(apart, last)


def _apart(possible: int, selected: int, furthest: int) -> int:
    """Return how many values lie between two sets of values at least; 0 where they overlap."""
    near = (n for n in range(furthest) if (possible << n | possible >> n) & selected)
    return next(near, furthest)
