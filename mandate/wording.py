"""How facts and what is known of them read in a sentence."""

from __future__ import annotations

from mandate.conditions.evaluate import possible_counts
from mandate.facts import YES, Fact, Slot, Vocabulary, codes
from mandate.memory import Masks

OPEN_WORDS, NOT_KNOWN_WORDS, INAPPLICABLE_WORDS = "open", "not known", "does not apply"


def capitalised(words: str) -> str:
    """Return words as a sentence begins with them."""
    return f"{words[:1].upper()}{words[1:]}"


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
        return " or ".join([slot.words[code] for code in found])
    words = []
    for run in _runs(found):
        many = len(run) > 2
        words += [f"{slot.labels[run[0]]} to {slot.words[run[-1]]}"] if many else []
        words += [] if many else [slot.words[code] for code in run]
    return " or ".join(words)


def _runs(numbers: tuple[int, ...]) -> list[list[int]]:
    """Return ascending *numbers* in runs without gaps."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
