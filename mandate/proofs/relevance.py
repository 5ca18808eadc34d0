"""Promise 11: each rule can fire, and matters: some case's total or findings change without it."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.assessor import Assessor
from mandate.pack.model import Rule
from mandate.proofs.prover import Prover, Shown, Statement, tried
from mandate.proofs.reading import Reading
from mandate.proofs.totals import sum_of, total_of
from mandate.proofs.witness import shown
from mandate.reasoning import Inference
from mandate.solver import Formula, Undecided, conjunction, disjunction, exceeds, negation


def firing(prover: Prover) -> Iterator[Statement]:
    """Find a case for every rule in which it fires; one that has none is dead."""
    for rule in prover.pack.rules.values():
        yield tried(rule.id, _dead, prover, rule)


def _dead(prover: Prover, rule: Rule) -> Shown | None:
    if prover.firing(rule.id) is None:
        return Shown("the rule fires in no case", "", "")
    return None


def mattering(prover: Prover) -> Iterator[Statement]:
    """Find a case for every rule in which total or findings change without it; dead ones aside."""
    for rule in prover.pack.rules.values():
        yield tried(rule.id, _masked, prover, rule)


def _masked(prover: Prover, rule: Rule) -> Shown | None:
    """Return a case in which a rule fires and changes nothing, where it never matters."""
    fires = prover.firing(rule.id)
    if fires is None:
        return None
    if matters(prover, rule, prover.infer(fires)):
        return None
    for question in _questions(prover, rule):
        masks = prover.find(question)
        if masks is not None:
            if not matters(prover, rule, prover.infer(masks)):
                raise Undecided("the engine does not confirm the case that was found")
            return None
    without = prover.pack.without({rule.id})
    one, other = prover.infer(fires), Assessor(without).reasoner.infer(fires)
    if one.total != other.total or set(one.findings) != set(other.findings):
        raise Undecided("the engine does not confirm the case that was found")
    message = "the rule fires here, and in no case do the total or the findings change without it"
    title, telling = f"{rule.id} fires and changes nothing", prover.facts_of({rule.id})
    return Shown(message, shown(prover.pack, fires, title, telling), "")


def matters(prover: Prover, rule: Rule, inference: Inference) -> bool:
    """Return whether total or findings of a case would change without a rule.

    Where all that it concludes is concluded by others too, no other firing depends on it.
    """
    points = next((one.points for one in inference.firings if one.rule == rule.id), None)
    if points is None:
        return False
    if any(inference.findings[finding] == (rule.id,) for finding in rule.concludes):
        return True
    total = prover.pack.base
    for driver in inference.drivers:
        own = points if driver.id == rule.driver else 0
        within = max(driver.caps.relief, min(driver.caps.risk, driver.uncapped - own))
        total += prover.pack.scale * within
    fired = {one.rule for one in inference.firings} - {rule.id}
    return max(total, *(prover.floors.get(one, total) for one in fired), total) != inference.total


def _questions(prover: Prover, rule: Rule) -> Iterator[Formula]:
    """Yield when a rule matters, from what is found most cheaply to what is exact.

    It alone concludes a finding; no floor holds and its driver's capped sum changes without it; the
    total changes without it.
    """
    base = prover.base
    without = Reading(prover.pack, prover.cases.possible, prover.slots, without=rule.id)
    fires = base.fires(rule.id)
    alone = [negation(without.finding(finding)) for finding in rule.concludes]
    yield conjunction((fires, disjunction(alone)))
    if rule.driver:
        silent = [negation(base.fires(one)) for one in prover.floors]
        yield conjunction((*silent, _within_caps(prover, rule)))
    if rule.driver or rule.floor:
        yield total_of(base) != total_of(without)


def _within_caps(prover: Prover, rule: Rule) -> Formula:
    """Return when the points of a rule change its driver's sum within the caps.

    They do not where the sum is beyond the same cap with them and without.
    """
    driver = prover.pack.drivers[rule.driver]
    terms = sum_of(prover.base, driver.id)
    return disjunction(
        conjunction(
            (
                formula,
                negation(exceeds(terms, driver.risk + max(points, 0) - 1)),
                exceeds(terms, driver.relief + min(points, 0)),
            )
        )
        for points, formula in prover.base.points(rule.id)
    )
