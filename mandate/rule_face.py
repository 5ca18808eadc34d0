"""What an assessment shows of a rule, whatever case it fires on."""

from __future__ import annotations

from typing import NamedTuple

from mandate.assessment import CitedSource, Cure, RemedyEntry
from mandate.conditions.nodes import All, Compare, Covers, Graded, Node
from mandate.evidence import Key, keys_of
from mandate.pack.model import Pack, Rule, Template


class RuleFace(NamedTuple):
    """The constant part of a rule's firings; ``floor_start`` is in hundredths of a deciban.

    ``keys`` tell where the evidence of every firing stands, or are None where that depends on
    which branches of the condition are satisfied.
    """

    id: str
    title: str
    driver: str | None
    floor: str | None
    floor_start: int | None
    concludes: tuple[str, ...]
    absorbs: tuple[str, ...]
    because: Template
    strength: Template
    expect: str
    sources: tuple[CitedSource, ...]
    grade: str
    remedies: tuple[RemedyEntry, ...]
    keys: tuple[Key, ...] | None


def rule_face(rule: Rule, pack: Pack) -> RuleFace:
    """Return what an assessment shows of *rule*."""
    starts = {band.id: band.start for band in pack.bands}
    return RuleFace(
        id=rule.id,
        title=rule.title,
        driver=rule.driver or None,
        floor=rule.floor or None,
        floor_start=starts.get(rule.floor),
        concludes=rule.concludes,
        absorbs=rule.absorbs,
        because=rule.because,
        strength=rule.strength or rule.because,
        expect=rule.expect,
        sources=tuple(_cited(one.source, one.quote, pack) for one in rule.sources),
        grade=rule.grade,
        remedies=tuple(
            RemedyEntry(
                text=remedy.text,
                cures=tuple(_cure(fact, to, pack) for fact, to in remedy.cures),
                owner=remedy.owner,
                effort=remedy.effort,
                when=remedy.when,
            )
            for remedy in rule.remedies
        ),
        keys=_constant_keys(rule.condition),
    )


def _constant_keys(condition: Node) -> tuple[Key, ...] | None:
    """Return the keys of a conjunction of comparisons, all of which hold whenever it fires."""
    if isinstance(condition, (Compare, Covers, Graded)):
        keys = keys_of(condition)
        return None if any(flag for _, _, flag in keys) else keys
    if isinstance(condition, All):
        parts = [_constant_keys(child) for child in condition.children]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            return tuple(dict.fromkeys(key for part in known for key in part))
    return None


def _cited(name: str, quote: str, pack: Pack) -> CitedSource:
    code, author, title, year, address, kind, interest = pack.sources[name]
    return CitedSource(code, quote, author, title, year, address, kind, interest)


def _cure(name: str, to: str, pack: Pack) -> Cure:
    fact = pack.fact(name)
    return Cure(fact.id, fact.title, to, fact.words(to))
