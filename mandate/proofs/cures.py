"""Promise 9: after a cure its rule fires no more, or with fewer points, and the total is no higher.

Only cases that can be count, before the cure and after it. A cure is offered where its rule fires
without relieving, so that is where it has to work. It sets a fact to what it says, whatever stood
there: a cure that can find something better in place, and undoes it, is no cure there. One of
several facts comes in several forms, for it leaves out those that are good enough already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from mandate.assessment import Cure
from mandate.memory import Masks
from mandate.pack.inference import can_be
from mandate.pack.model import Rule
from mandate.proofs.change import Change, raising, sides
from mandate.proofs.monotone import raised
from mandate.proofs.prover import Prover, Shown, Statement, tried
from mandate.proofs.reading import Reading
from mandate.proofs.witness import shown, turning_out, words_of
from mandate.rule_face import Prescription, prescribed, rule_face
from mandate.solver import Formula, Undecided, conjunction, disjunction, negation
from mandate.tuples import NamedTuple


class Form(NamedTuple):
    """What a cure changes in some cases, and ``premise``: in which."""

    change: Change
    premise: Formula


def cures(prover: Prover) -> Iterator[Statement]:
    """Prove it for every cure of every rule."""
    for rule in prover.pack.rules.values():
        for number, one in enumerate(rule_face(rule, prover.pack).prescriptions):
            if one.goals:
                whole = _values(prover, one.entry.cures)
                about = f"{rule.id}, cured by {words_of(prover.pack, whole)}"
                yield tried(about, _broken, prover, rule, number, list(_forms(prover, one, whole)))


def _values(prover: Prover, cures: Sequence[Cure]) -> dict[int, int]:
    """Return the values that a cure gives to slots; an item of a checklist is ticked."""
    values = {}
    for cure in cures:
        slots = prover.pack.vocabulary.slots_of(cure.fact)
        slot = next((one for one in slots if one.item == cure.to_value), slots[0])
        values[slot.position] = slot.labels.index("yes" if slot.item else cure.to_value)
    return values


def _forms(prover: Prover, one: Prescription, whole: dict[int, int]) -> Iterator[Form]:
    """Yield the forms of a cure; together their premises hold in every case, and no two do."""
    good = {slot: prover.base.within(slot, values) for slot, values in one.goals}
    if len(good) == 1:
        yield Form(Change({}, whole), premise=True)
        return
    for wanting in product((True, False), repeat=len(good)):
        premise = conjunction(
            negation(good[slot]) if wants else good[slot]
            for slot, wants in zip(whole, wanting, strict=True)
        )
        some = {
            slot: value
            for (slot, value), wants in zip(whole.items(), wanting, strict=True)
            if wants
        }
        yield Form(Change({}, some or whole), premise)


def _broken(prover: Prover, rule: Rule, number: int, forms: list[Form]) -> Shown | None:
    if not _seen_made(prover, rule, number):
        offered = _offered(prover.base, rule)
        if prover.find(offered) is None:
            return None  # the rule never fires, which another law tells, or only relieves
        made = ((one.premise, sides(prover, one.change).possible) for one in forms)
        if prover.find(offered, disjunction(map(conjunction, made))) is None:
            return Shown("wherever the rule fires, the cure leads to what cannot be", "", "")
    return next((found for one in forms if (found := _breach(prover, rule, one))), None)


def _seen_made(prover: Prover, rule: Rule, number: int) -> bool:
    """Return whether the cure can be made in the case that is known to make the rule fire."""
    masks = prover.firing(rule.id)
    if masks is None or _points(prover, rule, masks) < 0:
        return False
    needed = prescribed(rule_face(rule, prover.pack), masks, prover.pack)[number]
    return can_be(prover.pack, Change({}, _values(prover, needed.cures)).applied(masks))


def _breach(prover: Prover, rule: Rule, form: Form) -> Shown | None:
    found = _firing_still(prover, rule, form)
    if found is not None:
        return found
    offered = conjunction((form.premise, _offered(prover.base, rule)))
    masks = raising(prover, form.change, offered)
    return None if masks is None else raised(prover, masks, form.change, f"A cure of {rule.id}")


def _points(prover: Prover, rule: Rule, masks: Masks) -> int:
    """Return the points a rule fires with; below all others where it does not fire."""
    fired = {one.rule: one.points for one in prover.infer(masks).firings}
    return fired.get(rule.id, rule.least_points - 1)


def _weights(reading: Reading, rule: Rule, least: int) -> list[tuple[int, Formula]]:
    """Return the points of a rule's firings, from the *least* on, each with when it fires so."""
    found = reading.points(rule.id) or ((0, reading.fires(rule.id)),)
    return [(points, formula) for points, formula in found if points >= least]


def _offered(reading: Reading, rule: Rule) -> Formula:
    """Return when a rule fires without relieving, so that its cures are offered."""
    return disjunction(formula for _, formula in _weights(reading, rule, least=0))


def _firing_still(prover: Prover, rule: Rule, form: Form) -> Shown | None:
    """Return a case in which the rule fires after the cure with no fewer points, or None."""
    change, two = form.change, sides(prover, form.change)
    still = disjunction(
        conjunction((formula, again))
        for points, formula in _weights(two.before, rule, least=0)
        for _, again in _weights(two.after, rule, least=points)
    )
    masks = prover.find(still, form.premise, two.possible)
    if masks is None:
        return None
    after = change.applied(masks)
    one, other = (_points(prover, rule, each) for each in (masks, after))
    if not 0 <= one <= other:
        raise Undecided("the engine does not confirm the case that was found")
    title, telling = f"A cure of {rule.id}", prover.facts_of({rule.id})
    turning = turning_out(prover.pack, masks)
    message = f"the rule still fires, with {other:+d} points after {one:+d}{turning}"
    return Shown(
        message,
        shown(prover.pack, masks, f"{title}: before", telling),
        shown(prover.pack, after, f"{title}: after", telling),
    )
