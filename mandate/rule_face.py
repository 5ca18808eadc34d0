"""What an assessment shows of a rule, whatever case it fires on."""

from __future__ import annotations

from typing import NamedTuple

from mandate.assessment import CitedSource, Cure, RemedyEntry
from mandate.pack.model import Pack, Rule, Template


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
    remedies: tuple[RemedyEntry, ...]


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
    )


def _cited(name: str, quote: str, pack: Pack) -> CitedSource:
    code, author, title, year, address, kind, interest = pack.sources[name]
    return CitedSource(code, quote, author, title, year, address, kind, interest)


def _cure(name: str, to: str, pack: Pack) -> Cure:
    fact = pack.fact(name)
    return Cure(fact.id, fact.title, to, fact.words(to))
