"""What can be changed of a case: for each fact its options, what they cost and what they set."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from mandate.facts import NO, YES, Fact, Slot, Step, is_before
from mandate.memory import Masks, Memory
from mandate.pack.model import Pack
from mandate.ranges.parts import Parts
from mandate.tuples import NamedTuple

_MOST_OPTIONS = 64


class Change(NamedTuple):
    """One step: a fact, or an item of a checklist, is brought to a value; without a ``step`` it is
    found out, which leaves its value open."""

    fact: Fact
    item: str
    value: str
    step: Step | None


class Option(NamedTuple):
    """One or more changes of one fact: what they ``cost``, and the slots they set to which set of
    values (flags among them)."""

    changes: tuple[Change, ...]
    cost: int
    settings: tuple[tuple[int, int], ...]


class Lever(NamedTuple):
    """The options of one fact; at most one of them is chosen."""

    fact: str
    options: tuple[Option, ...]


def levers_of(parts: Parts, memory: Memory, keep: Collection[str], stage: str) -> list[Lever]:
    """Return what can be changed of a case at its stage, in the order of the vocabulary; *keep*
    stays."""
    found = []
    vocabulary, masks = parts.pack.vocabulary, memory.masks
    for fact in vocabulary.facts.values():
        if fact.id in keep:
            continue
        options = []
        flag = vocabulary.unknown_flag(fact.id)
        if masks[flag] == YES:
            options.append(Option((Change(fact, "", "", None),), 0, ((flag, NO),)))
        steps = tuple(step for step in fact.steps if not is_before(step.until, stage))
        if fact.type != "checklist":
            options += _of_values(fact, steps, parts.pack, masks)
            groups = [options]
        else:
            groups = _of_checklist(fact, steps, parts, memory)
            groups = [[*options, *groups[0]], *groups[1:]] if groups else [options]
        found += [Lever(fact.id, tuple(group)) for group in groups if group]
    return found


def _of_values(fact: Fact, steps: tuple[Step, ...], pack: Pack, masks: Masks) -> list[Option]:
    (slot,) = pack.vocabulary.slots_of(fact.id)
    found = []
    for step in steps:
        value = 1 << fact.labels.index(step.to)
        if masks[slot.position] != value:
            change = Change(fact, "", step.to, step)
            settings = ((slot.position, value), *_flags(fact, pack, masks))
            found.append(Option((change,), pack.efforts[step.effort], settings))
    return found


def _flags(fact: Fact, pack: Pack, masks: Masks) -> list[tuple[int, int]]:
    """Return the flags that a change of a fact takes away: it is settled then."""
    vocabulary = pack.vocabulary
    flags = (vocabulary.unknown_flag(fact.id), vocabulary.disputed_flag(fact.id))
    return [(flag, NO) for flag in flags if masks[flag] == YES]


def _of_checklist(
    fact: Fact, steps: tuple[Step, ...], parts: Parts, memory: Memory
) -> list[list[Option]]:
    """Return an option for every set of items that can be ticked, as one lever; a lever for each
    item where those would be too many. Of items that count alike the cheapest come first."""
    by_item = {step.to: step for step in steps}
    costs = {step.to: parts.pack.efforts[step.effort] for step in steps}
    vocabulary, masks = parts.pack.vocabulary, memory.masks
    slots = vocabulary.slots_of(fact.id)
    left = [one for one in slots if one.item in by_item and masks[one.position] != YES]
    left.sort(key=lambda one: (costs[one.item], one.position))
    alike = [one for one in left if len(parts.alike[one.position]) > 1]
    named = [one for one in left if len(parts.alike[one.position]) == 1]
    unknown = vocabulary.unknown_flag(fact.id)
    unsettled = {
        unknown: {item for name, item in memory.not_known if name == fact.id},
        vocabulary.disputed_flag(fact.id): {
            item for name, item in memory.disputed if name == fact.id
        },
    }

    def option(chosen: list[Slot], *, finding_out: bool = False) -> Option:
        changes = [Change(fact, one.item, one.item, by_item[one.item]) for one in chosen]
        cost = sum(costs[one.item] for one in chosen)
        ticked = {one.item for one in chosen}
        settled = {flag for flag, items in unsettled.items() if items and items <= ticked}
        if finding_out and unknown not in settled:  # else there is nothing to find out
            settled.add(unknown)
            changes.append(Change(fact, "", "", None))
        flags = ((flag, NO) for flag in sorted(settled))
        return Option(tuple(changes), cost, (*((one.position, YES) for one in chosen), *flags))

    if (len(alike) + 1) << len(named) > _MOST_OPTIONS:
        return [[option([one])] for one in left]
    sets = [
        [*chosen, *alike[:count]]
        for size in range(len(named) + 1)
        for chosen in combinations(named, size)
        for count in range(len(alike) + 1)
    ]
    if not left:
        return []
    found = [option(one) for one in sets if one]
    if unsettled[unknown]:  # what is not ticked can be found out beside what is
        found += [option(one, finding_out=True) for one in sets if one]
    return [list(dict.fromkeys(found))]
