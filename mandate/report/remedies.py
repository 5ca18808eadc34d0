"""Remedies held against each other: what each changes, how pressing it is, what stands for what."""

from __future__ import annotations

from collections.abc import Iterable

from mandate import facts
from mandate.assessment import RemedyEntry
from mandate.facts import EFFORTS, LATE

Change = tuple[str, str]
"""A fact, and the value or the item that it changes to."""


def changes(remedy: RemedyEntry) -> frozenset[Change]:
    """Return what a remedy changes: nothing where it only eases."""
    return frozenset((cure.fact, cure.to_value) for cure in remedy.cures)


def marks(remedy: RemedyEntry) -> set[str]:
    """Return what no two remedies of a short list share: the text, and each fact changed."""
    return {remedy.text, *(fact for fact, _ in changes(remedy))}


def stand_ins(remedies: Iterable[RemedyEntry]) -> dict[RemedyEntry, RemedyEntry]:
    """Return which of some remedies is told in the place of each, often it itself.

    For one that only eases that is the first with the same text that cures, if there is one; of
    those that come to the same, in whatever words and by the same time, it is the first.
    """
    told = list(remedies)
    cures = {one.text: one for one in reversed(told) if one.cures}
    found: dict[RemedyEntry, RemedyEntry] = {}
    first: dict[object, RemedyEntry] = {}
    for one in told:
        named = one if one.cures else cures.get(one.text, one)
        comes_to = changes(named) or named.text, named.when
        found[one] = first.setdefault(comes_to, named)
    return found


def once(remedies: Iterable[RemedyEntry]) -> list[RemedyEntry]:
    """Return the remedies without those in whose place another is told."""
    return list(dict.fromkeys(stand_ins(remedies).values()))


def is_late(remedy: RemedyEntry, stage: str) -> bool:
    """Return whether the time of a remedy has passed at a stage."""
    return facts.is_late(remedy.when, stage)


def is_last_chance(remedy: RemedyEntry, stage: str) -> bool:
    """Return whether a remedy can be carried out at a stage, and at no later one."""
    return facts.is_last_chance(remedy.until, stage)


def urgency(remedy: RemedyEntry, stage: str) -> int:
    """Return how pressing a remedy is at a stage: LAST_CHANCE, IN_TIME or LATE of ``facts``."""
    return facts.urgency(remedy.when, remedy.until, stage)


def ease(remedy: RemedyEntry, stage: str) -> tuple[bool, int, int]:
    """Return what puts remedies in order, the one to begin with first: those that are not late, at
    the least effort, of equal ones those that have their last chance."""
    pressing = urgency(remedy, stage)
    return pressing == LATE, EFFORTS.index(remedy.effort), pressing


def easiest(remedies: Iterable[RemedyEntry], stage: str) -> RemedyEntry:
    """Return the remedy to begin with."""
    return min(remedies, key=lambda one: ease(one, stage))
