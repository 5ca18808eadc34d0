"""Comparing: cases under one pack, or one case under several packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mandate.assessment import Assessment
from mandate.assessor import Assessor
from mandate.attribution import Judged, by_causes, by_facts, change_of, frame_parts, moves_of
from mandate.case import Case
from mandate.case_record import CaseRecord
from mandate.comparison import (
    CHANGED,
    FORGOTTEN,
    LEARNED,
    RECORDED,
    SCHEMA_VERSION,
    Comparison,
    FactChange,
    FactRow,
    Split,
)
from mandate.errors import Fault, Location, RequestError, shortened
from mandate.facts import Fact
from mandate.library import open_case
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple
from mandate.wording import INAPPLICABLE_WORDS, NOT_KNOWN_WORDS, OPEN_WORDS, slot_words

_ITEMS = 3

AnyCase = Case | str | Path | Mapping[str, object]
AnyPack = Pack | str | Path


class Side(NamedTuple):
    """One of the assessments that are compared, with what it was made of."""

    name: str
    assessor: Assessor
    record: CaseRecord
    assessment: Assessment


def compare(*cases: AnyCase, packs: Sequence[AnyPack] = ()) -> Comparison:
    """Return how two or more cases differ, or one case under two or more packs, and why.

    Cases are given as for ``assess``, each pack too; with no pack each case names its own, and
    they must agree. Raises RequestError where there is nothing to compare, CaseError or PackError
    with everything that is wrong.
    """
    if len(cases) == 1 and len(packs) > 1:
        opened = [open_case(cases[0], pack) for pack in packs]
    elif len(cases) > 1 and len(packs) <= 1:
        opened = [open_case(case, packs[0] if packs else None) for case in cases]
    else:
        message = "there is nothing to compare, or too much at once"
        hint = "name two or more cases under one pack, or one case under two or more packs"
        raise RequestError([Fault(Location("compare"), "comparison", message, hint)])
    named = len(cases) > 1
    sides = [
        side(_letter(place), assessor, assessor.read(case))
        for place, (assessor, case) in enumerate(opened)
    ]
    if named:
        _check_one_pack(sides)
    return compared(sides)


def _letter(place: int) -> str:
    """Return a name as those of columns: A to Z, AA, AB ..."""
    rest, last = divmod(place, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _check_one_pack(sides: Sequence[Side]) -> None:
    digests = {one.assessor.pack.digest for one in sides}
    if len(digests) > 1:
        names = dict.fromkeys(
            f"{one.assessor.pack.id} {one.assessor.pack.version}" for one in sides
        )
        message = f"the cases name different packs: {', '.join(map(shortened, names))}"
        hint = "say under which one to compare them, with --pack"
        raise RequestError([Fault(Location("compare"), "comparison", message, hint)])


def side(name: str, assessor: Assessor, record: CaseRecord) -> Side:
    """Return a side of a comparison: a case that was read against a pack, assessed."""
    return Side(name, assessor, record, assessor.assess(record))


def compared(sides: Sequence[Side]) -> Comparison:
    """Return the comparison of some sides, each but the first split against the first."""
    first, *others = sides
    splits = tuple(_split(first, other, place) for place, other in enumerate(others, start=1))
    return Comparison(
        schema=SCHEMA_VERSION,
        names=tuple(one.name for one in sides),
        assessments=tuple(one.assessment for one in sides),
        facts=_rows(sides),
        splits=splits,
    )


def _split(first: Side, other: Side, place: int) -> Split:
    before, after = first.assessment, other.assessment
    moves = moves_of(before, after)
    if first.assessor.pack.digest == other.assessor.pack.digest:
        facts = _changes(first, other)
        judged = [
            Judged(one.record.memory.masks, frozenset(entry.rule for entry in one.record.set_aside))
            for one in (first, other)
        ]
        changed = [one.fact for one in facts]
        parts = by_facts(moves, first.assessor.pack, judged[0], judged[1], changed)
    else:
        facts = ()
        parts = by_causes(moves, first.assessor.pack, other.assessor.pack)
    held, holds = ({one.id: one.title for one in side.findings} for side in (before, after))
    return Split(
        other=place,
        change=change_of(before, after),
        facts=facts,
        findings_came=tuple(title for name, title in holds.items() if name not in held),
        findings_went=tuple(title for name, title in held.items() if name not in holds),
        parts=(*parts, *frame_parts(before, after)),
    )


def _rows(sides: Sequence[Side]) -> tuple[FactRow, ...]:
    """Return the facts that are not the same on all sides; of one case, none are told."""
    first, *others = sides
    if any(first.assessor.pack.digest != one.assessor.pack.digest for one in others):
        return ()
    return tuple(
        FactRow(fact.id, fact.title, tuple(words_of(one, fact, sides) for one in sides))
        for fact in first.assessor.pack.vocabulary.facts.values()
        if len({_state(one, fact) for one in sides}) > 1
    )


def _state(one: Side, fact: Fact) -> tuple[int, ...]:
    """Return all that a working memory holds of a fact, flags included."""
    vocabulary, masks = one.assessor.pack.vocabulary, one.record.memory.masks
    flags = vocabulary.unknown_flag(fact.id), vocabulary.disputed_flag(fact.id)
    return tuple(masks[place] for place in (*_places(one, fact), *flags))


def _places(one: Side, fact: Fact) -> tuple[int, ...]:
    return tuple(slot.position for slot in one.assessor.pack.vocabulary.slots_of(fact.id))


def words_of(one: Side, fact: Fact, sides: Sequence[Side]) -> str:
    """Return what is known of a fact on one side; of a checklist, also the items that differ,
    unless they are many and the counts tell it."""
    words = one.record.statements.words(fact.id)
    if words == OPEN_WORDS and any(fact.id == absent.fact for absent in one.record.applies_not):
        return INAPPLICABLE_WORDS
    if fact.type != "checklist" or words in (OPEN_WORDS, NOT_KNOWN_WORDS):
        return words
    told = [
        f"{slot.item.replace('_', ' ')}: {_item_words(one, slot.position)}"
        for slot in one.assessor.pack.vocabulary.slots_of(fact.id)
        if len({other.record.memory.masks[slot.position] for other in sides}) > 1
    ]
    counts = {other.record.statements.words(fact.id) for other in sides}
    if not told or (len(told) > _ITEMS and len(counts) > 1):
        return words
    return f"{words} ({', '.join(told)})"


def _item_words(one: Side, position: int) -> str:
    slot = one.assessor.pack.vocabulary.slots[position]
    mask = one.record.memory.masks[position]
    return OPEN_WORDS if mask == slot.full else slot_words(slot, mask)


def _changes(first: Side, other: Side) -> tuple[FactChange, ...]:
    pair = (first, other)
    return tuple(
        FactChange(
            fact.id,
            fact.title,
            _kind(first, other, fact),
            words_of(first, fact, pair),
            words_of(other, fact, pair),
        )
        for fact in first.assessor.pack.vocabulary.facts.values()
        if _state(first, fact) != _state(other, fact)
    )


def _kind(first: Side, other: Side, fact: Fact) -> str:
    """Return in which way a fact differs, by the sets of values that are possible."""
    before, after = (
        [one.record.memory.masks[place] for place in _places(one, fact)] for one in (first, other)
    )
    if before == after:
        return RECORDED
    if all(not two & ~one for one, two in zip(before, after, strict=True)):
        return LEARNED
    if all(not one & ~two for one, two in zip(before, after, strict=True)):
        return FORGOTTEN
    return CHANGED
