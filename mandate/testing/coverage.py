"""Coverage: what of a pack its own examples and golden cases have shown at work.

A rule is covered once it has been seen to fire, to be silent and to be open, where it can; a leaf
of a condition once it has been true and false where that decided: had it been the other way round,
the rule would have come out otherwise (as in modified condition/decision coverage: Chilenski and
Miller, *Software Engineering Journal*, 1994). A band is covered once a golden case falls in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.evaluate import Truth, Verdict, joined
from mandate.conditions.nodes import (
    FLAGS,
    All,
    Any,
    Applies,
    Compare,
    FindingHolds,
    Graded,
    Node,
    Some,
    children_of,
)
from mandate.conditions.wording import words
from mandate.library import assessor_of
from mandate.memory import Memory
from mandate.pack.inference import judge, upstream_of
from mandate.pack.model import Pack
from mandate.testing.results import Coverage

_BOTH = frozenset((Truth.FALSE, Truth.TRUE))
_TRUTHS = frozenset(Truth)
Seen = set[tuple[str, object]]


def measured(pack: Pack, golden: list[Memory]) -> tuple[Coverage, ...]:
    """Return the coverage of rules and of conditions, and that of bands where there are golden
    cases. A rule's own examples count, and every golden case."""
    possible = _possible(pack)
    outcomes: Seen = set()
    leaves: Seen = set()
    for rule in pack.rules.values():
        chain = upstream_of(pack).of(rule)
        for example in rule.examples:
            verdict = judge(chain, example.memory.masks)[rule.id]
            _see(rule.id, verdict, outcomes, leaves)
    for memory in golden:
        for name, verdict in judge(pack.rules.values(), memory.masks).items():
            _see(name, verdict, outcomes, leaves)
    found = [_of_rules(pack, possible, outcomes), _of_conditions(pack, possible, leaves)]
    if golden:
        found.append(_of_bands(pack, golden))
    return tuple(found)


def _see(rule: str, verdict: Verdict, outcomes: Seen, leaves: Seen) -> None:
    outcomes.add((rule, verdict.truth))
    for place, leaf in enumerate(_deciding(verdict)):
        if leaf is not None:
            leaves.add((rule, (place, leaf)))


def _of_rules(pack: Pack, possible: dict[str, frozenset[Truth]], seen: Seen) -> Coverage:
    wanted = [
        (name, truth) for name in pack.rules for truth in sorted(possible[name], reverse=True)
    ]
    missing = [one for one in wanted if one not in seen]
    told = tuple(f"{name} is never seen to {_TELL[truth]}" for name, truth in missing)
    return Coverage("rules", len(wanted) - len(missing), len(wanted), told)


_TELL = {Truth.TRUE: "fire", Truth.FALSE: "be silent", Truth.UNKNOWN: "be open"}


def _of_conditions(pack: Pack, possible: dict[str, frozenset[Truth]], seen: Seen) -> Coverage:
    total, missing = 0, []
    titles = {name: name for name in pack.findings}
    for rule in pack.rules.values():
        for place, leaf in enumerate(_leaves(rule.condition)):
            for truth in sorted(_truths(leaf, pack, possible) & _BOTH, reverse=True):
                total += 1
                if (rule.id, (place, truth)) not in seen:
                    told = words(leaf, pack.vocabulary, titles)
                    missing.append(
                        f"{rule.id}: nothing turns on '{told}' being {truth.name.lower()}"
                    )
    return Coverage("conditions", total - len(missing), total, tuple(missing))


def _of_bands(pack: Pack, golden: list[Memory]) -> Coverage:
    reasoner = assessor_of(pack).reasoner
    seen = {reasoner.infer(memory.masks).band for memory in golden}
    missing = [band.id for band in pack.bands if band.id not in seen]
    told = tuple(f"no golden case is {name}" for name in missing)
    return Coverage("bands", len(pack.bands) - len(missing), len(pack.bands), told)


def _leaves(node: Node) -> Iterator[Node]:
    """Yield the leaves of a condition in reading order; what makes a fact apply is no part."""
    if isinstance(node, (All, Any, Some)):
        for child in children_of(node):
            yield from _leaves(child)
    else:
        yield node


def _deciding(verdict: Verdict) -> list[Truth | None]:
    """Return the truth of each leaf, in reading order; None where nothing turned on it.

    Something turned on a leaf if the condition was decided, and the opposite leaf would have
    changed that.
    """
    outcome = verdict.truth
    found: list[Truth | None] = []
    for leaf, otherwise in _flips(verdict):
        turned = leaf in _BOTH and outcome in _BOTH and otherwise != outcome
        found.append(leaf if turned else None)
    return found


def _flips(verdict: Verdict) -> Iterator[tuple[Truth, Truth]]:
    """Yield each leaf's truth, and the condition's truth had the leaf been the opposite."""
    node = verdict.node
    if not isinstance(node, (All, Any, Some)):
        yield verdict.truth, Truth(Truth.TRUE - verdict.truth)
        return
    truths = [child.truth for child in verdict.children]
    for place, child in enumerate(verdict.children):
        for leaf, flipped in _flips(child):
            yield leaf, joined(node, [*truths[:place], flipped, *truths[place + 1 :]])


def _possible(pack: Pack) -> dict[str, frozenset[Truth]]:
    """Return the truths that each rule's condition can have, leaf by leaf.

    What two leaves exclude of each other is not looked at, so this may be too many.
    """
    possible: dict[str, frozenset[Truth]] = {}
    for rule in pack.rules.values():
        possible[rule.id] = _truths(rule.condition, pack, possible)
    return possible


def _truths(node: Node, pack: Pack, possible: dict[str, frozenset[Truth]]) -> frozenset[Truth]:
    if isinstance(node, Compare) and node.operator in FLAGS:
        return _BOTH
    if isinstance(node, FindingHolds):
        concluding = upstream_of(pack).concluding(node.finding)
        reached = [possible.get(rule.id, _TRUTHS) for rule in concluding]
        return frozenset(
            truth
            for truth in Truth
            if any(truth in one for one in reached)
            and (truth is not Truth.FALSE or all(Truth.FALSE in one for one in reached))
        )
    if isinstance(node, Graded):
        return _TRUTHS if 0 in node.points else frozenset((Truth.TRUE, Truth.UNKNOWN))
    if isinstance(node, Applies):
        return _TRUTHS
    children = [_truths(child, pack, possible) for child in children_of(node)]
    if not children:
        return _TRUTHS
    assert isinstance(node, (All, Any, Some))
    ends = [joined(node, [pick(one) for one in children]) for pick in (min, max)]
    open_ = any(Truth.UNKNOWN in one for one in children)
    between = {Truth.UNKNOWN} if open_ else set()
    return frozenset({*ends, *between})
