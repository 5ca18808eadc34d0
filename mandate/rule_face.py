"""What an assessment shows of a rule, whatever case it fires on."""

from mandate.assessment import CitedSource, Cure, RemedyEntry
from mandate.facts import YES, can_be_done
from mandate.memory import Masks
from mandate.pack.model import Pack, Remedy, Rule, Template
from mandate.pack.rule_parts import asked_by
from mandate.tuples import NamedTuple


class Prescription(NamedTuple):
    """A remedy, and for each of its cures a slot and the set of values that are good enough."""

    entry: RemedyEntry
    goals: tuple[tuple[int, int], ...]


class RuleFace(NamedTuple):
    """The constant part of a rule's firings."""

    id: str
    title: str
    driver: str | None
    floor: str | None
    concludes: tuple[str, ...]
    absorbs: tuple[str, ...]
    because: Template
    strength: Template
    expect: str
    sources: tuple[CitedSource, ...]
    grade: str
    prescriptions: tuple[Prescription, ...]


def rule_face(rule: Rule, pack: Pack) -> RuleFace:
    """Return what an assessment shows of *rule*."""
    return RuleFace(
        id=rule.id,
        title=rule.title,
        driver=rule.driver or None,
        floor=rule.floor or None,
        concludes=rule.concludes,
        absorbs=rule.absorbs,
        because=rule.because,
        strength=rule.strength or rule.because,
        expect=rule.expect,
        sources=tuple(_cited(one.source, one.quote, pack) for one in rule.sources),
        grade=rule.grade,
        prescriptions=tuple(_prescription(remedy, pack) for remedy in rule.remedies),
    )


def _prescription(remedy: Remedy, pack: Pack) -> Prescription:
    entry = RemedyEntry(
        text=remedy.text,
        cures=tuple(_cure(fact, to, pack) for fact, to in remedy.cures),
        owner=remedy.owner,
        effort=remedy.effort,
        when=remedy.when,
        stage=remedy.stage,
        until=remedy.until,
    )
    return Prescription(entry, tuple(_goal(fact, to, pack) for fact, to in remedy.cures))


def _goal(name: str, to: str, pack: Pack) -> tuple[int, int]:
    """Return a slot, and the set of its values that are as good as what a cure leads to."""
    fact, slots = pack.fact(name), pack.vocabulary.slots_of(name)
    if fact.type == "checklist":
        (slot,) = (slot for slot in slots if slot.item == to)
        return slot.position, YES
    code, last = fact.labels.index(to), len(fact.labels) - 1
    first, last = (code, last) if fact.better > 0 else (0, code) if fact.better else (code, code)
    return slots[0].position, (1 << last + 1) - (1 << first)


def offered(face: RuleFace, masks: Masks, pack: Pack, stage: str) -> tuple[RemedyEntry, ...]:
    """Return the remedies of a rule that can be carried out at the stage of a case, as it needs
    them."""
    remedies = prescribed(face, masks, pack)
    return tuple(one for one in remedies if can_be_done(one.stage, one.until, stage))


def prescribed(face: RuleFace, masks: Masks, pack: Pack) -> tuple[RemedyEntry, ...]:
    """Return the remedies of a rule as a case needs them.

    A cure of several facts leaves out those that already are as good as it would make them: it
    asks for improvements, and carried out to the letter it might undo one.
    """
    return tuple(_needed(one, masks, pack) for one in face.prescriptions)


def _needed(one: Prescription, masks: Masks, pack: Pack) -> RemedyEntry:
    entry, goals = one
    pairs = zip(entry.cures, goals, strict=True)
    cures = tuple(cure for cure, (slot, good) in pairs if masks[slot] & ~good)
    if len(cures) in (0, len(entry.cures)):
        return entry
    steps = ((cure.fact, cure.to_value) for cure in cures)
    return RemedyEntry(entry.text, cures, *asked_by(steps, pack.vocabulary))


def _cited(name: str, quote: str, pack: Pack) -> CitedSource:
    code, author, title, year, address, kind, interest = pack.sources[name]
    return CitedSource(code, quote, author, title, year, address, kind, interest)


def _cure(name: str, to: str, pack: Pack) -> Cure:
    fact = pack.fact(name)
    return Cure(fact.id, fact.title, to, fact.words(to))
