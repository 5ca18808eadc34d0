"""No rule is subsumed: fires only where another does the same; and what excludes, excludes.

Points add, so a rule may well stand on top of a wider one and add its points to the same driver: a
pattern is an extra on top of its parts, and says which under ``absorbs``. A rule with the points of
a wider one that it does not absorb is taken for the same evidence counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mandate.pack.model import Finding, Rule
from mandate.proofs.prover import Prover, Shown, Statement, tried
from mandate.proofs.witness import shown, turning_out
from mandate.reasoning import Inference
from mandate.solver import Formula, Undecided, conjunction, disjunction, negation


def unsubsumed(prover: Prover) -> Iterator[Statement]:
    """Prove it for every two rules of which one could do all that the other does."""
    rules = list(prover.pack.rules.values())
    for rule in rules:
        for wider in rules:
            if rule is not wider and _could_do(prover, wider, rule):
                yield tried(f"{rule.id} under {wider.id}", _subsumed, prover, rule, wider)


def _could_do(prover: Prover, wider: Rule, rule: Rule) -> bool:
    """Return whether *wider* can have every effect of *rule*, points that it absorbs aside."""
    if wider.id in rule.absorbs and rule.driver:
        return False
    if rule.driver and (
        wider.driver != rule.driver or not {*rule.possible_points} & {*wider.possible_points}
    ):
        return False
    if not {*rule.concludes} <= {*wider.concludes}:
        return False
    edge = prover.floors.get(rule.id)
    return edge is None or prover.floors.get(wider.id, edge - 1) >= edge


def _subsumed(prover: Prover, rule: Rule, wider: Rule) -> Shown | None:
    fires = prover.firing(rule.id)
    if fires is None or not _does(prover.infer(fires), wider, rule):
        return None  # dead, which another law tells; or seen to fire alone
    base = prover.base
    alone: Formula = conjunction((base.fires(rule.id), negation(base.fires(wider.id))))
    if rule.driver:
        doing = dict(base.points(wider.id))
        alone = disjunction(
            conjunction((formula, negation(doing.get(points, False))))
            for points, formula in base.points(rule.id)
        )
    if prover.find(alone) is not None:
        return None
    same = f" with the same points for {rule.driver}" if rule.driver else " and does all it does"
    message = f"wherever {rule.id} fires, {wider.id} fires too{same}"
    telling = prover.facts_of({rule.id, wider.id})
    case = shown(prover.pack, fires, f"{rule.id} and {wider.id}", telling)
    return Shown(message, case, "")


def _does(inference: Inference, wider: Rule, rule: Rule) -> bool:
    """Return whether *wider* fires as well as *rule*, and with its points where it has any."""
    points = {one.rule: one.points for one in inference.firings}
    return wider.id in points and (not rule.driver or points[wider.id] == points[rule.id])


def exclusive(prover: Prover) -> Iterator[Statement]:
    """Prove for every two findings of a ``one_of`` group that no case has both."""
    groups: dict[str, list[Finding]] = {}
    for finding in prover.pack.findings.values():
        if finding.one_of:
            groups.setdefault(finding.one_of, []).append(finding)
    for findings in groups.values():
        for one, other in combinations(findings, 2):
            yield tried(f"{one.id} and {other.id}", _both, prover, one, other)


def _both(prover: Prover, one: Finding, other: Finding) -> Shown | None:
    masks = prover.find(prover.base.finding(one.id), prover.base.finding(other.id))
    if masks is None:
        return None
    held = prover.infer(masks).findings
    if not {one.id, other.id} <= set(held):
        raise Undecided("the engine does not confirm the case that was found")
    telling = prover.facts_of({*held[one.id], *held[other.id]})
    message = f"both findings of the group {one.one_of} hold{turning_out(prover.pack, masks)}"
    return Shown(message, shown(prover.pack, masks, f"{one.id} and {other.id}", telling), "")
