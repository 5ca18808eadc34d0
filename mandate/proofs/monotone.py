"""Promise 8: improving a directed fact by one step never raises the total of a complete case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mandate.facts import Fact
from mandate.memory import Masks
from mandate.proofs.change import Change, raising
from mandate.proofs.prover import Prover, Shown, Statement, tried
from mandate.proofs.witness import name_of, shown, turning_out
from mandate.reasoning import Inference
from mandate.solver import Undecided


def monotone(prover: Prover) -> Iterator[Statement]:
    """Prove it for every step of every directed fact, and every item of every checklist."""
    for fact in prover.pack.vocabulary.facts.values():
        for slot in prover.pack.vocabulary.slots_of(fact.id):
            for worse, better in steps_up(fact, prover.cases.classes[slot.position]):
                about = f"{name_of(slot)}: {slot.labels[worse]} to {slot.labels[better]}"
                change = Change({slot.position: worse}, {slot.position: better})
                yield tried(about, _broken, prover, change, f"Improving {name_of(slot)}")


def steps_up(fact: Fact, classes: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield the steps that improve a slot of *fact*, as a worse and a better value.

    *classes* are those of its values. A step within a class changes nothing, and those between the
    same two classes are all one: each kind of step is yielded once.
    """
    seen = set()
    for low, high in pairwise(range(len(classes))) if fact.better else ():
        worse, better = (low, high) if fact.better > 0 else (high, low)
        kind = classes[worse], classes[better]
        if kind[0] != kind[1] and kind not in seen:
            seen.add(kind)
            yield worse, better


def _broken(prover: Prover, change: Change, title: str) -> Shown | None:
    found = raising(prover, change)
    return None if found is None else raised(prover, found, change, title)


def raised(prover: Prover, masks: Masks, change: Change, title: str) -> Shown:
    """Return what shows that a change raises the total; raises Undecided where it does not."""
    pack, after = prover.pack, change.applied(masks)
    one, other = prover.infer(masks), prover.infer(after)
    if other.total <= one.total:
        raise Undecided("the engine does not confirm the case that was found")
    moved = points_moved(one, other)
    telling = {pack.vocabulary.slots[slot].fact.id for slot in change.after}
    telling |= prover.facts_of(moved)
    message = (
        f"the total rises from {one.total / 100:.2f} to {other.total / 100:.2f} decibans"
        f"{turning_out(pack, masks)} ({', '.join(moved.values())})"
    )
    return Shown(
        message,
        shown(pack, masks, f"{title}: before", telling),
        shown(pack, after, f"{title}: after", telling),
    )


def points_moved(one: Inference, other: Inference) -> dict[str, str]:
    """Return the rules that two cases fire otherwise, each with its points in both, in words."""
    points = [{firing.rule: firing.points for firing in each.firings} for each in (one, other)]
    words = [{rule: f"{worth:+d}" for rule, worth in each.items()} for each in points]
    return {
        rule: f"{rule} {words[0].get(rule, 'silent')} to {words[1].get(rule, 'silent')}"
        for rule in {**points[0], **points[1]}
        if points[0].get(rule) != points[1].get(rule)
    }
