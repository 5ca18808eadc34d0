"""The cheapest steps by trying every set of them: slow, and sharing no code with the search."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from mandate import Pack
from mandate.conditions.evaluate import Truth, evaluate
from mandate.facts import NO, YES
from mandate.library import assessor_of
from mandate.memory import Masks, Memory
from tests.ranges.by_hand import totals

EFFORTS = {"low": 1, "medium": 3, "high": 9}
Step = tuple[str, str, int, tuple[tuple[int, int], ...]]
"""A fact, the value it goes to (empty: it is found out), the cost, and what is set."""


UP_TO = {"search": 1, "offer": 2, "in_post": 3}


def steps_of(
    pack: Pack, memory: Memory, free: Collection[str], stage: str
) -> dict[str, list[Step | None]]:
    """Return what can be done about each of some facts, or each item of one; None is nothing."""
    found: dict[str, list[Step | None]] = {}
    vocabulary, masks = pack.vocabulary, memory.masks
    for fact in map(pack.fact, free):
        flags = (vocabulary.unknown_flag(fact.id), vocabulary.disputed_flag(fact.id))
        clear = tuple((flag, NO) for flag in flags) if fact.type != "checklist" else ()
        if masks[flags[0]] == YES:
            found.setdefault(fact.id, [None]).append((fact.id, "", 0, ((flags[0], NO),)))
        for step in fact.steps if fact.changeable else ():
            if UP_TO[stage] > UP_TO[step.until]:
                continue
            for slot in vocabulary.slots_of(fact.id):
                if slot.item in ("", step.to):
                    value = YES if slot.item else 1 << fact.labels.index(step.to)
                    settings = ((slot.position, value), *clear)
                    made = (fact.id, step.to, EFFORTS[step.effort], settings)
                    found.setdefault(f"{fact.id}.{slot.item}", [None]).append(made)
    return found


def choices(
    pack: Pack, memory: Memory, most: int | None, free: Collection[str], stage: str
) -> Iterator[tuple[int, Masks]]:
    """Yield the cost of every set of steps, and the working memory after it."""
    for chosen in product(*steps_of(pack, memory, free, stage).values()):
        taken = [step for step in chosen if step is not None]
        facts = [step[0] for step in taken]
        plain = [name for name in facts if pack.fact(name).type != "checklist"]
        if len(set(plain)) < len(plain):
            continue
        if most is not None and sum(bool(step[1]) for step in taken) > most:
            continue
        changed = list(memory.masks)
        for step in taken:
            for slot, value in step[3]:
                changed[slot] = value
        ticked = {step[:2] for step in taken}
        for name in {fact for fact, item in ticked if pack.fact(fact).type == "checklist"}:
            for flag, held in (
                (pack.vocabulary.unknown_flag(name), memory.not_known),
                (pack.vocabulary.disputed_flag(name), memory.disputed),
            ):
                about = {one for one in held if one[0] == name}
                if about and about <= ticked:
                    changed[flag] = NO
        yield sum(step[2] for step in taken), tuple(changed)


def cheapest(
    pack: Pack,
    memory: Memory,
    goal: int,
    most: int | None,
    free: Collection[str] = (),
    stage: str = "in_post",
) -> int | None:
    """Return what the cheapest set of steps costs that brings the total to *goal*; None without."""
    infer = assessor_of(pack).reasoner.infer
    best: int | None = None
    for cost, changed in choices(pack, memory, most, free or pack.vocabulary.facts, stage):
        if best is not None and cost >= best:
            continue
        truths = (evaluate(one.condition, changed, {}).truth for one in pack.impossible)
        if Truth.TRUE in truths or infer(changed).total > goal:
            continue
        reached = totals(pack, changed, frozenset())
        if reached and min(reached) <= goal:
            best = cost
    return best
