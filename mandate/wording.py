"""How facts and what is known of them read in a sentence."""

from __future__ import annotations

from mandate.conditions.evaluate import possible_counts
from mandate.facts import STAGES, YES, Fact, Slot, Step, Vocabulary, codes
from mandate.memory import Masks

TIMES = {
    "before_search": "before the search",
    "before_offer": "before the offer",
    "day_30": "by day 30",
    "day_60": "by day 60",
    "day_100": "by day 100",
}
FROM = {"search": "", "offer": ", from the offer on", "in_post": ", once in post"}
_UNTIL = {"search": ", possible until the search ends", "offer": ", possible until the offer"}
OPEN_WORDS, NOT_KNOWN_WORDS, INAPPLICABLE_WORDS = "open", "not known", "does not apply"


def capitalised(words: str) -> str:
    """Return words as a sentence begins with them."""
    return f"{words[:1].upper()}{words[1:]}"


def owner_words(owner: str) -> str:
    """Return the owners of something as a list in a sentence."""
    *others, last = owner.split(" and ")
    return f"{', '.join(others)} and {last}" if others else last


def step_words(step: Step) -> str:
    """Return how a step is declared: by whom it is taken, by when, at what effort."""
    return arrangement_words(step.owner, step.effort, step.when, until=step.until)


def arrangement_words(
    owner: str, effort: str, when: str, *, stage: str = STAGES[0], until: str
) -> str:
    """Return how something that can be done is declared: by whom, by when, at what effort, and at
    which stages, unless at all of them."""
    stages = f"{FROM[stage]}{_UNTIL.get(until, '')}"
    return f"{owner_words(owner)}, {TIMES.get(when, when)}, {effort} effort{stages}"


def fact_words(fact: Fact, masks: Masks, vocabulary: Vocabulary, *, settled: bool = True) -> str:
    """Return what is known of *fact*: ``on request``, ``10 to 30 %``, ``3 of 8``.

    Unless *settled*, a dispute about it is named.
    """
    slots = vocabulary.slots_of(fact.id)
    first = masks[slots[0].position]
    if settled and all(masks[slot.position] == slot.full for slot in slots):
        return NOT_KNOWN_WORDS if masks[vocabulary.unknown_flag(fact.id)] == YES else OPEN_WORDS
    words = count_words(slots, masks) if fact.type == "checklist" else slot_words(slots[0], first)
    return words if settled else f"{words} (disputed)"


def count_words(slots: tuple[Slot, ...], masks: Masks) -> str:
    """Return how many items of a checklist are ticked: ``3 of 8``, or ``3 to 5 of 8``."""
    counts = codes(possible_counts(tuple(slot.position for slot in slots), masks))
    ends = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
    return f"{ends} of {len(slots)}"


def slot_words(slot: Slot, mask: int) -> str:
    """Return the possible values of a slot as they read in a sentence."""
    if not mask & (mask - 1):  # one value, as most answers are
        return slot.words[mask.bit_length() - 1]
    found = codes(mask)
    if slot.fact.type != "number":
        return _one_of([slot.words[code] for code in found])
    words = []
    for run in _runs(found):
        many = len(run) > 2
        words += [f"{slot.labels[run[0]]} to {slot.words[run[-1]]}"] if many else []
        words += [] if many else [slot.words[code] for code in run]
    return " or ".join(words)


def _one_of(texts: list[str]) -> str:
    """Return two texts or more, one of which holds; some have an "or" of their own."""
    *others, last = texts
    told = ", ".join(others)
    return f"either {told} or {last}" if len(others) == 1 else f"{told} or {last}"


def _runs(numbers: tuple[int, ...]) -> list[list[int]]:
    """Return ascending *numbers* in runs without gaps."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
