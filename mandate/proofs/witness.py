"""Cases made of a solver's answer: as YAML, read back as ``mandate assess`` would read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from textwrap import indent

from mandate.case import known, read_case
from mandate.errors import CaseError, Faults
from mandate.facts import NO, NOT_KNOWN, YES, Fact, Slot, codes
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.solver import Undecided
from mandate.yaml_files import dump, read_text

SOMEBODY_ELSE = "somebody else"


def case_of(pack: Pack, masks: Masks, title: str, telling: Collection[str] = ()) -> str:
    """Return the YAML of a case with a working memory; the facts *telling* stand first.

    A fact that is "not known" is written so, and its value, which no such case can state, left out.
    """
    facts, contrary = answers_of(pack, masks)
    head = {"title": title, "pack": pack.id, "stage": "in_post"}
    first = {name: value for name, value in facts.items() if name in telling}
    rest = {name: value for name, value in facts.items() if name not in telling}
    if not first:
        first, rest = rest, {}
    text = dump({**head, "facts": first})
    if rest:
        text += indent("# the rest is as the solver left it\n" + dump(rest), "  ")
    return text + (dump({"respondents": {SOMEBODY_ELSE: contrary}}) if contrary else "")


def answers_of(pack: Pack, masks: Masks) -> tuple[dict[str, object], dict[str, object]]:
    """Return what a case with a working memory says of the facts, and what somebody else in it
    says of those that are disputed."""
    facts: dict[str, object] = {}
    contrary: dict[str, object] = {}
    for fact in pack.vocabulary.facts.values():
        if masks[pack.vocabulary.disputed_flag(fact.id)] == YES:
            facts[fact.id], contrary[fact.id] = _disputed(fact, pack, masks)
        elif (stated := _stated(fact, pack, masks)) is not None:
            facts[fact.id] = stated
    return facts, contrary


def _stated(fact: Fact, pack: Pack, masks: Masks) -> object:
    """Return what a case says of a fact, or None where it leaves the fact open."""
    vocabulary = pack.vocabulary
    slots = vocabulary.slots_of(fact.id)
    unknown = masks[vocabulary.unknown_flag(fact.id)] == YES
    if fact.type != "checklist":
        return NOT_KNOWN if unknown else _value(slots[0].values(masks[slots[0].position]), fact)
    given: dict[str, str] = {}
    for slot in slots:
        values = slot.values(masks[slot.position])
        if len(values) == 1:
            given[slot.item] = values[0]
    if unknown:  # one item nobody could answer is enough
        left = [slot.item for slot in slots if slot.item not in given]
        given[(left or [slots[0].item])[0]] = NOT_KNOWN
    return given or None


def _value(values: tuple[str, ...], fact: Fact) -> object:
    if len(values) == 1:
        return values[0]
    return None if len(values) == len(fact.labels) else {"one_of": list(values)}


def _disputed(fact: Fact, pack: Pack, masks: Masks) -> tuple[object, object]:
    """Return the documented answer that settles a dispute, and what somebody else said."""
    slots = pack.vocabulary.slots_of(fact.id)
    stated = _stated(fact, pack, masks)
    if fact.type == "checklist":
        slot = next(one for one in slots if masks[one.position] in (NO, YES))
        other: object = {slot.item: slot.values(slot.full & ~masks[slot.position])[0]}
    else:
        taken = codes(masks[slots[0].position])
        if len(taken) == len(fact.labels):  # nothing is left to differ in: the answers part them
            return fact.labels[0], {"one_of": list(fact.labels[1:])}
        other = next(label for code, label in enumerate(fact.labels) if code not in taken)
    return {"value": stated, "confidence": "documented"}, other


def shown(pack: Pack, masks: Masks, title: str, telling: Collection[str] = ()) -> str:
    """Return the YAML of a case, read back to make sure that it says what it should.

    Raises Undecided where it does not: what cannot be shown counts for nothing.
    """
    text = case_of(pack, masks, title, telling)
    left_out = {
        slot.position for fact in not_known(pack, masks) for slot in pack.vocabulary.slots_of(fact)
    }
    again = memory_of(text, pack) or tuple(-1 for _ in masks)
    if any(again[one] != mask for one, mask in enumerate(masks) if one not in left_out):
        raise Undecided("the case that was found cannot be written down")
    return text


def memory_of(text: str, pack: Pack) -> Masks:
    """Return the working memory that the case in YAML *text* gives; empty where it is refused."""
    faults = Faults()
    document = read_text(text, "<counterexample>", faults)
    assert document is not None, list(faults)
    try:
        return known(read_case(document, faults), pack).memory.masks
    except CaseError:
        return ()


def not_known(pack: Pack, masks: Masks) -> list[str]:
    """Return the facts that are recorded as "not known"."""
    vocabulary = pack.vocabulary
    return [fact for fact in vocabulary.facts if masks[vocabulary.unknown_flag(fact)] == YES]


def turning_out(pack: Pack, masks: Masks) -> str:
    """Return how what is not known turns out in a completion, as the end of a sentence, or ""."""
    slots = [
        slot.position for fact in not_known(pack, masks) for slot in pack.vocabulary.slots_of(fact)
    ]
    if not slots:
        return ""
    values = words_of(pack, {slot: masks[slot].bit_length() - 1 for slot in slots})
    return f", where what is not known turns out {values}"


def name_of(slot: Slot) -> str:
    """Return what a slot holds: its fact, with the item after a dot."""
    return f"{slot.fact.id}.{slot.item}" if slot.item else slot.fact.id


def words_of(pack: Pack, values: Mapping[int, int]) -> str:
    """Return slots with their values in words: ``dedicated_budget: none, charter.scope: yes``."""
    slots = pack.vocabulary.slots
    return ", ".join(
        f"{name_of(slots[position])}: {slots[position].labels[value]}"
        for position, value in values.items()
    )
